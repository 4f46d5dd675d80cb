import { generateKeyPair, SignJWT } from 'jose';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { loggedError } from '../../src/logged-error.js';
import { pathWithin } from '../../src/server/http/provider-sign-in.js';
import { createTestOrganization, HOUR, startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { subscribeWs } from '../support/clients.js';
import { freePort } from '../support/free-port.js';
import { startIdentityProvider } from '../support/identity-provider.js';
import type { IdentityProvider } from '../support/identity-provider.js';
import { Navigator } from '../support/navigator.js';
import { useApp, useOrganization } from '../support/use-app.js';

const plain = useApp();
const organization = useOrganization(plain);
let provider: IdentityProvider;
const logged: string[] = [];
let app: TestApp;
let origin: string;

const limits = { maxIdle: HOUR, maxAge: HOUR };
beforeAll(async () => {
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  provider = await startIdentityProvider(origin);
  const { database } = plain.services;
  const logger = pino({ serializers: { err: loggedError } }, { write: (line: string) => void logged.push(line) });
  app = await startApp({ parts: { database, port, logger, signIn: { origin, limits, provider } } });
});
afterAll(async () => {
  await app.stop();
  await provider.stop();
});

const sponsor = () => `${organization.slug}-SPONSOR`;
/** Where the provider asks who one is. */
const asks = (url: URL): boolean => url.pathname.startsWith('/interaction/');
/** Where the provider leads back to. */
const comesBack = (url: URL): boolean => url.pathname === '/auth/callback';

/** Begins to sign in; says where the provider asks. */
async function begin(browser: Navigator, query = ''): Promise<URL> {
  const { url, response } = await browser.open(`${origin}/auth/login${query}`, asks);
  expect(response.status).toBe(303);
  return url;
}
/** Says who one is at the provider, and stops on the way back. */
async function answer(browser: Navigator, at: URL, as = sponsor()): Promise<URL> {
  const said = new URL(at);
  said.searchParams.set('as', as);
  return (await browser.open(said, comesBack)).url;
}
/** Signs in to the end; returns where that leads. */
async function signIn(browser: Navigator, query = '', as = sponsor()) {
  return browser.open(await answer(browser, await begin(browser, query), as));
}
async function whoIs(browser: Navigator): Promise<string | undefined> {
  const response = await browser.fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ viewer { person { subject } organization { slug } } }' }),
  });
  const { data } = (await response.json()) as { data?: { viewer: { person: { subject: string } } } };
  return data?.viewer.person.subject;
}

describe('signing in at the identity provider', () => {
  it('leads back to where it began, with a session', async () => {
    const browser = new Navigator();
    const offer = await (await browser.fetch(`${origin}/auth/session`)).json();
    expect(offer).toEqual({ person: null, visitors: false, provider: true });
    const { url } = await signIn(browser, '?to=/graphql%3Fquery%3D%7B__typename%7D');
    expect(url.href).toBe(`${origin}/graphql?query={__typename}`);
    expect(await whoIs(browser)).toBe(sponsor());
    expect([...browser.cookies(origin).keys()]).toEqual(['uplift']);
  });

  it('asks by code with PKCE, state and nonce, and for no token in the address', async () => {
    const { url } = await new Navigator().open(`${origin}/auth/login`, (to) => to.origin === provider.issuer);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: 'uplift',
      redirect_uri: `${origin}/auth/callback`,
      response_type: 'code',
      scope: 'openid',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  it('goes on in a second tab that was opened meanwhile', async () => {
    const browser = new Navigator();
    const [first, second] = [await begin(browser, '?to=/first'), await begin(browser, '?to=/second')];
    expect((await browser.open(await answer(browser, second))).url.pathname).toBe('/second');
    expect((await browser.open(await answer(browser, first))).url.pathname).toBe('/first');
  });

  it('keeps a few sign-ins under way at once, and no more than a request can carry', async () => {
    const browser = new Navigator();
    for (let times = 0; times < 12; times += 1) await begin(browser);
    expect(browser.cookies(origin).size).toBeLessThanOrEqual(6);
    await signIn(browser);
    expect(await whoIs(browser)).toBe(sponsor());
  });

  it('takes the organization that the provider names, or else the one that was asked for', async () => {
    const other = await createTestOrganization(plain);
    const named = new Navigator();
    provider.organizations.set(sponsor(), organization.slug);
    await signIn(named);
    expect(await whoIs(named)).toBe(sponsor());
    provider.organizations.delete(sponsor());
    const asked = new Navigator();
    await signIn(asked, `?organization=${organization.slug}`);
    expect(await whoIs(asked)).toBe(sponsor());
    for (const [query, said] of [
      [`?organization=${other.slug}`, organization.slug],
      [`?organization=${other.slug}`, ''],
      ['', other.slug],
    ] as const) {
      provider.organizations.set(sponsor(), said);
      const browser = new Navigator();
      const { response } = await signIn(browser, query);
      expect(response.status).toBe(403);
      expect(await whoIs(browser)).toBeUndefined();
    }
    provider.organizations.delete(sponsor());
  });

  it('shows an unknown person their subject, escaped', async () => {
    const { response } = await signIn(new Navigator(), '', '<b>nobody</b>');
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('&lt;b&gt;nobody&lt;/b&gt;');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('that was broken off at the provider is said to have failed', async () => {
    const browser = new Navigator();
    const { response } = await signIn(browser, '', '');
    expect(response.status).toBe(400);
    expect(await whoIs(browser)).toBeUndefined();
  });
});

describe('what comes back is refused', () => {
  const refused = async (browser: Navigator, address: URL): Promise<void> => {
    const { response } = await browser.open(address);
    expect(response.status).toBe(400);
    expect(response.headers.getSetCookie().filter((cookie) => /^uplift=\w/.test(cookie))).toEqual([]);
    expect(await whoIs(browser)).toBeUndefined();
  };
  const halfway = async () => {
    const browser = new Navigator();
    return { browser, address: await answer(browser, await begin(browser)) };
  };
  /** Changes what the browser keeps of its sign-in. */
  const forge = (browser: Navigator, change: object): void => {
    for (const [name, value] of browser.cookies(origin)) {
      const kept = JSON.parse(Buffer.from(value, 'base64url').toString()) as object;
      browser.put(origin, name, Buffer.from(JSON.stringify({ ...kept, ...change })).toString('base64url'));
    }
  };

  it('from another issuer (RFC 9207)', async () => {
    const { browser, address } = await halfway();
    expect(address.searchParams.get('iss')).toBe(provider.issuer);
    address.searchParams.set('iss', 'https://evil.example');
    await refused(browser, address);
  });

  it('without an issuer, where the provider gives one', async () => {
    const { browser, address } = await halfway();
    address.searchParams.delete('iss');
    await refused(browser, address);
  });

  it('with another state', async () => {
    const { browser, address } = await halfway();
    address.searchParams.set('state', 'x'.repeat(43));
    await refused(browser, address);
  });

  it('with an ID token for another nonce', async () => {
    const { browser, address } = await halfway();
    forge(browser, { nonce: 'x'.repeat(43) });
    await refused(browser, address);
  });

  it('with a code for another verifier', async () => {
    const { browser, address } = await halfway();
    forge(browser, { verifier: 'x'.repeat(43) });
    await refused(browser, address);
  });

  it('in another browser: the callback address of another person signs nobody in', async () => {
    const { address } = await halfway();
    await refused(new Navigator(), address);
  });

  it('a second time, with the cookie of the first', async () => {
    const { browser, address } = await halfway();
    const again = new Navigator();
    for (const [name, value] of browser.cookies(origin)) again.put(origin, name, value);
    await browser.open(address);
    expect(await whoIs(browser)).toBe(sponsor());
    await refused(again, address);
  });

  test.each(['', 'nonsense', Buffer.from('{}').toString('base64url')])('with the cookie %j', async (value) => {
    const { browser, address } = await halfway();
    for (const name of browser.cookies(origin).keys()) browser.put(origin, name, value);
    await refused(browser, address);
  });

  it('and the session is not one that was set before', async () => {
    const attacker = new Navigator();
    await signIn(attacker);
    const fixed = attacker.cookies(origin).get('uplift') ?? '';
    const victim = new Navigator();
    victim.put(origin, 'uplift', fixed);
    await signIn(victim, '', `${organization.slug}-ADMINISTRATOR`);
    expect(victim.cookies(origin).get('uplift')).not.toBe(fixed);
    expect(await whoIs(victim)).toBe(`${organization.slug}-ADMINISTRATOR`);
    // Nor does the attacker go on: that session has ended.
    expect(await whoIs(attacker)).toBeUndefined();
  });
});

test.each([
  ['/', '/'],
  ['/improvements/x?by=phase#top', '/improvements/x?by=phase#top'],
  ['/a/../b', '/b'],
  [null, '/'],
  ['', '/'],
  ['https://evil.example/', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['/.//evil.example', '/'],
  ['/x/..//evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['@evil.example', '/'],
  [`/${'x'.repeat(1_000)}`, '/'],
])('a sign-in to %j leads to %s', (to, path) => {
  expect(pathWithin('https://uplift.example.org', to)).toBe(path);
});

it('a sign-in leads to no other host', async () => {
  const { url, response } = await signIn(new Navigator(), `?to=${encodeURIComponent('/.//evil.example')}`);
  expect(url.origin).toBe(origin);
  expect(response.status).toBe(200);
});

describe('signing out', () => {
  const signOut = async (browser: Navigator): Promise<string> => {
    const response = await browser.fetch(`${origin}/auth/logout`, { method: 'POST', headers: { origin } });
    expect(response.status).toBe(200);
    return ((await response.json()) as { to: string }).to;
  };

  it('ends the session here, and leads to where it ends at the provider', async () => {
    const browser = new Navigator();
    await signIn(browser);
    const to = new URL(await signOut(browser));
    expect(await whoIs(browser)).toBeUndefined();
    expect(`${to.origin}${to.pathname}`).toBe(`${provider.issuer}/session/end`);
    expect(to.searchParams.get('post_logout_redirect_uri')).toBe(`${origin}/`);
    // The provider knows its own token, so that it need not ask.
    expect(to.searchParams.get('id_token_hint')).toMatch(/^eyJ/);
    expect((await browser.open(to)).response.status).toBe(200);
  });

  it('needs no provider', async () => {
    const browser = new Navigator();
    await signIn(browser);
    await provider.stop();
    const secret = browser.cookies(origin).get('uplift') ?? '';
    // What the provider says of itself is known still; one that was never asked leads nowhere.
    await signOut(browser);
    expect(await app.services.sessions?.find(secret)).toBeNull();
    provider = await startIdentityProvider(origin, Number(new URL(provider.issuer).port));
  });
});

describe('back-channel logout', () => {
  let foreign: CryptoKey;
  beforeAll(async () => void ({ privateKey: foreign } = await generateKeyPair('RS256')));
  const sidOf = async (browser: Navigator) => {
    const claims = await app.services.sessions?.find(browser.cookies(origin).get('uplift') ?? '');
    const where = { id: claims?.session ?? '' };
    return (await app.services.database.prisma.session.findUniqueOrThrow({ where })).sid ?? '';
  };
  const post = (token: string, headers = { 'content-type': 'application/x-www-form-urlencoded' }) =>
    fetch(`${origin}/auth/backchannel-logout`, { method: 'POST', headers, body: `logout_token=${token}` });
  const EVENTS = { 'http://schemas.openid.net/event/backchannel-logout': {} };
  const logoutToken = (claims: object, { audience = 'uplift', issuer = provider.issuer, typ = 'logout+jwt' } = {}) =>
    new SignJWT({ jti: 'x', events: EVENTS, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: provider.kid, typ })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime('2m')
      .sign(provider.key);

  it('by the provider itself ends the session and what is open with it', async () => {
    const browser = new Navigator();
    await signIn(browser);
    const headers = { cookie: browser.header(origin), origin };
    const stream = subscribeWs(app.url, 'subscription { deploymentProgress { position } }', {}, undefined, headers);
    await stream.next();
    await provider.signOut(browser);
    expect(await stream.end(2_000)).toMatchObject({ code: 4403 });
    expect(await whoIs(browser)).toBeUndefined();
  });

  it('of a session ends that one; of a subject, all of theirs', async () => {
    const [one, another] = [new Navigator(), new Navigator()];
    await signIn(one);
    await signIn(another);
    expect((await post(await logoutToken({ sid: await sidOf(one), sub: sponsor() }))).status).toBe(200);
    expect([await whoIs(one), await whoIs(another)]).toEqual([undefined, sponsor()]);
    expect((await post(await logoutToken({ sub: sponsor() }))).status).toBe(200);
    expect(await whoIs(another)).toBeUndefined();
  });

  it('is refused with whatever is no logout token of the provider', async () => {
    const browser = new Navigator();
    await signIn(browser);
    const sid = await sidOf(browser);
    const forged = new SignJWT({ sid, events: EVENTS, jti: 'x' }).setProtectedHeader({
      alg: 'RS256',
      kid: provider.kid,
    });
    const tokens = [
      '',
      'nonsense',
      await forged.setIssuer(provider.issuer).setAudience('uplift').setIssuedAt().setExpirationTime('2m').sign(foreign),
      await logoutToken({ sid }, { audience: 'another' }),
      await logoutToken({ sid }, { issuer: 'https://evil.example' }),
      await logoutToken({ sid }, { typ: 'at+jwt' }),
      await logoutToken({ sid, nonce: 'x' }),
      await logoutToken({ sid, events: {} }),
      await logoutToken({}),
    ];
    // What all of them differ from is taken.
    expect((await post(await logoutToken({ sid: 'another' }))).status).toBe(200);
    for (const token of tokens) {
      const response = await post(token);
      expect([response.status, response.headers.get('cache-control')]).toEqual([400, 'no-store']);
    }
    expect((await post('x'.repeat(20_000))).status).toBe(413);
    expect((await post('x', { 'content-type': 'application/json' })).status).toBe(415);
    expect(await whoIs(browser)).toBe(sponsor());
  });
});

it('the log says who signed in and out, and why it failed, without tokens, codes and claims', async () => {
  logged.length = 0;
  const browser = new Navigator();
  const address = await answer(browser, await begin(browser));
  const again = new Navigator();
  for (const [name, value] of browser.cookies(origin)) again.put(origin, name, value);
  await browser.open(address);
  await again.open(address);
  await browser.fetch(`${origin}/auth/logout`, { method: 'POST', headers: { origin } });
  const lines = logged
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    // One of them comes once a minute: see sign-ins.test.ts.
    .filter(({ msg }) => /sign/.test(String(msg)) && msg !== 'a sign-in failed');
  const { id: actor } = organization.people.SPONSOR;
  const session = lines[0]?.['session'];
  expect(lines).toMatchObject([
    { msg: 'signed in', by: 'provider', actor, organization: organization.id },
    { msg: 'a sign-in at the identity provider failed', reason: 'invalid_grant' },
    { msg: 'signed out', session },
  ]);
  const all = logged.join('\n');
  for (const secret of [
    address.searchParams.get('code'),
    address.searchParams.get('state'),
    'eyJ',
    sponsor(),
    provider.clientSecret,
  ])
    expect(all).not.toContain(secret);
});

it('the record of accesses has who signed in and out, and who could not, of the organization that they wanted', async () => {
  const { prisma } = app.services.database;
  const other = await createTestOrganization(plain);
  const recorded = async (organizationId: string) =>
    prisma.accessRecord.findMany({
      where: { organizationId, kind: { in: ['SIGN_IN', 'SIGN_IN_FAILED', 'SESSION_ENDED'] } },
      orderBy: { id: 'desc' },
      take: 2,
    });
  const browser = new Navigator();
  await signIn(browser);
  await browser.fetch(`${origin}/auth/logout`, { method: 'POST', headers: { origin } });
  const personId = organization.people.SPONSOR.id;
  expect(await recorded(organization.id)).toMatchObject([
    { kind: 'SESSION_ENDED', personId, about: 'signed out' },
    { kind: 'SIGN_IN', personId, about: 'provider', address: expect.any(String) },
  ]);
  await signIn(new Navigator(), `?organization=${other.slug}`);
  const about = 'No member has the subject that the identity provider names';
  expect(await recorded(other.id)).toMatchObject([{ kind: 'SIGN_IN_FAILED', personId: null, about, count: 1 }]);
});

it('signing in goes on after the provider has changed its keys', async () => {
  const browser = new Navigator();
  await signIn(browser);
  await provider.rotateKeys();
  await signIn(browser);
  expect(await whoIs(browser)).toBe(sponsor());
});

it('a provider that does not answer is said to be away', async () => {
  const { database } = plain.services;
  const away = { issuer: 'http://127.0.0.1:1', clientId: 'uplift', clientSecret: undefined };
  const port = await freePort();
  const own = `http://127.0.0.1:${port}`;
  const lonely = await startApp({ parts: { database, port, signIn: { origin: own, limits, provider: away } } });
  const response = await fetch(`${own}/auth/login`, { redirect: 'manual' });
  expect(response.status).toBe(503);
  await lonely.stop();
});
