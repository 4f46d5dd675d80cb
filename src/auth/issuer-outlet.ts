import { createGuardedFetch } from '../guarded-fetch.js';
import type { GuardedFetch } from '../guarded-fetch.js';
import { createNetworks } from '../networks.js';
import type { Sealing } from '../sealing.js';
import { complaintOfIssuer } from './issuer-discovery.js';
import type { TokenTrust } from './tokens.js';

/** An issuer, as tokens name it, and our client at it. */
export interface IssuerClient {
  readonly address: string;
  readonly clientId: string;
  /** The `aud` of its access tokens; null where none are taken. */
  readonly audience: string | null;
}

/** What a server offers to those who manage issuers. */
export interface IssuerOutlet {
  /** What is wrong with the address of an issuer, found by asking there; undefined where nothing is. */
  complaintOf(address: string): Promise<string | undefined>;
  /** Whether tokens for this client are those of the provider of the server. */
  isOfServer(client: IssuerClient): boolean;
  /** How the secrets of clients are sealed; absent where the server has no key for it. */
  readonly sealing?: Sealing | undefined;
}

/** What the outlet of a server needs. */
export interface IssuerOutletParts {
  /** Private networks in which issuers may be, in CIDR notation. */
  readonly networks: readonly string[];
  readonly trust: TokenTrust | undefined;
  /** The provider of the server, and our client there; absent where there is none. */
  readonly provider?: { readonly issuer: string; readonly clientId: string } | undefined;
  readonly sealing: Sealing | undefined;
}

/** How long an issuer may take to answer, in milliseconds. */
const TIMEOUT = 5_000;

/** Makes the outlet of a server, and what issuers are asked with. */
export function createIssuerOutlet({ networks: allowed, trust, provider, sealing }: IssuerOutletParts): {
  readonly outlet: IssuerOutlet;
  readonly fetch: GuardedFetch;
} {
  const networks = createNetworks(allowed);
  const fetch = createGuardedFetch(networks, TIMEOUT);
  const outlet: IssuerOutlet = {
    complaintOf: (address) => complaintOfIssuer(address, networks, fetch),
    isOfServer({ address, clientId, audience }) {
      const isTrusted =
        trust?.kind === 'jwks' && trust.issuer === address && [clientId, audience].includes(trust.audience);
      return isTrusted || (provider?.issuer === address && provider.clientId === clientId);
    },
    sealing,
  };
  return { outlet, fetch };
}

/** Where the secret of a client is stored, for its sealing. */
export function placeOfSecret(issuer: { readonly id: string; readonly organizationId: string }): string {
  return `Issuer.clientSecret ${issuer.organizationId} ${issuer.id}`;
}

/** Claims that name no person for good: people change them, and they are given to others. */
export const CHANGING_CLAIMS: readonly string[] = [
  'email',
  'preferred_username',
  'upn',
  'unique_name',
  'name',
  'nickname',
];
