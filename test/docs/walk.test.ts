import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import type { Role } from '../../src/generated/prisma/enums.js';
import { ask, subscribeSse } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';

/** An operation of the page: who does it, which ids it keeps under which word, and where they are in the answer. */
interface Step {
  readonly role: Role;
  readonly keeps: readonly { readonly word: string; readonly path: string }[];
  readonly text: string;
}

const app = useApp();
const organization = useOrganization(app);

async function readSteps(): Promise<Step[]> {
  const page = await readFile(new URL('../../docs/opm-sp-3.2.md', import.meta.url), 'utf8');
  return [...page.matchAll(/```graphql\n# ([a-z ]+?)(?:, keeps (.*))?\n([^]*?)```/g)].map(
    ([, who = '', keeps = '', text = '']) => ({
      role: who.toUpperCase().replace(' ', '_') as Role,
      keeps: keeps
        .split(', ')
        .filter(Boolean)
        .map((each) => {
          const [word = '', path = 'id'] = each.split(' = ');
          return { word, path };
        }),
      text,
    }),
  );
}

/** A place in an answer, by names and numbers. */
// oxlint-disable-next-line typescript/no-explicit-any -- an answer may have any shape
const at = (value: any, path: string): any => path.split('.').reduce((each, key) => each?.[key], value);

it('the page on OPM SP 3.2 can be walked from its first operation to its last', { timeout: 60_000 }, async () => {
  const { people, ledUnit, otherUnit } = organization;
  const ids = new Map([
    ['UNIT', ledUnit.globalId],
    ['OTHER_UNIT', otherUnit.globalId],
    ['LEAD', people.DEPLOYMENT_LEAD.globalId],
  ]);
  const steps = await readSteps();
  expect(steps.length).toBeGreaterThan(50);
  for (const { role, keeps, text } of steps) {
    const operation = text.replace(/"([A-Z_]{3,})"/g, (_match, word: string) => {
      const id = ids.get(word);
      if (id === undefined) throw new Error(`The page uses "${word}" before it is kept.`);
      return JSON.stringify(id);
    });
    const { bearer } = people[role];
    if (operation.trimStart().startsWith('subscription')) {
      const subscription = subscribeSse(app.url, operation, {}, bearer);
      expect((await subscription.next()).errors, text).toBeUndefined();
      await subscription.stop();
      continue;
    }
    const { data, errors } = await ask(app.url, operation, {}, bearer);
    expect(errors, text).toBeUndefined();
    const [result] = Object.values(data ?? {}) as Record<string, unknown>[];
    const isMutation = operation.trimStart().startsWith('mutation');
    if (isMutation) expect(result?.['__typename'], `${text} ${JSON.stringify(result)}`).toMatch(/Payload$/);
    const record = isMutation ? Object.values(result ?? {}).find((value) => typeof value === 'object') : data;
    for (const { word, path } of keeps) {
      expect(at(record, path), `${word} of ${text}`).toEqual(expect.any(String));
      ids.set(word, at(record, path) as string);
    }
  }
  const { prisma } = app.services.database;
  const improvements = await prisma.improvement.findMany({
    where: { organizationId: organization.id },
    orderBy: { createdAt: 'asc' },
  });
  expect(improvements.map(({ state }) => state)).toEqual(['CLOSED', 'SELECTED']);
});
