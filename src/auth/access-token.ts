import type { JWTPayload } from 'jose';

/** Types in the header of a token that an access token may have (RFC 9068, RFC 7519); many providers give none. */
const TYPES: readonly unknown[] = [undefined, 'jwt', 'application/jwt', 'at+jwt', 'application/at+jwt'];

/** Claims that only ID tokens and logout tokens have (OpenID Connect Core 3.1.3.6, 3.3.2.11; Back-Channel Logout 2.4). */
const FOREIGN_CLAIMS = ['nonce', 'at_hash', 'c_hash', 's_hash', 'events'];

/** Microsoft Entra ID: access and ID tokens of one application have the same audience. */
const ENTRA = /^https:\/\/(sts\.windows\.net|login\.(partner\.)?microsoftonline\.[a-z]+)\//;

/**
 * Whether a token, whose signature, issuer and audience are right, is an access token. An ID token says to a client who
 * signed in and is meant for the client; it must not open an API.
 */
export function isAccessToken(header: { readonly typ?: unknown }, claims: JWTPayload): boolean {
  const type = typeof header.typ === 'string' ? header.typ.toLowerCase() : header.typ;
  if (!TYPES.includes(type)) return false;
  if (String(type).endsWith('at+jwt')) return true;
  // Keycloak. Its access tokens of versions before 25 have a nonce as well.
  if ('typ' in claims) return claims['typ'] === 'Bearer';
  // Amazon Cognito.
  if ('token_use' in claims) return claims['token_use'] === 'access';
  if (FOREIGN_CLAIMS.some((claim) => claim in claims)) return false;
  return !ENTRA.test(claims.iss ?? '') || 'azp' in claims || 'appid' in claims;
}
