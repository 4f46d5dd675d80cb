import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it, test, vi } from 'vitest';
import { cachedReader } from '../../src/auth/token-cache.js';
import { signToken, tokenReader } from '../../src/auth/tokens.js';
import type { ReadToken } from '../../src/auth/tokens.js';
import type { Logger } from '../../src/logger.js';

const SECRET = 'a secret of 32 characters or more, for tests';
const bytes = (text: string) => new TextEncoder().encode(text);

/** A token as we make them, but for what is given. */
function token(
  changes: { secret?: string; alg?: string; issuer?: string; audience?: string; exp?: string | number } = {},
) {
  return new SignJWT({ organization: 'acme' })
    .setProtectedHeader({ alg: changes.alg ?? 'HS256' })
    .setSubject('ada')
    .setIssuer(changes.issuer ?? 'uplift')
    .setAudience(changes.audience ?? 'uplift')
    .setExpirationTime(changes.exp ?? '1h')
    .sign(bytes(changes.secret ?? SECRET));
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const inAnHour = () => Math.floor(Date.now() / 1_000) + 3_600;

describe('a token by our own secret', () => {
  const read = tokenReader({ kind: 'secret', secret: SECRET });

  it('says who, of which organization, and until when', async () => {
    const claims = await read(await signToken(SECRET, 'ada', 'acme', '2h'));
    expect(claims).toMatchObject({ subject: 'ada', organization: 'acme' });
    expect((claims?.expiresAt ?? 0) - Date.now()).toBeGreaterThan(7_190_000);
    expect((claims?.expiresAt ?? 0) - Date.now()).toBeLessThanOrEqual(7_200_000);
  });

  it('may name no organization, but must say when it ends', async () => {
    const unsigned = () =>
      new SignJWT({ organization: 7 })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject('ada')
        .setIssuer('uplift')
        .setAudience('uplift');
    const ending = await unsigned().setExpirationTime('1h').sign(bytes(SECRET));
    expect(await read(ending)).toMatchObject({ subject: 'ada', organization: undefined });
    expect(await read(await unsigned().sign(bytes(SECRET)))).toBeNull();
  });

  const signed = token();
  test.each([
    ['forged', () => token({ secret: 'another secret of 32 characters or more' })],
    ['expired', () => token({ exp: Math.floor(Date.now() / 1_000) - 1 })],
    ['of another issuer', () => token({ issuer: 'somebody else' })],
    ['for another audience', () => token({ audience: 'somebody else' })],
    ['of another algorithm, though by the same secret', () => token({ alg: 'HS512' })],
    ['unsigned', async () => `${part({ alg: 'none' })}.${(await signed).split('.')[1]}.`],
    ['unsigned in another writing', async () => `${part({ alg: 'None' })}.${(await signed).split('.')[1]}.`],
    ['without its signature', async () => (await signed).split('.').slice(0, 2).join('.')],
    [
      'with another content',
      async () => (await signed).replace(/\.[^.]+\./, `.${part({ sub: 'root', exp: inAnHour() })}.`),
    ],
    ['longer than is looked at', async () => `${await signed}${'x'.repeat(8_192)}`],
    ['empty', async () => ''],
    ['no token', async () => 'a.b.c'],
  ])('opens nothing: %s', async (_name, make) => {
    expect(await read(await make())).toBeNull();
  });

  it('opens nothing without a subject', async () => {
    const nobody = new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).setIssuer('uplift').setAudience('uplift');
    expect(await read(await nobody.setExpirationTime('1h').sign(bytes(SECRET)))).toBeNull();
  });
});

describe('a token by the keys of an identity provider', () => {
  const ISSUER = 'https://id.example';
  const AUDIENCE = 'uplift-production';
  let provider: Server;
  /** What the provider answers; undefined: it is out of order. */
  let published: readonly JWK[] | undefined;
  let asked = 0;
  let read: ReadToken;
  let keys: Readonly<Record<'first' | 'second' | 'foreign', { privateKey: CryptoKey; publicKey: CryptoKey; jwk: JWK }>>;

  beforeAll(async () => {
    const make = async (kid: string) => {
      const pair = await generateKeyPair('ES256', { extractable: true });
      return { ...pair, jwk: { ...(await exportJWK(pair.publicKey)), kid, alg: 'ES256', use: 'sig' } };
    };
    keys = { first: await make('first'), second: await make('second'), foreign: await make('first') };
    published = [keys.first.jwk];
    provider = createServer((_request, response) => {
      asked += 1;
      response.writeHead(published ? 200 : 503, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ keys: published ?? [] }));
    }).listen(0, '127.0.0.1');
    await once(provider, 'listening');
    read = reader();
  });
  afterAll(() => provider.close());
  afterEach(() => vi.useRealTimers());

  const reader = () => {
    const { port } = provider.address() as AddressInfo;
    return tokenReader({ kind: 'jwks', url: `http://127.0.0.1:${port}/keys`, issuer: ISSUER, audience: AUDIENCE });
  };
  const sign = (
    key: keyof typeof keys,
    changes: { issuer?: string; audience?: string; exp?: number; typ?: string; claims?: Record<string, unknown> } = {},
  ) =>
    new SignJWT({ organization: 'acme', ...changes.claims })
      .setProtectedHeader({
        alg: 'ES256',
        kid: keys[key].jwk.kid ?? '',
        ...(changes.typ === undefined ? {} : { typ: changes.typ }),
      })
      .setSubject('ada')
      .setIssuer(changes.issuer ?? ISSUER)
      .setAudience(changes.audience ?? AUDIENCE)
      .setExpirationTime(changes.exp ?? inAnHour())
      .sign(keys[key].privateKey);

  it('says who', async () => {
    expect(await read(await sign('first'))).toMatchObject({ subject: 'ada', organization: 'acme' });
  });

  it('costs no request once the keys are known', async () => {
    await read(await sign('first'));
    const before = asked;
    for (let n = 0; n < 5; n += 1) await read(await sign('first'));
    expect(asked).toBe(before);
  });

  test.each([
    ['of another issuer', () => sign('first', { issuer: 'https://evil.example' })],
    ['for another audience', () => sign('first', { audience: 'another product' })],
    ['expired, beyond what clocks may differ', () => sign('first', { exp: Math.floor(Date.now() / 1_000) - 10 })],
    ['by a foreign key of the same name', () => sign('foreign')],
    ['by a key that is not published', () => sign('second')],
    ['by our own secret', () => signToken(SECRET, 'ada', 'acme', '1h')],
    ['unsigned', async () => `${part({ alg: 'none', kid: 'first' })}.${(await sign('first')).split('.')[1]}.`],
    [
      'signed with the public key as if it were a secret',
      async () =>
        new SignJWT({ sub: 'ada', iss: ISSUER, aud: AUDIENCE, exp: inAnHour() })
          .setProtectedHeader({ alg: 'HS256', kid: 'first' })
          .sign(bytes(await exportSPKI(keys.first.publicKey))),
    ],
  ])('opens nothing: %s', async (_name, make) => {
    expect(await read(await make())).toBeNull();
  });

  it('is still read a few seconds late, as clocks differ', async () => {
    expect(await read(await sign('first', { exp: Math.floor(Date.now() / 1_000) - 2 }))).not.toBeNull();
  });

  it('must say when it ends', async () => {
    const endless = new SignJWT({}).setProtectedHeader({ alg: 'ES256', kid: 'first' });
    const signed = endless.setSubject('ada').setIssuer(ISSUER).setAudience(AUDIENCE).sign(keys.first.privateKey);
    expect(await read(await signed)).toBeNull();
  });

  it.each<[string, string | undefined, Record<string, unknown>]>([
    ['RFC 9068', 'at+jwt', { client_id: 'spa', scope: 'openid' }],
    ['RFC 9068 in full', 'application/at+jwt', { client_id: 'spa', auth_time: 1 }],
    ['Keycloak', 'JWT', { typ: 'Bearer', azp: 'spa', acr: '1', scope: 'openid' }],
    ['Keycloak before 25', 'JWT', { typ: 'Bearer', azp: 'spa', nonce: 'n' }],
    ['Auth0', 'JWT', { azp: 'spa', scope: 'openid', gty: 'password' }],
    ['Okta', undefined, { ver: 1, jti: 'AT.x', cid: 'spa', uid: 'u', scp: ['openid'] }],
    ['Cognito', undefined, { token_use: 'access', client_id: 'spa', version: 2 }],
  ])('is an access token of %s', async (_provider, typ, claims) => {
    expect(await read(await sign('first', { ...(typ ? { typ } : {}), claims }))).toMatchObject({ subject: 'ada' });
  });

  it.each<[string, string | undefined, Record<string, unknown>]>([
    ['an ID token of Keycloak', 'JWT', { typ: 'ID', azp: 'spa', at_hash: 'h' }],
    ['a refresh token of Keycloak', 'JWT', { typ: 'Refresh' }],
    ['an ID token of Auth0', 'JWT', { nonce: 'n', sid: 's' }],
    ['an ID token of Okta', undefined, { ver: 1, at_hash: 'h', amr: ['pwd'] }],
    ['an ID token of Cognito', undefined, { token_use: 'id' }],
    ['a logout token', 'logout+jwt', { events: {} }],
    ['a logout token without a type', undefined, { events: {} }],
    ['a proof of possession', 'dpop+jwt', {}],
  ])('opens nothing where it is %s', async (_name, typ, claims) => {
    expect(await read(await sign('first', { ...(typ ? { typ } : {}), claims }))).toBeNull();
  });

  it('of Entra ID is distinguished from its ID token, although both have the same audience', async () => {
    const issuer = 'https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0';
    const { port } = provider.address() as AddressInfo;
    const ofEntra = tokenReader({ kind: 'jwks', url: `http://127.0.0.1:${port}/keys`, issuer, audience: AUDIENCE });
    const claims = { oid: 'o', tid: 't', ver: '2.0', rh: 'r' };
    const access = await sign('first', { issuer, claims: { ...claims, azp: 'spa', azpacr: '0', scp: 'read' } });
    expect(await ofEntra(access)).toMatchObject({ subject: 'ada' });
    expect(await ofEntra(await sign('first', { issuer, claims: { ...claims, name: 'Ada' } }))).toBeNull();
  });

  it('is read by a new key soon after the provider changed it, and no more by the old one', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    read = reader();
    expect(await read(await sign('first'))).not.toBeNull();
    published = [keys.second.jwk];
    vi.setSystemTime(Date.now() + 31_000);
    expect(await read(await sign('second'))).toMatchObject({ subject: 'ada' });
    expect(await read(await sign('first'))).toBeNull();
  });

  it('is good for a minute at most once its key was withdrawn, by all caches together', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const began = Date.now();
    const remembering = cachedReader(reader());
    const [early, late] = [await sign('first'), await sign('first', { exp: inAnHour() + 1 })];
    published = [keys.first.jwk];
    expect(await remembering(early)).not.toBeNull();
    published = [keys.second.jwk];
    // As late as the old keys can still be used, a token is remembered.
    vi.setSystemTime(began + 29_999);
    expect(await remembering(late)).not.toBeNull();
    vi.setSystemTime(began + 60_000);
    expect(await remembering(early)).toBeNull();
    expect(await remembering(late)).toBeNull();
    published = [keys.first.jwk];
  });

  it('is read by the last known keys for 10 minutes while the provider is away, which is said once, as is its return', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const said: string[] = [];
    const note = (_details: unknown, message?: string): void => void said.push(message ?? String(_details));
    const { port } = provider.address() as AddressInfo;
    const trust = { kind: 'jwks', url: `http://127.0.0.1:${port}/keys`, issuer: ISSUER, audience: AUDIENCE } as const;
    const patient = tokenReader(trust, { warn: note, info: note } as unknown as Logger);
    const began = Date.now();
    published = [keys.first.jwk];
    const token = await sign('first');
    expect(await patient(token)).not.toBeNull();
    published = undefined;
    for (const away of [31_000, 40_000, 599_000]) {
      vi.setSystemTime(began + away);
      expect(await patient(token), `${away} ms later`).not.toBeNull();
      expect(await patient(await sign('foreign'))).toBeNull();
    }
    vi.setSystemTime(began + 601_000);
    expect(await patient(token)).toBeNull();
    expect(said).toEqual([expect.stringContaining('the identity provider does not return its keys')]);
    published = [keys.first.jwk];
    vi.setSystemTime(began + 610_000);
    expect(await patient(token)).not.toBeNull();
    expect(said.slice(1)).toEqual(['the identity provider is back']);
  });

  it('opens nothing while the provider is out of order and its keys are not known, and does again after', async () => {
    read = reader();
    published = undefined;
    expect(await read(await sign('first'))).toBeNull();
    published = [keys.first.jwk];
    expect(await read(await sign('first'))).not.toBeNull();
    published = undefined;
    expect(await read(await sign('first'))).not.toBeNull();
  });
});
