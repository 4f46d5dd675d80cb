import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it, test, vi } from 'vitest';
import { signToken, tokenReader } from '../../src/auth/tokens.js';
import type { ReadToken } from '../../src/auth/tokens.js';

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

  it('may have no end and no organization', async () => {
    const endless = new SignJWT({ organization: 7 }).setProtectedHeader({ alg: 'HS256' });
    const signed = await endless.setSubject('ada').setIssuer('uplift').setAudience('uplift').sign(bytes(SECRET));
    expect(await read(signed)).toEqual({ subject: 'ada', organization: undefined, expiresAt: undefined });
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
  const sign = (key: keyof typeof keys, changes: { issuer?: string; audience?: string; exp?: number } = {}) =>
    new SignJWT({ organization: 'acme' })
      .setProtectedHeader({ alg: 'ES256', kid: keys[key].jwk.kid ?? '' })
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

  it('is read by a new key soon after the provider changed it, and no more by the old one', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    read = reader();
    expect(await read(await sign('first'))).not.toBeNull();
    published = [keys.second.jwk];
    vi.setSystemTime(Date.now() + 31_000);
    expect(await read(await sign('second'))).toMatchObject({ subject: 'ada' });
    expect(await read(await sign('first'))).toBeNull();
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
