import { decodeJwt, jwtVerify, SignJWT } from 'jose';
import type { JWTPayload, JWTVerifyOptions } from 'jose';
import type { Logger } from '../logger.js';
import { isAccessToken } from './access-token.js';
import type { Granted, SignIn } from './grant.js';
import { organizationOf } from './organization-claim.js';
import { providerKeys } from './provider-keys.js';
import type { Provider } from './provider-keys.js';
import { verifyByKeys } from './several-keys.js';

/** The identity that a token or a session claims. Permissions are in the database. */
export interface Claims extends Granted {
  /** The person's subject. */
  readonly subject: string;
  /** Slug of the organization, for a subject that is known in several. */
  readonly organization: string | undefined;
  /** When the token or the session ends, in milliseconds since 1970; absent for visitors without one. */
  readonly expiresAt: number | undefined;
  /** Id of the session of a browser; absent for a token. */
  readonly session?: string;
  /** The issuer of the organization whose token it is; null for the provider of the server; absent where we say so ourselves. */
  readonly issuerId?: string | null;
}

/** Reads a bearer token; null for one that is forged, expired, foreign or none at all. */
export type ReadToken = (token: string) => Promise<Claims | null>;

/** How tokens are checked: by a secret of our own, or by the keys of an identity provider. */
export type TokenTrust =
  | { readonly kind: 'secret'; readonly secret: string }
  | ({
      readonly kind: 'jwks';
      readonly audience: string;
      /** The claim that names a person; absent for `sub`. */
      readonly subjectClaim?: string | undefined;
    } & Provider);

/** Longest token that is looked at, in characters. */
export const MAX_TOKEN_LENGTH = 8_192;

/** Algorithms by which an identity provider may sign: never shared secrets. */
export const SIGNATURES = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** Issuer and audience of tokens made with our own secret. */
const OWN = { issuer: 'uplift', audience: 'uplift' };

/**
 * Makes the reader of tokens. Algorithms are fixed by the kind of trust: a token does not choose its own. A token that does
 * not say when it ends is refused.
 */
export function tokenReader(trust: TokenTrust, logger?: Logger): ReadToken {
  const verify = verifier(trust, logger);
  const subjectClaim = (trust.kind === 'jwks' && trust.subjectClaim) || 'sub';
  return async (token) => {
    if (token.length > MAX_TOKEN_LENGTH) return null;
    try {
      // Before its keys are asked for: it may be for another reader.
      if (decodeJwt(token).iss !== (trust.kind === 'secret' ? OWN : trust).issuer) return null;
      const { payload, protectedHeader } = await verify(token);
      const subject = payload[subjectClaim];
      if (typeof subject !== 'string' || subject === '') return null;
      if (!payload.sub || (trust.kind === 'jwks' && !isAccessToken(protectedHeader, payload))) return null;
      return {
        subject,
        organization: organizationOf(payload['organization']),
        expiresAt: payload.exp === undefined ? undefined : payload.exp * 1_000,
        ...(trust.kind === 'jwks' ? { issuerId: null, signIn: signInOf(payload) } : {}),
      };
    } catch {
      return null;
    }
  };
}

/** The sign-in that stands behind an access token, as it claims it (RFC 9068, 2.2.1). */
function signInOf({ auth_time: time, acr }: JWTPayload): SignIn {
  return {
    at: typeof time === 'number' ? momentOf(time) : null,
    acr: typeof acr === 'string' ? acr : null,
    by: 'token',
    issuerId: null,
  };
}

/** The moment of a claim, which is in seconds since 1970; null for one that is none. */
export function momentOf(seconds: number): Date | null {
  const moment = new Date(seconds * 1_000);
  return Number.isNaN(moment.getTime()) ? null : moment;
}

function verifier(trust: TokenTrust, logger?: Logger): (token: string) => ReturnType<typeof jwtVerify> {
  if (trust.kind === 'secret') {
    // Imported once: bytes would be imported again for each token.
    const bytes = new TextEncoder().encode(trust.secret);
    const key = crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
    const options: JWTVerifyOptions = { ...OWN, algorithms: ['HS256'], requiredClaims: ['exp'] };
    return async (token) => jwtVerify(token, await key, options);
  }
  const keys = providerKeys(trust, logger);
  const options: JWTVerifyOptions = {
    issuer: trust.issuer,
    audience: trust.audience,
    algorithms: SIGNATURES,
    clockTolerance: 5,
    requiredClaims: ['exp'],
  };
  return (token) => verifyByKeys(token, keys, options);
}

/** Makes a token with our own secret; `lifetime` such as "12h" or "30d". */
export function signToken(secret: string, subject: string, organization: string, lifetime: string): Promise<string> {
  return new SignJWT({ organization })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(subject)
    .setIssuer(OWN.issuer)
    .setAudience(OWN.audience)
    .setIssuedAt()
    .setExpirationTime(lifetime)
    .sign(new TextEncoder().encode(secret));
}
