import { connect } from 'node:net';
import { beforeAll, describe, expect, test } from 'vitest';
import { startApp } from '../support/app.js';
import { useApp } from '../support/use-app.js';
import { createWatched } from '../live/views.js';
import type { Watched } from '../live/views.js';
import { openStream } from './raw-stream.js';
import type { RawStream, StreamRequest } from './raw-stream.js';

const KEEP_ALIVE = 600;

let watched: Watched;
const streams: RawStream[] = [];
const app = useApp({ parts: { limits: { keepAlive: KEEP_ALIVE } } });
beforeAll(async () => {
  watched = await createWatched(app);
});

const open = async (asked: Omit<StreamRequest, 'bearer'>): Promise<RawStream> => {
  const stream = await openStream(app.url, { bearer: watched.bearer, ...asked });
  streams.push(stream);
  return stream;
};
const close = async (): Promise<void> => {
  for (const stream of streams.splice(0)) stream.cut();
  await expect.poll(() => [app.connections.size, app.hub.counts.subscribers, app.hub.counts.views]).toEqual([0, 0, 0]);
};
const positionsOf = ({ events }: RawStream) =>
  events
    .filter(({ event }) => event === 'next')
    .map(({ data }) => (JSON.parse(data as string) as { extensions: { position: number } }).extensions.position);
const typeOf = (stream: RawStream) =>
  (JSON.parse(stream.events[0]?.data as string) as { data: { events: { __typename: string } } }).data.events.__typename;

const BY_VARIABLE = 'subscription ($after: LogCursor) { events(after: $after) { __typename position } }';
const WITHOUT = 'subscription { events { __typename position } }';

describe('a stream of events', () => {
  test.each(['GET', 'POST'] as const)('has the cursor of each as its id, over %s', async (method) => {
    const before = await watched.head();
    const stream = await open({ method, query: BY_VARIABLE, variables: { after: await watched.cursor(before) } });
    expect(stream.response.statusCode).toBe(200);
    expect(stream.response.headers).toMatchObject({
      'content-type': expect.stringContaining('text/event-stream') as string,
      'cache-control': expect.stringContaining('no-cache') as string,
    });
    expect(stream.response.headers['content-encoding']).toBeUndefined();
    await watched.append({}, {});
    await expect.poll(() => positionsOf(stream)).toEqual([before + 1, before + 2]);
    for (const { id, data } of stream.events) {
      expect(JSON.parse(data as string)).toMatchObject({ extensions: { cursor: id } });
    }
    await close();
  });

  test('is one execution and one text for sockets and streams together', async () => {
    const both = [await open({ query: WITHOUT }), await open({ query: WITHOUT })];
    await expect.poll(() => app.hub.counts).toMatchObject({ views: 1, subscribers: 2 });
    const { executions } = app.hub.counts;
    await watched.append({});
    for (const stream of both) await expect.poll(() => stream.events).toHaveLength(1);
    expect(both[0]?.events).toEqual(both[1]?.events);
    expect(app.hub.counts.executions).toBe(executions + 1);
    await close();
  });

  test.each<[string, { query: string; variables?: { after: string | null } }]>([
    ['a variable that is absent', { query: BY_VARIABLE }],
    ['a variable that is null', { query: BY_VARIABLE, variables: { after: null } }],
    ['a variable of the first request', { query: BY_VARIABLE, variables: { after: 'first' } }],
    ['no argument', { query: WITHOUT }],
    ['no argument, among others', { query: WITHOUT.replace('Events', 'Events(filter: {})') }],
  ])('goes on after Last-Event-ID, in the place of %s', async (_name, { query, variables }) => {
    const before = await watched.head();
    await watched.append({}, {}, {});
    const given = variables?.after === 'first' ? { after: await watched.cursor(before) } : variables;
    const stream = await open({
      query,
      ...(given ? { variables: given } : {}),
      lastEventId: await watched.cursor(before + 1),
    });
    await expect.poll(() => positionsOf(stream)).toEqual([before + 2, before + 3]);
    await watched.append({});
    await expect.poll(() => positionsOf(stream)).toEqual([before + 2, before + 3, before + 4]);
    await close();
  });

  test.each([
    ['without an argument', () => WITHOUT, undefined],
    ['from a cursor', () => BY_VARIABLE, 1],
  ])('that is cut before its first event goes on where it began: %s', async (_name, query, behind) => {
    await watched.append({}, {});
    const began = (await watched.head()) - (behind ?? 0);
    const variables = behind === undefined ? {} : { after: await watched.cursor(began) };
    const stream = await open({ method: 'GET', query: query(), variables });
    await expect.poll(() => stream.firstId).toBe(await watched.cursor(began));
    await close();
    await watched.append({});
    const resumed = await open({ query: WITHOUT, lastEventId: stream.firstId as string });
    const missed = Array.from({ length: (behind ?? 0) + 1 }, (_, index) => began + 1 + index);
    await expect.poll(() => positionsOf(resumed)).toEqual(missed);
    await close();
  });

  test('that goes on shares the view of those who never left', async () => {
    const before = await watched.head();
    const stayed = await open({ query: WITHOUT });
    await watched.append({});
    const resumed = await open({ query: WITHOUT, lastEventId: await watched.cursor(before) });
    await expect.poll(() => resumed.events).toEqual(stayed.events);
    expect(app.hub.counts).toMatchObject({ views: 1, subscribers: 2 });
    await close();
  });

  test('gets one Reset for an id that this log does not have, and a clear error for none of ours', async () => {
    const head = await watched.head();
    const reset = await open({ query: WITHOUT, lastEventId: await watched.cursor(head + 1_000) });
    await expect.poll(() => reset.events).toHaveLength(1);
    expect(typeOf(reset)).toBe('Reset');
    expect(reset.events[0]?.id).toBe(await watched.cursor(head));
    for (const query of [WITHOUT, BY_VARIABLE]) {
      for (const lastEventId of ['garbage', 'é', 'x'.repeat(10_000), '"} { x']) {
        const refused = await open({ query, lastEventId });
        await expect.poll(() => refused.over).toBe(true);
        expect(JSON.parse(refused.events[0]?.data as string)).toMatchObject({
          errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
        });
      }
    }
    await close();
  });

  test.each([
    ['states', 'subscription { deploymentProgress { position } }'],
    ['events whose cursor is fixed', `subscription { events(after: "CURSOR") { position } }`],
    ['events in a fragment', 'subscription { ...F } fragment F on Subscription { events { position } }'],
  ])('has no ids where it could not go on after them: %s', async (_name, query) => {
    const cursor = await watched.cursor(await watched.head());
    const stream = await open({ query: query.replace('CURSOR', cursor), lastEventId: await watched.cursor(0) });
    const begun = query.includes('Progress') ? 1 : 0;
    await expect.poll(() => stream.events).toHaveLength(begun);
    await watched.append({ deploymentId: crypto.randomUUID() });
    await expect.poll(() => stream.events).toHaveLength(begun + 1);
    for (const { id } of stream.events) expect(id).toBeUndefined();
    expect(stream.firstId).toBeUndefined();
    await close();
  });

  test('is forgotten at once when its reader leaves, and shows signs of life until then', async () => {
    const stream = await open({ query: WITHOUT });
    await expect.poll(() => stream.comments.length, { timeout: 10 * KEEP_ALIVE }).toBeGreaterThan(3);
    expect(stream.events).toEqual([]);
    expect(app.connections.size).toBe(1);
    await close();
    expect(app.services.delivery.openFeeds).toBe(0);
  });

  test('is not begun behind another on the same connection: it would be kept in memory', async () => {
    const { hostname, port } = new URL(app.url);
    const connection = connect(Number(port), hostname);
    const get = `GET /graphql?query=${encodeURIComponent(WITHOUT)} HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\nAuthorization: ${watched.bearer}\r\n\r\n`;
    let text = '';
    connection.on('data', (chunk) => (text += chunk.toString())).on('error', () => undefined);
    const closed = new Promise((resolve) => connection.once('close', resolve));
    connection.write(get);
    await expect.poll(() => text).toContain('200 OK');
    connection.write(get);
    await closed;
    await close();
  });
});

test('a stream above the limit is refused with retry-after', async () => {
  const small = await startApp({ parts: { database: app.services.database, limits: { maxConnections: 2 } } });
  const ask = () => openStream(small.url, { query: WITHOUT, bearer: watched.bearer });
  const allowed = [await ask(), await ask()];
  const refused = await ask();
  expect(refused.response.statusCode).toBe(503);
  expect(refused.response.headers['retry-after']).toBe('1');
  await expect.poll(() => refused.events[0]?.data).toContain('RATE_LIMITED');
  allowed[0]?.cut();
  await expect.poll(() => small.connections.size).toBe(1);
  const again = await ask();
  expect(again.response.statusCode).toBe(200);
  for (const stream of [...allowed, again]) stream.cut();
  await small.stop();
});
