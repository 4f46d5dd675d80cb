import { createLocalJWKSet, createRemoteJWKSet, customFetch, errors } from 'jose';
import type { JWTVerifyGetKey } from 'jose';
import type { GuardedFetch } from '../guarded-fetch.js';
import type { Logger } from '../logger.js';

/** Where an identity provider is. Without `url`, the issuer says where its keys are (OpenID Connect Discovery 1.0). */
export interface Provider {
  readonly url?: string | undefined;
  readonly issuer: string;
  /** How it is asked; absent for as any address is. */
  readonly fetch?: GuardedFetch | undefined;
}

/**
 * How long keys are used without asking for them again, in milliseconds. A key that was withdrawn is good for this and for
 * as long as a token is remembered: see `TRUSTED_FOR`.
 */
export const KEYS_MAX_AGE = 30_000;

/** How long the last known keys are used while the provider is away, in milliseconds. */
const KEYS_MAX_AGE_AWAY = 600_000;

/** Pause before a provider that is away is asked again, where its last keys are known, in milliseconds. */
const RETRY_PAUSE = 5_000;

/** How long the provider may take to answer, in milliseconds. */
const TIMEOUT = 5_000;

/** The keys of a provider; says in the log when it is away, and when it is back. */
export function providerKeys(provider: Provider, logger?: Pick<Logger, 'info' | 'warn'>): JWTVerifyGetKey {
  let finding: Promise<ReturnType<typeof createRemoteJWKSet>> | undefined;
  let known: { readonly find: JWTVerifyGetKey; readonly at: number } | undefined;
  let awayAt: number | undefined;

  const reached = (): void => {
    if (awayAt !== undefined) logger?.info('the identity provider is back');
    awayAt = undefined;
  };
  const missed = (error: unknown): void => {
    if (awayAt === undefined)
      logger?.warn(
        { err: error },
        'the identity provider does not return its keys; the last ones are used for 10 minutes',
      );
    awayAt = Date.now();
  };
  const lastKnown = (): JWTVerifyGetKey | undefined =>
    known && Date.now() - known.at < KEYS_MAX_AGE_AWAY ? known.find : undefined;

  return async (header, token) => {
    const last = lastKnown();
    if (last && awayAt !== undefined && Date.now() - awayAt < RETRY_PAUSE) return last(header, token);
    try {
      const keys = await (finding ??= findKeys(provider));
      const isFresh = keys.fresh;
      try {
        return await keys(header, token);
      } finally {
        const set = keys.jwks();
        if (!isFresh && keys.fresh && set) {
          known = { find: createLocalJWKSet(set), at: Date.now() };
          reached();
        }
      }
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      if (error instanceof DiscoveryError) finding = undefined;
      missed(error);
      if (last) return last(header, token);
      throw error;
    }
  };
}

async function findKeys(provider: Provider): Promise<ReturnType<typeof createRemoteJWKSet>> {
  return createRemoteJWKSet(await keysAddress(provider), {
    cacheMaxAge: KEYS_MAX_AGE,
    timeoutDuration: TIMEOUT,
    ...(provider.fetch ? { [customFetch]: provider.fetch } : {}),
  });
}

/** The issuer has not said where its keys are. */
class DiscoveryError extends Error {
  override readonly name = 'DiscoveryError';
}

/** Where the keys are; an issuer that does not answer is asked again for the next token. */
async function keysAddress({ url, issuer, fetch }: Provider): Promise<URL> {
  if (url !== undefined) return new URL(url);
  try {
    const discovered = (await read(discoveryAddress(issuer), fetch)) as {
      readonly issuer?: unknown;
      readonly jwks_uri?: unknown;
    };
    // Hazard: a server that answers for another issuer could pass off its tokens as those of this one.
    if (discovered.issuer !== issuer) throw new Error(`The document names the issuer ${String(discovered.issuer)}.`);
    return new URL(String(discovered.jwks_uri));
  } catch (cause) {
    throw new DiscoveryError(`The issuer ${issuer} does not say where its keys are.`, { cause });
  }
}

/** Where an issuer describes itself (OpenID Connect Discovery 1.0, 4). */
export function discoveryAddress(issuer: string): string {
  return `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
}

/** How an address is asked that an operator has given. */
const openFetch: GuardedFetch = (url, { signal }) => fetch(url, { signal: signal ?? null, redirect: 'error' });

async function read(address: string | URL, ask: GuardedFetch = openFetch): Promise<unknown> {
  const response = await ask(String(address), { signal: AbortSignal.timeout(TIMEOUT) });
  if (!response.ok) throw new Error(`It answers with ${response.status}.`);
  return response.json();
}

/** Kinds of keys that a provider signs with: never shared secrets. */
const SIGNING: readonly unknown[] = ['RSA', 'EC', 'OKP'];

/**
 * Asks an identity provider for its keys, as the first token does; returns where they are, and how many can sign.
 * @throws Error that says what does not answer, or not as it should.
 */
export async function inspectKeys(provider: Provider) {
  const address = await keysAddress(provider);
  try {
    const { keys } = (await read(address, provider.fetch)) as {
      readonly keys?: readonly { kty?: unknown; use?: unknown }[];
    };
    if (!Array.isArray(keys)) throw new Error('The response is not a JSON Web Key Set.');
    return {
      address: address.href,
      count: keys.filter(({ kty, use }) => SIGNING.includes(kty) && use !== 'enc').length,
    };
  } catch (cause) {
    throw new Error(`${address.href} does not return the keys.`, { cause });
  }
}
