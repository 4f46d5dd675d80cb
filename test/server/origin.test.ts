import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { WebSocket } from 'ws';
import { createTestOrganization, startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { useApp } from '../support/use-app.js';

/** The same database, called by its own names only. */
let guarded: TestApp;
let bearer: string;
const app = useApp();
beforeAll(async () => {
  const { database } = app.services;
  guarded = await startApp({
    parts: { database, hosts: ['localhost', '127.0.0.1', '::1'], allowedHeaders: ['x-tenant'] },
  });
  bearer = (await createTestOrganization(app)).people.ADMINISTRATOR.bearer;
});
afterAll(() => guarded.stop());

const ALLOWED = 'https://allowed.example';
const own = ({ url }: TestApp) => new URL(url).origin;

type Headers = Readonly<Record<string, string>>;

async function send(to: TestApp, method: string, headers: Headers, body = '', query = '') {
  const sending = request(`${to.url}${query}`, {
    method,
    headers: { authorization: bearer, ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
  });
  sending.end(body);
  const [response] = (await once(sending, 'response')) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

const ask = (to: TestApp, headers: Headers, query = '{ __typename }') =>
  send(to, 'POST', headers, JSON.stringify({ query }));

/** Asks for a socket; gives 101 where it opens, else the status of the refusal. */
function upgrade(to: TestApp, headers: Headers, path = ''): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${to.url.replace('http', 'ws')}${path}`, 'graphql-transport-ws', { headers });
    socket.on('open', () => {
      socket.close();
      resolve(101);
    });
    socket.on('unexpected-response', (_request, response) => {
      response.resume();
      resolve(response.statusCode);
    });
    socket.on('error', reject);
  });
}

describe('lets in', () => {
  test.each([
    ['a program', () => ({})],
    ['a page of our own', () => ({ origin: own(app) })],
    ['a page of our own behind a proxy that speaks TLS', () => ({ origin: own(app).replace('http:', 'https:') })],
    ['a page of an origin that is allowed', () => ({ origin: ALLOWED })],
    ['a page of our own that says so', () => ({ 'sec-fetch-site': 'same-origin' })],
  ])('%s', async (_name, headers) => {
    const { status, body } = await ask(app, headers());
    expect([status, body]).toEqual([200, '{"data":{"__typename":"Query"}}']);
    expect(await upgrade(app, headers())).toBe(101);
  });

  it('a link of another site to GraphiQL', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', accept: 'text/html' };
    const { status, headers: answered } = await send(app, 'GET', headers);
    expect([status, answered['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  });
});

describe('keeps out', () => {
  test.each([
    ['a page of another origin', () => ({ origin: 'https://evil.example' })],
    ['a page whose origin is hidden', () => ({ origin: 'null' })],
    ['a page of the same host at another port', () => ({ origin: 'http://127.0.0.1:1' })],
    ['a page whose origin begins as an allowed one', () => ({ origin: `${ALLOWED}.evil.example` })],
    ['a page of an allowed host at another port', () => ({ origin: `${ALLOWED}:8443` })],
    ['a page of an allowed host without TLS', () => ({ origin: ALLOWED.replace('https', 'http') })],
    ['a page of another site that hides its origin', () => ({ 'sec-fetch-site': 'cross-site' })],
    ['a script of another site', () => ({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })],
  ])('%s', async (_name, headers) => {
    const mutation = 'mutation { addUnit(input: { kind: PROJECT, name: "Forged" }) { __typename } }';
    for (const { status, headers: answered } of [
      await ask(app, headers(), mutation),
      await ask(app, { ...headers(), accept: 'text/event-stream' }),
      await send(app, 'GET', headers(), '', '?query={__typename}'),
      await send(app, 'OPTIONS', { ...headers(), 'access-control-request-method': 'POST' }),
    ]) {
      expect(status).toBe(403);
      expect(Object.keys(answered).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
    expect(await upgrade(app, headers())).toBe(403);
    expect(await app.services.database.prisma.unit.count({ where: { name: 'Forged' } })).toBe(0);
  });
});

describe('a page of an origin that is allowed', () => {
  it('may read our answers', async () => {
    const { headers } = await ask(app, { origin: ALLOWED });
    expect(headers['access-control-allow-origin']).toBe(ALLOWED);
    expect(headers.vary).toContain('origin');
    expect(headers['access-control-allow-credentials']).toBeUndefined();
  });

  it.each([
    ['a token and JSON', ['authorization', 'content-type']],
    ['what Apollo Client sends', ['apollographql-client-name', 'apollographql-client-version', 'accept']],
    ['what gets past the checks of other servers', ['apollo-require-preflight', 'x-requested-with']],
    ['what traces it', ['traceparent', 'tracestate', 'baggage']],
    ['where a stream goes on', ['last-event-id']],
    ['what this server is set up for', ['x-tenant']],
  ])('may ask before whether it may send %s', async (_name, names) => {
    const { status, headers } = await send(guarded, 'OPTIONS', {
      origin: ALLOWED,
      'access-control-request-method': 'POST',
      'access-control-request-headers': names.join(','),
    });
    expect(status).toBe(204);
    expect(headers['access-control-allow-origin']).toBe(ALLOWED);
    expect(headers['access-control-allow-methods']).toContain('POST');
    expect(headers['access-control-allow-headers']?.split(', ')).toEqual(expect.arrayContaining(names));
    expect(headers['access-control-max-age']).toBe('7200');
    expect(headers.vary).toBe('origin');
  });

  it('may read when to come back, what a file is called, and why it was refused', async () => {
    const answered = await send(app, 'POST', { origin: ALLOWED, 'content-type': 'text/plain' }, '{}');
    expect(answered.status).toBe(415);
    for (const { headers } of [answered, await send(app, 'GET', { origin: ALLOWED }, '', '?query={__typename}')]) {
      expect(headers['access-control-allow-origin']).toBe(ALLOWED);
      expect(headers['access-control-expose-headers']?.split(', ')).toEqual(
        expect.arrayContaining(['retry-after', 'content-disposition', 'www-authenticate']),
      );
    }
  });

  it('is kept apart from other clients in caches', async () => {
    const { headers } = await ask(app, {});
    expect(headers.vary).toContain('origin');
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('a server with names of its own', () => {
  test.each(['localhost', '127.0.0.1', '[::1]', 'localhost:4000'])('is called %s', async (name) => {
    expect((await ask(guarded, { host: name })).status).toBe(200);
    expect(await upgrade(guarded, { host: name })).toBe(101);
  });

  test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example:4000'])(
    'is not called %s',
    async (name) => {
      // A page at a name that was bound to our address anew: the browser takes it for our own.
      const rebound = { host: name, origin: `http://${name}` };
      expect((await ask(guarded, rebound)).status).toBe(403);
      expect(await upgrade(guarded, rebound)).toBe(403);
      expect((await ask(guarded, { host: name })).status).toBe(403);
      expect(await upgrade(guarded, { host: name })).toBe(403);
    },
  );

  it('without them is called as the proxy before it likes', async () => {
    expect((await ask(app, { host: 'uplift.example', origin: 'https://uplift.example' })).status).toBe(200);
    expect((await ask(app, { host: 'uplift.example', origin: own(app) })).status).toBe(403);
  });
});

it('has sockets at one path only', async () => {
  expect(await upgrade(app, {}, 'x')).toBe(404);
  expect(await upgrade(app, {}, '?x=1')).toBe(101);
});
