import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, test, vi } from 'vitest';
import { newSecret } from '../../src/auth/token-secret.js';
import { encodeGlobalId } from '../../src/ids.js';
import { putPerson } from '../commands/fixtures.js';
import { createTestOrganization, startApp } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';
import { ask, subscribeSse, subscribeWs } from '../support/clients.js';
import { putToken } from '../support/put-token.js';
import type { PutToken } from '../support/put-token.js';
import { signIn } from '../support/signed-in.js';
import type { SignedIn } from '../support/signed-in.js';
import { useApp, useOrganization } from '../support/use-app.js';
import type { Asked } from './transports.js';
import { waysTo } from './ways.js';

/** A second server of the same database. */
let elsewhere: TestApp;
const app = useApp();
const organization = useOrganization(app);
let other: TestOrganization;
let session: SignedIn;
let ended: SignedIn;
let token: PutToken;
const endedTokens = { revoked: '', expired: '', left: '', foreign: '' };
beforeAll(async () => {
  const { database } = app.services;
  elsewhere = await startApp({ parts: { database } });
  other = await createTestOrganization(app);
  session = await signIn(app, organization, organization.people.SPONSOR);
  ended = await signIn(app, organization, organization.people.SPONSOR);
  await app.services.sessions?.end(ended.secret);
  const of = { organizationId: organization.id, personId: organization.people.SPONSOR.id, scopes: ['read', 'export'] };
  token = await putToken(app, of);
  const left = await putPerson(app, organization.id, 'SPONSOR', false);
  const tokens = {
    revoked: await putToken(app, { ...of, revokedAt: new Date() }),
    expired: await putToken(app, { ...of, expiresAt: new Date() }),
    left: await putToken(app, { ...of, personId: left.id }),
    foreign: await putToken(app, { ...of, organizationId: other.id, personId: other.people.SPONSOR.id }),
  };
  for (const [name, { bearer }] of Object.entries(tokens)) Object.assign(endedTokens, { [name]: bearer });
});
afterAll(() => elsewhere.stop());

const ROLE = '{ viewer { role } }';
const WATCHED = 'subscription { deploymentProgress { position } }';

describe.each(waysTo(() => app.url))('over %s', (_name, way) => {
  const page = () => session.headersFor(app);
  const somebody = expect.stringMatching(/^(SPONSOR|somebody)$/);

  it('the cookie says who, and so do a token of the provider and an API token', async () => {
    expect(await way({ headers: page() })).toEqual(somebody);
    expect(await way({ bearer: organization.people.SPONSOR.bearer })).toEqual(somebody);
    expect(await way({ bearer: token.bearer })).toEqual(somebody);
    expect(await way({ bearer: token.bearer, organization: organization.slug })).toEqual(somebody);
    expect(await way({ headers: page(), organization: organization.slug })).toEqual(somebody);
  });

  test.each<[string, () => Omit<Asked, 'query'>]>([
    ['none', () => ({})],
    ['a cookie of another name', () => ({ headers: { ...page(), cookie: `__Host-uplift=${session.secret}` } })],
    ['a cookie that was made up', () => ({ headers: { ...page(), cookie: `uplift=${'x'.repeat(43)}` } })],
    ['a session that was ended', () => ({ headers: ended.headersFor(app) })],
    ['a session of another organization', () => ({ headers: page(), organization: other.slug })],
    ['a cookie and a bad token', () => ({ headers: page(), bearer: 'Bearer nonsense' })],
    ['an API token that was revoked', () => ({ bearer: endedTokens.revoked })],
    ['an API token that has expired', () => ({ bearer: endedTokens.expired })],
    ['an API token of a person who has left', () => ({ bearer: endedTokens.left })],
    ['an API token that was made up', () => ({ bearer: `Bearer ${newSecret()}` })],
    ['an API token that is misspelled', () => ({ bearer: `${token.bearer.slice(0, -1)}-` })],
    ['an API token for another organization', () => ({ bearer: token.bearer, organization: other.slug })],
    [
      'an API token of the other organization',
      () => ({ bearer: endedTokens.foreign, organization: organization.slug }),
    ],
    ['a cookie of who knows whose page', () => ({ headers: { cookie: page()['cookie'] ?? '' } })],
  ])('nobody comes in with %s', async (_credentials, asked) => {
    expect(await way(asked())).toBe('UNAUTHENTICATED');
  });
});

describe('the cookie counts for our own pages alone', () => {
  const cookie = () => ({ cookie: `uplift=${session.secret}` });
  const post = (headers: Record<string, string>) => ask(app.url, ROLE, {}, undefined, { ...cookie(), ...headers });

  test.each([
    ['another site', { origin: 'https://evil.example' }, 403],
    ['a page without an origin', { origin: 'null' }, 403],
    // It may call, with a token. Browsers send a cookie to other hosts of a site, too.
    ['a page whose origin may call', { origin: 'https://allowed.example' }, 401],
    ['a page of another scheme', { origin: 'https://HOST' }, 401],
    ['a page of the same site', { 'sec-fetch-site': 'same-site' }, 401],
    ['another site, without origin', { 'sec-fetch-site': 'cross-site' }, 403],
  ])('not %s', async (_name, headers, expected) => {
    const { host } = new URL(app.url);
    const filled = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value.replace('HOST', host)]),
    );
    expect((await post(filled)).status).toBe(expected);
    const socket = subscribeWs(app.url, WATCHED, {}, undefined, { ...cookie(), ...filled });
    // Refused at the handshake, or as nobody.
    expect(await socket.end()).toBeInstanceOf(Object);
    expect(socket.queued).toEqual([]);
    await socket.stop();
  });

  it('nor for a form, whose body is no JSON', async () => {
    const response = await fetch(app.url, {
      method: 'POST',
      headers: { ...session.headersFor(app), 'content-type': 'text/plain' },
      body: JSON.stringify({ query: ROLE }),
    });
    expect(response.status).toBe(415);
  });

  it('nor for a mutation by GET', async () => {
    const address = new URL(`?query=${encodeURIComponent('mutation { __typename }')}`, app.url);
    const headers = { ...cookie(), 'sec-fetch-site': 'same-origin', accept: 'application/json' };
    expect((await fetch(address, { headers })).status).toBe(405);
  });

  it('and a bearer token comes before it', async () => {
    const { bearer } = organization.people.VIEWER;
    const { data } = await ask(app.url, ROLE, {}, bearer, session.headersFor(app));
    expect(data).toEqual({ viewer: { role: 'VIEWER' } });
  });
});

const SESSIONS = '{ viewer { sessions { id current agent address } } }';
const REVOKE = `mutation ($id: ID!) { revokeSession(input: { sessionId: $id }) {
  __typename ... on RevokeSessionPayload { sessionId } ... on NotFoundError { recordType } } }`;

/** Begins a session of its own for a test. */
const begin = () => signIn(app, organization, organization.people.PROJECT_LEAD);
const graph = (who: SignedIn, query: string, variables = {}, at = app) =>
  ask(at.url, query, variables, undefined, who.headersFor(at));

describe('what ends a session ends all that is open with it within a second, on another server too', () => {
  const post = (who: SignedIn, path: string) =>
    fetch(new URL(path, app.url), { method: 'POST', headers: who.headersFor(app) });
  const ends: readonly (readonly [string, (who: SignedIn) => Promise<unknown>])[] = [
    ['signing out', async (who) => expect((await post(who, '/auth/logout')).status).toBe(200)],
    [
      'revoking it',
      async (who) => {
        const mine = (await graph(who, SESSIONS)).data?.['viewer'].sessions.find((each: any) => each.current);
        const { data } = await graph(who, REVOKE, { id: mine.id });
        expect(data).toEqual({ revokeSession: { __typename: 'RevokeSessionPayload', sessionId: mine.id } });
      },
    ],
    [
      'an administrator revoking it',
      async (who) => {
        const mine = (await graph(who, SESSIONS)).data?.['viewer'].sessions.find((each: any) => each.current);
        const { data } = await ask(app.url, REVOKE, { id: mine.id }, organization.people.ADMINISTRATOR.bearer);
        expect(data).toEqual({ revokeSession: { __typename: 'RevokeSessionPayload', sessionId: mine.id } });
      },
    ],
    [
      'changing the subject of the person, even if it is changed back',
      async () => {
        const { globalId } = organization.people.PROJECT_LEAD;
        const query = `mutation ($id: ID!, $version: Int!, $subject: String!) {
          changeSubject(input: { personId: $id, version: $version, subject: $subject }) { __typename } }`;
        const { bearer } = organization.people.ADMINISTRATOR;
        for (const [index, subject] of ['moved', `${organization.slug}-PROJECT_LEAD`].entries()) {
          const { data } = await ask(app.url, query, { id: globalId, version: index + 1, subject }, bearer);
          expect(data).toEqual({ changeSubject: { __typename: 'ChangeSubjectPayload' } });
        }
      },
    ],
    [
      'deactivating the person',
      async () => {
        const { globalId } = organization.people.PROJECT_LEAD;
        const query = `mutation ($id: ID!) { deactivatePerson(input: { personId: $id, version: 3 }) { __typename } }`;
        const { bearer } = organization.people.ADMINISTRATOR;
        const { data } = await ask(app.url, query, { id: globalId }, bearer);
        expect(data).toEqual({ deactivatePerson: { __typename: 'DeactivatePersonPayload' } });
      },
    ],
  ];

  test.each(ends)('%s', async (_name, end) => {
    const [who, another] = [await begin(), await signIn(app, organization, organization.people.SPONSOR)];
    const open = [app, elsewhere].flatMap((at) => [
      subscribeWs(at.url, WATCHED, {}, undefined, who.headersFor(at)),
      subscribeSse(at.url, WATCHED, {}, undefined, who.headersFor(at)),
    ]);
    const unconcerned = subscribeWs(elsewhere.url, WATCHED, {}, undefined, another.headersFor(elsewhere));
    for (const each of [...open, unconcerned]) await each.next();
    const asked = performance.now();
    await end(who);
    const how = await Promise.all(open.map((each) => each.end(5_000)));
    expect(performance.now() - asked).toBeLessThan(1_000);
    for (const index of [0, 2]) expect(how[index]).toMatchObject({ code: 4403 });
    for (const at of [app, elsewhere]) expect((await graph(who, ROLE, {}, at)).status).toBe(401);
    expect(unconcerned.ended).toBeUndefined();
    await unconcerned.stop();
  });
});

it('a stream that opens just as its session ends does not stay open', async () => {
  const who = await signIn(app, organization, organization.people.SPONSOR);
  const stream = subscribeWs(elsewhere.url, WATCHED, {}, undefined, who.headersFor(elsewhere));
  await Promise.all([stream.next().catch(() => undefined), app.services.sessions?.end(who.secret)]);
  expect(await stream.end(2_000)).toMatchObject({ code: 4403 });
});

it('an open stream keeps its session in use', async () => {
  const { database } = app.services;
  // The server's own timers of a minute, and no others, are wound forward.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const hurried = await startApp({ parts: { database } });
  try {
    const who = await signIn(app, organization, organization.people.SPONSOR);
    const stream = subscribeWs(hurried.url, WATCHED, {}, undefined, who.headersFor(hurried));
    await stream.next();
    const [{ id } = expect.fail()] = await database.prisma.session.findMany({ orderBy: { id: 'desc' }, take: 1 });
    await database.prisma.session.update({ where: { id }, data: { lastSeenAt: new Date(Date.now() - 3_600_000) } });
    vi.advanceTimersByTime(60_000);
    const seen = async () => (await database.prisma.session.findUniqueOrThrow({ where: { id } })).lastSeenAt.getTime();
    await expect.poll(seen).toBeGreaterThan(Date.now() - 5_000);
    await stream.stop();
  } finally {
    await hurried.stop();
    vi.useRealTimers();
  }
});

it('of a person who left stays ended when they come back', async () => {
  const { globalId } = organization.otherLead;
  const { bearer } = organization.people.ADMINISTRATOR;
  const who = await signIn(app, organization, organization.otherLead);
  const command = async (name: string, version: number) => {
    const query = `mutation ($id: ID!) { result: ${name}(input: { personId: $id, version: ${version} }) { __typename } }`;
    const { data } = await ask(app.url, query, { id: globalId }, bearer);
    expect(data?.['result'].__typename).toMatch(/Payload$/);
  };
  await command('deactivatePerson', 1);
  await command('reactivatePerson', 2);
  expect((await graph(who, ROLE)).status).toBe(401);
});

describe('your sessions', () => {
  it('are listed with the one in which you ask, and end by their ids', async () => {
    const lead = organization.otherLead;
    const [mine, another] = [await signIn(app, organization, lead), await signIn(app, organization, lead)];
    const listed = (await graph(mine, SESSIONS)).data?.['viewer'].sessions;
    expect(listed).toHaveLength(2);
    expect(listed.filter(({ current }: any) => current)).toHaveLength(1);
    expect(listed[0]).toMatchObject({ agent: 'A browser', address: null });
    const theOther = listed.find(({ current }: any) => !current);
    await graph(mine, REVOKE, { id: theOther.id });
    expect((await graph(another, ROLE)).status).toBe(401);
    expect((await graph(mine, SESSIONS)).data?.['viewer'].sessions).toHaveLength(1);
    // Who asks with a token is in none of them.
    const { data } = await ask(app.url, SESSIONS, {}, lead.bearer);
    expect(data?.['viewer'].sessions.map(({ current }: any) => current)).toEqual([false]);
  });

  it('of others, ended ones and none end alike: not', async () => {
    const mine = await signIn(app, organization, organization.otherLead);
    const theirs = await signIn(app, organization, organization.people.SPONSOR);
    const [{ id }] = (await graph(theirs, SESSIONS)).data?.['viewer'].sessions.filter(({ current }: any) => current);
    const refused = { revokeSession: { __typename: 'NotFoundError', recordType: 'Session' } };
    for (const each of [id, encodeGlobalId('Session', randomUUID())])
      expect((await graph(mine, REVOKE, { id: each })).data).toEqual(refused);
    for (const each of ['nonsense', encodeGlobalId('Session', 'nonsense'), organization.ledUnit.globalId])
      expect((await graph(mine, REVOKE, { id: each })).data).toEqual({
        revokeSession: { __typename: 'InvalidInputError' },
      });
    expect((await graph(theirs, ROLE)).status).toBe(200);
  });
});

const SESSIONS_OF = 'query ($id: ID!) { node(id: $id) { ... on Person { sessions { id agent current } } } }';

describe('the sessions of a person', () => {
  const sessionsFor = async (bearer: string, id: string) =>
    (await ask(app.url, SESSIONS_OF, { id }, bearer)).data?.['node']?.sessions;

  it('are read by themselves and by administrators', async () => {
    const { globalId, bearer } = organization.otherLead;
    await signIn(app, organization, organization.otherLead);
    const own = await sessionsFor(bearer, globalId);
    expect(own).toContainEqual({ id: expect.any(String), agent: 'A browser', current: false });
    expect(await sessionsFor(organization.people.ADMINISTRATOR.bearer, globalId)).toEqual(own);
    expect(await sessionsFor(organization.people.SPONSOR.bearer, globalId)).toBeNull();
  });

  it('are neither read nor ended by an administrator of another organization', async () => {
    const { globalId, bearer } = organization.otherLead;
    const theirs = await signIn(app, organization, organization.otherLead);
    const [{ id }] = await sessionsFor(bearer, globalId);
    const stranger = (await createTestOrganization(app)).people.ADMINISTRATOR.bearer;
    expect(await sessionsFor(stranger, globalId)).toBeUndefined();
    const refused = { revokeSession: { __typename: 'NotFoundError', recordType: 'Session' } };
    expect((await ask(app.url, REVOKE, { id }, stranger)).data).toEqual(refused);
    expect((await graph(theirs, ROLE)).status).toBe(200);
  });
});

describe('signing out', () => {
  const out = (headers: Record<string, string>) => fetch(new URL('/auth/logout', app.url), { method: 'POST', headers });

  it('removes the cookie', async () => {
    const who = await signIn(app, organization, organization.people.SPONSOR);
    const response = await out(who.headersFor(app));
    expect(await response.json()).toEqual({ to: '/' });
    expect(response.headers.getSetCookie()).toEqual(['uplift=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax']);
  });

  it('is not for pages of other sites, nor for who does not say', async () => {
    const who = await signIn(app, organization, organization.people.SPONSOR);
    const { cookie = '' } = who.headersFor(app);
    for (const origin of ['https://evil.example', 'https://allowed.example', undefined])
      expect((await out({ cookie, ...(origin ? { origin } : {}) })).status).toBe(403);
    expect((await graph(who, ROLE)).status).toBe(200);
  });
});

describe('a server that browsers find by HTTPS', () => {
  let secure: TestApp;
  beforeAll(async () => {
    const limits = { maxIdle: 3_600_000, maxAge: 3_600_000 };
    const { database } = app.services;
    secure = await startApp({ parts: { database, signIn: { origin: 'https://uplift.example.org', limits } } });
  });
  afterAll(() => secure.stop());
  const asked = (headers: Record<string, string>) => ask(secure.url, ROLE, {}, undefined, headers);

  it('takes the cookie with the name that no other host can set, from pages by HTTPS', async () => {
    const { secret } = await signIn(secure, organization, organization.people.SPONSOR);
    const host = { 'x-forwarded-host': 'uplift.example.org' };
    const origin = 'https://uplift.example.org';
    // The proxy hands on the host; fetch does not let us.
    expect((await asked({ cookie: `__Host-uplift=${secret}`, 'sec-fetch-site': 'same-origin', ...host })).status).toBe(
      200,
    );
    expect((await asked({ cookie: `uplift=${secret}`, 'sec-fetch-site': 'same-origin', ...host })).status).toBe(401);
    expect((await asked({ cookie: `__Host-uplift=${secret}`, origin: origin.replace('https', 'http') })).status).toBe(
      403,
    );
  });
});

it('nothing is looked up without a session, and little with one', async () => {
  await sleep(500);
  elsewhere.forgetStatements();
  app.forgetStatements();
  await sleep(1_200);
  const looked = () => app.statements.filter((sql) => sql.includes('"Session"')).length;
  expect(looked()).toBe(0);
  const who = await signIn(app, organization, organization.people.SPONSOR);
  const stream = subscribeWs(app.url, WATCHED, {}, undefined, who.headersFor(app));
  await stream.next();
  app.forgetStatements();
  await sleep(1_200);
  expect(looked()).toBeGreaterThanOrEqual(2);
  expect(looked()).toBeLessThanOrEqual(4);
  await stream.stop();
});
