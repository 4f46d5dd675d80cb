import { includesRole } from '../../auth/permissions.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { Queryable } from '../../database/database.js';
import type { Role } from '../../generated/prisma/enums.js';

/** What somebody may do: by their role, and in the units that they lead. */
export interface Rights {
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

/** Of a person: what they may do. */
const RIGHTS = { role: true, leads: { select: { unitId: true } } } as const;

/**
 * Ends the tokens of a service account that may do more from now on, where that is more than its owner may: they know the secrets.
 * Does nothing for a person.
 */
export async function endTokensBeyondOwner(work: Pick<UnitOfWork, 'db' | 'now'>, id: string): Promise<void> {
  await lockAccount(work, id);
  const account = await work.db.person.findUniqueOrThrow({
    where: { id },
    select: { ...RIGHTS, owner: { select: { ...RIGHTS, active: true } } },
  });
  const { owner } = account;
  if (!owner || (owner.active && lackingOf(rightsOf(account), rightsOf(owner)) === undefined)) return;
  await endTokens(work, id);
}

/**
 * Ends the tokens of the service accounts that may do more from now on than their owner, who may do less: `before` is what that was. Of
 * an account that could do more before already, the owner does not know any secret.
 */
export async function endTokensBeyondLessened(
  work: Pick<UnitOfWork, 'db' | 'now'>,
  ownerId: string,
  before: Rights,
): Promise<void> {
  const owner = await readRights(work.db, ownerId);
  const accounts = await work.db.person.findMany({ where: { ownerId }, select: { id: true }, orderBy: { id: 'asc' } });
  for (const { id } of accounts) {
    await lockAccount(work, id);
    const account = await readRights(work.db, id);
    if (lackingOf(account, before) === undefined && lackingOf(account, owner) !== undefined) await endTokens(work, id);
  }
}

/** Ends the tokens of a service account: now, or so many minutes later at the latest. */
export async function endTokens(work: Pick<UnitOfWork, 'db' | 'now'>, id: string, afterMinutes = 0): Promise<void> {
  const { db, now } = work;
  await lockAccount(work, id);
  if (afterMinutes === 0) {
    await db.token.updateMany({ where: { personId: id, revokedAt: null }, data: { revokedAt: now } });
  } else {
    const end = new Date(now.getTime() + afterMinutes * 60_000);
    await db.token.updateMany({
      where: { personId: id, revokedAt: null, expiresAt: { gt: end } },
      data: { expiresAt: end },
    });
  }
}

/** What somebody may do, as the database has it. */
export async function readRights(db: Queryable, id: string): Promise<Rights> {
  return rightsOf(await db.person.findUniqueOrThrow({ where: { id }, select: RIGHTS }));
}

/** Hazard: a token that is being created by what the account, or its owner, could do before. See `createToken`. */
async function lockAccount({ db }: Pick<UnitOfWork, 'db'>, id: string): Promise<void> {
  await db.$queryRaw`SELECT 1 FROM "Person" WHERE "id" = ${id}::uuid FOR NO KEY UPDATE`;
}

function rightsOf({ role, leads }: { readonly role: Role; readonly leads: readonly { unitId: string }[] }): Rights {
  return { role, leads: new Set(leads.map(({ unitId }) => unitId)) };
}
