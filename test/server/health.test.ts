import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, test } from 'vitest';
import type { Database } from '../../src/database/database.js';
import { openMemoryDatabase } from '../../src/database/embedded.js';
import { createTestOrganization, startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { ask, subscribeSse, subscribeWs } from '../support/clients.js';

/** One database for all servers of this file: each test stops its own. */
let database: Database;
let app: TestApp;
let bearer: string;
beforeAll(async () => {
  database = await openMemoryDatabase();
});
afterAll(() => database.close());

const start = async (drainTimeout: number) => {
  app = await startApp({ parts: { database, drainTimeout } });
  bearer ??= (await createTestOrganization(app)).people.ADMINISTRATOR.bearer;
};
afterEach(() => app.stop());

const get = async (path: string) => {
  const response = await fetch(new URL(path, app.url), { redirect: 'manual' });
  return { status: response.status, headers: response.headers, body: await response.text() };
};

/** Keeps the database, which has one session only, from answering anybody until released. */
async function holdDatabase(): Promise<() => Promise<void>> {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  let held = (): void => undefined;
  const begun = new Promise<void>((resolve) => (held = resolve));
  const holding = database.prisma.$transaction(async (db) => {
    await db.$queryRaw`SELECT 1`;
    held();
    await released;
  });
  await begun;
  return async () => {
    release();
    await holding;
  };
}

async function timeOf(work: Promise<void>): Promise<number> {
  const began = performance.now();
  await work;
  return performance.now() - began;
}

const EVENTS = 'subscription { events { position } }';
const listening = () => expect.poll(() => app.services.delivery.openFeeds).toBe(1);

describe('health', () => {
  it('says that the process lives and that it is ready, to be asked each time', async () => {
    await start(500);
    for (const [path, status] of [
      ['/health/live', 'live'],
      ['/health/ready', 'ready'],
    ] as const) {
      const { status: code, headers, body } = await get(path);
      expect([code, JSON.parse(body)]).toEqual([200, { status }]);
      expect(headers.get('cache-control')).toBe('no-store');
    }
    expect((await get('/health/live?verbose=1')).status).toBe(200);
  });

  test.each(['/health', '/health/', '/graphq', '/graphql/', '/favicon.ico', '/..%2f', '/%'])(
    'is nowhere else: %s',
    async (path) => {
      await start(500);
      const { status, body } = await get(path);
      expect(status).toBe(404);
      expect(JSON.parse(body)).toMatchObject({ errors: [{ message: expect.stringContaining('/graphql') }] });
    },
  );

  it('redirects the root address to GraphQL', async () => {
    await start(500);
    const { status, headers } = await get('/');
    expect([status, headers.get('location')]).toEqual([302, '/graphql']);
  });

  it('says that it lives and is not ready when the database is gone', async () => {
    const gone = await openMemoryDatabase();
    app = await startApp({ parts: { database: gone } });
    expect((await get('/health/ready')).status).toBe(200);
    await gone.close();
    const { status, body } = await get('/health/ready');
    expect([status, JSON.parse(body)]).toEqual([503, { status: 'not ready' }]);
    expect((await get('/health/live')).status).toBe(200);
  });
});

describe('a server that stops', () => {
  it('answers the request that is under way, and takes no new one', async () => {
    await start(5_000);
    const release = await holdDatabase();
    const underWay = ask(app.url, '{ viewer { role } }', {}, bearer);
    await pause(100);
    const stopped = app.stop();
    await pause(50);
    await expect(ask(app.url, '{ __typename }', {}, bearer)).rejects.toThrow('fetch failed');

    await release();
    expect(await underWay).toMatchObject({ status: 200, data: { viewer: { role: 'ADMINISTRATOR' } } });
    // The client would keep its connection open: the server does not wait for it.
    expect(await timeOf(stopped)).toBeLessThan(1_000);
  });

  it('finishes the mutation that is under way', async () => {
    await start(5_000);
    const release = await holdDatabase();
    const mutation = 'mutation { addUnit(input: { kind: PROJECT, name: "At the last moment" }) { __typename } }';
    const underWay = ask(app.url, mutation, {}, bearer);
    await pause(100);
    const stopped = app.stop();
    await release();
    expect((await underWay).data).toEqual({ addUnit: { __typename: 'AddUnitPayload' } });
    await stopped;
    expect(await database.prisma.unit.count({ where: { name: 'At the last moment' } })).toBe(1);
  });

  it('is not ready any more, for a proxy that still has a connection', async () => {
    await start(5_000);
    const release = await holdDatabase();
    const { hostname, port } = new URL(app.url);
    const connection = connect(Number(port), hostname);
    const body = JSON.stringify({ query: '{ viewer { role } }' });
    const json = `Content-Type: application/json\r\nContent-Length: ${body.length}`;
    connection.write(`POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: ${bearer}\r\n${json}\r\n\r\n${body}`);
    await pause(100);
    const stopped = app.stop();
    connection.write('GET /health/ready HTTP/1.1\r\nHost: x\r\n\r\n');
    await pause(100);
    await release();
    const answers = await text(connection);
    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 503']);
    await stopped;
  });

  it('asks sockets to reconnect elsewhere, and accepts no connections', async () => {
    await start(500);
    const watched = subscribeWs(app.url, EVENTS, {}, bearer);
    await listening();
    await app.stop();
    expect(await watched.end()).toMatchObject({ code: 1012, reason: 'Service restart' });
    expect(app.services.delivery.openFeeds).toBe(0);
    const late = subscribeWs(app.url, EVENTS, {}, bearer);
    expect(await late.end()).toMatchObject({ message: expect.stringContaining('ECONNREFUSED') });
  });

  it('cuts sockets whose client does not answer when the time is up', async () => {
    await start(400);
    const { hostname, port } = new URL(app.url);
    const connection = connect(Number(port), hostname);
    const upgrade =
      'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: aaaaaaaaaaaaaaaaaaaaaA==';
    connection.write(
      `GET /graphql HTTP/1.1\r\nHost: x\r\n${upgrade}\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n`,
    );
    const [opened] = (await once(connection, 'data')) as [Buffer];
    expect(opened.toString()).toContain('HTTP/1.1 101');
    const gone = once(connection.resume(), 'close');
    expect(await timeOf(app.stop())).toBeLessThan(1_500);
    await gone;
  });

  it('lets streams end, so that their clients come back elsewhere', async () => {
    await start(5_000);
    const watched = subscribeSse(app.url, EVENTS, {}, bearer);
    await listening();
    expect(await timeOf(app.stop())).toBeLessThan(2_500);
    expect(await watched.end()).toBeDefined();
    expect(app.services.delivery.openFeeds).toBe(0);
  });

  it('is stopped once, however often it is asked to', async () => {
    await start(400);
    const first = app.stop();
    expect(app.stop()).toBe(first);
    await first;
    await app.stop();
  });

  it('gives its port back', async () => {
    await start(400);
    await app.stop();
    const port = Number(new URL(app.url).port);
    const next = createServer();
    await new Promise<void>((resolve, reject) => void next.once('error', reject).listen(port, '127.0.0.1', resolve));
    expect((next.address() as AddressInfo).port).toBe(port);
    next.close();
  });
});
