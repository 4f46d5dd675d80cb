import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signLink } from '../../src/auth/sign-in-link.js';
import { FAILURES } from '../../src/server/http/sign-ins.js';
import { HOUR, SECRET, startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { readFigures } from '../support/figures.js';
import { freePort } from '../support/free-port.js';
import { startIdentityProvider } from '../support/identity-provider.js';
import type { IdentityProvider } from '../support/identity-provider.js';
import { Navigator } from '../support/navigator.js';
import { useApp, useOrganization } from '../support/use-app.js';

const plain = useApp();
const organization = useOrganization(plain);
const logged: Record<string, unknown>[] = [];
let provider: IdentityProvider;
let app: TestApp;
let origin: string;
beforeAll(async () => {
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  provider = await startIdentityProvider(origin);
  const logger = pino({}, { write: (line: string) => void logged.push(JSON.parse(line)) });
  const limits = { maxIdle: HOUR, maxAge: HOUR };
  const { database } = plain.services;
  const metrics = { host: '127.0.0.1', port: 0 };
  app = await startApp({
    parts: { database, port, logger, metrics, signIn: { origin, limits, provider, linkSecret: SECRET } },
  });
});
afterAll(async () => {
  await app.stop();
  await provider.stop();
});

const figures = async (): Promise<Record<string, number>> => {
  const all = await readFigures(app.metricsUrl!);
  const ours = [...all].filter(([name]) => name.startsWith('uplift_sign_ins_total'));
  return Object.fromEntries(
    ours.map(([name, value]) => [name.replace(/^.*?by="(.*)",outcome="(.*)".*$/, '$1 $2'), value]),
  );
};
const signIn = async (as: string, query = ''): Promise<Navigator> => {
  const browser = new Navigator();
  const { url } = await browser.open(`${origin}/auth/login${query}`, (to) => to.pathname.startsWith('/interaction/'));
  url.searchParams.set('as', as);
  await browser.open(url);
  return browser;
};
const follow = async (code: string): Promise<number> => {
  const address = new URL(`/auth/link?code=${code}`, origin);
  return (await fetch(address, { method: 'POST', redirect: 'manual', headers: { origin } })).status;
};
const failures = () => logged.filter(({ msg }) => msg === 'a sign-in failed').map(({ by, reason }) => ({ by, reason }));

test('sign-ins are counted, and those that failed are logged, whether or not it is known where they wanted to', async () => {
  const sponsor = `${organization.slug}-SPONSOR`;
  const link = await signLink(SECRET, sponsor, organization.slug);
  await signIn(sponsor, `?organization=${organization.slug}`);
  expect(await figures()).toEqual({ 'provider done': 1 });
  expect(failures()).toEqual([]);

  // In an organization that is there, in one that is not, and in none.
  for (const query of [`?organization=${organization.slug}`, '?organization=nowhere', ''])
    await signIn('nobody whom we know', query);
  await fetch(`${origin}/auth/callback?code=secret-code&state=secret-state`);
  expect([await follow(link), await follow(link), await follow('secret-code')]).toEqual([303, 400, 400]);
  expect(await figures()).toEqual({ 'provider done': 1, 'provider failed': 4, 'link done': 1, 'link failed': 2 });
  expect(failures()).toEqual([
    { by: 'provider', reason: FAILURES.noMember },
    { by: 'provider', reason: FAILURES.notBegun },
    { by: 'link', reason: FAILURES.usedLink },
    { by: 'link', reason: FAILURES.badLink },
  ]);
  expect(JSON.stringify(logged)).not.toMatch(/secret-|nobody whom we know/);
});

test('a flood of them makes no more lines, and no more figures', async () => {
  const before = [failures().length, Object.keys(await figures()).length];
  const flood = Array.from({ length: 50 }, () =>
    fetch(`${origin}/auth/callback?code=a&state=b`).then((answer) => answer.body?.cancel()),
  );
  await Promise.all(flood);
  // One, where a minute began meanwhile.
  expect(failures().length - before[0]!).toBeLessThanOrEqual(1);
  expect(Object.keys(await figures())).toHaveLength(before[1]!);
});
