import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey } from 'jose';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { organizationOf } from '../../src/auth/organization-claim.js';
import { tokenReader } from '../../src/auth/tokens.js';
import type { ReadToken } from '../../src/auth/tokens.js';
import { subscribeWs } from '../support/clients.js';
import { useApp } from '../support/use-app.js';
import { transports } from '../server/transports.js';

test.each<[claim: unknown, organization: string | undefined]>([
  ['acme', 'acme'],
  [['acme'], 'acme'],
  [{ acme: { id: 'f0c0' } }, 'acme'],
  [{ acme: {} }, 'acme'],
  [['acme', 'other'], undefined],
  [{ acme: {}, other: {} }, undefined],
  [[], undefined],
  [{}, undefined],
  ['', undefined],
  [[''], undefined],
  [[7], undefined],
  [[['acme']], undefined],
  [7, undefined],
  [null, undefined],
  [undefined, undefined],
])('a claim `organization` of %j names %s', (claim, organization) => {
  expect(organizationOf(claim)).toBe(organization);
});

describe('a provider with two RSA keys', () => {
  const TRUST = { issuer: 'https://id.example', audience: 'uplift' };
  let provider: Server;
  let read: ReadToken;
  let pairs: { privateKey: CryptoKey; publicKey: CryptoKey }[];
  beforeAll(async () => {
    pairs = await Promise.all([1, 2, 3].map(() => generateKeyPair('RS256', { extractable: true })));
    const published = await Promise.all(
      pairs.slice(0, 2).map(async ({ publicKey }, index) => ({ ...(await exportJWK(publicKey)), kid: `key-${index}` })),
    );
    provider = createServer((_request, response) => void response.end(JSON.stringify({ keys: published })));
    provider.listen(0, '127.0.0.1');
    await once(provider, 'listening');
    const url = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/`;
    read = tokenReader({ kind: 'jwks', url, ...TRUST });
  });
  afterAll(() => provider.close());

  const sign = (pair: number, expires = '1h') =>
    new SignJWT({ organization: ['acme'] })
      .setProtectedHeader({ alg: 'RS256' })
      .setSubject('ada')
      .setIssuer(TRUST.issuer)
      .setAudience(TRUST.audience)
      .setExpirationTime(expires)
      .sign((pairs[pair] as (typeof pairs)[number]).privateKey);

  it.each([0, 1])('has its tokens taken that do not say which of them signed: %i', async (pair) => {
    expect(await read(await sign(pair))).toMatchObject({ subject: 'ada', organization: 'acme' });
  });

  it('has no others taken', async () => {
    expect(await read(await sign(2))).toBeNull();
    expect(await read(await sign(1, '-1h'))).toBeNull();
  });
});

describe('a token that is too long', () => {
  const app = useApp();
  const bearer = `Bearer ${'x'.repeat(8_193)}`;
  const MESSAGE = /^Your token has more than 8192 characters/;

  it.each(['HTTP', 'SSE'] as const)('is refused in words over %s', async (transport) => {
    expect(await transports[transport](app.url, { query: '{ viewer { role } }', bearer })).toMatchObject({
      errors: [{ message: expect.stringMatching(MESSAGE) as string, extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  it('is refused in words for a socket', async () => {
    expect(await subscribeWs(app.url, '{ viewer { role } }', {}, bearer).end()).toMatchObject({
      code: 4403,
      reason: 'Token too long',
    });
  });

  it('is refused in words where lists are exported', async () => {
    const answered = await fetch(new URL('/export/people.csv', app.url), { headers: { authorization: bearer } });
    expect(answered.status).toBe(401);
    expect(await answered.json()).toMatchObject({ errors: [{ message: expect.stringMatching(MESSAGE) as string }] });
  });
});
