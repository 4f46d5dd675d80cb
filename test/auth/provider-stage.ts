import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { createIssuerOutlet } from '../../src/auth/issuer-outlet.js';
import { createIssuers } from '../../src/auth/issuers.js';
import { createProviderClient } from '../../src/auth/provider-client.js';
import type { ProviderClient } from '../../src/auth/provider-client.js';
import type { ProviderParts } from '../../src/auth/session-provider.js';
import { ASKED_EVERY } from '../../src/auth/session-refresh.js';
import { placeOfRefreshToken } from '../../src/auth/sessions.js';
import { createSealing } from '../../src/sealing.js';
import { HOUR, SECRET, startApp } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';
import { ask } from '../support/clients.js';
import { freePort } from '../support/free-port.js';
import { startIdentityProvider } from '../support/identity-provider.js';
import type { IdentityProvider } from '../support/identity-provider.js';
import { Navigator } from '../support/navigator.js';

export const sealing = createSealing(SECRET);
export const limits = { maxIdle: HOUR, maxAge: 24 * HOUR };

/** A server whose people sign in at a provider that gives refresh tokens, and another server that asks and tells that provider. */
export interface ProviderStage {
  readonly origin: string;
  readonly app: TestApp;
  readonly provider: IdentityProvider;
  /** What the other server asks and tells with. */
  readonly parts: ProviderParts & { readonly client: ProviderClient };
  /** What the other server has logged in this test. */
  readonly logged: string[];
  /** Who signs in. */
  subject(role?: string): string;
  signIn(browser?: Navigator, at?: string): Promise<Navigator>;
  signOut(browser: Navigator): Promise<void>;
  headersOf(browser: Navigator): { readonly cookie: string; readonly origin: string };
  isIn(browser: Navigator): Promise<boolean>;
  /** The last session. */
  row(): ReturnType<typeof lastSession>;
  /** The refresh token of the last session. */
  token(): Promise<string>;
  /** Lets time pass. */
  pass(milliseconds: number): void;
  /** Lets time pass, with the session in use at the end of it. */
  later(browser: Navigator, milliseconds?: number): Promise<void>;
  /** Ends the provider while something is done. */
  withoutProvider(act: () => Promise<void>): Promise<void>;
}

const lastSession = ({ prisma }: ProviderParts) =>
  prisma.session.findFirstOrThrow({ orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] });

/** A stage for the tests of this file, over the database of a server. */
export function useProviderStage(plain: TestApp, organization: TestOrganization): ProviderStage {
  let provider: IdentityProvider;
  let origin: string;
  let app: TestApp;
  let parts: ProviderStage['parts'];
  const logged: string[] = [];
  let ahead = 0;
  const clock = () => new Date(Date.now() + ahead);
  const start = (port = 0) => startIdentityProvider(origin, port, false, { refreshTokens: true });

  beforeAll(async () => {
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    provider = await start();
    const { database } = plain.services;
    app = await startApp({ clock, parts: { database, port, sealing, signIn: { origin, limits, provider } } });
    const logger = pino({}, { write: (line: string) => void logged.push(line) });
    const { prisma } = database;
    const { fetch } = createIssuerOutlet({ networks: ['127.0.0.0/8'], trust: undefined, sealing });
    const issuers = createIssuers({ prisma, clock, logger, fetch, sealing, origin });
    const client = createProviderClient({ ...provider, origin }, logger);
    parts = { prisma, clock, logger, sealing, audit: app.services.audit, limits, client, issuers };
  });
  afterAll(async () => {
    await app.stop();
    await provider.stop();
  });
  beforeEach(async () => {
    ahead = 0;
    logged.length = 0;
    provider.disabled.clear();
    provider.deaf.clear();
    await parts.prisma.session.deleteMany({});
  });

  const subject = (role = 'SPONSOR') => `${organization.slug}-${role}`;
  const headersOf = (browser: Navigator) => ({ cookie: browser.header(origin), origin });
  const isIn = async (browser: Navigator): Promise<boolean> => {
    const { data } = await ask(app.url, '{ viewer { role } }', {}, undefined, headersOf(browser));
    return (data as { viewer?: unknown } | null | undefined)?.viewer !== undefined;
  };
  const row = () => lastSession(parts);

  return {
    get origin() {
      return origin;
    },
    get app() {
      return app;
    },
    get provider() {
      return provider;
    },
    get parts() {
      return parts;
    },
    logged,
    subject,
    async signIn(browser = new Navigator(), at = origin) {
      const isAsked = ({ pathname }: URL) => pathname.startsWith('/interaction/');
      const { url } = await browser.open(`${at}/auth/login`, isAsked);
      // Where they have a session at the provider, it does not ask.
      if (!isAsked(url)) return browser;
      url.searchParams.set('as', subject());
      await browser.open(url);
      return browser;
    },
    async signOut(browser) {
      await browser.fetch(`${origin}/auth/logout`, { method: 'POST', headers: headersOf(browser) });
    },
    headersOf,
    isIn,
    row,
    async token() {
      const { refreshToken, hash } = await row();
      return sealing.open(refreshToken ?? '', placeOfRefreshToken(hash));
    },
    pass: (milliseconds) => void (ahead += milliseconds),
    async later(browser, milliseconds = ASKED_EVERY + 1_000) {
      ahead += milliseconds;
      expect(await isIn(browser)).toBe(true);
      await expect.poll(async () => (await row()).lastSeenAt.getTime()).toBeGreaterThan(clock().getTime() - 60_000);
    },
    async withoutProvider(act) {
      const port = Number(new URL(provider.issuer).port);
      await provider.stop();
      await act();
      provider = await start(port);
    },
  };
}
