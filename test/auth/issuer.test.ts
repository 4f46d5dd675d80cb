import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { createTestOrganization, startApp } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';
import { ask } from '../support/clients.js';
import { useApp } from '../support/use-app.js';

const AUDIENCE = 'uplift-production';
const QUERY = '{ viewer { person { name } } }';

/** How the issuer answers; as it should unless a test says otherwise. */
interface Manner {
  keys: readonly JWK[];
  /** What it calls itself; absent for its own address. */
  name?: string;
  /** Answers with this instead of its configuration. */
  status?: number;
}

describe('sign-in with nothing but the address of an issuer', () => {
  let issuer: Server;
  let address: string;
  let manner: Manner;
  let asked: string[];
  const plain = useApp();
  let app: TestApp;
  let organization: TestOrganization;
  let own: { privateKey: CryptoKey; publicKey: CryptoKey };
  let jwk: JWK;
  let next: { privateKey: CryptoKey; publicKey: CryptoKey };

  beforeAll(async () => {
    own = await generateKeyPair('RS256', { extractable: true });
    next = await generateKeyPair('RS256', { extractable: true });
    jwk = { ...(await exportJWK(own.publicKey)), kid: 'first', alg: 'RS256', use: 'sig' };
    issuer = createServer(({ url = '' }, response) => {
      asked.push(url);
      const configuration = { issuer: manner.name ?? address, jwks_uri: `${address}/keys` };
      const isConfiguration = url === '/realm/.well-known/openid-configuration';
      response.writeHead((isConfiguration && manner.status) || 200, { location: `${address}/elsewhere` });
      response.end(JSON.stringify(isConfiguration ? configuration : { keys: manner.keys }));
    }).listen(0, '127.0.0.1');
    await once(issuer, 'listening');
    address = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/realm`;
  });
  beforeEach(async () => {
    manner = { keys: [jwk] };
    asked = [];
    const { database } = plain.services;
    app = await startApp({ parts: { database, trust: { kind: 'jwks', issuer: address, audience: AUDIENCE } } });
    organization = await createTestOrganization(app);
    return () => app.stop();
  });
  afterAll(() => issuer.close());

  const sign = (
    changes: {
      issuer?: string;
      audience?: string;
      exp?: number;
      key?: CryptoKey | Uint8Array;
      alg?: string;
      kid?: string;
    } = {},
  ) =>
    new SignJWT({ organization: organization.slug })
      .setProtectedHeader({ alg: changes.alg ?? 'RS256', kid: changes.kid ?? 'first' })
      .setSubject(`${organization.slug}-VIEWER`)
      .setIssuer(changes.issuer ?? address)
      .setAudience(changes.audience ?? AUDIENCE)
      .setExpirationTime(changes.exp ?? Math.floor(Date.now() / 1_000) + 600)
      .sign(changes.key ?? own.privateKey);
  const statusOf = async (token: string): Promise<number> => (await ask(app.url, QUERY, {}, `Bearer ${token}`)).status;

  it('finds its keys once, and identifies a person', async () => {
    const { data } = await ask(app.url, QUERY, {}, `Bearer ${await sign()}`);
    expect(data).toEqual({ viewer: { person: { name: expect.stringContaining('VIEWER') } } });
    expect(await statusOf(await sign())).toBe(200);
    expect(asked).toEqual(['/realm/.well-known/openid-configuration', '/realm/keys']);
  });

  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  test.each([
    ['of another issuer', () => sign({ issuer: 'https://evil.example' })],
    ['for another audience', () => sign({ audience: 'another' })],
    ['expired', () => sign({ exp: Math.floor(Date.now() / 1_000) - 60 })],
    ['by a key that is not published', () => sign({ key: next.privateKey })],
    ['unsigned', async () => `${part({ alg: 'none', kid: 'first' })}.${(await sign()).split('.')[1]}.`],
    [
      'signed with the public key as a secret',
      async () => sign({ alg: 'HS256', key: new TextEncoder().encode(await exportSPKI(own.publicKey)) }),
    ],
  ])('lets nobody in with a token %s', async (_name, make) => {
    expect(await statusOf(await sign()), 'a right one opens').toBe(200);
    expect(await statusOf(await make())).toBe(401);
  });

  test.each([
    ['calls itself otherwise', { name: 'https://evil.example' }],
    ['is out of order', { status: 503 }],
    ['sends elsewhere', { status: 302 }],
  ])('trusts no issuer that %s, and asks it again', async (_name, odd) => {
    manner = { ...manner, ...odd };
    expect(await statusOf(await sign())).toBe(401);
    expect(asked).not.toContain('/realm/keys');
    manner = { keys: [jwk] };
    expect(await statusOf(await sign())).toBe(200);
  });
});
