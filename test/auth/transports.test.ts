import { once } from 'node:events';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { WebSocket } from 'ws';
import { signToken } from '../../src/auth/tokens.js';
import { createTestOrganization, SECRET, startApp } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';
import { subscribeSse, subscribeWs } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { transports } from '../server/transports.js';

/** The same database, open to a visitor. */
let open: TestApp;
const app = useApp();
const organization = useOrganization(app);
beforeAll(async () => {
  const { database } = app.services;
  const anonymous = { subject: `${organization.slug}-VIEWER`, organization: organization.slug, expiresAt: undefined };
  open = await startApp({ parts: { database, anonymous } });
});
afterAll(() => open.stop());

const CATALOG = '{ practice(ref: "OPM SP 3.2") { ref } }';
const VIEWER = '{ viewer { role } }';
const EVENTS = 'subscription { events { position } }';
const UNAUTHENTICATED = { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] };

const ada = () => `${organization.slug}-ADMINISTRATOR`;
const sign = (changes: { secret?: string; issuer?: string; exp?: string | number; alg?: string }) =>
  new SignJWT({ organization: organization.slug })
    .setProtectedHeader({ alg: changes.alg ?? 'HS256' })
    .setSubject(ada())
    .setIssuer(changes.issuer ?? 'uplift')
    .setAudience('uplift')
    .setExpirationTime(changes.exp ?? '1h')
    .sign(new TextEncoder().encode(changes.secret ?? SECRET));

const bad: readonly (readonly [name: string, make: () => Promise<string | undefined>])[] = [
  ['none', async () => undefined],
  ['forged', async () => `Bearer ${await sign({ secret: 'another secret of 32 characters or more' })}`],
  ['expired', async () => `Bearer ${await sign({ exp: Math.floor(Date.now() / 1_000) - 1 })}`],
  ['of another issuer', async () => `Bearer ${await sign({ issuer: 'somebody else' })}`],
  ['of another algorithm', async () => `Bearer ${await sign({ alg: 'HS384' })}`],
  ['unsigned', async () => `Bearer ${(await sign({})).replace(/^[^.]+/, none).replace(/[^.]+$/, '')}`],
  ['no bearer token', async () => `Basic ${Buffer.from('ada:secret').toString('base64')}`],
];
const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');

describe.each(bad)('credentials that are bad: %s', (_name, make) => {
  test.each([CATALOG, VIEWER, EVENTS, '{ __typename }'])('open nothing over HTTP: %s', async (query) => {
    const bearer = await make();
    const response = await fetch(app.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(bearer ? { authorization: bearer } : {}) },
      body: JSON.stringify({ query }),
    });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(await response.json()).toMatchObject(UNAUTHENTICATED);
  });

  test.each([CATALOG, EVENTS])('open nothing over SSE: %s', async (query) => {
    const result = await transports.SSE(app.url, { query, bearer: await make() });
    expect(result).toMatchObject(UNAUTHENTICATED);
    expect(result.data).toBeUndefined();
  });

  it('close the socket', async () => {
    const subscription = subscribeWs(app.url, EVENTS, {}, await make());
    expect(await subscription.end()).toMatchObject({ code: 4403 });
  });

  it('are not those of a visitor, where visitors are welcome', async () => {
    const bearer = (await make()) ?? 'Bearer';
    expect(await transports.HTTP(open.url, { query: VIEWER, bearer })).toMatchObject(UNAUTHENTICATED);
    expect(await transports.SSE(open.url, { query: VIEWER, bearer })).toMatchObject(UNAUTHENTICATED);
    await expect(transports.WebSocket(open.url, { query: VIEWER, bearer })).rejects.toMatchObject({ code: 4403 });
  });
});

describe.each(Object.entries(transports))('over %s', (_transport, ask) => {
  const roleOf = (claims: { subject: string; slug?: string }) =>
    signToken(SECRET, claims.subject, claims.slug ?? organization.slug, '1h').then((token) =>
      ask(app.url, { query: VIEWER, bearer: `Bearer ${token}` }),
    );

  it('credentials say who', async () => {
    expect(await roleOf({ subject: ada() })).toEqual({ data: { viewer: { role: 'ADMINISTRATOR' } } });
  });

  it('credentials say what they may do', async () => {
    const { people } = await createTestOrganization(app);
    const query = 'mutation { addUnit(input: { kind: PROJECT, name: "New" }) { __typename } }';
    const byViewer = await ask(app.url, { query, bearer: people.VIEWER.bearer });
    expect(byViewer).toEqual({ data: { addUnit: { __typename: 'ForbiddenError' } } });
    const byAdministrator = await ask(app.url, { query, bearer: people.ADMINISTRATOR.bearer });
    expect(byAdministrator).toEqual({ data: { addUnit: { __typename: 'AddUnitPayload' } } });
  });

  it('a visitor is let in where visitors are welcome', async () => {
    expect(await ask(open.url, { query: VIEWER })).toEqual({ data: { viewer: { role: 'VIEWER' } } });
  });

  it('a visitor changes nothing, although the person as whom they read could', async () => {
    const suggest = `mutation { result: suggestImprovement(input: {
      title: "New", description: "It helps.", kind: PROCESS, scale: INCREMENTAL, origin: SUGGESTION, practices: [] }) { __typename ... on ForbiddenError { requires } } }`;
    const create = `mutation { result: createToken(input: { name: "Mine", expiresOn: "${new Date().toISOString().slice(0, 10)}" }) {
      __typename ... on ForbiddenError { requires } } }`;
    for (const query of [suggest, create])
      expect((await ask(open.url, { query })).data).toEqual({
        result: { __typename: 'ForbiddenError', requires: 'a sign-in' },
      });
    expect(await ask(open.url, { query: '{ viewer { mutations } }' })).toEqual({ data: { viewer: { mutations: [] } } });
  });

  it('an unknown person has no access, to records and subscriptions', async () => {
    const bearer = `Bearer ${await signToken(SECRET, 'somebody unknown', organization.slug, '1h')}`;
    for (const query of [VIEWER, '{ units { nodes { id } } }', 'subscription { deploymentProgress { total } }']) {
      const result = await ask(app.url, { query, bearer });
      expect(result).toMatchObject(UNAUTHENTICATED);
      expect(result.data ?? null).toBeNull();
    }
  });

  it('a person of another organization has no access here', async () => {
    const other = await createTestOrganization(app);
    expect(await roleOf({ subject: ada(), slug: other.slug })).toMatchObject(UNAUTHENTICATED);
    expect(await roleOf({ subject: ada(), slug: 'no such organization' })).toMatchObject(UNAUTHENTICATED);
  });

  it('a deactivated person has no access from the next operation on', async () => {
    const { people } = await createTestOrganization(app);
    const { bearer, id } = people.SPONSOR;
    expect(await ask(app.url, { query: VIEWER, bearer })).toEqual({ data: { viewer: { role: 'SPONSOR' } } });
    await app.services.database.prisma.person.update({ where: { id }, data: { active: false } });
    expect(await ask(app.url, { query: VIEWER, bearer })).toMatchObject(UNAUTHENTICATED);
  });

  it('a role that changed counts from the next operation on', async () => {
    const { people } = await createTestOrganization(app);
    const { bearer, id } = people.SPONSOR;
    await app.services.database.prisma.person.update({ where: { id }, data: { role: 'VIEWER' } });
    expect(await ask(app.url, { query: VIEWER, bearer })).toEqual({ data: { viewer: { role: 'VIEWER' } } });
  });
});

describe.each(Object.entries(transports))('over %s, a subject that two organizations know', (_transport, ask) => {
  const NAMES = '{ viewer { organization { slug } } }';
  let first: TestOrganization;
  let second: TestOrganization;
  let subject: string;
  const sign = (slug: string): Promise<string> => signToken(SECRET, subject, slug, '1h');
  const slugOf = async (slug: string, organization?: string): Promise<unknown> => {
    const answer = await ask(app.url, { query: NAMES, bearer: `Bearer ${await sign(slug)}`, organization });
    return (answer.data as { viewer: { organization: { slug: string } } } | null)?.viewer.organization.slug;
  };
  beforeAll(async () => {
    [first, second] = [await createTestOrganization(app), await createTestOrganization(app)];
    subject = `${first.slug}-SPONSOR`;
    // Its administrator adds somebody who belongs to the first organization.
    const query =
      'mutation ($subject: String!) { addPerson(input: { name: "Squatter", subject: $subject, role: VIEWER }) { __typename } }';
    const { bearer } = second.people.ADMINISTRATOR;
    const added = await transports.HTTP(app.url, { query, variables: { subject }, bearer });
    expect(added).toEqual({ data: { addPerson: { __typename: 'AddPersonPayload' } } });
  });

  it('is the person who was added first, where the token names no organization', async () => {
    expect(await slugOf('')).toBe(first.slug);
  });

  it('is in the organization that the token names', async () => {
    expect(await slugOf(first.slug)).toBe(first.slug);
    expect(await slugOf(second.slug)).toBe(second.slug);
  });

  it('is in the organization that they ask for, first or not', async () => {
    expect(await slugOf('', second.slug)).toBe(second.slug);
    expect(await slugOf('', first.slug)).toBe(first.slug);
  });

  it('opens no other organization than the one in the token, nor one that does not know them', async () => {
    const asked = async (slug: string, organization: string): Promise<unknown> =>
      ask(app.url, { query: NAMES, bearer: `Bearer ${await sign(slug)}`, organization }).catch(
        (error: unknown) => error,
      );
    for (const refused of [await asked(first.slug, second.slug), await asked('', 'no such organization')])
      expect((refused as { code?: number }).code === 4403 ? UNAUTHENTICATED : refused).toMatchObject(UNAUTHENTICATED);
  });
});

describe('a socket', () => {
  it('takes the token also below "headers"', async () => {
    const socket = new WebSocket(app.url.replace('http', 'ws'), 'graphql-transport-ws');
    await once(socket, 'open');
    const payload = { headers: { authorization: organization.people.VIEWER.bearer } };
    socket.send(JSON.stringify({ type: 'connection_init', payload }));
    const [message] = (await once(socket, 'message')) as [Buffer];
    expect(JSON.parse(message.toString())).toMatchObject({ type: 'connection_ack' });
    socket.close();
  });

  it('does nothing before it has said who it is', async () => {
    const socket = new WebSocket(app.url.replace('http', 'ws'), 'graphql-transport-ws');
    await once(socket, 'open');
    socket.send(JSON.stringify({ id: 'a', type: 'subscribe', payload: { query: CATALOG } }));
    expect((await once(socket, 'close'))[0]).toBe(4401);
  });
});

describe('a token that expires during a subscription', () => {
  it.each([
    ['WebSocket', subscribeWs, { how: expect.objectContaining({ code: 4403, reason: 'Credentials expired' }) }],
    // Not complete: its client comes back, with new credentials.
    ['SSE', subscribeSse, { how: 'cut' }],
  ])('ends the stream over %s', async (_transport, subscribe, expected) => {
    const exp = Math.ceil(Date.now() / 1_000) + 1;
    const query = 'subscription { deploymentProgress { position } }';
    const watched = subscribe(app.url, query, {}, `Bearer ${await sign({ exp })}`);
    expect((await watched.next()).data).toEqual({ deploymentProgress: { position: expect.any(Number) } });
    expect({ how: await watched.end() }).toEqual(expected);
    expect(Date.now()).toBeGreaterThanOrEqual(exp * 1_000 - 50);
    expect(watched.queued).toEqual([]);
  });
});
