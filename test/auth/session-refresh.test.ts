import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createIssuerOutlet } from '../../src/auth/issuer-outlet.js';
import { createIssuers } from '../../src/auth/issuers.js';
import { createProviderClient } from '../../src/auth/provider-client.js';
import { askProviders, ASKED_EVERY } from '../../src/auth/session-refresh.js';
import type { SessionRefreshParts } from '../../src/auth/session-refresh.js';
import { placeOfRefreshToken } from '../../src/auth/sessions.js';
import { createSealing } from '../../src/sealing.js';
import { HOUR, SECRET, startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { ask, subscribeWs } from '../support/clients.js';
import { freePort } from '../support/free-port.js';
import { startIdentityProvider } from '../support/identity-provider.js';
import type { IdentityProvider } from '../support/identity-provider.js';
import { Navigator } from '../support/navigator.js';
import { useApp, useOrganization } from '../support/use-app.js';

const sealing = createSealing(SECRET);
const limits = { maxIdle: HOUR, maxAge: HOUR };
const plain = useApp();
const organization = useOrganization(plain);
let provider: IdentityProvider;
let origin: string;
let app: TestApp;
/** What another server asks with. */
let parts: SessionRefreshParts;
const logged: string[] = [];
let ahead = 0;
const clock = () => new Date(Date.now() + ahead);

beforeAll(async () => {
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  provider = await startIdentityProvider(origin, 0, false, { refreshTokens: true });
  const { database } = plain.services;
  app = await startApp({ clock, parts: { database, port, sealing, signIn: { origin, limits, provider } } });
  const logger = pino({}, { write: (line: string) => void logged.push(line) });
  const { prisma } = database;
  const { fetch } = createIssuerOutlet({ networks: [], trust: undefined, sealing });
  const issuers = createIssuers({ prisma, clock, logger, fetch, sealing, origin });
  const client = createProviderClient({ ...provider, origin }, logger);
  parts = { prisma, clock, logger, sealing, audit: app.services.audit, client, issuers };
});
afterAll(async () => {
  await app.stop();
  await provider.stop();
});
beforeEach(async () => {
  ahead = 0;
  logged.length = 0;
  provider.disabled.clear();
  await parts.prisma.session.deleteMany({});
});

const subject = () => `${organization.slug}-SPONSOR`;
async function signIn(at = origin): Promise<Navigator> {
  const browser = new Navigator();
  const { url } = await browser.open(`${at}/auth/login`, ({ pathname }) => pathname.startsWith('/interaction/'));
  url.searchParams.set('as', subject());
  await browser.open(url);
  return browser;
}
const headersOf = (browser: Navigator) => ({ cookie: browser.header(origin), origin });
async function isIn(browser: Navigator): Promise<boolean> {
  const { data } = await ask(app.url, '{ viewer { role } }', {}, undefined, headersOf(browser));
  return (data as { viewer?: unknown } | null | undefined)?.viewer !== undefined;
}
const row = () => parts.prisma.session.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
/** Lets time pass, with the session in use at the end of it. */
async function later(browser: Navigator, milliseconds = ASKED_EVERY + 1_000): Promise<void> {
  ahead += milliseconds;
  expect(await isIn(browser)).toBe(true);
  await expect.poll(async () => (await row()).lastSeenAt.getTime()).toBeGreaterThan(clock().getTime() - 60_000);
}

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
  await signIn(own);
  expect(await row()).toMatchObject({ issuer: other.issuer, refreshToken: null, checkedAt: null });
  await keyless.stop();
  await other.stop();
});

it('whoever the provider does not know any more is signed out, open streams included', async () => {
  const browser = await signIn();
  provider.disabled.add(subject());
  await askProviders(parts);
  // Not yet asked about: the sign-in was just now.
  expect(await isIn(browser)).toBe(true);
  await later(browser);
  const stream = subscribeWs(
    app.url,
    'subscription { deploymentProgress { position } }',
    {},
    undefined,
    headersOf(browser),
  );
  await stream.next();
  await askProviders(parts);
  expect(await stream.end(3_000)).toMatchObject({ code: 4403 });
  expect(await isIn(browser)).toBe(false);
  expect(await row()).toMatchObject({ endedAt: expect.any(Date), refreshToken: null });
  const { organizationId, personId } = await row();
  const [record] = await parts.prisma.accessRecord.findMany({
    where: { organizationId, kind: 'SESSION_ENDED' },
    orderBy: { position: 'desc' },
    take: 1,
  });
  expect(record).toMatchObject({ personId, about: 'the identity provider does not know them any more' });
});

it('the server asks by itself', { timeout: 90_000 }, async () => {
  const browser = await signIn();
  provider.disabled.add(subject());
  await later(browser);
  await expect.poll(() => isIn(browser), { timeout: 60_000, interval: 1_000 }).toBe(false);
});

it('a token that the provider replaces is replaced here, each time', async () => {
  const browser = await signIn();
  const tokens = new Set([(await row()).refreshToken]);
  for (let times = 0; times < 3; times += 1) {
    await later(browser);
    await askProviders(parts);
    tokens.add((await row()).refreshToken);
  }
  expect(tokens.size).toBe(4);
  expect(await isIn(browser)).toBe(true);
});

it('several servers ask once: a token that is used twice would end the session', async () => {
  const browser = await signIn();
  await later(browser);
  await Promise.all(Array.from({ length: 5 }, () => askProviders(parts)));
  await later(browser);
  await askProviders(parts);
  expect(await isIn(browser)).toBe(true);
});

it('a token that somebody else has used ends the session', async () => {
  const browser = await signIn();
  const { refreshToken, hash } = await row();
  const stolen = sealing.open(refreshToken ?? '', placeOfRefreshToken(hash));
  await parts.client?.refresh(stolen, subject());
  await later(browser);
  await askProviders(parts);
  expect(await isIn(browser)).toBe(false);
});

it('a session that is not used is not asked about: that would keep the session at the provider alive', async () => {
  await signIn();
  const { refreshToken } = await row();
  ahead += 2 * ASKED_EVERY;
  await askProviders(parts);
  expect((await row()).refreshToken).toBe(refreshToken);
});

it('while the provider is away, a session goes on, and the log says so', async () => {
  const browser = await signIn();
  const port = Number(new URL(provider.issuer).port);
  await provider.stop();
  await later(browser);
  await askProviders(parts);
  expect(await isIn(browser)).toBe(true);
  expect(logged.join('')).toContain('does not say whether it still knows somebody');
  expect((await row()).refreshToken).not.toBeNull();
  provider = await startIdentityProvider(origin, port, false, { refreshTokens: true });
});

it('where its key is gone, the provider is not asked any more, and the session goes on', async () => {
  const browser = await signIn();
  await later(browser);
  await askProviders({ ...parts, sealing: createSealing('another secret of 32 characters, for tests') });
  expect(await row()).toMatchObject({ refreshToken: null, endedAt: null });
  expect(logged.join('')).toContain('cannot be opened');
  expect(await isIn(browser)).toBe(true);
});

it('signing out leaves no token', async () => {
  const browser = await signIn();
  await browser.fetch(`${origin}/auth/logout`, { method: 'POST', headers: { origin } });
  expect(await row()).toMatchObject({ refreshToken: null, endedAt: expect.any(Date) });
});
