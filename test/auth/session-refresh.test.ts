import { expect, it } from 'vitest';
import { askProviders, ASKED_EVERY } from '../../src/auth/session-refresh.js';
import { placeOfRefreshToken } from '../../src/auth/sessions.js';
import { createSealing } from '../../src/sealing.js';
import { startApp } from '../support/app.js';
import { subscribeWs } from '../support/clients.js';
import { freePort } from '../support/free-port.js';
import { startIdentityProvider } from '../support/identity-provider.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { limits, sealing, useProviderStage } from './provider-stage.js';

const plain = useApp();
const stage = useProviderStage(plain, useOrganization(plain));
const { headersOf, isIn, later, logged, row, signIn, subject } = stage;

it('the refresh token is sealed, for its session only, and none is kept without a key', async () => {
  await signIn();
  const { refreshToken, hash, sub } = await row();
  expect(sub).toBe(subject());
  expect(sealing.open(refreshToken ?? '', placeOfRefreshToken(hash))).toMatch(/^[\w-]{20,}$/);
  expect(() => sealing.open(refreshToken ?? '', placeOfRefreshToken('another'))).toThrow('sealed');
  const port = await freePort();
  const own = `http://127.0.0.1:${port}`;
  const other = await startIdentityProvider(own, 0, false, { refreshTokens: true });
  const { database } = plain.services;
  const keyless = await startApp({ parts: { database, port, signIn: { origin: own, limits, provider: other } } });
  await signIn(undefined, own);
  expect(await row()).toMatchObject({ issuer: other.issuer, refreshToken: null, checkedAt: null });
  await keyless.stop();
  await other.stop();
});

it('whoever the provider does not know any more is signed out, open streams included', async () => {
  const browser = await signIn();
  stage.provider.disabled.add(subject());
  await askProviders(stage.parts);
  // Not yet asked about: the sign-in was just now.
  expect(await isIn(browser)).toBe(true);
  await later(browser);
  const stream = subscribeWs(
    stage.app.url,
    'subscription { deploymentProgress { position } }',
    {},
    undefined,
    headersOf(browser),
  );
  await stream.next();
  await askProviders(stage.parts);
  expect(await stream.end(3_000)).toMatchObject({ code: 4403 });
  expect(await isIn(browser)).toBe(false);
  expect(await row()).toMatchObject({ endedAt: expect.any(Date), refreshToken: null });
  const { organizationId, personId } = await row();
  const [record] = await stage.parts.prisma.accessRecord.findMany({
    where: { organizationId, kind: 'SESSION_ENDED' },
    orderBy: { position: 'desc' },
    take: 1,
  });
  expect(record).toMatchObject({ personId, about: 'the identity provider does not know them any more' });
});

it('the server asks by itself', { timeout: 90_000 }, async () => {
  const browser = await signIn();
  stage.provider.disabled.add(subject());
  await later(browser);
  await expect.poll(() => isIn(browser), { timeout: 60_000, interval: 1_000 }).toBe(false);
});

it('a token that the provider replaces is replaced here, each time', async () => {
  const browser = await signIn();
  const tokens = new Set([(await row()).refreshToken]);
  for (let times = 0; times < 3; times += 1) {
    await later(browser);
    await askProviders(stage.parts);
    tokens.add((await row()).refreshToken);
  }
  expect(tokens.size).toBe(4);
  expect(await isIn(browser)).toBe(true);
});

it('several servers ask once: a token that is used twice would end the session', async () => {
  const browser = await signIn();
  await later(browser);
  await Promise.all(Array.from({ length: 5 }, () => askProviders(stage.parts)));
  await later(browser);
  await askProviders(stage.parts);
  expect(await isIn(browser)).toBe(true);
});

it('a token that somebody else has used ends the session', async () => {
  const browser = await signIn();
  await stage.parts.client.refresh(await stage.token(), subject());
  await later(browser);
  await askProviders(stage.parts);
  expect(await isIn(browser)).toBe(false);
});

it('a session that is not used is not asked about: that would keep the session at the provider alive', async () => {
  await signIn();
  const { refreshToken } = await row();
  stage.pass(2 * ASKED_EVERY);
  await askProviders(stage.parts);
  expect((await row()).refreshToken).toBe(refreshToken);
});

it('while the provider is away, a session goes on, and the log says so', async () => {
  const browser = await signIn();
  await stage.withoutProvider(async () => {
    await later(browser);
    await askProviders(stage.parts);
    expect(await isIn(browser)).toBe(true);
    expect(logged.join('')).toContain('does not say whether it still knows somebody');
    expect((await row()).refreshToken).not.toBeNull();
  });
});

it('where its key is gone, the provider is not asked any more, and the session goes on', async () => {
  const browser = await signIn();
  await later(browser);
  await askProviders({ ...stage.parts, sealing: createSealing('another secret of 32 characters, for tests') });
  expect(await row()).toMatchObject({ refreshToken: null, endedAt: null });
  expect(logged.join('')).toContain('cannot be opened');
  expect(await isIn(browser)).toBe(true);
});
