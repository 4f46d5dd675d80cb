import { includesRole } from '../../auth/permissions.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { Role } from '../../generated/prisma/enums.js';

/** What somebody may do: by their role, and in the units that they lead. */
interface Rights {
  readonly role: Role;
  /** Ids of the units. */
  readonly leads: ReadonlySet<string>;
}

/**
 * What somebody lacks of the rights of a service account, as "the role SPONSOR or above"; undefined where they have all of them. Only
 * who has them all gets to know a secret of its tokens: nobody gains rights by a service account.
 */
export function lackingOf(account: Rights, { role, leads }: Rights): string | undefined {
  if (!includesRole(role, account.role)) return `the role ${account.role} or above, which the service account has`;
  if (includesRole(role, 'DEPLOYMENT_LEAD') || [...account.leads].every((unitId) => leads.has(unitId)))
    return undefined;
  return 'the lead of each unit that the service account leads';
}

/**
 * Ends the tokens of a service account that may do more from now on, where that is more than its owner may: they know the secrets.
 * Does nothing for a person.
 */
export async function endTokensBeyondOwner({ db, now }: Pick<UnitOfWork, 'db' | 'now'>, id: string): Promise<void> {
  // Hazard: a token that is being created by what the account could do before. See `createToken`.
  await db.$queryRaw`SELECT 1 FROM "Person" WHERE "id" = ${id}::uuid FOR NO KEY UPDATE`;
  const rights = { role: true, active: true, leads: { select: { unitId: true } } } as const;
  const account = await db.person.findUniqueOrThrow({
    where: { id },
    select: { ...rights, owner: { select: rights } },
  });
  const { owner } = account;
  if (!owner || (owner.active && lackingOf(rightsOf(account), rightsOf(owner)) === undefined)) return;
  await db.token.updateMany({ where: { personId: id, revokedAt: null }, data: { revokedAt: now } });
}

function rightsOf({ role, leads }: { readonly role: Role; readonly leads: readonly { unitId: string }[] }): Rights {
  return { role, leads: new Set(leads.map(({ unitId }) => unitId)) };
}
