import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { limits } from '../../src/limits.js';
import type { Limits } from '../../src/limits.js';
import { serverEnds } from '../live/server-ends.js';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { openReady, openSocket, streamOf, subscribe } from './raw-socket.js';
import type { RawSocket } from './raw-socket.js';
import { openStream } from './raw-stream.js';

vi.setConfig({ testTimeout: 60_000 }); // On a busy machine.

const EVENTS = 'subscription { events { position } }';
const QUERY = '{ __typename }';
const PROGRESS = 'subscription ($units: [ID!]) { deploymentProgress(unitIds: $units) { total } }';

const apps: TestApp[] = [];
const first = useApp();
const organization = useOrganization(first);
afterAll(async () => {
  for (const app of apps) await app.stop();
});

/** A server with other limits. */
const start = async (limits: Partial<Limits>): Promise<TestApp> => {
  const app = await startApp({ parts: { database: first.services.database, limits } });
  apps.push(app);
  return app;
};
const viewer = () => organization.people.VIEWER.bearer;
const sponsor = () => organization.people.SPONSOR.bearer;
const answer = (raw: RawSocket, id: string) => raw.frame({ id });
const refusal = (text: string) => ({
  type: 'error',
  payload: [{ message: expect.stringContaining(text) as string, extensions: { code: 'RATE_LIMITED' } }],
});

describe('connections', () => {
  test('of both kinds together are so many, and there is room again when one leaves', async () => {
    const { url, connections } = await start({ maxConnections: 2 });
    const socket = await openReady(url, viewer());
    const stream = await openStream(url, { query: EVENTS, bearer: viewer() });
    expect(connections.size).toBe(2);
    const refused = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws');
    const [, response] = (await once(refused, 'unexpected-response')) as [
      unknown,
      { statusCode: number; headers: object },
    ];
    expect(response).toMatchObject({ statusCode: 503, headers: { 'retry-after': '1' } });
    expect((await openStream(url, { query: EVENTS, bearer: viewer() })).response.statusCode).toBe(503);
    expect((await openStream(url, { query: QUERY, bearer: viewer() })).response.statusCode, 'queries').toBe(200);
    stream.cut();
    await expect.poll(() => connections.size).toBe(1);
    const again = await openReady(url, viewer());
    for (const raw of [socket, again]) raw.socket.terminate();
  });

  test('of one person, and of one organization, are so many; others have room', async () => {
    const { url, connections } = await start({ maxConnectionsPerPerson: 2, maxConnectionsPerOrganization: 3 });
    const socket = await openReady(url, viewer());
    const stream = await openStream(url, { query: EVENTS, bearer: viewer() });
    const tooMany = await openSocket(url);
    tooMany.send({ type: 'connection_init', payload: { Authorization: viewer() } });
    expect(await tooMany.closed).toEqual({ code: 1013, reason: 'Too many connections' });
    const refused = await openStream(url, { query: EVENTS, bearer: viewer() });
    expect(refused.response.statusCode).toBe(429);
    const other = await openReady(url, sponsor());
    const another = await openStream(url, { query: EVENTS, bearer: organization.people.ADMINISTRATOR.bearer });
    expect(another.response.statusCode, 'the organization has three').toBe(429);
    stream.cut();
    await expect.poll(() => connections.size).toBe(2);
    const again = await openReady(url, viewer());
    for (const raw of [socket, other, again]) raw.socket.terminate();
  });

  test('that do not say whose they are make room for those who do', async () => {
    const { url } = await start({ maxUnknownConnections: 3 });
    const silent = [await openSocket(url), await openSocket(url), await openSocket(url)];
    const socket = await openReady(url, viewer());
    expect((await silent[0]!.closed).code).toBe(1006);
    for (const raw of [...silent, socket]) raw.socket.terminate();
  });

  test.each([8 * 1024, limits.highWaterMark])(
    'of both kinds buffer at most %i bytes before writers wait, whichever Node runs',
    async (highWaterMark) => {
      const { url } = await start({ highWaterMark });
      const socket = await openReady(url, viewer());
      const stream = await openStream(url, { query: EVENTS, bearer: viewer() });
      const marks = serverEnds(Number(new URL(url).port)).map((end) => end.writableHighWaterMark);
      expect(marks).toEqual([highWaterMark, highWaterMark]);
      socket.socket.terminate();
      stream.cut();
    },
  );
});

describe('views', () => {
  const units = (n: number) => ({ units: [btoa(`Unit:00000000-0000-4000-8000-${String(n).padStart(12, '0')}`)] });

  test('of one person are so many, the same ones as often as they like, over all their connections', async () => {
    const { url, hub } = await start({ maxViewsPerPerson: 2 });
    const [one, two, other] = [
      await openReady(url, viewer()),
      await openReady(url, viewer()),
      await openReady(url, sponsor()),
    ];
    one.send(subscribe('1', PROGRESS, units(1)), subscribe('2', PROGRESS, units(2)));
    await expect.poll(() => hub.counts).toMatchObject({ views: 2, subscribers: 2 });
    two.send(subscribe('1', PROGRESS, units(1)), subscribe('3', PROGRESS, units(3)));
    // Of a subscription that was refused at its source, the errors are the result.
    expect(await answer(two, '3')).toMatchObject({
      type: 'next',
      payload: { errors: refusal('2 distinct views').payload },
    });
    const refused = await openStream(url, { query: PROGRESS, variables: units(3), bearer: viewer() });
    await expect.poll(() => refused.events[0]?.data).toContain('RATE_LIMITED');
    other.send(subscribe('3', PROGRESS, units(3)));
    await expect.poll(() => hub.counts).toMatchObject({ views: 3, subscribers: 4 });

    one.send({ id: '2', type: 'complete' });
    await expect.poll(() => hub.counts).toMatchObject({ views: 2, subscribers: 3 });
    two.send(subscribe('again', PROGRESS, units(3)));
    await expect.poll(() => hub.counts).toMatchObject({ views: 2, subscribers: 4 });
    for (const { socket } of [one, two, other]) socket.terminate();
    await expect.poll(() => hub.counts).toMatchObject({ views: 0, subscribers: 0 });
  });

  test('of one person cost so much in all, the same one once', async () => {
    const costly = (n: number) =>
      `subscription S${n} { events { improvement { deployments(first: 100) { nodes { id } } } } }`;
    const { url, hub } = await start({ maxViewCostPerPerson: 150 });
    const [one, two] = [await openReady(url, viewer()), await openReady(url, viewer())];
    one.send(subscribe('1', costly(1)));
    await expect.poll(() => hub.counts).toMatchObject({ views: 1, subscribers: 1 });
    two.send(subscribe('1', costly(1)), subscribe('2', `${costly(1)} #`.replace('id }', 'id state }')));
    expect(await answer(two, '2')).toMatchObject({
      payload: { errors: [{ extensions: { code: 'RATE_LIMITED', bound: 'maxViewCostPerPerson' } }] },
    });
    expect(hub.counts).toMatchObject({ views: 1, subscribers: 2 });
    for (const { socket } of [one, two]) socket.terminate();
  });

  test('of the server are bounded, whichever people watch them', async () => {
    const { url, hub } = await start({ maxViews: 2 });
    const [one, other] = [await openReady(url, viewer()), await openReady(url, sponsor())];
    one.send(subscribe('1', PROGRESS, units(1)), subscribe('2', EVENTS));
    await expect.poll(() => hub.counts).toMatchObject({ views: 2 });
    other.send(subscribe('3', PROGRESS, units(3)), subscribe('1', PROGRESS, units(1)));
    expect(await answer(other, '3')).toMatchObject({ payload: { errors: [{ extensions: { code: 'RATE_LIMITED' } }] } });
    await expect.poll(() => hub.counts).toMatchObject({ views: 2, subscribers: 3 });
    for (const { socket } of [one, other]) socket.terminate();
  });

  test('cannot be made by a thousand values of a variable', async () => {
    const { url, hub } = await start({ maxViewsPerPerson: 50, messageBurst: 2_000, maxOperations: 2_000 });
    const raw = await openReady(url, viewer());
    for (let n = 0; n < 1_000; n += 100) {
      raw.send(...Array.from({ length: 100 }, (_, index) => subscribe(String(n + index), PROGRESS, units(n + index))));
      await expect.poll(() => raw.frames.length, { timeout: 30_000 }).toBeGreaterThanOrEqual(n);
    }
    await expect.poll(() => raw.frames.filter(({ type }) => type === 'complete').length, { timeout: 30_000 }).toBe(950);
    expect(hub.counts.views).toBe(50);
    raw.socket.terminate();
    await expect.poll(() => hub.counts.views).toBe(0);
  });
});

describe('messages', () => {
  test('are so many at once; the operations of those above are refused, and later all is well', async () => {
    const { url } = await start({ messageBurst: 20, messagesPerSecond: 20, maxExcess: 1_000 });
    const raw = await openReady(url, viewer());
    raw.send(...Array.from({ length: 60 }, (_, n) => subscribe(String(n), QUERY)));
    expect(await answer(raw, '59')).toMatchObject(refusal('Too many messages'));
    expect((await answer(raw, '0')).type).toBe('next');
    await expect
      .poll(
        async () => {
          const id = `later ${raw.frames.length}`;
          raw.send(subscribe(id, QUERY));
          return (await answer(raw, id)).type;
        },
        { timeout: 20_000, interval: 500 },
      )
      .toBe('next');
    raw.socket.terminate();
  });

  test('that go on at a rate of abuse end the connection, and cost the others nothing', async () => {
    const { url, hub } = await start({});
    const [abuser, other] = [await openReady(url, viewer()), await openReady(url, sponsor())];
    let closed = false;
    void abuser.closed.then(() => (closed = true));
    for (let n = 0; !closed && n < 20_000; n += 1) {
      abuser.send(subscribe('a', EVENTS), { id: 'a', type: 'complete' });
      if (n % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(await abuser.closed).toEqual({ code: 4429, reason: 'Too many messages' });
    expect(abuser.frames.some(({ type }) => type === 'error')).toBe(true);
    other.send(subscribe('a', QUERY));
    expect((await answer(other, 'a')).type).toBe('next');
    await expect.poll(() => hub.counts.subscribers).toBe(0);
    other.socket.terminate();
  });

  test('are so many at once, pings that are frames of WebSocket included; those within the burst are answered', async () => {
    const { url } = await start({});
    const raw = await openReady(url, viewer());
    let pongs = 0;
    raw.socket.on('pong', () => (pongs += 1));
    for (let n = 0; n < 300; n += 1) raw.socket.ping(String(n));
    await expect.poll(() => pongs, { timeout: 20_000 }).toBe(300);
    for (let n = 0; n < 2_000; n += 1) raw.socket.ping();
    expect(await raw.closed).toEqual({ code: 4429, reason: 'Too many messages' });
  });

  test('that come in one packet begin in turns with everything else', async () => {
    const { url } = await start({});
    const raw = await openReady(url, viewer());
    let turns = 0;
    let next = setImmediate(function count() {
      turns += 1;
      next = setImmediate(count);
    });
    const results = () => raw.frames.filter(({ type }) => type === 'next').length;
    let before = 0;
    raw.socket.once('message', () => (before = turns));
    const all = new Promise<number>((resolve) => {
      raw.socket.on('message', () => void (results() === 90 && resolve(turns)));
    });
    raw.send(...Array.from({ length: 90 }, (_, n) => subscribe(String(n), `{ a${n}: __typename }`)));
    expect((await all) - before).toBeGreaterThan(5);
    clearImmediate(next);
    raw.socket.terminate();
  });

  test('of 100 MB end the connection before they are there', async () => {
    const { url } = await start({});
    const raw = await openReady(url, viewer());
    const stream = streamOf(raw.socket);
    const before = process.memoryUsage();
    const header = Buffer.from([0x81, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4]);
    header.writeUInt32BE(100 * 1024 * 1024, 6);
    stream.write(header);
    const chunk = Buffer.alloc(256 * 1024);
    let most = 0;
    for (let sent = 0; sent < 400 && !stream.destroyed; sent += 1) {
      const { arrayBuffers } = process.memoryUsage();
      most = Math.max(most, arrayBuffers - before.arrayBuffers);
      if (!stream.write(chunk)) await Promise.race([once(stream, 'drain'), raw.closed]);
    }
    expect((await raw.closed).code).toBe(1009);
    expect(most).toBeLessThan(10 * 1024 * 1024);
  });

  test('of a client that does not read are not read either: nothing piles up', async () => {
    const { url, connections } = await start({ closeTimeout: 500 });
    const raw = await openReady(url, viewer());
    const { port } = new URL(url);
    const { localPort } = streamOf(raw.socket);
    const end = serverEnds(Number(port)).find(({ remotePort }) => remotePort === localPort) as Socket;
    raw.socket.pause();
    const payload = { filler: 'x'.repeat(100_000) };
    let most = 0;
    const measuring = setInterval(() => (most = Math.max(most, end.writableLength)), 5);
    for (let n = 0; n < 200; n += 1) raw.send({ type: 'ping', payload });
    await expect.poll(() => most).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(most).toBeLessThan(512 * 1024);
    raw.socket.resume();
    await expect.poll(() => raw.frames.length, { timeout: 20_000 }).toBe(201);
    clearInterval(measuring);
    raw.socket.terminate();
    await expect.poll(() => connections.size).toBe(0);
  });
});

/** What the server says, and how long it takes, until it ends a connection that gets a head at once and the rest byte by byte. */
const drip = async (
  url: string,
  head: string,
  rest: string,
  pause: number,
): Promise<{ took: number; said: string }> => {
  const { hostname, port } = new URL(url);
  const connection = connect(Number(port), hostname).on('error', () => undefined);
  await once(connection, 'connect');
  const begun = performance.now();
  let said = '';
  connection.setEncoding('latin1').on('data', (chunk: string) => (said += chunk));
  // Hazard: `once` fails where the connection does, as it may when a byte comes after its end.
  const closed = new Promise((resolve) => connection.once('close', resolve));
  if (head !== '') connection.write(head);
  let written = 0;
  const writing = setInterval(() => void connection.write(rest[written++ % rest.length] as string), pause);
  if (rest === '') clearInterval(writing);
  await closed;
  clearInterval(writing);
  return { took: performance.now() - begun, said };
};

describe('a handshake', () => {
  const upgrade = 'GET /graphql HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nX-Filler: '.padEnd(4_000, 'x');

  test.each([
    ['that never begins', ''],
    ['that comes byte by byte', upgrade],
  ])('%s is ended', async (_name, text) => {
    const { url, connections } = await start({ headersTimeout: 1_000, requestTimeout: 2_000 });
    expect((await drip(url, '', text, 100)).took).toBeLessThan(15_000);
    expect(connections.size).toBe(0);
  });

  test('whose first message comes byte by byte is ended, too', async () => {
    const { url, connections } = await start({ initTimeout: 1_000 });
    const raw = await openSocket(url);
    const stream = streamOf(raw.socket);
    stream.write(Buffer.from([0x81, 0xfe, 0x10, 0, 1, 2, 3, 4]));
    const writing = setInterval(() => void stream.write('x'), 100);
    expect(await raw.closed).toEqual({ code: 4408, reason: 'Connection initialisation timeout' });
    clearInterval(writing);
    await expect.poll(() => connections.size).toBe(0);
  });
});

describe('what never ends', () => {
  test.each([
    ['HTTP', 'application/json'],
    ['SSE', 'text/event-stream'],
  ])('a body that comes byte by byte is ended over %s, and costs the others nothing', async (_name, accept) => {
    const { url } = await start({ headersTimeout: 1_000, requestTimeout: 1_500 });
    const head = ['POST /graphql HTTP/1.1', 'Host: x', `Accept: ${accept}`, `Authorization: ${viewer()}`].join('\r\n');
    const body = '\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n';
    const dripping = drip(url, head + body, '{', 50);
    expect((await openStream(url, { query: QUERY, bearer: viewer() })).response.statusCode, 'others').toBe(200);
    const { took, said } = await dripping;
    expect(took).toBeLessThan(15_000);
    expect(said).toMatch(/^HTTP\/1\.1 408 /);
  });

  test('half of a frame ends with the next sign of life that its sender cannot give', async () => {
    const { url, connections } = await start({ keepAlive: 500 });
    const raw = await openReady(url, viewer());
    const stream = streamOf(raw.socket);
    stream.write(Buffer.from([0x81, 0xfe, 0x10, 0, 1, 2, 3, 4]));
    const writing = setInterval(() => void stream.write('x'), 50);
    expect((await raw.closed).code).toBe(1006);
    clearInterval(writing);
    await expect.poll(() => connections.size).toBe(0);
  });

  test('a message in frames without an end holds no more than a message may have', async () => {
    const { url, connections } = await start({});
    const raw = await openReady(url, viewer());
    let closed = false;
    void raw.closed.then(() => (closed = true));
    for (let n = 0; !closed && n < 1_000; n += 1) {
      raw.socket.send('x'.repeat(1_024), { fin: false });
      if (n % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect((await raw.closed).code).toBe(1009);
    await expect.poll(() => connections.size).toBe(0);
  });
});
