import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { createSealing } from '../../src/sealing.js';
import { act } from '../commands/act.js';
import { createTestOrganization, HOUR, SECRET, startApp } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';
import { ask, subscribeWs } from '../support/clients.js';
import { freePort } from '../support/free-port.js';
import { startIdentityProvider } from '../support/identity-provider.js';
import type { IdentityProvider } from '../support/identity-provider.js';
import { Navigator } from '../support/navigator.js';
import { useApp } from '../support/use-app.js';
import { transports } from './transports.js';

const plain = useApp();
const limits = { maxIdle: HOUR, maxAge: HOUR };

/** An organization with an issuer of its own, and what that calls people. */
interface Own {
  readonly organization: TestOrganization;
  readonly provider: IdentityProvider;
  readonly domain: string;
  readonly audience: string;
  /** Global id of the issuer. */
  issuerId: string;
}

let usual: IdentityProvider;
let app: TestApp;
/** Another server of the same database, which nobody tells anything. */
let other: TestApp;
let origin: string;
let acme: Own;
let globex: Own;

/** Of each, the sponsor is of the issuer, with the same subject as the sponsor of the other one; the viewer is of the provider of the server. */
const SHARED_SUBJECT = 'somebody@both';
const usualSubject = ({ organization }: Own) => `${organization.slug}-VIEWER`;

async function addOwn(): Promise<Own> {
  const organization = await createTestOrganization(plain);
  const provider = await startIdentityProvider(origin, 0, false, { callback: `/auth/callback/${organization.slug}` });
  const [domain, audience] = [`${organization.slug}.example`, `audience of ${organization.slug}`];
  const { bearer } = organization.people.ADMINISTRATOR;
  const { issuer: address, clientId, clientSecret } = provider;
  const input = { name: 'Own', address, clientId, clientSecret, audience, domains: [domain] };
  const added = await act(app.url, 'addIssuer', input, bearer);
  const issuerId = (added['record'] as { id: string }).id;
  const moved = { personId: organization.people.SPONSOR.globalId, version: 1, subject: SHARED_SUBJECT, issuerId };
  expect(await act(app.url, 'changeSubject', moved, bearer)).toMatchObject({ __typename: 'ChangeSubjectPayload' });
  return { organization, provider, domain, audience, issuerId };
}

beforeAll(async () => {
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  usual = await startIdentityProvider(origin);
  const { database } = plain.services;
  const { issuer, clientId, clientSecret } = usual;
  const parts = { database, issuerNetworks: ['127.0.0.0/8'], sealing: createSealing(SECRET) };
  const provider = { issuer, clientId, clientSecret };
  app = await startApp({ parts: { ...parts, port, signIn: { origin, limits, provider } } });
  other = await startApp({ parts });
  acme = await addOwn();
  globex = await addOwn();
});
afterAll(async () => {
  await Promise.all([app, other].map((each) => each.stop()));
  await Promise.all([usual, acme.provider, globex.provider].map((each) => each.stop()));
});

const asks = (url: URL): boolean => url.pathname.startsWith('/interaction/');
const comesBack = (url: URL): boolean => url.pathname.startsWith('/auth/callback');

/** Begins to sign in; where the provider asks. */
async function begin(browser: Navigator, query: string): Promise<URL> {
  const { url, response } = await browser.open(`${origin}/auth/login${query}`, asks);
  expect(response.status).toBe(303);
  return url;
}
async function answer(browser: Navigator, at: URL, as = SHARED_SUBJECT): Promise<URL> {
  const said = new URL(at);
  said.searchParams.set('as', as);
  return (await browser.open(said, comesBack)).url;
}
async function signIn(browser: Navigator, query: string, as = SHARED_SUBJECT) {
  return browser.open(await answer(browser, await begin(browser, query), as));
}
const of = ({ organization }: Own) => `?organization=${organization.slug}`;

const VIEWER = '{ viewer { person { subject } organization { slug } } }';
/** In which organization somebody is, by the answer to `VIEWER`; undefined for nobody. */
const slugIn = (data: unknown): string | undefined =>
  (data as { viewer?: { organization: { slug: string } } } | null | undefined)?.viewer?.organization.slug;
const headersOf = (browser: Navigator) => ({ cookie: browser.header(origin), origin });
async function whereIs(browser: Navigator): Promise<string | undefined> {
  return slugIn((await ask(app.url, VIEWER, {}, undefined, headersOf(browser))).data);
}

/** An access token of an issuer, as its people send it. */
const tokenOf = (
  own: Own,
  claims: object = {},
  { audience = own.audience, signer = own.provider, issuer = own.provider.issuer } = {},
) =>
  new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: signer.kid, typ: 'at+jwt' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject((claims as { sub?: string }).sub ?? SHARED_SUBJECT)
    .setExpirationTime('10m')
    .sign(signer.key);

describe('signing in', () => {
  it('by the organization leads to its issuer, and back to an address of its own', async () => {
    const browser = new Navigator();
    const at = await browser.open(
      `${origin}/auth/login${of(acme)}&to=/plans`,
      ({ origin: to }) => to === acme.provider.issuer,
    );
    expect(at.url.searchParams.get('redirect_uri')).toBe(`${origin}/auth/callback/${acme.organization.slug}`);
    const { url } = await signIn(browser, `${of(acme)}&to=/plans`);
    expect(url.href).toBe(`${origin}/plans`);
    expect(await whereIs(browser)).toBe(acme.organization.slug);
    expect(await whereIs(new Navigator())).toBeUndefined();
  });

  it('by an e-mail address leads to the issuer of its domain, with the address as a hint', async () => {
    const browser = new Navigator();
    const query = `?email=${encodeURIComponent(`Noor.Haddad@${globex.domain.toUpperCase()}`)}`;
    const { url } = await browser.open(
      `${origin}/auth/login${query}`,
      ({ origin: to }) => to === globex.provider.issuer,
    );
    expect(url.searchParams.get('login_hint')).toBe(`noor.haddad@${globex.domain}`);
    await signIn(browser, query);
    expect(await whereIs(browser)).toBe(globex.organization.slug);
  });

  test.each([
    '?email=noor@nowhere.example',
    '?email=nonsense',
    '?email=a%00@b.example',
    '?organization=nowhere',
    '?organization=a%00',
    '?issuer=server',
  ])('by what is known of nobody leads to the provider of the server: %s', async (query) => {
    const { url } = await new Navigator().open(`${origin}/auth/login${query}`, ({ origin: to }) => to !== origin);
    expect(url.origin).toBe(usual.issuer);
  });

  it('asks for the e-mail address, and passes on where it began', async () => {
    const { url, response } = await new Navigator().open(`${origin}/auth/login?to=/plans%3Fa=%22b`);
    expect([url.origin, response.status]).toEqual([origin, 200]);
    const page = await response.text();
    expect(page).toContain('<input type="email" name="email"');
    expect(page).toContain('name="to" value="/plans?a=&quot;b"');
    expect(page).toContain('/auth/login?to=%2Fplans%3Fa%3D%22b&amp;issuer=server');
    for (const { organization, provider, domain } of [acme, globex])
      for (const known of [organization.slug, provider.issuer, domain]) expect(page).not.toContain(known);
    expect(await (await fetch(`${origin}/auth/session`)).json()).toMatchObject({ provider: true });
  });

  it('without a provider of the server leads to the issuers, and to one page for whoever is unknown', async () => {
    const port = await freePort();
    const own = `http://127.0.0.1:${port}`;
    const { database } = plain.services;
    const alone = await startApp({
      parts: { database, port, issuerNetworks: ['127.0.0.0/8'], signIn: { origin: own, limits } },
    });
    expect(await (await fetch(`${own}/auth/session`)).json()).toMatchObject({ provider: true });
    const pages = ['?email=noor@nowhere.example', '?organization=nowhere', '?issuer=server'].map(async (query) => {
      const response = await fetch(`${own}/auth/login${query}`);
      return [response.status, await response.text()];
    });
    const [first, ...rest] = await Promise.all(pages);
    expect(first?.[0]).toBe(404);
    for (const page of rest) expect(page).toEqual(first);
    expect(await (await fetch(`${own}/auth/login`)).text()).not.toContain('issuer=server');
    await alone.stop();
  });

  it('of an organization with several issuers asks by which', async () => {
    const { bearer } = acme.organization.people.ADMINISTRATOR;
    const input = { name: 'Second <one>', address: globex.provider.issuer, clientId: randomUUID() };
    const added = await act(app.url, 'addIssuer', input, bearer);
    const page = await (await fetch(`${origin}/auth/login${of(acme)}`)).text();
    expect(page).toContain('Second &lt;one&gt;');
    const [, link = ''] = /href="([^"]+)">Own</.exec(page) ?? [];
    const browser = new Navigator();
    await signIn(browser, new URL(link.replaceAll('&amp;', '&'), origin).search);
    expect(await whereIs(browser)).toBe(acme.organization.slug);
    const issuerId = (added['record'] as { id: string }).id;
    await act(app.url, 'removeIssuer', { issuerId, version: 1 }, bearer);
  });

  it('tells who is no member their subject, and records that for the organization', async () => {
    const { response } = await signIn(new Navigator(), of(acme), 'a stranger');
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('a stranger');
    const where = { organizationId: acme.organization.id, kind: 'SIGN_IN_FAILED' as const };
    expect(await plain.services.database.prisma.accessRecord.count({ where })).toBe(1);
  });

  it('goes on with a secret that is revised, and fails with one that cannot be opened', async () => {
    const { database } = plain.services;
    const port = await freePort();
    const own = `http://127.0.0.1:${port}`;
    const sealing = createSealing('another secret of 32 characters or more');
    const strange = await startApp({
      parts: { database, port, sealing, issuerNetworks: ['127.0.0.0/8'], signIn: { origin: own, limits } },
    });
    expect((await fetch(`${own}/auth/login${of(acme)}`, { redirect: 'manual' })).status).toBe(503);
    await strange.stop();
    const { bearer } = globex.organization.people.ADMINISTRATOR;
    const revised = { issuerId: globex.issuerId, version: 1, clientSecret: 'a wrong secret' };
    await act(other.url, 'reviseIssuer', revised, bearer);
    expect((await signIn(new Navigator(), of(globex))).response.status).toBe(400);
    await act(
      other.url,
      'reviseIssuer',
      { ...revised, version: 2, clientSecret: globex.provider.clientSecret },
      bearer,
    );
    const browser = new Navigator();
    await signIn(browser, of(globex));
    expect(await whereIs(browser)).toBe(globex.organization.slug);
  });
});

describe('an issuer of one organization never opens another one in a browser', () => {
  test.each<[string, (slug: string) => unknown]>([
    ['as a text', (slug) => slug],
    ['in a list', (slug) => [slug]],
    ['in a map', (slug) => ({ [slug]: {} })],
  ])('with the organization claimed %s', async (_form, claim) => {
    acme.provider.organizations.set(SHARED_SUBJECT, claim(globex.organization.slug));
    const browser = new Navigator();
    await signIn(browser, of(acme));
    expect(await whereIs(browser)).toBe(acme.organization.slug);
    acme.provider.organizations.delete(SHARED_SUBJECT);
  });

  it('with the subject of a person of the other organization, or of another issuer', async () => {
    for (const subject of [usualSubject(globex), `${globex.organization.slug}-ADMINISTRATOR`, usualSubject(acme)]) {
      const browser = new Navigator();
      const { response } = await signIn(browser, of(acme), subject);
      expect(response.status).toBe(403);
      expect(await whereIs(browser)).toBeUndefined();
    }
  });

  it('and the provider of the server opens none of its people', async () => {
    for (const query of ['?issuer=server', `?issuer=server&organization=${acme.organization.slug}`]) {
      const { response } = await signIn(new Navigator(), query);
      expect(response.status).toBe(403);
    }
    const browser = new Navigator();
    await signIn(browser, '?issuer=server', usualSubject(acme));
    expect(await whereIs(browser)).toBe(acme.organization.slug);
  });

  const forge = (browser: Navigator, change: object): void => {
    for (const [name, value] of browser.cookies(origin)) {
      const kept = JSON.parse(Buffer.from(value, 'base64url').toString()) as object;
      browser.put(origin, name, Buffer.from(JSON.stringify({ ...kept, ...change })).toString('base64url'));
    }
  };
  const idOf = async ({ organization }: Own) =>
    (await plain.services.database.prisma.issuer.findFirstOrThrow({ where: { organizationId: organization.id } })).id;

  test.each<[string, () => Promise<object>]>([
    ['the other issuer', async () => ({ issuer: await idOf(globex) })],
    ['the provider of the server', async () => ({ issuer: undefined })],
    ['nonsense', async () => ({ issuer: 'nonsense' })],
    ['no issuer that there is', async () => ({ issuer: randomUUID() })],
    ['the other organization', async () => ({ organization: globex.organization.slug })],
  ])('by a cookie with %s', async (_what, change) => {
    const browser = new Navigator();
    const back = await answer(browser, await begin(browser, of(acme)));
    forge(browser, await change());
    const { response } = await browser.open(back);
    expect(response.status).toBeOneOf([400, 403]);
    expect(await whereIs(browser)).toBeUndefined();
  });

  it('by the address of the other one', async () => {
    for (const path of [
      '/auth/callback',
      `/auth/callback/${globex.organization.slug}`,
      '/auth/callback/',
      '/auth/callback/x/y',
    ]) {
      const browser = new Navigator();
      const back = await answer(browser, await begin(browser, of(acme)));
      back.pathname = path;
      expect((await browser.open(back)).response.status).toBe(400);
      expect(await whereIs(browser)).toBeUndefined();
    }
  });

  it('by the header that names an organization', async () => {
    const browser = new Navigator();
    await signIn(browser, of(acme));
    const headers = { ...headersOf(browser), 'uplift-organization': globex.organization.slug };
    expect((await ask(app.url, VIEWER, {}, undefined, headers)).status).toBe(401);
  });
});

describe.each(Object.entries(transports))('a token of an issuer over %s', (_name, over) => {
  const whereBy = async (token: string, organization?: string): Promise<string | undefined> => {
    const asked = { query: VIEWER, bearer: `Bearer ${token}`, organization };
    const answered = await over(other.url, asked).catch((error: { code: number }) => ({ errors: error.code }));
    return 'data' in answered ? slugIn(answered.data) : undefined;
  };

  it('opens the organization, and no other one, whatever it claims', async () => {
    const { slug } = globex.organization;
    for (const claims of [
      {},
      { organization: slug },
      { organization: [slug] },
      { organization: { [slug]: {} } },
      { org: slug, groups: [slug] },
    ]) {
      const token = await tokenOf(acme, claims);
      expect(await whereBy(token), JSON.stringify(claims)).toBe(acme.organization.slug);
      expect(await whereBy(token, acme.organization.slug)).toBe(acme.organization.slug);
      expect(await whereBy(token, slug)).toBeUndefined();
    }
  });

  test.each<[string, () => Promise<string>]>([
    ['for the audience of the other organization', () => tokenOf(acme, {}, { audience: globex.audience })],
    ['for the client and not the audience', () => tokenOf(acme, {}, { audience: acme.provider.clientId })],
    ['signed by the other issuer', () => tokenOf(acme, {}, { signer: globex.provider })],
    ['in the name of the other issuer', () => tokenOf(globex, {}, { signer: acme.provider })],
    ['in the name of the server', () => tokenOf(acme, {}, { issuer: 'uplift', audience: 'uplift' })],
    ['with the subject of a person of the provider of the server', () => tokenOf(acme, { sub: usualSubject(acme) })],
    ['with the subject of a person of the other organization', () => tokenOf(acme, { sub: usualSubject(globex) })],
    ['with a subject that cannot be stored', () => tokenOf(acme, { sub: 'a\0' })],
    ['of an issuer that cannot be stored', () => tokenOf(acme, {}, { issuer: 'https://a\0' })],
  ])('opens nothing %s', async (_what, make) => {
    expect(await whereBy(await make())).toBeUndefined();
  });
});

it('a token for two organizations at once opens neither', async () => {
  const { bearer } = globex.organization.people.ADMINISTRATOR;
  const audience = randomUUID();
  const input = { name: 'Same address', address: acme.provider.issuer, clientId: randomUUID(), audience };
  const added = await act(app.url, 'addIssuer', input, bearer);
  const both = await new SignJWT({})
    .setProtectedHeader({ alg: 'RS256', kid: acme.provider.kid, typ: 'at+jwt' })
    .setIssuer(acme.provider.issuer)
    .setAudience([acme.audience, audience])
    .setSubject(SHARED_SUBJECT)
    .setExpirationTime('10m')
    .sign(acme.provider.key);
  expect((await ask(other.url, VIEWER, {}, `Bearer ${both}`)).status).toBe(401);
  const issuerId = (added['record'] as { id: string }).id;
  await act(app.url, 'removeIssuer', { issuerId, version: 1 }, bearer);
  expect(slugIn((await ask(other.url, VIEWER, {}, `Bearer ${both}`)).data)).toBe(acme.organization.slug);
});

it('a token of an issuer downloads lists of its organization, and of no other one', async () => {
  const authorization = `Bearer ${await tokenOf(acme, { organization: globex.organization.slug })}`;
  const url = new URL('/export/people.csv', other.url);
  const list = await fetch(url, { headers: { authorization } });
  expect(list.status).toBe(200);
  const text = await list.text();
  expect(text).toContain(`${acme.organization.slug}-VIEWER`);
  expect(text).not.toContain(globex.organization.slug);
  const asked = { authorization, 'uplift-organization': globex.organization.slug };
  expect((await fetch(url, { headers: asked })).status).toBe(401);
});

describe('signing out', () => {
  it('leads to where the session ends at the issuer', async () => {
    const browser = new Navigator();
    await signIn(browser, of(acme));
    const response = await browser.fetch(`${origin}/auth/logout`, { method: 'POST', headers: { origin } });
    const to = new URL(((await response.json()) as { to: string }).to);
    expect(`${to.origin}${to.pathname}`).toBe(`${acme.provider.issuer}/session/end`);
    expect(await whereIs(browser)).toBeUndefined();
  });

  const post = (token: string) =>
    fetch(`${origin}/auth/backchannel-logout`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `logout_token=${token}`,
    });
  const logoutToken = (by: IdentityProvider, claims: object, { issuer = by.issuer, audience = by.clientId } = {}) =>
    new SignJWT({ jti: randomUUID(), events: { 'http://schemas.openid.net/event/backchannel-logout': {} }, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: by.kid, typ: 'logout+jwt' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime('2m')
      .sign(by.key);

  it('at the issuer ends the sessions that it began, and no others', async () => {
    const [one, another] = [new Navigator(), new Navigator()];
    await signIn(one, of(acme));
    await signIn(another, of(globex));
    const sidOf = async (browser: Navigator) => {
      const claims = await app.services.sessions?.find(browser.cookies(origin).get('uplift') ?? '');
      return (
        (await plain.services.database.prisma.session.findUniqueOrThrow({ where: { id: claims?.session ?? '' } }))
          .sid ?? ''
      );
    };
    const sid = await sidOf(one);
    for (const token of [
      await logoutToken(globex.provider, { sid }),
      await logoutToken(usual, { sid }),
      await logoutToken(usual, { sub: SHARED_SUBJECT }),
    ])
      expect((await post(token)).status).toBe(200);
    for (const token of [
      await logoutToken(globex.provider, { sid }, { issuer: acme.provider.issuer }),
      await logoutToken(acme.provider, { sid }, { audience: 'another' }),
    ])
      expect((await post(token)).status).toBe(400);
    expect(await whereIs(one)).toBe(acme.organization.slug);
    expect((await post(await logoutToken(acme.provider, { sub: SHARED_SUBJECT }))).status).toBe(200);
    expect([await whereIs(one), await whereIs(another)]).toEqual([undefined, globex.organization.slug]);
    await acme.provider.signOut(one);
  });

  it('at the issuer itself ends the session and what is open with it', async () => {
    const browser = new Navigator();
    await signIn(browser, of(globex));
    const stream = subscribeWs(
      app.url,
      'subscription { deploymentProgress { position } }',
      {},
      undefined,
      headersOf(browser),
    );
    await stream.next();
    await globex.provider.signOut(browser);
    expect(await stream.end(2_000)).toMatchObject({ code: 4403 });
    expect(await whereIs(browser)).toBeUndefined();
  });
});

describe('an issuer that is added and removed', () => {
  const PROGRESS = 'subscription { deploymentProgress { position } }';

  it('counts on all servers, without a restart: sessions, tokens and streams end within a second', async () => {
    const brief = await addOwn();
    const browser = new Navigator();
    await signIn(browser, of(brief));
    const bearer = `Bearer ${await tokenOf(brief)}`;
    for (const { url } of [app, other])
      expect(slugIn((await ask(url, VIEWER, {}, bearer)).data)).toBe(brief.organization.slug);
    const cookie = browser.header(origin);
    const streams = [
      subscribeWs(app.url, PROGRESS, {}, undefined, { cookie, origin }),
      subscribeWs(other.url, PROGRESS, {}, undefined, { cookie, origin: new URL(other.url).origin }),
      subscribeWs(app.url, PROGRESS, {}, bearer),
      subscribeWs(other.url, PROGRESS, {}, bearer),
    ];
    for (const stream of streams) await stream.next();
    const stays = subscribeWs(other.url, PROGRESS, {}, `Bearer ${await tokenOf(acme)}`);
    await stays.next();
    const remove = { issuerId: brief.issuerId, version: 1 };
    const removed = await act(app.url, 'removeIssuer', remove, brief.organization.people.ADMINISTRATOR.bearer);
    expect(removed).toMatchObject({ __typename: 'RemoveIssuerPayload' });
    for (const { url } of [app, other]) {
      expect((await ask(url, VIEWER, {}, bearer)).status).toBe(401);
      expect((await ask(url, VIEWER, {}, undefined, { cookie, origin: new URL(url).origin })).status).toBe(401);
    }
    for (const stream of streams) expect(await stream.end(1_500)).toMatchObject({ code: 4403 });
    expect(stays.ended).toBeUndefined();
    await stays.stop();
    const { url } = await new Navigator().open(`${origin}/auth/login${of(brief)}`, ({ origin: to }) => to !== origin);
    expect(url.origin).toBe(usual.issuer);
    await brief.provider.stop();
  });

  it('takes back no sign-in that began before', async () => {
    const brief = await addOwn();
    const browser = new Navigator();
    const back = await answer(browser, await begin(browser, of(brief)));
    const remove = { issuerId: brief.issuerId, version: 1 };
    await act(app.url, 'removeIssuer', remove, brief.organization.people.ADMINISTRATOR.bearer);
    expect((await browser.open(back)).response.status).toBe(400);
    expect(await whereIs(browser)).toBeUndefined();
    await brief.provider.stop();
  });

  it('ends the sessions and streams of who is moved to another one', async () => {
    const brief = await addOwn();
    const { bearer, globalId: personId } = brief.organization.people.ADMINISTRATOR;
    const { SPONSOR } = brief.organization.people;
    const browser = new Navigator();
    await signIn(browser, of(brief));
    const token = `Bearer ${await tokenOf(brief)}`;
    const stream = subscribeWs(other.url, PROGRESS, {}, token);
    await stream.next();
    expect(personId).not.toBe(SPONSOR.globalId);
    const moved = { personId: SPONSOR.globalId, version: 2, subject: SHARED_SUBJECT, issuerId: null };
    await act(app.url, 'changeSubject', moved, bearer);
    expect(await stream.end(2_000)).toBeDefined();
    expect(await whereIs(browser)).toBeUndefined();
    expect((await ask(other.url, VIEWER, {}, token)).data?.['viewer'] ?? null).toBeNull();
    await brief.provider.stop();
  });
});
