import { SealingError } from '../sealing.js';
import { clientOf } from './session-provider.js';
import type { ProviderParts, TokenSession } from './session-provider.js';
import { placeOfRefreshToken } from './sessions.js';

/** How long a session is used without its provider being asked, in milliseconds. */
export const ASKED_EVERY = 300_000;

/** Sessions of which a server asks at once. */
const AT_ONCE = 20;

interface Due extends TokenSession {
  readonly personId: string;
  readonly organizationId: string;
  readonly sub: string;
}

/**
 * Asks the providers of all sessions that were used and not asked about for `ASKED_EVERY`, by their refresh tokens: a session ends where
 * its provider does not know its person any more. Where a provider does not answer, a session goes on until its limits.
 */
export async function askProviders(parts: ProviderParts): Promise<void> {
  for (;;) {
    const due = await takeDue(parts);
    await Promise.all(due.map((session) => ask(parts, session)));
    if (due.length < AT_ONCE) return;
  }
}

/** Takes sessions that are due, each for one server alone: a refresh token that is used twice may end all that come of it. */
async function takeDue({ prisma, clock }: ProviderParts): Promise<Due[]> {
  const now = clock();
  return prisma.$queryRaw<Due[]>`
    UPDATE "Session" SET "checkedAt" = ${now}::timestamptz
     WHERE "id" IN (SELECT s."id" FROM "Session" s
                     WHERE s."refreshToken" IS NOT NULL AND s."endedAt" IS NULL AND s."expiresAt" > ${now}::timestamptz
                       AND s."checkedAt" <= ${new Date(now.getTime() - ASKED_EVERY)}::timestamptz AND s."lastSeenAt" > s."checkedAt"
                     ORDER BY s."checkedAt" LIMIT ${AT_ONCE}::int FOR UPDATE SKIP LOCKED)
    RETURNING "id"::text, "hash", "personId"::text, "organizationId"::text, "issuer", "issuerId"::text, "sub", "refreshToken"`;
}

async function ask(parts: ProviderParts, session: Due): Promise<void> {
  const { logger, sealing, prisma } = parts;
  const { id, hash, sub, refreshToken: sealed } = session;
  const keep = (next: string | null) =>
    prisma.session.updateMany({ where: { id, refreshToken: sealed }, data: { refreshToken: next } });
  try {
    const client = await clientOf(parts, session);
    const place = placeOfRefreshToken(hash);
    const answered = client && (await client.refresh(sealing.open(sealed, place), sub));
    if (!answered) return await end(parts, session);
    const { refreshToken: next } = answered;
    if (next === undefined) return;
    const { count } = await keep(sealing.seal(next, place));
    // Hazard: it may have ended meanwhile, and the token before was taken to be revoked; then this one is as well.
    if (count === 0) await client.revoke(next);
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

async function end({ prisma, clock, audit, logger }: ProviderParts, session: Due): Promise<void> {
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
