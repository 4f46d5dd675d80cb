import { z } from 'zod';
import { administrators, demandNoToken } from '../../auth/allowed.js';
import { freshSignInOf, ruleOf } from '../../auth/fresh-sign-in.js';
import { command } from '../../commands/command.js';
import { enumOf, integer, list, optional, version } from '../../commands/fields.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { Organization } from '../../generated/prisma/client.js';
import { FreshSignInOccasion } from '../../generated/prisma/enums.js';
import { notFound } from '../../user-error.js';

const OCCASIONS = Object.keys(FreshSignInOccasion);

/** Most classes of authentication of a rule. */
const MOST_CLASSES = 20;

/** How old a sign-in may be at most, in minutes. */
const MOST_MINUTES = 1_440;

const acrValue = z
  .string()
  .trim()
  .max(200, 'At most 200 characters.')
  .regex(/^[\x21-\x7e]+$/, 'Must be a class of authentication without spaces, such as phr.');

const input = {
  version: version('Organization'),
  occasions: optional(
    list(
      enumOf(FreshSignInOccasion, 'FreshSignInOccasion', 'An occasion.'),
      OCCASIONS.length,
      `Before what people have to sign in anew: ${OCCASIONS.join(', ')}; empty for nothing.`,
    ),
  ),
  minutes: optional(integer(1, MOST_MINUTES, 'How old their sign-in may be then, in minutes. At first, 15.')),
  acrValues: optional(
    list(
      acrValue,
      MOST_CLASSES,
      'Classes of authentication (`acr` of OpenID Connect) of which one is enough, as the identity provider calls them; empty for any.',
    ),
  ),
};

/** What an organization is to ask: what is null stays as it is. */
interface Wanted {
  readonly version: number;
  readonly occasions: readonly FreshSignInOccasion[] | null;
  readonly minutes: number | null;
  readonly acrValues: readonly string[] | null;
}

export const requireFreshSignIn = command({
  name: 'requireFreshSignIn',
  description:
    'Sets before what people of the organization have to sign in anew, and how: where their sign-in is too old or of another class, the mutation answers with a FreshSignInRequiredError. API tokens cannot do those mutations then. Omitted fields stay as they are. Whoever sets it must have signed in as it asks, and to change it, as it asked before: so nobody is locked out by what the identity provider does not do. Not with an API token.',
  allowed: administrators,
  record: 'Organization',
  event: 'FreshSignInRuleChanged',
  refusals: ['FreshSignInRequiredError'],
  input,
  before: async (_environment, actor) => demandNoToken(actor, 'requireFreshSignIn'),
  async perform(work, wanted) {
    const organization = await organizationOf(work);
    for (const asking of [organization, { ...organization, ...patchOf(organization, wanted) }])
      if (asking.freshSignInOccasions.length > 0)
        work.signIn = freshSignInOf(work.actor, work.command, ruleOf(asking), work.now);
    return setRule(work, wanted);
  },
});

/** Sets what an organization asks, whoever it locks out. */
export async function setRule(work: UnitOfWork, wanted: Wanted): Promise<Organization> {
  const organization = await organizationOf(work);
  work.demandVersion(organization, wanted.version, 'Organization');
  const header = { type: 'FreshSignInRuleChanged', recordType: 'Organization' };
  await work.change(work.db.organization, organization, patchOf(organization, wanted), header);
  return organization;
}

function patchOf(organization: Organization, { occasions, minutes, acrValues }: Wanted) {
  return {
    freshSignInOccasions: occasions ? [...new Set(occasions)].sort() : organization.freshSignInOccasions,
    freshSignInMinutes: minutes ?? organization.freshSignInMinutes,
    freshSignInAcrValues: acrValues ? [...new Set(acrValues)] : organization.freshSignInAcrValues,
  };
}

async function organizationOf({ db, actor: { organizationId: id } }: UnitOfWork): Promise<Organization> {
  const organization = await db.organization.findUnique({ where: { id } });
  if (!organization) throw notFound('Organization');
  return organization;
}
