import { createRemoteJWKSet, jwtVerify, SignJWT } from 'jose';
import type { JWTVerifyGetKey, JWTVerifyOptions } from 'jose';

/** Who a token says its bearer is. What they may do is in the database. */
export interface Claims {
  /** The person's subject. */
  readonly subject: string;
  /** Slug of the organization, for a subject that is known in several. */
  readonly organization: string | undefined;
  /** When the token ends, in milliseconds since 1970; absent for one that does not. */
  readonly expiresAt: number | undefined;
}

/** Reads a bearer token; null for one that is forged, expired, foreign or none at all. */
export type ReadToken = (token: string) => Promise<Claims | null>;

/**
 * How tokens are checked: by a secret of our own, or by the keys of an identity provider. Without `url`, the issuer says
 * where its keys are (OpenID Connect Discovery 1.0).
 */
export type TokenTrust =
  | { readonly kind: 'secret'; readonly secret: string }
  | { readonly kind: 'jwks'; readonly url?: string | undefined; readonly issuer: string; readonly audience: string };

/** Longest token that is looked at, in characters. */
const MAX_TOKEN_LENGTH = 8_192;

/** Issuer and audience of tokens made with our own secret. */
const OWN = { issuer: 'uplift', audience: 'uplift' };

/** Makes the reader of tokens. Algorithms are fixed by the kind of trust: a token does not choose its own. */
export function tokenReader(trust: TokenTrust): ReadToken {
  const verify = verifier(trust);
  return async (token) => {
    if (token.length > MAX_TOKEN_LENGTH) return null;
    try {
      const { payload } = await verify(token);
      if (!payload.sub) return null;
      const { organization } = payload;
      return {
        subject: payload.sub,
        organization: typeof organization === 'string' ? organization : undefined,
        expiresAt: payload.exp === undefined ? undefined : payload.exp * 1_000,
      };
    } catch {
      return null;
    }
  };
}

function verifier(trust: TokenTrust): (token: string) => ReturnType<typeof jwtVerify> {
  if (trust.kind === 'secret') {
    // Made ready once: bytes would be imported anew for each token.
    const bytes = new TextEncoder().encode(trust.secret);
    const key = crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
    const options: JWTVerifyOptions = { ...OWN, algorithms: ['HS256'] };
    return async (token) => jwtVerify(token, await key, options);
  }
  const keys = trust.url === undefined ? discoveredKeys(trust.issuer) : createRemoteJWKSet(new URL(trust.url));
  const options: JWTVerifyOptions = {
    issuer: trust.issuer,
    audience: trust.audience,
    algorithms: ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'],
    clockTolerance: 5,
  };
  return (token) => jwtVerify(token, keys, options);
}

/** Longest that the issuer may take to say where its keys are, in milliseconds. */
const DISCOVERY_TIMEOUT = 5_000;

/** The keys of an issuer, which is asked once where they are; one that does not answer is asked again for the next token. */
function discoveredKeys(issuer: string): JWTVerifyGetKey {
  let discovering: Promise<JWTVerifyGetKey> | undefined;
  return async (header, token) => {
    discovering ??= discover(issuer);
    try {
      return await (
        await discovering
      )(header, token);
    } catch (error) {
      if (error instanceof DiscoveryError) discovering = undefined;
      throw error;
    }
  };
}

/** The issuer has not said where its keys are. */
class DiscoveryError extends Error {
  override readonly name = 'DiscoveryError';
}

async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  return createRemoteJWKSet(await keysAddress(issuer));
}

/** Asks an issuer where its keys are. */
async function keysAddress(issuer: string): Promise<URL> {
  try {
    const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const told = (await read(address)) as { readonly issuer?: unknown; readonly jwks_uri?: unknown };
    // Hazard: whoever answers for another issuer could have its tokens taken for those of this one.
    if (told.issuer !== issuer) throw new Error(`It calls itself ${String(told.issuer)}.`);
    return new URL(String(told.jwks_uri));
  } catch (cause) {
    throw new DiscoveryError(`The issuer ${issuer} does not say where its keys are.`, { cause });
  }
}

async function read(address: string | URL): Promise<unknown> {
  const response = await fetch(address, { signal: AbortSignal.timeout(DISCOVERY_TIMEOUT), redirect: 'error' });
  if (!response.ok) throw new Error(`It answers with ${response.status}.`);
  return response.json();
}

/** Kinds of keys that a provider signs with: never shared secrets. */
const SIGNING: readonly unknown[] = ['RSA', 'EC', 'OKP'];

/**
 * Asks an identity provider for its keys, as the first token does; returns where they are, and how many can sign.
 * @throws Error that says what does not answer, or not as it should.
 */
export async function inspectKeys({ url, issuer }: Extract<TokenTrust, { kind: 'jwks' }>) {
  const address = url === undefined ? await keysAddress(issuer) : new URL(url);
  try {
    const { keys } = (await read(address)) as { readonly keys?: readonly { kty?: unknown; use?: unknown }[] };
    if (!Array.isArray(keys)) throw new Error('It is no set of keys.');
    return {
      address: address.href,
      count: keys.filter(({ kty, use }) => SIGNING.includes(kty) && use !== 'enc').length,
    };
  } catch (cause) {
    throw new Error(`${address.href} does not tell the keys.`, { cause });
  }
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
