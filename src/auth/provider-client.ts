import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  ClientSecretPost,
  customFetch,
  discovery,
  fetchUserInfo,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  refreshTokenGrant,
  ResponseBodyError,
  tokenRevocation,
} from 'openid-client';
import type { ClientAuth, Configuration, IDToken, TokenEndpointResponse } from 'openid-client';
import type { Role } from '../generated/prisma/enums.js';
import type { GuardedFetch } from '../guarded-fetch.js';
import type { Logger } from '../logger.js';
import { groupsOf, isInGroup, organizationOf, organizationsOf } from './organization-claim.js';
import { providerKeys } from './provider-keys.js';
import { verifyByKeys } from './several-keys.js';
import { momentOf, SIGNATURES } from './tokens.js';

/** An identity provider, and our client at it. */
export interface ProviderClientOptions {
  readonly issuer: string;
  /** Where its keys are, if it does not say so itself. */
  readonly url?: string | undefined;
  readonly clientId: string;
  /** Undefined for a public client. Asked for at the first sign-in. */
  readonly clientSecret: string | undefined;
  /** The origin at which browsers reach us. */
  readonly origin: string;
  /** Where the provider leads them back to there; absent for the address of the provider of the server. */
  readonly callback?: string | undefined;
  /** How the provider is asked; absent for as any address is. */
  readonly fetch?: GuardedFetch | undefined;
  /** Absent where only who was added before signs in. */
  readonly accounts?: NewAccounts | undefined;
  /** The claim that names the groups of a person; absent where none counts. */
  readonly groupsClaim?: string | undefined;
  /** The claim that names a person; absent for `sub`. */
  readonly subjectClaim?: string | undefined;
  /** Scopes that are asked for besides the usual ones, such as `offline_access`; absent for none. */
  readonly scopes?: readonly string[] | undefined;
}

/** Who gets an account at their first sign-in: whoever the provider names as of an organization, in that one. */
export interface NewAccounts {
  /** What their role is. */
  readonly role: Role;
  /** The group of the claim `groups` in which they must be; absent for no such condition. */
  readonly group?: string | undefined;
}

/** What a browser keeps while a sign-in is in progress. */
export interface SignInAttempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** How old the sign-in at the provider may be, in seconds; absent for any age. */
  readonly maxAge?: number | undefined;
}

/** What is asked of a sign-in besides. */
export interface SignInWish {
  /** Who wants to sign in, as far as they said so. */
  readonly hint?: string | undefined;
  /** How old the sign-in at the provider may be, in seconds; absent for any age. */
  readonly maxAge?: number | undefined;
  /** Classes of authentication, separated by spaces, the best first; absent for any. Providers may use another one. */
  readonly acrValues?: string | undefined;
}

/** The person who has signed in at the provider. */
export interface ProviderSession {
  readonly issuer: string;
  readonly subject: string;
  /** What the provider itself calls them, as in its logout tokens. */
  readonly sub: string;
  /** A token by which the provider can be asked whether it still knows them; undefined where it gives none. */
  readonly refreshToken: string | undefined;
  /** Slug of the organization, if the provider names one. */
  readonly organization: string | undefined;
  readonly sid: string | undefined;
  readonly idToken: string | undefined;
  /** When they last proved there who they are (`auth_time`); null where the provider does not say. */
  readonly authenticatedAt: Date | null;
  /** The class of that authentication (`acr`); null where the provider does not say. */
  readonly acr: string | null;
  /** The groups that the provider names; undefined where no claim counts, or where they are too many for the ID token. */
  readonly groups: readonly string[] | undefined;
  /** Whether the provider names an organization, by its slug, in which they may get an account. */
  mayJoin(slug: string): boolean;
  /** What the provider says of them: by the ID token or, where that has no name, by its userinfo. */
  profile(): Promise<Profile>;
}

/** What a provider says of a person, as it stands in its claims. */
export interface Profile {
  readonly name: unknown;
  /** Undefined where the provider says that it has not verified it. */
  readonly email: unknown;
  readonly locale: unknown;
  readonly timeZone: unknown;
}

/** Signs people in at an identity provider: OpenID Connect, authorization code with PKCE. */
export interface ProviderClient {
  readonly issuer: string;
  /** Starts a sign-in: where the browser goes, and what it keeps meanwhile. */
  begin(wish?: SignInWish): Promise<{ readonly address: URL; readonly attempt: SignInAttempt }>;
  /**
   * Reads the address with which the browser comes back: `state`, `iss` (RFC 9207), code, and of the ID token issuer, audience,
   * time, nonce and, where an age was asked for, `auth_time` must be valid.
   * @throws the errors of openid-client.
   */
  finish(address: URL, attempt: SignInAttempt): Promise<ProviderSession>;
  /**
   * Asks the provider whether it still knows a person, by the last refresh token; returns the next one, or undefined where that one
   * stays valid. Undefined as a whole where the provider does not know them any more (`invalid_grant`), or names somebody else.
   * @throws whatever says that the provider did not answer.
   */
  refresh(refreshToken: string, sub: string): Promise<{ readonly refreshToken: string | undefined } | undefined>;
  /**
   * Tells the provider that a refresh token is of no use any more (RFC 7009), where it takes that.
   * @throws whatever says that the provider did not.
   */
  revoke(refreshToken: string): Promise<void>;
  /** Where a browser goes to end the session at the provider, too (RP-Initiated Logout 1.0); undefined if it has no such page. */
  logoutAddress(idToken: string | undefined): Promise<URL | undefined>;
  /** Whose sessions a logout token ends (Back-Channel Logout 1.0, 2.6); null if it is invalid. */
  readLogoutToken(token: string): Promise<{ readonly sid: string } | { readonly subject: string } | null>;
}

/** The redirect URI, registered with the provider. */
export const CALLBACK_PATH = '/auth/callback';

/** How long the metadata of the provider is cached, in milliseconds. */
const DISCOVERED_FOR = 3_600_000;

/** How long the provider may take to respond, in seconds. */
const TIMEOUT = 5;

/** The event of a logout token. */
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/** Maximum age of a logout token, in seconds. */
const LOGOUT_TOKEN_AGE = 300;

/** Makes the client of a provider, whose metadata is fetched at the first sign-in. */
export function createProviderClient(options: ProviderClientOptions, logger: Logger): ProviderClient {
  const {
    issuer,
    clientId,
    origin,
    callback = CALLBACK_PATH,
    fetch,
    accounts,
    groupsClaim,
    subjectClaim = 'sub',
  } = options;
  const keys = providerKeys(options, logger);
  let discovered: { readonly found: Promise<Configuration>; readonly at: number } | undefined;

  const discover = (): Promise<Configuration> =>
    discovery(new URL(issuer), clientId, undefined, clientAuthentication(options.clientSecret), {
      timeout: TIMEOUT,
      ...(fetch ? { [customFetch]: fetch } : {}),
      ...(issuer.startsWith('http:') ? { execute: [allowInsecureRequests] } : {}),
    });
  const configuration = (): Promise<Configuration> => {
    if (!discovered || Date.now() - discovered.at > DISCOVERED_FOR) {
      const found = discover();
      discovered = { found, at: Date.now() };
      // A failed request is repeated at the next sign-in.
      found.catch(() => (discovered = undefined));
    }
    return discovered.found;
  };

  return {
    issuer,
    async begin({ hint, maxAge, acrValues } = {}) {
      const secrets = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
      const attempt = maxAge === undefined ? secrets : { ...secrets, maxAge };
      const address = buildAuthorizationUrl(await configuration(), {
        redirect_uri: new URL(callback, origin).href,
        scope: [...new Set(['openid', ...(accounts ? ['profile', 'email'] : []), ...(options.scopes ?? [])])].join(' '),
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
        ...(hint === undefined ? {} : { login_hint: hint }),
        ...(maxAge === undefined ? {} : { max_age: String(maxAge) }),
        ...(acrValues === undefined ? {} : { acr_values: acrValues }),
      });
      return { address, attempt };
    },
    async finish(address, { state, nonce, verifier, maxAge }) {
      // The ID token comes from the provider directly, so that TLS authenticates it (OpenID Connect Core 1.0, 3.1.3.7).
      const found = await configuration();
      const tokens = await authorizationCodeGrant(found, address, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
        ...(maxAge === undefined ? {} : { maxAge }),
      });
      const claims = tokens.claims();
      if (!claims) throw new Error('There is no ID token.');
      const subject = claims[subjectClaim];
      if (typeof subject !== 'string' || subject === '') throw new Error(`The ID token has no claim ${subjectClaim}.`);
      const { sub, sid, auth_time: authTime, acr } = claims;
      return {
        issuer,
        subject,
        sub,
        refreshToken: tokens.refresh_token,
        organization: organizationOf(claims['organization']),
        sid: typeof sid === 'string' ? sid : undefined,
        idToken: tokens.id_token,
        authenticatedAt: authTime === undefined ? null : momentOf(authTime),
        acr: typeof acr === 'string' ? acr : null,
        groups: groupsClaim === undefined ? undefined : claimedGroups(claims, groupsClaim, logger),
        mayJoin: (slug) =>
          accounts !== undefined &&
          organizationsOf(claims['organization']).includes(slug) &&
          (accounts.group === undefined || isInGroup(claims['groups'], accounts.group)),
        profile: async () => profileOf(await completed(found, tokens, claims)),
      };
    },
    async refresh(refreshToken, sub) {
      const found = await configuration();
      try {
        const tokens = await refreshTokenGrant(found, refreshToken);
        const named = tokens.claims()?.sub;
        return named !== undefined && named !== sub ? undefined : { refreshToken: tokens.refresh_token };
      } catch (error) {
        if (error instanceof ResponseBodyError && error.error === 'invalid_grant') return undefined;
        throw error;
      }
    },
    async revoke(refreshToken) {
      const found = await configuration();
      if (found.serverMetadata().revocation_endpoint === undefined) return;
      await tokenRevocation(found, refreshToken, { token_type_hint: 'refresh_token' });
    },
    async logoutAddress(idToken) {
      const found = await configuration();
      if (found.serverMetadata().end_session_endpoint === undefined) return undefined;
      const hint: Record<string, string> = idToken === undefined ? {} : { id_token_hint: idToken };
      return buildEndSessionUrl(found, { post_logout_redirect_uri: new URL('/', origin).href, ...hint });
    },
    async readLogoutToken(token) {
      try {
        const { payload, protectedHeader } = await verifyByKeys(token, keys, {
          issuer,
          audience: clientId,
          algorithms: SIGNATURES,
          clockTolerance: 5,
          maxTokenAge: LOGOUT_TOKEN_AGE,
          requiredClaims: ['iat', 'events'],
        });
        const { events, sid, sub } = payload;
        if (!['logout+jwt', 'jwt', undefined].includes(protectedHeader.typ?.toLowerCase())) return null;
        if ('nonce' in payload || typeof events !== 'object' || !events || !(LOGOUT_EVENT in events)) return null;
        if (typeof sid === 'string') return { sid };
        return typeof sub === 'string' ? { subject: sub } : null;
      } catch (error) {
        logger.warn({ err: error }, 'a logout token was refused');
        return null;
      }
    },
  };
}

/** Hazard: where somebody has very many groups, Entra puts where they are to be read in place of the claim. That is not none. */
function claimedGroups(claims: IDToken, name: string, logger: Logger): readonly string[] | undefined {
  const elsewhere: unknown = claims['_claim_names'];
  if (typeof elsewhere !== 'object' || elsewhere === null || !(name in elsewhere)) return groupsOf(claims[name]);
  logger.warn({ claim: name }, 'the identity provider refers to another place for the groups of somebody who signs in');
  return undefined;
}

/** Claims with those of the userinfo, where the ID token has no name: by default, providers put it there alone. */
async function completed(
  configuration: Configuration,
  { access_token: token }: TokenEndpointResponse,
  claims: IDToken,
): Promise<Readonly<Record<string, unknown>>> {
  const isThere = configuration.serverMetadata().userinfo_endpoint !== undefined;
  if (claims['name'] !== undefined || !isThere) return claims;
  return { ...(await fetchUserInfo(configuration, token, claims.sub)), ...claims };
}

function profileOf(claims: Readonly<Record<string, unknown>>): Profile {
  const { name = claims['preferred_username'], email, email_verified: verified, locale, zoneinfo } = claims;
  return { name, email: verified === false ? undefined : email, locale, timeZone: zoneinfo };
}

/** How we authenticate, by a method that the provider supports. */
function clientAuthentication(secret: string | undefined): ClientAuth {
  if (secret === undefined) return None();
  return (server, ...rest) => {
    const takesPost = server.token_endpoint_auth_methods_supported?.includes('client_secret_post');
    (takesPost ? ClientSecretPost(secret) : ClientSecretBasic(secret))(server, ...rest);
  };
}
