import { z } from 'zod';
import { administrators, demandNoToken } from '../../auth/allowed.js';
import { freshSignInOf, readFreshSignInRule } from '../../auth/fresh-sign-in.js';
import { command } from '../../commands/command.js';
import { enumOf, integer, list, optional, version } from '../../commands/fields.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { Organization } from '../../generated/prisma/client.js';
import { FreshSignInOccasion } from '../../generated/prisma/enums.js';
import { notFound } from '../../user-error.js';

/** Most classes of authentication of a rule. */
const MOST_CLASSES = 20;

/** How old a sign-in may be where nobody says it, and at most, in minutes. */
const MINUTES = { usual: 15, most: 1_440 } as const;

const acrValue = z
  .string()
  .trim()
  .max(200, 'At most 200 characters.')
  .regex(/^[\x21-\x7e]+$/, 'Must be a class of authentication without spaces, such as phr.');

const input = {
  version: version('Organization'),
  occasions: list(
    enumOf(FreshSignInOccasion, 'FreshSignInOccasion', 'An occasion.'),
    Object.keys(FreshSignInOccasion).length,
    'Before what people have to sign in anew; empty for nothing.',
  ).transform((given) => [...new Set(given)].sort()),
  minutes: optional(
    integer(1, MINUTES.most, `How old their sign-in may be then, in minutes. Default: ${MINUTES.usual}.`),
  ),
  acrValues: optional(
    list(
      acrValue,
      MOST_CLASSES,
      'Classes of authentication (`acr` of OpenID Connect) of which one is enough, as the identity provider calls them. Default: any.',
    ),
  ).transform((given) => [...new Set(given ?? [])]),
};

/** What an organization is to ask. */
interface Wanted {
  readonly version: number;
  readonly occasions: readonly FreshSignInOccasion[];
  readonly minutes: number | null;
  readonly acrValues: readonly string[];
}

export const requireFreshSignIn = command({
  name: 'requireFreshSignIn',
  description:
    'Sets before what people of the organization have to sign in anew, and how: where their sign-in is too old or of another class, the mutation answers with a FreshSignInRequiredError. API tokens cannot do those mutations then. Whoever sets it must have signed in as it asks, and to change it, as it asked before: so nobody is locked out by what the identity provider does not do. Not with an API token.',
  allowed: administrators,
  record: 'Organization',
  event: 'FreshSignInRuleChanged',
  refusals: ['FreshSignInRequiredError'],
  input,
  before: async (_environment, actor) => demandNoToken(actor, 'requireFreshSignIn'),
  async perform(work, wanted) {
    const before = await readFreshSignInRule(work.db, work.actor.organizationId);
    const { organization } = before;
    const { occasions, minutes, acrValues } = wanted;
    const after = { organization, occasions, minutes: minutes ?? MINUTES.usual, acr: acrValues };
    for (const rule of [before, after])
      if (rule.occasions.length > 0) work.signIn = freshSignInOf(work.actor, work.command, rule, work.now);
    return setRule(work, wanted);
  },
});

/** Sets what an organization asks, whoever it locks out. */
export async function setRule(work: UnitOfWork, { version: read, occasions, minutes, acrValues }: Wanted) {
  const organization = await organizationOf(work);
  work.demandVersion(organization, read, 'Organization');
  const patch: Partial<Organization> = {
    freshSignInOccasions: [...occasions],
    freshSignInMinutes: minutes ?? MINUTES.usual,
    freshSignInAcrValues: [...acrValues],
  };
  await work.change(work.db.organization, organization, patch, {
    type: 'FreshSignInRuleChanged',
    recordType: 'Organization',
  });
  return organization;
}

async function organizationOf({ db, actor: { organizationId: id } }: UnitOfWork): Promise<Organization> {
  const organization = await db.organization.findUnique({ where: { id } });
  if (!organization) throw notFound('Organization');
  return organization;
}
