import { createHmac, randomBytes } from 'node:crypto';
import { CompactEncrypt, compactDecrypt } from 'jose';
import type { Clock } from '../clock.js';
import type { Queryable } from '../database/database.js';
import { vital } from '../database/statements.js';
import type { Prisma } from '../generated/prisma/client.js';
import type { Sealing } from '../sealing.js';
import { hashOf, lookUpTogether } from './look-up.js';
import type { Claims } from './tokens.js';

/** How long sessions last, in milliseconds. */
export interface SessionLimits {
  /** Without being used; an open stream uses its session. */
  readonly maxIdle: number;
  /** However much it is used. */
  readonly maxAge: number;
}

/** A session to be started. */
export interface NewSession {
  readonly personId: string;
  readonly organizationId: string;
  /** Network address and browser, if known. */
  readonly address: string | undefined;
  readonly agent: string | undefined;
  /** What the identity provider returned; absent without one. */
  readonly provider?: {
    readonly issuer: string;
    /** The provider, where it is an issuer of the organization. */
    readonly issuerId?: string | undefined;
    readonly sid: string | undefined;
    /** What it calls them itself; absent where that is not known. */
    readonly sub?: string;
    /** A token by which it can be asked again; absent where it gave none. */
    readonly refreshToken?: string | undefined;
    readonly idToken: string | undefined;
    /** When they last proved there who they are, and the class of that authentication; absent or null where it does not say. */
    readonly authenticatedAt?: Date | null;
    readonly acr?: string | null;
  };
  /** The sign-in link that starts it. */
  readonly link?: string;
}

/** Sessions of a person that are listed at most. */
export const MOST_SESSIONS = 100;

/** A session that has not ended. */
export interface OpenSession {
  readonly id: string;
  readonly address: string | null;
  readonly agent: string | null;
  readonly createdAt: Date;
  /** When it was last used, to within a minute. */
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
}

/** A session that has ended. */
export interface EndedSession {
  readonly id: string;
  readonly personId: string;
  readonly organizationId: string;
  /** The ID token with which it began, as a hint for its provider. */
  readonly idToken: string | undefined;
  /** The provider; undefined where there was none. */
  readonly issuer: string | undefined;
  /** The provider, where it is an issuer of the organization. */
  readonly issuerId: string | undefined;
}

/** The provider of the server by its address, or an issuer of an organization. */
export type SessionProvider = { readonly issuer: string } | { readonly issuerId: string };

/** Credentials that can end before they expire, on whichever server, although connections are open with them. */
export interface Revocable {
  /** Ids of those that ended in the last so many milliseconds. */
  endedWithin(milliseconds: number): Promise<readonly string[]>;
  /** Records that they are in use. */
  touch(ids: readonly string[]): Promise<void>;
}

/**
 * The sessions of all servers of a database. A session is identified by a secret, which is stored only in a cookie. Once it has ended,
 * `revokeEnded` revokes its refresh token.
 */
export interface Sessions extends Revocable {
  /** Starts a session; returns its id, its secret and when it expires, or null if the link was used before. */
  begin(
    session: NewSession,
  ): Promise<{ readonly id: string; readonly secret: string; readonly expiresAt: Date } | null>;
  /** The claims of the session with a secret; null if there is none, or it has ended. */
  find(secret: string): Promise<Claims | null>;
  /** Ends the session with a secret; null if there is none. */
  end(secret: string): Promise<EndedSession | null>;
  /** The sessions of a person that have not ended, the last used first; at most `MOST_SESSIONS`. */
  of(personId: string): Promise<readonly OpenSession[]>;
  /** What sessions are that have not ended. */
  valid(): Prisma.SessionWhereInput;
  /** Ends a session of a person, or of anyone in an organization, by its id; returns whose it was, or null if there was none. */
  endOne(id: string, of: { readonly personId: string } | { readonly organizationId: string }): Promise<string | null>;
  /** Ends the sessions that a session of a provider started, or all that it started for a subject; returns whose they were. */
  endOfProvider(
    provider: SessionProvider,
    of: { readonly sid: string } | { readonly subject: string },
  ): Promise<readonly Pick<EndedSession, 'personId' | 'organizationId'>[]>;
  /** Removes those that ended more than a day ago. */
  forgetOld(): Promise<void>;
}

/** Length of a secret, in bytes, and what it looks like. */
const SECRET_BYTES = 32;
const SECRET = /^[\w-]{43}$/;

/** Longest address and name of a browser that is kept, in characters. */
const MAX_TEXT = 300;

/** How exactly `lastSeenAt` is kept, in milliseconds. */
const SEEN_WITHIN = 60_000;

/** How long a session that has ended is kept, in milliseconds: longer than a sign-in link is good for. */
export const ENDED_SESSIONS_KEPT = 86_400_000;

interface Found {
  readonly id: string;
  readonly hash: string;
  readonly subject: string;
  readonly organization: string;
  readonly expiresAt: Date;
  readonly lastSeenAt: Date;
  readonly authenticatedAt: Date | null;
  readonly acr: string | null;
  readonly by: 'provider' | 'link' | 'demo';
  readonly issuerId: string | null;
}

interface EndedRow extends Omit<EndedSession, 'idToken' | 'issuer' | 'issuerId'> {
  readonly idToken: string | null;
  readonly issuer: string | null;
  readonly issuerId: string | null;
}

/** Opens the sessions of a database. `failed` is called with errors outside of a request. Without `sealing`, no refresh token is kept. */
export function createSessions(
  db: Queryable,
  clock: Clock,
  { maxIdle, maxAge }: SessionLimits,
  failed: (error: unknown) => void,
  sealing?: Sealing,
): Sessions {
  const before = (milliseconds: number): Date => new Date(clock().getTime() - milliseconds);

  const findAll = async (hashes: readonly string[]): Promise<(Found | null)[]> => {
    const rows = await vital(
      () => db.$queryRaw<Found[]>`
      SELECT s."id"::text, s."hash", p."subject", o."slug" AS "organization", s."expiresAt", s."lastSeenAt", s."authenticatedAt", s."acr", s."issuerId"::text,
             CASE WHEN s."issuer" IS NOT NULL THEN 'provider' WHEN s."link" IS NOT NULL THEN 'link' ELSE 'demo' END AS "by"
        FROM "Session" s
        JOIN "Person" p ON p."id" = s."personId" AND p."active"
         AND (s."issuer" IS NULL OR s."issuerId" IS NOT DISTINCT FROM p."issuerId")
        JOIN "Organization" o ON o."id" = s."organizationId"
       WHERE s."hash" = ANY(${[...hashes]}::text[]) AND s."endedAt" IS NULL
         AND s."expiresAt" > ${clock()}::timestamptz AND s."lastSeenAt" > ${before(maxIdle)}::timestamptz
         AND NOT EXISTS (SELECT 1 FROM "Issuer" i WHERE i."id" = s."issuerId" AND i."removedAt" IS NOT NULL)`,
    );
    const found = new Map(rows.map((row) => [row.hash, row]));
    const stale = rows.filter(({ lastSeenAt }) => lastSeenAt < before(SEEN_WITHIN)).map(({ id }) => id);
    if (stale.length > 0) touch(stale).catch(failed);
    return hashes.map((hash) => found.get(hash) ?? null);
  };
  const touch = async (ids: readonly string[]): Promise<void> => {
    await db.session.updateMany({
      where: { id: { in: [...ids] }, endedAt: null, lastSeenAt: { lt: before(SEEN_WITHIN) } },
      data: { lastSeenAt: clock() },
    });
  };
  const lookUp = lookUpTogether(findAll);
  const valid = (): Prisma.SessionWhereInput => ({
    endedAt: null,
    expiresAt: { gt: clock() },
    lastSeenAt: { gt: before(maxIdle) },
  });

  return {
    async begin({ personId, organizationId, address, agent, provider, link }) {
      const secret = randomBytes(SECRET_BYTES).toString('base64url');
      const now = clock();
      const expiresAt = new Date(now.getTime() + maxAge);
      const { issuer = null, issuerId = null, sid = null, sub = null, idToken } = provider ?? {};
      const hash = hashOf(secret);
      const refreshToken = provider?.refreshToken;
      const sealed = refreshToken === undefined ? undefined : sealing?.seal(refreshToken, placeOfRefreshToken(hash));
      const session = {
        personId,
        organizationId,
        hash,
        issuer,
        issuerId,
        sid,
        sub,
        refreshToken: sealed ?? null,
        checkedAt: sealed === undefined ? null : now,
        idToken: idToken === undefined ? null : await seal(idToken, secret),
        // Whoever signs in here does so now.
        authenticatedAt: provider ? (provider.authenticatedAt ?? null) : now,
        acr: provider?.acr ?? null,
        link: link === undefined ? null : hashOf(link),
        address: address?.slice(0, MAX_TEXT) ?? null,
        agent: agent?.slice(0, MAX_TEXT) ?? null,
        createdAt: now,
        lastSeenAt: now,
        expiresAt,
      };
      const [made] = await db.session.createManyAndReturn({
        data: [session],
        skipDuplicates: true,
        select: { id: true },
      });
      return made ? { id: made.id, secret, expiresAt } : null;
    },
    async find(secret) {
      if (!SECRET.test(secret)) return null;
      const found = await lookUp(hashOf(secret));
      if (!found) return null;
      const { id, subject, organization, expiresAt, authenticatedAt: at, acr, by, issuerId } = found;
      const signIn = { at, acr, by, issuerId };
      return { subject, organization, expiresAt: expiresAt.getTime(), session: id, signIn };
    },
    async end(secret) {
      if (!SECRET.test(secret)) return null;
      const [ended] = await db.$queryRaw<EndedRow[]>`
        UPDATE "Session" SET "endedAt" = ${clock()}::timestamptz WHERE "hash" = ${hashOf(secret)} AND "endedAt" IS NULL
        RETURNING "id"::text, "personId"::text, "organizationId"::text, "idToken", "issuer", "issuerId"::text`;
      if (!ended) return null;
      const idToken = ended.idToken === null ? undefined : await open(ended.idToken, secret);
      return { ...ended, idToken, issuer: ended.issuer ?? undefined, issuerId: ended.issuerId ?? undefined };
    },
    of: (personId) =>
      db.session.findMany({
        where: { personId, ...valid() },
        orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
        take: MOST_SESSIONS,
      }),
    valid,
    async endOne(id, of) {
      const [ended] = await db.session.updateManyAndReturn({
        where: { id, ...of, endedAt: null },
        data: { endedAt: clock() },
        select: { personId: true },
      });
      return ended?.personId ?? null;
    },
    endOfProvider: (provider, of) =>
      db.session.updateManyAndReturn({
        where: {
          issuerId: null,
          ...provider,
          endedAt: null,
          ...('sid' in of
            ? { sid: of.sid }
            : // Sessions of the version before do not know what the provider calls them.
              { OR: [{ sub: of.subject }, { sub: null, person: { subject: of.subject } }] }),
        },
        data: { endedAt: clock() },
        select: { personId: true, organizationId: true },
      }),
    async endedWithin(milliseconds) {
      const rows = await vital(() =>
        db.session.findMany({ where: { endedAt: { gt: before(milliseconds) } }, select: { id: true } }),
      );
      return rows.map(({ id }) => id);
    },
    touch,
    async forgetOld() {
      const end = before(ENDED_SESSIONS_KEPT);
      await db.session.deleteMany({
        where: {
          OR: [
            { endedAt: { lt: end } },
            { expiresAt: { lt: end } },
            { lastSeenAt: { lt: before(ENDED_SESSIONS_KEPT + maxIdle) } },
          ],
        },
      });
    },
  };
}

/** Where the refresh token of a session is stored, for its sealing. */
export function placeOfRefreshToken(hash: string): string {
  return `Session.refreshToken ${hash}`;
}

/** Hazard: not the hash that is stored beside it, or a reader of the table could open what is sealed. */
function keyOf(secret: string): Uint8Array {
  return createHmac('sha256', secret).update('ID token').digest();
}

function seal(text: string, secret: string): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(keyOf(secret));
}

async function open(sealed: string, secret: string): Promise<string> {
  const { plaintext } = await compactDecrypt(sealed, keyOf(secret));
  return new TextDecoder().decode(plaintext);
}
