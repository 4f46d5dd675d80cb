import type { App } from '../../src/server/app.js';
import type { RecordRow } from '../records/suite.js';

/** The mutations of what an organization asks of sign-ins. */
export const freshSignInMutations = ['requireFreshSignIn'] as const;

/** The command of what an organization asks of sign-ins, where it asks for nothing: the tokens of tests show none. */
export function freshSignInRows(app: () => App): Readonly<Record<(typeof freshSignInMutations)[number], RecordRow>> {
  return {
    requireFreshSignIn: {
      takes: 'administrator',
      event: 'FreshSignInRuleChanged',
      organizationWide: true,
      withoutToken: true,
      async input({ id }) {
        await app().services.database.prisma.organization.update({ where: { id }, data: { version: 1 } });
        return { version: 1, occasions: [], minutes: 30 };
      },
    },
  };
}
