import type { Clock } from '../clock.js';
import type { Queryable } from '../database/database.js';
import { vital } from '../database/statements.js';
import { Prisma } from '../generated/prisma/client.js';
import { hashOf, lookUpTogether } from './look-up.js';
import type { Revocable } from './sessions.js';
import { isIntact } from './token-secret.js';
import type { Claims } from './tokens.js';

/** The API tokens of all servers of a database, as far as they are used. */
export interface ApiTokens extends Revocable {
  /** The claims of the token with a secret, used from a network address; null if there is none, or it has ended. */
  find(secret: string, address: string | undefined): Promise<Claims | null>;
}

/** Longest address that is kept, in characters. */
const MAX_ADDRESS = 300;

/** How exactly `lastUsedAt` is kept, in milliseconds. */
const USED_WITHIN = 60_000;

interface Found {
  readonly id: string;
  readonly hash: string;
  readonly subject: string;
  readonly organization: string;
  readonly scopes: readonly string[];
  readonly unitIds: readonly string[];
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
}

/** Opens the API tokens of a database. `failed` is called with errors outside of a request. */
export function createApiTokens(db: Queryable, clock: Clock, failed: (error: unknown) => void): ApiTokens {
  const before = (milliseconds: number): Date => new Date(clock().getTime() - milliseconds);

  const findAll = async (hashes: readonly string[]): Promise<(Found | null)[]> => {
    const rows = await vital(
      () => db.$queryRaw<Found[]>`
      SELECT t."id"::text, t."hash", p."subject", o."slug" AS "organization", t."scopes", t."unitIds"::text[] AS "unitIds",
             t."expiresAt", t."lastUsedAt"
        FROM "Token" t
        JOIN "Person" p ON p."id" = t."personId" AND p."active"
        JOIN "Organization" o ON o."id" = t."organizationId"
       WHERE t."hash" = ANY(${[...hashes]}::text[]) AND t."revokedAt" IS NULL AND t."expiresAt" > ${clock()}::timestamptz`,
    );
    const found = new Map(rows.map((row) => [row.hash, row]));
    return hashes.map((each) => found.get(each) ?? null);
  };
  const lookUp = lookUpTogether(findAll);

  /** Records that tokens are in use: from the address, or from where they were. */
  const touch = async (ids: readonly string[], address?: string): Promise<void> => {
    const from = address === undefined ? Prisma.sql`"lastUsedFrom"` : Prisma.sql`${address.slice(0, MAX_ADDRESS)}`;
    await db.$executeRaw`
      UPDATE "Token" SET "lastUsedAt" = ${clock()}::timestamptz, "lastUsedFrom" = ${from}
       WHERE "id" = ANY(${[...ids]}::uuid[]) AND ("lastUsedAt" IS NULL OR "lastUsedAt" < ${before(USED_WITHIN)}::timestamptz)`;
  };

  return {
    async find(secret, address) {
      if (!isIntact(secret)) return null;
      const found = await lookUp(hashOf(secret));
      if (!found) return null;
      const { id, subject, organization, scopes, unitIds, expiresAt, lastUsedAt } = found;
      if (!lastUsedAt || lastUsedAt < before(USED_WITHIN)) touch([id], address).catch(failed);
      const grant = { tokenId: id, scopes: new Set(scopes), unitIds: unitIds.length > 0 ? new Set(unitIds) : null };
      return { subject, organization, expiresAt: expiresAt.getTime(), grant };
    },
    async endedWithin(milliseconds) {
      // Where one was rotated, its end was brought forward.
      const ended = { gt: before(milliseconds) };
      const rows = await vital(() =>
        db.token.findMany({
          where: { OR: [{ revokedAt: ended }, { expiresAt: { ...ended, lte: clock() } }] },
          select: { id: true },
        }),
      );
      return rows.map(({ id }) => id);
    },
    touch,
  };
}
