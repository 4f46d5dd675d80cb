import { clientOf } from './session-provider.js';
import type { ProviderParts, TokenSession } from './session-provider.js';
import { placeOfRefreshToken } from './sessions.js';

/** Tokens that a server revokes at once. */
const AT_ONCE = 20;

/**
 * Revokes the refresh tokens of all sessions that have ended, in whichever way, at their providers (RFC 7009). Whoever ends a session
 * waits for none of it. Each token is tried once: where a provider does not answer in time, the log says so, and the token is dropped.
 */
export async function revokeEnded(parts: ProviderParts): Promise<void> {
  for (;;) {
    const ended = await takeEnded(parts);
    await Promise.all(ended.map((session) => revoke(parts, session)));
    if (ended.length < AT_ONCE) return;
  }
}

/**
 * Takes tokens of sessions that have ended, each for one server alone. Hazard: providers may revoke all that they gave in one session of
 * theirs. So a token waits while another session here comes from the same one, such as that of a fresh sign-in.
 */
async function takeEnded({ prisma, clock, limits }: ProviderParts): Promise<TokenSession[]> {
  const now = clock();
  const idle = new Date(now.getTime() - limits.maxIdle);
  return prisma.$queryRaw<TokenSession[]>`
    WITH "taken" AS (
      SELECT s."id", s."refreshToken" FROM "Session" s
       WHERE s."refreshToken" IS NOT NULL
         AND (s."endedAt" IS NOT NULL OR s."expiresAt" <= ${now}::timestamptz OR s."lastSeenAt" <= ${idle}::timestamptz)
         AND NOT EXISTS (
           SELECT 1 FROM "Session" o
            WHERE o."issuer" = s."issuer" AND o."issuerId" IS NOT DISTINCT FROM s."issuerId"
              AND coalesce(o."sid" = s."sid", o."sub" = s."sub")
              AND o."endedAt" IS NULL AND o."expiresAt" > ${now}::timestamptz AND o."lastSeenAt" > ${idle}::timestamptz)
       ORDER BY s."checkedAt" LIMIT ${AT_ONCE}::int FOR UPDATE OF s SKIP LOCKED)
    UPDATE "Session" s SET "refreshToken" = NULL FROM "taken" WHERE s."id" = "taken"."id"
    RETURNING s."id"::text, s."hash", s."issuer", s."issuerId"::text, "taken"."refreshToken"`;
}

async function revoke(parts: ProviderParts, session: TokenSession): Promise<void> {
  const { sealing, logger } = parts;
  try {
    const client = await clientOf(parts, session);
    await client?.revoke(sealing.open(session.refreshToken, placeOfRefreshToken(session.hash)));
  } catch (error) {
    logger.warn({ err: error, session: session.id }, 'the refresh token of a session that ended could not be revoked');
  }
}
