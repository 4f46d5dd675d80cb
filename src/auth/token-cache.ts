import type { Claims, ReadToken } from './tokens.js';

/**
 * How long a token is taken for good without another look, in milliseconds. A key that its provider has withdrawn is good
 * for this and for `KEYS_MAX_AGE`: one minute in all.
 */
const TRUSTED_FOR = 30_000;

/** Most tokens that are remembered, and the longest, in characters. */
const MAX_TOKENS = 10_000;
const MAX_LENGTH = 2_048;

/**
 * Remembers good tokens for half a minute, and never beyond their end: checking a signature costs more than all else of a small
 * query. Bad tokens are not remembered, so that they take no room. `now` is in milliseconds since 1970.
 */
export function cachedReader(read: ReadToken, now: () => number = Date.now): ReadToken {
  const known = new Map<string, { readonly claims: Claims; readonly until: number }>();
  return async (token) => {
    const asked = now();
    const found = known.get(token);
    if (found && asked < found.until) return found.claims;
    known.delete(token);
    const claims = await read(token);
    if (!claims || token.length > MAX_LENGTH) return claims;
    const until = Math.min(asked + TRUSTED_FOR, claims.expiresAt ?? Number.POSITIVE_INFINITY);
    if (known.size >= MAX_TOKENS) for (const oldest of known.keys()) if (known.delete(oldest)) break;
    known.set(token, { claims, until });
    return claims;
  };
}
