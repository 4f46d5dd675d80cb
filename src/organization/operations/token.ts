import type { Access, AccessAudit, Caller } from '../../auth/access-audit.js';
import { demandNoToken } from '../../auth/allowed.js';
import type { Actor } from '../../auth/actor.js';
import { hashOf } from '../../auth/look-up.js';
import { forbidden, includesRole } from '../../auth/permissions.js';
import { demandStillThere } from '../../auth/still-there.js';
import { newSecret, prefixOf } from '../../auth/token-secret.js';
import { dayOf } from '../../clock.js';
import type { CommandEnvironment } from '../../commands/execute.js';
import type { Queryable } from '../../database/database.js';
import { inTransaction } from '../../database/transaction.js';
import type { Prisma, Token } from '../../generated/prisma/client.js';
import { invalidInput, notFound, ruleViolation } from '../../user-error.js';
import { validAt, visibleTokens } from '../token-access.js';
import { lackingOf, readRights } from './service-account-tokens.js';
import { demandUnits } from './unit.js';

/** Most valid tokens of a person. */
export const MOST_TOKENS = 100;

/** Longest life of a token, in days. */
export const MAX_DAYS = 366;

/** Minutes for which a token that was replaced stays valid: by default, and at most. */
export const OVERLAP = { usual: 60, most: 10_080 } as const;

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Where tokens are issued, and who asks from where. */
interface Environment extends Pick<CommandEnvironment, 'database' | 'clock'> {
  readonly audit: AccessAudit;
  readonly caller: Caller | undefined;
}

/** A token that was just issued, with its secret, which nobody is shown again. */
export interface IssuedToken {
  readonly id: string;
  readonly secret: string;
}

/** What a token is to be. */
export interface NewToken {
  /** The service account for which it acts; null for the actor. */
  readonly personId: string | null;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly unitIds: readonly string[];
  /** The last day on which it is valid, in UTC. */
  readonly expiresOn: Date;
}

/** Creates a token that acts for the actor, or for a service account. */
export async function createToken(environment: Environment, actor: Actor, token: NewToken): Promise<IssuedToken> {
  const { database, clock } = environment;
  demandNoToken(actor, 'createToken');
  const { organizationId } = actor;
  const now = clock();
  const expiresAt = endOf(token.expiresOn, now);
  const { name, scopes, unitIds } = token;
  const personId = token.personId ?? actor.personId;
  return inTransaction(database, organizationId, async (db) => {
    await demandMayIssue(db, actor, 'createToken', personId);
    await demandUnits({ db, actor }, unitIds);
    const others = await db.token.count({ where: { organizationId, personId, ...validAt(now) } });
    if (others >= MOST_TOKENS) throw tooMany();
    const issued = await issue(db, { organizationId, personId, name, scopes, unitIds, createdAt: now, expiresAt });
    await record(db, environment, actor, { kind: 'TOKEN_CREATED', tokenId: issued.id });
    return issued;
  });
}

/** Which token is replaced, and how. */
export interface Rotation {
  /** Null for the one with which the actor acts. */
  readonly tokenId: string | null;
  readonly overlapMinutes: number;
  /** The last day on which the new one is valid; null for as long a life as that of the old one. */
  readonly expiresOn: Date | null;
}

/**
 * Replaces a token of the actor, or of a service account, by one with a new secret; both are valid for a while. A token may only
 * replace itself.
 */
export async function rotateToken(
  environment: Environment,
  actor: Actor,
  { tokenId, overlapMinutes, expiresOn }: Rotation,
): Promise<IssuedToken> {
  const { database, clock } = environment;
  const { organizationId, grant } = actor;
  const id = tokenId ?? grant?.tokenId;
  if (id === undefined) throw invalidInput([{ path: 'tokenId', message: 'Required: you do not ask with a token.' }]);
  if (grant && grant.tokenId !== id) throw forbidden('rotateToken', 'the person themselves, or that token');
  const now = clock();
  const until = expiresOn && endOf(expiresOn, now);
  return inTransaction(database, organizationId, async (db) => {
    const theirs = { id, organizationId, AND: [visibleTokens(actor), issuable(actor)] };
    const found = await db.token.findUnique({ where: theirs, select: { personId: true } });
    if (!found) throw notFound('Token');
    const { personId } = found;
    await demandMayIssue(db, actor, 'rotateToken', personId);
    // Hazard: it must not be replaced twice, by two who ask at once.
    await db.$queryRaw`SELECT 1 FROM "Token" WHERE "id" = ${id}::uuid FOR UPDATE`;
    const old = await db.token.findUnique({
      where: { id, organizationId, personId, AND: validAt(now) },
      include: { replacedBy: { select: { id: true } } },
    });
    if (!old) throw notFound('Token');
    if (old.replacedBy) throw alreadyReplaced();
    // Two at most are valid at once, so that revoking the newest ends all of them.
    await db.token.updateMany({ where: { replacedBy: { id }, expiresAt: { gt: now } }, data: { expiresAt: now } });
    const overlapEnd = now.getTime() + overlapMinutes * MINUTE;
    const { name, scopes, unitIds, createdAt, expiresAt } = old;
    await db.token.update({ where: { id }, data: { expiresAt: new Date(Math.min(overlapEnd, expiresAt.getTime())) } });
    const sameLife = new Date(now.getTime() + expiresAt.getTime() - createdAt.getTime());
    const rest = { createdAt: now, expiresAt: until ?? sameLife, replacesId: id };
    const issued = await issue(db, { organizationId, personId, name, scopes, unitIds, ...rest });
    await record(db, environment, actor, { kind: 'TOKEN_ROTATED', tokenId: id });
    return issued;
  });
}

/** Ends a token at once, and the one that it replaced if that is still valid. */
export async function revokeToken(environment: Environment, actor: Actor, id: string): Promise<void> {
  if (actor.grant && actor.grant.tokenId !== id) throw forbidden('revokeToken', 'the person themselves, or that token');
  const { database, clock } = environment;
  const { organizationId } = actor;
  const now = clock();
  await inTransaction(database, organizationId, async (db) => {
    const { count } = await db.token.updateMany({
      where: { OR: [{ id }, { replacedBy: { id } }], organizationId, ...validAt(now), AND: visibleTokens(actor) },
      data: { revokedAt: now },
    });
    if (count === 0) throw notFound('Token');
    await record(db, environment, actor, { kind: 'TOKEN_REVOKED', tokenId: id });
  });
}

/** The condition on tokens that somebody may issue anew: nobody gets to know a secret that acts for another person. */
function issuable({ personId }: Actor): Prisma.TokenWhereInput {
  return { OR: [{ personId }, { person: { ownerId: { not: null } } }] };
}

/**
 * Refuses where the actor may not issue a token for somebody: only for themselves, and for a service account where they are its owner or
 * an administrator, and have all of its rights.
 */
async function demandMayIssue(db: Queryable, actor: Actor, mutation: string, personId: string): Promise<void> {
  if (personId === actor.personId) return;
  const where = { id: personId, organizationId: actor.organizationId };
  // Hazard: until the token is there to be ended, nobody may give the account more rights, nor its owner less. See `lockAccount`.
  await db.$queryRaw`SELECT 1 FROM "Person" WHERE "id" = ${personId}::uuid FOR SHARE`;
  const account = await db.person.findUnique({ where, include: { leads: { select: { unitId: true } } } });
  if (!account) throw notFound('Person');
  const isTheirs = account.ownerId === actor.personId || includesRole(actor.role, 'ADMINISTRATOR');
  if (account.ownerId === null || !isTheirs)
    throw forbidden(mutation, 'the person themselves or, for a service account, its owner or an administrator');
  demandStillThere(account);
  const leads = new Set(account.leads.map(({ unitId }) => unitId));
  const lacking = lackingOf({ role: account.role, leads }, await readRights(db, actor.personId));
  if (lacking !== undefined) throw forbidden(mutation, lacking);
}

function record(
  db: Queryable,
  { audit, caller }: Environment,
  { organizationId, personId }: Actor,
  access: Pick<Access, 'kind' | 'tokenId'>,
): Promise<void> {
  return audit.record({ organizationId, personId, caller, ...access }, db);
}

type NewRow = Pick<Token, 'organizationId' | 'personId' | 'name' | 'createdAt' | 'expiresAt'> & {
  readonly scopes: readonly string[];
  readonly unitIds: readonly string[];
  readonly replacesId?: string;
};

async function issue(db: Queryable, { scopes, unitIds, ...row }: NewRow): Promise<IssuedToken> {
  const secret = newSecret();
  const lists = { scopes: [...new Set(scopes)].sort(), unitIds: [...new Set(unitIds)].sort() };
  const { id } = await db.token.create({
    data: { ...row, ...lists, prefix: prefixOf(secret), hash: hashOf(secret) },
    select: { id: true },
  });
  return { id, secret };
}

/** The end of a last day. */
function endOf(lastDay: Date, now: Date): Date {
  const days = (lastDay.getTime() - dayOf(now).getTime()) / DAY;
  if (days < 0 || days > MAX_DAYS)
    throw invalidInput([{ path: 'expiresOn', message: `Must be today or within ${MAX_DAYS} days.` }]);
  return new Date(lastDay.getTime() + DAY);
}

const SOURCE = 'Uplift: tokens are few, and each has one secret';

const tooMany = () =>
  ruleViolation({
    rule: 'at-most-100-tokens',
    source: SOURCE,
    message: `There are ${MOST_TOKENS} valid tokens for whoever it would act for, the most that is allowed.`,
    missing: ['a token that is revoked'],
  });

const alreadyReplaced = () =>
  ruleViolation({
    rule: 'a-token-is-replaced-once',
    source: SOURCE,
    message: 'This token was already replaced. Rotate the one that replaced it.',
    missing: ['the newest token'],
  });
