import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../clock.js';
import type { PrismaClient } from '../database/database.js';
import type { Logger } from '../logger.js';
import { SealingError } from '../sealing.js';
import type { Sealing } from '../sealing.js';
import type { AccessAudit } from './access-audit.js';
import type { Issuers } from './issuers.js';
import type { ProviderClient } from './provider-client.js';
import { placeOfRefreshToken } from './sessions.js';

/** How long a session is used without its provider being asked, in milliseconds. */
export const ASKED_EVERY = 300_000;

/** How often a server looks for sessions of which it is to ask, in milliseconds. */
const LOOK = 30_000;

/** Sessions of which a server asks at once. */
const AT_ONCE = 20;

/** What asking providers takes. */
export interface SessionRefreshParts {
  readonly prisma: PrismaClient;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly sealing: Sealing;
  readonly audit: AccessAudit;
  /** Our client at the provider of the server; undefined where there is none. */
  readonly client: ProviderClient | undefined;
  readonly issuers: Issuers;
}

interface Due {
  readonly id: string;
  readonly hash: string;
  readonly personId: string;
  readonly organizationId: string;
  readonly issuer: string | null;
  readonly issuerId: string | null;
  readonly sub: string;
  readonly refreshToken: string;
}

/** Asks the providers from time to time about the sessions that are in use; returns how to stop. */
export function watchProviders(parts: SessionRefreshParts): () => Promise<void> {
  const stopping = new AbortController();
  const watch = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await sleep(LOOK, undefined, { ref: false, signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      await askProviders(parts).catch((error: unknown) =>
        parts.logger.warn({ err: error }, 'could not look for sessions whose provider is to be asked'),
      );
    }
  };
  const watching = watch();
  return async () => {
    stopping.abort();
    await watching;
  };
}

/**
 * Asks the providers of all sessions that were used and not asked about for `ASKED_EVERY`, by their refresh tokens: a session ends where
 * its provider does not know its person any more. Where a provider does not answer, a session goes on until its limits.
 */
export async function askProviders(parts: SessionRefreshParts): Promise<void> {
  for (;;) {
    const due = await takeDue(parts);
    await Promise.all(due.map((session) => ask(parts, session)));
    if (due.length < AT_ONCE) return;
  }
}

/** Takes sessions that are due, each for one server alone: a refresh token that is used twice may end all that come of it. */
async function takeDue({ prisma, clock }: SessionRefreshParts): Promise<Due[]> {
  const now = clock();
  return prisma.$queryRaw<Due[]>`
    UPDATE "Session" SET "checkedAt" = ${now}::timestamptz
     WHERE "id" IN (SELECT s."id" FROM "Session" s
                     WHERE s."refreshToken" IS NOT NULL AND s."endedAt" IS NULL AND s."expiresAt" > ${now}::timestamptz
                       AND s."checkedAt" <= ${new Date(now.getTime() - ASKED_EVERY)}::timestamptz AND s."lastSeenAt" > s."checkedAt"
                     ORDER BY s."checkedAt" LIMIT ${AT_ONCE}::int FOR UPDATE SKIP LOCKED)
    RETURNING "id"::text, "hash", "personId"::text, "organizationId"::text, "issuer", "issuerId"::text, "sub", "refreshToken"`;
}

async function ask(parts: SessionRefreshParts, session: Due): Promise<void> {
  const { logger, sealing, prisma } = parts;
  const { id, hash, sub, refreshToken: sealed } = session;
  // Hazard: it may have ended meanwhile; then nothing of it is kept.
  const keep = (refreshToken: string | null) =>
    prisma.session.updateMany({ where: { id, endedAt: null, refreshToken: sealed }, data: { refreshToken } });
  try {
    const client = await clientOf(parts, session);
    const place = placeOfRefreshToken(hash);
    const answered = client && (await client.refresh(sealing.open(sealed, place), sub));
    if (!answered) return await end(parts, session);
    if (answered.refreshToken !== undefined) await keep(sealing.seal(answered.refreshToken, place));
  } catch (error) {
    if (!(error instanceof SealingError))
      return logger.warn(
        { err: error, session: id },
        'the identity provider does not say whether it still knows somebody',
      );
    logger.warn(
      { err: error, session: id },
      'the refresh token of a session cannot be opened: its provider is not asked any more',
    );
    await keep(null);
  }
}

/** Our client at the provider of a session; undefined where that is not one of ours any more. */
async function clientOf(
  { client, issuers }: SessionRefreshParts,
  { issuer, issuerId }: Due,
): Promise<ProviderClient | undefined> {
  if (issuerId === null) return client?.issuer === issuer ? client : undefined;
  const own = await issuers.find(issuerId);
  return own ? issuers.clientOf(own) : undefined;
}

async function end({ prisma, clock, audit, logger }: SessionRefreshParts, session: Due): Promise<void> {
  const { id, personId, organizationId } = session;
  const { count } = await prisma.session.updateMany({
    where: { id, endedAt: null },
    data: { endedAt: clock(), refreshToken: null },
  });
  if (count === 0) return;
  const about = 'the identity provider does not know them any more';
  await audit.recordFew({ kind: 'SESSION_ENDED', organizationId, personId, about });
  logger.info({ session: id }, 'a session ended, since the identity provider does not know its person any more');
}
