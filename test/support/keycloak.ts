import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { JWTPayload } from 'jose';

/** Somebody whom the replayed Keycloak signs in. */
export interface KeycloakUser {
  readonly sub: string;
  readonly preferred_username: string;
  readonly name: string;
  readonly email: string;
  /** As the mapper "Organization Membership" writes it: a map by alias, or a list of aliases. */
  readonly organization?: unknown;
  /** As the mapper "Group Membership" writes it: paths, or names where "Full group path" is off. */
  readonly groups?: readonly string[];
}

/** A Keycloak that is replayed: what it serves and signs has the form of Keycloak 26, and nothing of it runs. */
export interface Keycloak {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Who is signed in next, without being asked. */
  user: KeycloakUser | undefined;
  /** Ids of the sessions that it has begun, oldest first. */
  readonly sessions: readonly string[];
  /** An access token as its token endpoint issues one. */
  accessToken(user: KeycloakUser, changes?: JWTPayload): Promise<string>;
  /** An ID token, which must open nothing. */
  idToken(user: KeycloakUser, nonce?: string): Promise<string>;
  /** A refresh token, which is signed by a secret of the realm, and must open nothing. */
  refreshToken(user: KeycloakUser): Promise<string>;
  /** A logout token; `type` is that of its header, which versions write differently. */
  logoutToken(of: JWTPayload, type?: string): Promise<string>;
  stop(): Promise<void>;
}

const REALM = 'acme';
const CLIENT = { clientId: 'uplift', clientSecret: 'a secret of the client, for tests only' };
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/** Starts it, for a client at `origin`. */
export async function startKeycloak(origin: string): Promise<Keycloak> {
  const kid = 'FJ86GcF3jTbNLOco4NvZkUCIUmfYCqoqtOQeMfbhNlE';
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const encrypting = await generateKeyPair('RSA-OAEP', { extractable: true });
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/realms/${REALM}`;
  const protocol = `${issuer}/protocol/openid-connect`;
  const codes = new Map<string, { user: KeycloakUser; nonce: string; challenge: string; sid: string }>();
  const signedIn = new Map<string, KeycloakUser>();
  const sessions: string[] = [];

  const sign = (claims: JWTPayload, typ = 'JWT') => {
    const now = Math.floor(Date.now() / 1_000);
    return new SignJWT({ exp: now + 300, iat: now, jti: randomUUID(), iss: issuer, ...claims })
      .setProtectedHeader({ alg: 'RS256', typ, kid })
      .sign(privateKey);
  };
  const profileOf = ({ organization, groups, ...user }: KeycloakUser) => ({
    email_verified: true,
    ...user,
    ...(organization === undefined ? {} : { organization }),
    ...(groups ? { groups } : {}),
  });
  const now = () => Math.floor(Date.now() / 1_000);
  const accessToken = (user: KeycloakUser, changes: JWTPayload = {}) =>
    sign({
      auth_time: now(),
      jti: `onrtac:${randomUUID()}`,
      aud: [CLIENT.clientId, 'account'],
      typ: 'Bearer',
      azp: CLIENT.clientId,
      sid: randomUUID(),
      acr: '1',
      'allowed-origins': [origin],
      realm_access: { roles: ['default-roles-acme', 'offline_access', 'uma_authorization'] },
      resource_access: { account: { roles: ['manage-account', 'view-profile'] } },
      scope: 'openid profile email organization',
      ...profileOf(user),
      ...changes,
    });
  const idToken = (user: KeycloakUser, nonce: string = randomUUID(), changes: JWTPayload = {}) =>
    sign({
      auth_time: now(),
      aud: CLIENT.clientId,
      typ: 'ID',
      azp: CLIENT.clientId,
      nonce,
      sid: randomUUID(),
      acr: '1',
      ...profileOf(user),
      ...changes,
    });
  const refreshToken = (user: KeycloakUser) =>
    new SignJWT({ typ: 'Refresh', azp: CLIENT.clientId, sid: randomUUID(), scope: 'openid' })
      .setProtectedHeader({ alg: 'HS512', typ: 'JWT', kid: randomUUID() })
      .setIssuer(issuer)
      .setAudience(issuer)
      .setSubject(user.sub)
      .setExpirationTime('30m')
      .sign(new TextEncoder().encode('a secret of the realm, which nobody else has, of 64 bytes or more'));

  let user: KeycloakUser | undefined;
  const answers: Readonly<Record<string, (request: IncomingMessage, url: URL) => Promise<object | string>>> = {
    '/.well-known/openid-configuration': async () => ({
      issuer,
      authorization_endpoint: `${protocol}/auth`,
      token_endpoint: `${protocol}/token`,
      introspection_endpoint: `${protocol}/token/introspect`,
      userinfo_endpoint: `${protocol}/userinfo`,
      end_session_endpoint: `${protocol}/logout`,
      frontchannel_logout_session_supported: true,
      frontchannel_logout_supported: true,
      jwks_uri: `${protocol}/certs`,
      check_session_iframe: `${protocol}/login-status-iframe.html`,
      grant_types_supported: ['authorization_code', 'client_credentials', 'implicit', 'password', 'refresh_token'],
      acr_values_supported: ['0', '1'],
      response_types_supported: ['code', 'none', 'id_token', 'token', 'id_token token', 'code id_token'],
      subject_types_supported: ['public', 'pairwise'],
      id_token_signing_alg_values_supported: ['PS256', 'RS256', 'ES256', 'EdDSA', 'HS256'],
      userinfo_signing_alg_values_supported: ['PS256', 'RS256', 'none'],
      response_modes_supported: ['query', 'fragment', 'form_post', 'query.jwt', 'jwt'],
      token_endpoint_auth_methods_supported: [
        'private_key_jwt',
        'client_secret_basic',
        'client_secret_post',
        'tls_client_auth',
        'client_secret_jwt',
      ],
      claims_supported: ['aud', 'sub', 'iss', 'auth_time', 'name', 'preferred_username', 'email', 'acr'],
      claims_parameter_supported: true,
      scopes_supported: ['openid', 'profile', 'email', 'organization', 'roles', 'web-origins', 'acr', 'basic'],
      code_challenge_methods_supported: ['plain', 'S256'],
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
      authorization_response_iss_parameter_supported: true,
    }),
    '/protocol/openid-connect/certs': async () => ({
      keys: [
        { ...(await exportJWK(encrypting.publicKey)), kid: randomUUID(), alg: 'RSA-OAEP', use: 'enc' },
        { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' },
      ],
    }),
    async '/protocol/openid-connect/auth'(_request, url) {
      const asked = url.searchParams;
      const to = new URL(asked.get('redirect_uri') ?? '');
      if (asked.get('client_id') !== CLIENT.clientId || to.href !== `${origin}/auth/callback`)
        throw new Error('Invalid parameter: redirect_uri');
      to.searchParams.set('state', asked.get('state') ?? '');
      const sid = randomUUID();
      to.searchParams.set('session_state', sid);
      to.searchParams.set('iss', issuer);
      if (!user) {
        to.searchParams.set('error', 'access_denied');
        return to.href;
      }
      const code = [randomUUID(), sid, randomUUID()].join('.');
      const challenge = asked.get('code_challenge') ?? '';
      codes.set(code, { user, nonce: asked.get('nonce') ?? '', challenge, sid });
      sessions.push(sid);
      to.searchParams.set('code', code);
      return to.href;
    },
    async '/protocol/openid-connect/token'(request) {
      const form = new URLSearchParams(await text(request));
      const code = form.get('code') ?? '';
      const found = codes.get(code);
      codes.delete(code);
      const challenge = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url');
      if (form.get('client_secret') !== CLIENT.clientSecret || found?.challenge !== challenge)
        throw new Error('invalid_grant');
      const { user, nonce, sid } = found;
      const access = await accessToken(user, { sid });
      const half = createHash('sha256').update(access).digest().subarray(0, 16).toString('base64url');
      signedIn.set(access, user);
      return {
        access_token: access,
        expires_in: 300,
        refresh_expires_in: 1_800,
        refresh_token: await refreshToken(user),
        token_type: 'Bearer',
        id_token: await idToken(user, nonce, { sid, at_hash: half }),
        'not-before-policy': 0,
        session_state: sid,
        scope: 'openid profile email organization',
      };
    },
    async '/protocol/openid-connect/userinfo'(request) {
      const found = signedIn.get(request.headers.authorization?.replace('Bearer ', '') ?? '');
      if (!found) throw new Error('invalid_token');
      return profileOf(found);
    },
    '/protocol/openid-connect/logout': async (_request, url) =>
      url.searchParams.get('post_logout_redirect_uri') ?? `${issuer}/logged-out`,
  };
  server.on('request', (request, response) => {
    const url = new URL(request.url ?? '/', issuer);
    const answer = answers[url.pathname.replace(`/realms/${REALM}`, '')];
    if (!answer) return void response.writeHead(404).end();
    answer(request, url).then(
      (body) =>
        typeof body === 'string'
          ? response.writeHead(302, { location: body }).end()
          : response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      ({ message }: Error) =>
        response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ error: message })),
    );
  });

  return {
    issuer,
    ...CLIENT,
    get user() {
      return user;
    },
    set user(next) {
      user = next;
    },
    sessions,
    accessToken,
    idToken,
    refreshToken,
    logoutToken: (of, type = 'JWT') =>
      sign(
        { aud: CLIENT.clientId, typ: 'Logout', events: { [LOGOUT_EVENT]: {}, revoke_offline_access: false }, ...of },
        type,
      ),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
