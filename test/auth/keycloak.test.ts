import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { createTestOrganization, HOUR, startApp } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';
import { subscribeWs } from '../support/clients.js';
import { freePort } from '../support/free-port.js';
import { startKeycloak } from '../support/keycloak.js';
import type { Keycloak, KeycloakUser } from '../support/keycloak.js';
import { Navigator } from '../support/navigator.js';
import { useApp } from '../support/use-app.js';
import { transports } from '../server/transports.js';

/*
 * Keycloak 26 as its documentation and sources describe it, replayed: addresses, discovery document, keys and tokens of its form, signed by a
 * key that is made here. Keycloak itself does not run.
 */
const plain = useApp();
let keycloak: Keycloak;
let app: TestApp;
let origin: string;
let organization: TestOrganization;
let user: KeycloakUser;
beforeAll(async () => {
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  keycloak = await startKeycloak(origin);
  const { issuer, clientId, clientSecret } = keycloak;
  const accounts = { role: 'PROJECT_LEAD' as const, group: 'uplift' };
  const limits = { maxIdle: HOUR, maxAge: HOUR };
  app = await startApp({
    parts: {
      database: plain.services.database,
      port,
      trust: { kind: 'jwks', issuer, audience: clientId },
      signIn: { origin, limits, provider: { issuer, clientId, clientSecret, accounts } },
    },
  });
});
afterAll(async () => {
  await app.stop();
  await keycloak.stop();
});
beforeEach(async () => {
  organization = await createTestOrganization(plain);
  const sub = randomUUID();
  user = {
    sub,
    preferred_username: 'noor',
    name: 'Noor Haddad',
    email: `noor-${sub}@example.org`,
    organization: { [organization.slug]: { id: '42c3e46f-2477-44d7-a85b-d3b43f6b31fa' } },
    groups: ['/uplift', '/engineering/acquisition'],
  };
});

const VIEWER = '{ viewer { role person { name } organization { slug } } }';
const signIn = async (as: KeycloakUser | undefined = user): Promise<{ browser: Navigator; status: number }> => {
  keycloak.user = as;
  const browser = new Navigator();
  const { response } = await browser.open(`${origin}/auth/login`);
  return { browser, status: browser.cookies(origin).has('uplift') ? 200 : response.status };
};
const whoIs = async (browser: Navigator): Promise<unknown> => {
  const response = await browser.fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ query: VIEWER }),
  });
  return ((await response.json()) as { data?: { viewer: unknown } | null }).data?.viewer ?? response.status;
};
const logOut = async (token: string): Promise<number> => {
  const body = new URLSearchParams({ logout_token: token });
  return (await fetch(`${origin}/auth/backchannel-logout`, { method: 'POST', body })).status;
};

describe('signing in at Keycloak', () => {
  test.each<[string, (slug: string) => unknown]>([
    ['a map with ids', (slug) => ({ [slug]: { id: randomUUID(), region: ['eu'] } })],
    ['a map without', (slug) => ({ [slug]: {} })],
    ['a list of aliases', (slug) => [slug]],
  ])('gives an account by its claims, where the organization is %s', async (_form, claim) => {
    const { browser, status } = await signIn({ ...user, organization: claim(organization.slug) });
    expect(status).toBe(200);
    expect(await whoIs(browser)).toEqual({
      role: 'PROJECT_LEAD',
      person: { name: 'Noor Haddad' },
      organization: { slug: organization.slug },
    });
  });

  test.each<[string, readonly string[] | undefined, number]>([
    ['of groups by their names', ['uplift'], 200],
    ['of another group with such a name below it', ['/other/uplift'], 403],
    ['of no group', [], 403],
    ['of whom the groups are not mapped', undefined, 403],
  ])('gives an account to somebody %s: %s %d', async (_who, groups, expected) => {
    const { groups: _groups, ...rest } = user;
    expect((await signIn(groups ? { ...rest, groups } : rest)).status).toBe(expected);
  });

  it('fails where Keycloak refuses', async () => {
    keycloak.user = undefined;
    const browser = new Navigator();
    const { response } = await browser.open(`${origin}/auth/login`);
    expect([response.status, browser.cookies(origin).size]).toEqual([400, 0]);
  });

  it('ends there as well when they sign out', async () => {
    const { browser } = await signIn();
    const out = await browser.fetch(`${origin}/auth/logout`, { method: 'POST', headers: { origin } });
    const { to } = (await out.json()) as { to: string };
    const address = new URL(to);
    expect(address.href).toMatch(`${keycloak.issuer}/protocol/openid-connect/logout?`);
    expect(address.searchParams.get('post_logout_redirect_uri')).toBe(`${origin}/`);
    expect(address.searchParams.get('id_token_hint')).toMatch(/^eyJ/);
  });
});

describe('a back-channel logout of Keycloak', () => {
  test.each(['JWT', 'logout+jwt'])(
    'ends the session that it names, by a token of type %s, and no other',
    async (type) => {
      const [first, second] = [await signIn(), await signIn()];
      const [sid] = keycloak.sessions.slice(-2);
      expect(await logOut(await keycloak.logoutToken({ sub: user.sub, sid: sid! }, type))).toBe(200);
      expect(await whoIs(first.browser)).toBe(401);
      expect(await whoIs(second.browser)).toMatchObject({ role: 'PROJECT_LEAD' });
    },
  );

  it('without a session ends all of the person', async () => {
    const both = [await signIn(), await signIn()];
    expect(await logOut(await keycloak.logoutToken({ sub: user.sub }))).toBe(200);
    expect(await Promise.all(both.map(({ browser }) => whoIs(browser)))).toEqual([401, 401]);
  });

  it('takes no other token of Keycloak', async () => {
    const { browser } = await signIn();
    for (const token of [
      await keycloak.idToken(user),
      await keycloak.accessToken(user),
      await keycloak.refreshToken(user),
    ])
      expect(await logOut(token)).toBe(400);
    expect(await whoIs(browser)).toMatchObject({ role: 'PROJECT_LEAD' });
  });
});

describe('a token of Keycloak', () => {
  const tokens: readonly (readonly [name: string, make: () => Promise<string>, opens: boolean])[] = [
    ['access token', () => keycloak.accessToken(user), true],
    ['access token for another client', () => keycloak.accessToken(user, { aud: ['account'] }), false],
    [
      'access token of another realm',
      () => keycloak.accessToken(user, { iss: keycloak.issuer.replace('acme', 'other') }),
      false,
    ],
    ['expired access token', () => keycloak.accessToken(user, { exp: Math.floor(Date.now() / 1_000) - 60 }), false],
    ['ID token', () => keycloak.idToken(user), false],
    ['refresh token', () => keycloak.refreshToken(user), false],
    ['logout token', () => keycloak.logoutToken({ sub: user.sub, sid: randomUUID() }), false],
  ];
  const ways = Object.entries(transports).flatMap(([transport, ask]) =>
    tokens.map(([name, make, opens]) => [name, transport, opens ? 'opens' : 'does not open', make, ask] as const),
  );

  test.each(ways)('%s, over %s, %s what its person may see', async (_name, _transport, expected, make, ask) => {
    await signIn();
    const asked = ask(app.url, { query: VIEWER, bearer: `Bearer ${await make()}` });
    const opened = await asked.then(
      ({ data }) => (data as { viewer?: { organization: { slug: string } } } | null)?.viewer?.organization.slug,
      ({ code }: { code?: number }) => (code === 4403 ? undefined : expect.fail(`It was closed with ${code}.`)),
    );
    expect(opened).toBe(expected === 'opens' ? organization.slug : undefined);
  });

  it('of the organization that its claim names, and of no other', async () => {
    await signIn();
    const other = await createTestOrganization(plain);
    const foreign = `Bearer ${await keycloak.accessToken({ ...user, organization: { [other.slug]: {} } })}`;
    expect((await transports.HTTP(app.url, { query: VIEWER, bearer: foreign })).errors?.[0]?.extensions?.['code']).toBe(
      'UNAUTHENTICATED',
    );
  });

  it('that expires ends its stream', async () => {
    await signIn();
    const exp = Math.ceil(Date.now() / 1_000) + 1;
    const stream = subscribeWs(
      app.url,
      'subscription { deploymentProgress { position } }',
      {},
      `Bearer ${await keycloak.accessToken(user, { exp })}`,
    );
    expect(await stream.end()).toMatchObject({ code: 4403 });
  });
});
