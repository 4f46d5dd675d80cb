import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import type { JWK } from 'jose';
import { Provider } from 'oidc-provider';
import type { Navigator } from './navigator.js';

/** An identity provider of a test, and its client. */
export interface IdentityProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What it says in the claim `organization`, by subject. */
  readonly organizations: Map<string, unknown>;
  /** What else it says of somebody, by subject, in the claims of `profile`, `email` and `groups`. */
  readonly profiles: Map<string, Readonly<Record<string, unknown>>>;
  /** Subjects that it does not know any more. */
  readonly disabled: Set<string>;
  /** Paths at which it hears and never answers. */
  readonly deaf: Set<string>;
  /** The key with which it signs, and its name. */
  readonly key: CryptoKey;
  readonly kid: string;
  /** Ends the session of a browser there, as its own page does, and tells its clients. */
  signOut(browser: Navigator): Promise<void>;
  /** Signs with other keys from now on; those before are gone. */
  rotateKeys(): Promise<void>;
  /** Ends it. */
  stop(): Promise<void>;
}

/** What a test asks of a provider besides. */
interface ProviderOptions {
  /** Where it leads back to. */
  readonly callback?: string;
  /** Whether it gives refresh tokens, a new one at each use. */
  readonly refreshTokens?: boolean;
  /** Whether tokens can be revoked there (RFC 7009); absent for yes. */
  readonly revocation?: boolean;
}

const CLIENT = { clientId: 'uplift', clientSecret: 'a secret of the client, for tests only' };

/**
 * Starts a provider that signs in whoever it is told, at `?as=SUBJECT` of each interaction, and asks nothing else. `&acr=CLASS` is
 * how, and `&ago=SECONDS` when they proved it.
 * `origin` is where its client is. `conformIdTokenClaims` says whether names and addresses are in its userinfo only, and not in ID tokens.
 */
export async function startIdentityProvider(
  origin: string,
  port = 0,
  conformIdTokenClaims = false,
  { callback = '/auth/callback', refreshTokens = false, revocation = true }: ProviderOptions = {},
): Promise<IdentityProvider> {
  const organizations = new Map<string, unknown>();
  const profiles = new Map<string, Readonly<Record<string, unknown>>>();
  const disabled = new Set<string>();
  const deaf = new Set<string>();
  let serve: ReturnType<Provider['callback']> | undefined;
  let signing: { readonly key: CryptoKey; readonly jwk: JWK & { readonly kid: string } };
  const server = createServer((request, response) => void serve?.(request, response));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const open = async (): Promise<void> => {
    signing = await signingKey();
    const provider = new Provider(issuer, {
      jwks: { keys: [signing.jwk] },
      cookies: { keys: ['a key of the cookies, for tests'] },
      clients: [
        {
          client_id: CLIENT.clientId,
          client_secret: CLIENT.clientSecret,
          grant_types: ['authorization_code', ...(refreshTokens ? ['refresh_token'] : [])],
          redirect_uris: [`${origin}${callback}`],
          post_logout_redirect_uris: [`${origin}/`],
          backchannel_logout_uri: `${origin}/auth/backchannel-logout`,
          backchannel_logout_session_required: true,
        },
      ],
      claims: {
        openid: ['sub', 'oid', 'organization', 'groups'],
        profile: ['name', 'preferred_username', 'locale', 'zoneinfo'],
        email: ['email', 'email_verified'],
      },
      conformIdTokenClaims,
      issueRefreshToken: async (_context, client) => client.grantTypeAllowed('refresh_token'),
      rotateRefreshToken: true,
      acrValues: ['phr', 'pwd'],
      features: {
        devInteractions: { enabled: false },
        backchannelLogout: { enabled: true },
        revocation: { enabled: revocation },
      },
      // It calls no loopback address by itself.
      fetch: (url, options) => fetch(url, { ...options, dispatcher: undefined } as RequestInit),
      interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
      findAccount: (_context, accountId) =>
        disabled.has(accountId)
          ? undefined
          : {
              accountId,
              claims: () => ({
                sub: accountId,
                organization: organizations.get(accountId),
                ...profiles.get(accountId),
              }),
            },
      // What it gives in one session is one grant, as long as nothing of it was revoked.
      async loadExistingGrant({ oidc }) {
        const known = oidc.session?.grantIdFor(CLIENT.clientId);
        const found = known === undefined ? undefined : await provider.Grant.find(known);
        if (found) return found;
        const grant = new provider.Grant({ clientId: CLIENT.clientId, accountId: oidc.session?.accountId ?? '' });
        grant.addOIDCScope('openid profile email');
        await grant.save();
        return grant;
      },
    });
    const handle = provider.callback();
    serve = async (request, response) => {
      const url = new URL(request.url ?? '/', issuer);
      if (deaf.has(url.pathname)) return;
      const as = url.searchParams.get('as');
      if (!url.pathname.startsWith('/interaction/')) return handle(request, response);
      if (as === null) return void response.writeHead(200).end('Who are you?');
      const [acr, ago] = [url.searchParams.get('acr'), url.searchParams.get('ago')];
      const login = {
        accountId: as,
        ...(acr === null ? {} : { acr }),
        ...(ago === null ? {} : { ts: Math.floor(Date.now() / 1_000) - Number(ago) }),
      };
      const result = as === '' ? { error: 'access_denied' } : { login };
      await provider.interactionFinished(request, response, result);
    };
  };
  await open();
  return {
    issuer,
    ...CLIENT,
    organizations,
    profiles,
    disabled,
    deaf,
    get key() {
      return signing.key;
    },
    get kid() {
      return signing.jwk.kid;
    },
    async signOut(browser) {
      const { response } = await browser.open(`${issuer}/session/end`);
      const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(await response.text()) ?? [];
      const form = new URLSearchParams({ xsrf, logout: 'yes' });
      await browser.fetch(`${issuer}/session/end/confirm`, { method: 'POST', body: form });
    },
    rotateKeys: open,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function signingKey() {
  const { privateKey: key } = await generateKeyPair('RS256', { extractable: true });
  return { key, jwk: { ...(await exportJWK(key)), use: 'sig', alg: 'RS256', kid: crypto.randomUUID() } };
}
