import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { beforeAll, expect, test } from 'vitest';
import { encodeCursor } from '../../src/log/cursor.js';
import { EVENTS } from '../live/history.js';
import { createStage, revise } from '../live/stage.js';
import type { Stage } from '../live/stage.js';
import { until, watch } from '../live/subscribers.js';
import { startApp } from '../support/app.js';
import { ask, subscribeWs } from '../support/clients.js';
import { transports } from './transports.js';
import { readFigures } from '../support/figures.js';
import { useApp } from '../support/use-app.js';

let stage: Stage;
const app = useApp({ embedded: true, parts: { metrics: { host: '127.0.0.1', port: 0 } } });
beforeAll(async () => {
  stage = await createStage(app);
});

const scrape = () => readFigures(app.metricsUrl!);

/** How much some figures have grown since a scrape; those that are absent count as 0. */
async function growth(before: ReadonlyMap<string, number>, names: readonly string[]): Promise<number[]> {
  const after = await scrape();
  return names.map((name) => (after.get(name) ?? 0) - (before.get(name) ?? 0));
}

const OPEN = 'uplift_connections{transport="websocket"}';
const STREAMS = 'uplift_connections{transport="event-stream"}';

test('figures of live delivery are those of the traffic', async () => {
  const before = await scrape();
  const sockets = [1, 2, 3].map(() => watch('WebSocket', app.url, stage.bearer));
  const streams = [1, 2].map(() => watch('SSE', app.url, stage.bearer));
  const all = [...sockets, ...streams];
  await until(() => app.hub.counts.subscribers === 5, 'five subscribers');
  // All of them wait at the head once the first of these has come to them.
  let position = await revise(app.url, stage.bearer, stage.lanes[0]!.improvement, 'one');
  await Promise.all(all.map((subscriber) => subscriber.reach(position)));
  position = await revise(app.url, stage.bearer, stage.lanes[0]!.improvement, 'two');
  await Promise.all(all.map((subscriber) => subscriber.reach(position)));

  const now = await scrape();
  expect(now.get('uplift_subscribers')).toBe(5);
  expect(now.get('uplift_views')).toBe(1);
  expect(now.get(OPEN)).toBe(3);
  expect(now.get(STREAMS)).toBe(2);
  expect(now.get('uplift_feeds')).toBe(1);
  expect(now.get('uplift_payloads')).toBeGreaterThanOrEqual(1);
  expect(now.get('uplift_payload_bytes')).toBeGreaterThan(100);
  expect(now.get('uplift_unsent_bytes')).toBe(0);
  expect(
    await growth(before, ['uplift_executions_total', 'uplift_deliveries_total', 'uplift_subscriptions_started_total']),
  ).toEqual([2, 10, 5]);
  expect(await growth(before, ['uplift_delivery_lag_seconds_count'])).toEqual([2]);
  const [lag] = await growth(before, ['uplift_delivery_lag_seconds_sum']);
  expect(lag).toBeGreaterThan(0);
  expect(lag).toBeLessThan(20);

  await Promise.all(all.map((subscriber) => subscriber.stop()));
  const closed = ['websocket",code="1000', 'event-stream",code="none'];
  await until(async () => {
    const grown = await growth(before, [
      OPEN,
      STREAMS,
      'uplift_subscribers',
      ...closed.map((labels) => `uplift_connections_closed_total{transport="${labels}"}`),
    ]);
    return grown.join() === '0,0,0,3,2';
  }, 'the end of all');
});

test('what is refused because of a bound is counted by it, over each transport', async () => {
  const before = await scrape();
  for (const [name, transport] of Object.entries(transports)) {
    const query = `{ ${'processModel { code } '.repeat(501)} } # ${name}`;
    const { errors } = await transport(app.url, { query, bearer: stage.bearer });
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', bound: 'maxTokens' });
  }
  expect(await growth(before, ['uplift_refused_total{bound="maxTokens"}'])).toEqual([Object.keys(transports).length]);
});

test('those who come back are counted as such, and those who cannot', async () => {
  const before = await scrape();
  const names = ['uplift_deliveries_total', 'uplift_resets_total'];
  const length = await revise(app.url, stage.bearer, stage.lanes[0]!.improvement, 'the last');
  const back = watch('WebSocket', app.url, stage.bearer, { after: stage.beginning });
  await back.reach(length);
  await back.stop();
  expect(await growth(before, names)).toEqual([length, 0]);
  expect((await growth(before, ['uplift_catch_ups_total']))[0]).toBeGreaterThanOrEqual(length);
  const after = encodeCursor({ epoch: '0123456789abcdef', position: 1 });
  const lost = watch('WebSocket', app.url, stage.bearer, { after });
  await until(() => lost.received.length === 1, 'the reset');
  await lost.stop();
  expect(await growth(before, names)).toEqual([length + 1, 1]);
});

test('operations are counted by kind and outcome, and the documents that come to nothing by the reason', async () => {
  const before = await scrape();
  const { bearer } = stage;
  await ask(app.url, '{ viewer { role } }', {}, bearer);
  await ask(app.url, 'query ($n: Int!) { __typename @skip(if: false) @include(if: $n) }', {}, bearer);
  await ask(app.url, 'query Nonsense {', {}, bearer);
  await ask(app.url, '{ nothing }', {}, bearer);
  await ask(app.url, '{ node(id: "nonsense") { id } }', {}, bearer);
  await revise(app.url, bearer, stage.lanes[0]!.improvement, 'counted');
  const refused = subscribeWs(app.url, 'subscription { nothing }', {}, bearer);
  await refused.end();
  const names = ['kind="query",outcome="ok"', 'kind="query",outcome="error"', 'kind="mutation",outcome="ok"'].map(
    (labels) => `uplift_operation_duration_seconds_count{${labels}}`,
  );
  const rejections = ['syntax', 'validation'].map((reason) => `uplift_operations_rejected_total{reason="${reason}"}`);
  expect(await growth(before, [...names, ...rejections])).toEqual([1, 1, 1, 1, 3]);
});

test('close codes that clients make up are one label', async () => {
  const before = await scrape();
  const { default: WebSocket } = await import('ws');
  for (const code of [3_001, 3_002, 4_321]) {
    const socket = new WebSocket(app.url.replace('http', 'ws'), 'graphql-transport-ws');
    await once(socket, 'open');
    socket.close(code);
    await once(socket, 'close');
  }
  const name = 'uplift_connections_closed_total{transport="websocket",code="other"}';
  await until(async () => (await growth(before, [name]))[0] === 3, 'three closes');
});

test('health of bus and heads, and the process', async () => {
  const now = await scrape();
  expect(now.get('uplift_bus_healthy')).toBe(1);
  expect(now.get('uplift_heads_age_seconds')).toBeLessThan(10);
  expect(now.has('uplift_bus_gaps_total')).toBe(true);
  expect(now.get('process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
});

test('figures are on a port of their own, which goes with the server', async () => {
  expect(new URL(app.metricsUrl!).port).not.toBe(new URL(app.url).port);
  expect((await fetch(new URL('/metrics', app.url))).status).toBe(404);
  expect((await fetch(new URL('/graphql', app.metricsUrl))).status).toBe(404);
  const other = await startApp({ parts: { database: app.services.database, metrics: { host: '127.0.0.1', port: 0 } } });
  const { metricsUrl } = other;
  expect((await fetch(metricsUrl!)).status).toBe(200);
  await other.stop();
  await expect(fetch(metricsUrl!)).rejects.toThrow();
  const without = await startApp({ parts: { database: app.services.database } });
  expect(without.metricsUrl).toBeUndefined();
  await without.stop();
});

test('a port that is taken is an error at start', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const parts = { database: app.services.database, metrics: { host: '127.0.0.1', port } };
  await expect(startApp({ parts })).rejects.toThrow('EADDRINUSE');
  taken.close();
});

test('subscribers and the views that they watch are counted apart', async () => {
  const one = subscribeWs(app.url, EVENTS, {}, stage.bearer);
  const two = subscribeWs(app.url, EVENTS, { filter: { types: ['DEPLOYMENT_PLANNED'] } }, stage.bearer);
  await until(async () => (await scrape()).get('uplift_views') === 2, 'two views');
  expect((await scrape()).get('uplift_subscribers')).toBe(2);
  await Promise.all([one.stop(), two.stop()]);
});
