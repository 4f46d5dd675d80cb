import { decodeJwt } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.js';
import type { PrismaClient } from '../database/database.js';
import { vital } from '../database/statements.js';
import type { Prisma } from '../generated/prisma/client.js';
import type { GuardedFetch } from '../guarded-fetch.js';
import { isUuid } from '../ids.js';
import type { Logger } from '../logger.js';
import { SealingError } from '../sealing.js';
import type { Sealing } from '../sealing.js';
import { isStorable } from '../text.js';
import { placeOfSecret } from './issuer-outlet.js';
import type { IssuerClient } from './issuer-outlet.js';
import { lookUpTogether } from './look-up.js';
import { CALLBACK_PATH, createProviderClient } from './provider-client.js';
import type { ProviderClient } from './provider-client.js';
import type { Revocable } from './sessions.js';
import { cachedReader } from './token-cache.js';
import { MAX_TOKEN_LENGTH, tokenReader } from './tokens.js';
import type { ReadToken } from './tokens.js';

/** An issuer of an organization that was not removed. */
export interface KnownIssuer extends IssuerClient {
  readonly id: string;
  readonly organizationId: string;
  /** Slug of the organization. */
  readonly organization: string;
  readonly name: string;
  /** The secret of the client, sealed; null for a public client. */
  readonly clientSecret: string | null;
  readonly clientSecretSetAt: Date | null;
  /** The claim that names a person. */
  readonly subjectClaim: string;
  /** Scopes that are asked for at a sign-in besides the usual ones. */
  readonly scopes: readonly string[];
  readonly version: number;
}

/** Whose sessions a logout token ends, and by which issuer. */
export interface IssuerLogout {
  readonly issuerId: string;
  readonly of: { readonly sid: string } | { readonly subject: string };
}

/**
 * The issuers of all organizations. Each names people of its own organization only, whatever its tokens claim. They are looked up
 * whenever they are used, so that servers know of a change at once.
 */
export interface Issuers extends Revocable {
  /** Those of the organization with a slug, the oldest first. */
  ofOrganization(slug: string): Promise<readonly KnownIssuer[]>;
  /** The one for the e-mail addresses of a domain; null where there is none. */
  ofDomain(domain: string): Promise<KnownIssuer | null>;
  /** The one with an id; null where there is none, or it was removed. */
  find(id: string): Promise<KnownIssuer | null>;
  /** Whether any organization has one. */
  areThere(): Promise<boolean>;
  /** Our client at an issuer, for browsers. Where its secret cannot be opened, a sign-in fails by a `SealingError`. */
  clientOf(issuer: KnownIssuer): ProviderClient;
  /** Reads a bearer token of any of them. */
  readonly readToken: ReadToken;
  /** Reads a logout token of any of them; null if it is invalid. */
  readLogoutToken(token: string): Promise<IssuerLogout | null>;
}

/** What issuers need. */
export interface IssuersParts {
  readonly prisma: PrismaClient;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly fetch: GuardedFetch;
  readonly sealing: Sealing | undefined;
  /** The origin at which browsers reach us; undefined where none do. */
  readonly origin: string | undefined;
}

/** Issuers that are remembered as they are now: what was read of each from the provider. */
const MAX_KNOWN = 500;

/** Opens the issuers of a database. */
export function createIssuers({ prisma, clock, logger, fetch, sealing, origin = '' }: IssuersParts): Issuers {
  const clients = new LRUCache<string, ProviderClient>({ max: MAX_KNOWN });
  const readers = new LRUCache<string, ReadToken>({ max: MAX_KNOWN });

  const read = async (where: Prisma.IssuerWhereInput): Promise<KnownIssuer[]> => {
    const rows = await vital(() =>
      prisma.issuer.findMany({
        where: { removedAt: null, ...where },
        include: { organization: { select: { slug: true } } },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      }),
    );
    return rows.map(({ organization, ...issuer }) => ({ ...issuer, organization: organization.slug }));
  };
  /** Those with an address. */
  const at = lookUpTogether(async (addresses: readonly string[]) => {
    const found = await read({ address: { in: [...new Set(addresses)] } });
    return addresses.map((address) => found.filter((issuer) => issuer.address === address));
  });
  const clientOf = (issuer: KnownIssuer): ProviderClient => {
    const { address, clientId, organization, subjectClaim, scopes } = issuer;
    const client =
      clients.get(keyOf(issuer)) ??
      createProviderClient(
        {
          issuer: address,
          clientId,
          get clientSecret() {
            return secretOf(issuer, sealing);
          },
          origin,
          callback: callbackOf(organization),
          subjectClaim,
          scopes,
          fetch,
        },
        logger,
      );
    clients.set(keyOf(issuer), client);
    return client;
  };
  const readerOf = (issuer: KnownIssuer, audience: string): ReadToken => {
    const { address, subjectClaim } = issuer;
    const reader =
      readers.get(keyOf(issuer)) ??
      cachedReader(tokenReader({ kind: 'jwks', issuer: address, audience, subjectClaim, fetch }, logger));
    readers.set(keyOf(issuer), reader);
    return reader;
  };

  return {
    ofOrganization: async (slug) => (isStorable(slug) ? read({ organization: { slug } }) : []),
    ofDomain: async (domain) => (isStorable(domain) ? ((await read({ domains: { has: domain } }))[0] ?? null) : null),
    find: async (id) => (isUuid(id) ? ((await read({ id }))[0] ?? null) : null),
    areThere: async () =>
      (await prisma.issuer.findFirst({ where: { removedAt: null }, select: { id: true } })) !== null,
    clientOf,
    async readToken(token) {
      const named = namesIn(token);
      if (!named) return null;
      const found = (await at(named.issuer)).filter(
        ({ audience }) => audience !== null && named.audiences.includes(audience),
      );
      const [issuer] = found;
      // Hazard: a token for several could open an organization that its bearer does not mean.
      if (!issuer || found.length > 1 || issuer.audience === null) return null;
      const claims = await readerOf(issuer, issuer.audience)(token);
      if (!claims) return null;
      const signIn = claims.signIn && { ...claims.signIn, issuerId: issuer.id };
      return { ...claims, organization: issuer.organization, issuerId: issuer.id, signIn };
    },
    async readLogoutToken(token) {
      const named = namesIn(token);
      if (!named) return null;
      for (const issuer of await at(named.issuer)) {
        if (!named.audiences.includes(issuer.clientId)) continue;
        const of = await clientOf(issuer).readLogoutToken(token);
        if (of) return { issuerId: issuer.id, of };
      }
      return null;
    },
    async endedWithin(milliseconds) {
      const since = new Date(clock().getTime() - milliseconds);
      const rows = await vital(() =>
        prisma.issuer.findMany({ where: { removedAt: { gt: since } }, select: { id: true } }),
      );
      return rows.map(({ id }) => id);
    },
    touch: async () => undefined,
  };
}

/** Where the issuers of an organization lead back to. Hazard: one of another organization must not learn a code that is meant for it. */
export function callbackOf(organization: string): string {
  return `${CALLBACK_PATH}/${encodeURIComponent(organization)}`;
}

/** An issuer as it is now: what is remembered of it is of no use once it was changed. */
function keyOf({ id, version }: KnownIssuer): string {
  return `${id} ${version}`;
}

function secretOf(issuer: KnownIssuer, sealing: Sealing | undefined): string | undefined {
  if (issuer.clientSecretSetAt === null) return undefined;
  if (issuer.clientSecret === null || !sealing)
    throw new SealingError(`The secret of the client at ${issuer.address} is not here.`);
  return sealing.open(issuer.clientSecret, placeOfSecret(issuer));
}

/** Whom a token names as its issuer, and for whom it is, before anything of it was checked; undefined for what is no token. */
function namesIn(token: string): { readonly issuer: string; readonly audiences: readonly unknown[] } | undefined {
  if (token.length > MAX_TOKEN_LENGTH) return undefined;
  try {
    const { iss, aud } = decodeJwt(token);
    return typeof iss === 'string' && isStorable(iss) ? { issuer: iss, audiences: [aud].flat() } : undefined;
  } catch {
    return undefined;
  }
}
