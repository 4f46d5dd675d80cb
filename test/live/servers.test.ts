import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { execute } from '../../src/commands/execute.js';
import { reviseImprovement } from '../../src/improvements/operations/improvement.js';
import { channelOf, startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { createDatabase, describeWithServices, dropDatabase, startRedis } from '../support/services.js';
import type { PrivateRedis } from '../support/services.js';
import { createFaultyBuses } from './faulty-buses.js';
import { expectedOf, flawsOf, flawsOfLog, readWholeLog } from './history.js';
import { createRandom } from './random.js';
import { createStage, done, revise, write } from './stage.js';
import type { Lane, Stage } from './stage.js';
import { quantile, until, watch } from './subscribers.js';
import type { Subscriber } from './subscribers.js';

vi.setConfig({ testTimeout: 60_000 }); // On a busy machine.

function laneOf(stage: Stage): Lane {
  return stage.lanes[0] as Lane;
}

/** Revises by way of some servers in turn until `work` has ended, at least once by each. */
async function reviseDuring(servers: readonly TestApp[], stage: Stage, work: Promise<unknown>): Promise<number> {
  let working = true;
  const ended = work.finally(() => (working = false));
  let position = 0;
  for (let count = 0; working || count % servers.length !== 0; count += 1) {
    const { url } = servers[count % servers.length] as TestApp;
    position = await revise(url, stage.bearer, laneOf(stage).improvement, `revision ${count}`);
    await sleep(5);
  }
  await ended;
  return position;
}

/** Revises at one server; returns how long each took from commit to each subscriber, in milliseconds. */
async function latencies({ services }: TestApp, stage: Stage, times: number, subscribers: readonly Subscriber[]) {
  const { improvement } = laneOf(stage);
  const commits = new Map<number, number>();
  const committed: typeof services.committed = (head, command) => {
    commits.set(head.position, performance.now());
    services.committed(head, command);
  };
  for (let count = 0; count < times; count += 1) {
    const input = { improvementId: improvement.id, version: improvement.version, note: `timed ${count}` };
    done(await execute(reviseImprovement, { ...services, committed }, stage.lead, input));
    improvement.version += 1;
    await sleep(20);
  }
  const last = Math.max(...commits.keys());
  await Promise.all(subscribers.map((subscriber) => subscriber.reach(last)));
  return subscribers.map(({ arrivals }) =>
    [...commits].map(([position, committedAt]) => (arrivals.get(position) ?? Number.NaN) - committedAt),
  );
}

async function expectWholeLog(stage: Stage, app: TestApp, subscribers: readonly Subscriber[]): Promise<void> {
  const log = await readWholeLog(app.services.database, stage.organization.id);
  expect(flawsOfLog(log)).toEqual([]);
  await Promise.all(subscribers.map((subscriber) => subscriber.reach(log.events.length)));
  await sleep(50);
  for (const { received } of subscribers) expect(flawsOf(received, expectedOf(log))).toEqual([]);
}

describeWithServices('two servers that share a Redis', ({ postgresUrl }) => {
  let redis: PrivateRedis;
  let databaseUrl: string;
  let a: TestApp;
  let b: TestApp;
  let stage: Stage;
  let subscribers: [Subscriber, Subscriber];

  const listeners = async (): Promise<number> => {
    const [, count] = (await redis.cli('PUBSUB', 'NUMSUB', await channelOf(a))) as [string, number];
    return count;
  };
  const bothListen = () => until(async () => (await listeners()) === 2, 'both servers listen to Redis');
  const subscribe = (after = stage.beginning): [Subscriber, Subscriber] => [
    watch('WebSocket', a.url, stage.bearer, { after }),
    watch('SSE', b.url, stage.bearer, { after }),
  ];

  beforeAll(async () => {
    [redis, databaseUrl] = await Promise.all([startRedis(), createDatabase(postgresUrl)]);
    a = await startApp({ databaseUrl, redisUrl: redis.url });
    b = await startApp({ databaseUrl, redisUrl: redis.url });
  });
  beforeEach(async () => {
    stage = await createStage(a);
    subscribers = subscribe();
  });
  afterEach(() => Promise.all(subscribers.map((subscriber) => subscriber.stop())));
  afterAll(async () => {
    await Promise.all([a.stop(), b.stop()]);
    await Promise.all([redis.dispose(), dropDatabase(databaseUrl)]);
  });

  test('deliver at once by hints, and in time without Redis', async () => {
    await bothListen();
    const [here, there] = await latencies(a, stage, 40, subscribers);
    if (!here || !there) throw new Error('There are two subscribers.');
    await redis.stop();
    const [, polled] = await latencies(a, stage, 20, subscribers);
    if (!polled) throw new Error('There are two subscribers.');
    await redis.start();
    const shown = (values: readonly number[]) =>
      `p50 ${quantile(values, 0.5).toFixed(1)} ms, p95 ${quantile(values, 0.95).toFixed(1)} ms, most ${Math.max(...values).toFixed(1)} ms`;
    console.info(
      `commit to client: same server ${shown(here)}; across servers ${shown(there)}; without Redis ${shown(polled)}`,
    );
    // Were hints lost, the poll would bring the news: once a second, so half a second late in the mean.
    expect(quantile(here, 0.5)).toBeLessThan(100);
    expect(quantile(there, 0.5)).toBeLessThan(100);
    expect(Math.max(...polled)).toBeLessThan(2_000);
    await expectWholeLog(stage, a, subscribers);
  });

  test('deliver everything while Redis is stopped, started, killed and started', async () => {
    const faults = async (): Promise<void> => {
      await sleep(300);
      await redis.stop();
      await sleep(700);
      await redis.start();
      await bothListen();
      await sleep(300);
      await redis.kill();
      await sleep(700);
      await redis.start();
      await bothListen();
    };
    await reviseDuring([a, b], stage, faults());
    await expectWholeLog(stage, a, subscribers);
  });

  test('deliver everything while their subscriptions are killed every 100 ms', async () => {
    let killed = 0;
    const faults = async (): Promise<void> => {
      for (let count = 0; count < 20; count += 1) {
        killed += Number(await redis.cli('CLIENT', 'KILL', 'TYPE', 'pubsub'));
        await sleep(100);
      }
    };
    await reviseDuring([a, b], stage, faults());
    expect(killed).toBeGreaterThan(5);
    await expectWholeLog(stage, a, subscribers);
    await bothListen();
  });

  test('deliver everything while Redis hangs', async () => {
    await redis.pause();
    try {
      await reviseDuring([a, b], stage, sleep(4_000));
      await expectWholeLog(stage, a, subscribers);
    } finally {
      await redis.resume();
    }
    await bothListen();
    const [, there] = await latencies(a, stage, 20, subscribers);
    expect(quantile(there ?? [], 0.5)).toBeLessThan(100);
  });

  test.each([
    ['is not there', () => redis.kill(), () => redis.start()],
    ['hangs', () => redis.pause(), () => redis.resume()],
  ])('start while Redis %s, and use it once it is', async (_how, take, give) => {
    await take();
    const begun = performance.now();
    const late = await startApp({ databaseUrl, redisUrl: redis.url });
    expect(performance.now() - begun).toBeLessThan(5_000);
    const watching = watch('WebSocket', late.url, stage.bearer, { after: stage.beginning });
    try {
      await reviseDuring([a, late], stage, sleep(500));
      await expectWholeLog(stage, a, [...subscribers, watching]);
      await give();
      await until(async () => (await listeners()) === 3, 'three servers listen to Redis');
      const [there] = await latencies(a, stage, 20, [watching]);
      expect(quantile(there ?? [], 0.5)).toBeLessThan(100);
      await expectWholeLog(stage, a, [...subscribers, watching]);
    } finally {
      await watching.stop();
      await late.stop();
    }
  });
});

describeWithServices('three servers whose hints are lost, doubled, late, swapped and invented', ({ postgresUrl }) => {
  test('deliver everything', async () => {
    const random = createRandom('faulty buses');
    const databaseUrl = await createDatabase(postgresUrl);
    const buses = createFaultyBuses(random, 3);
    const servers = await Promise.all(buses.map((bus) => startApp({ databaseUrl, parts: { bus } })));
    const first = servers[0] as TestApp;
    try {
      const stage = await createStage(first, 3);
      const subscribers = servers.map(({ url }) => watch('WebSocket', url, stage.bearer, { after: stage.beginning }));
      await Promise.all(
        stage.lanes.map((lane, index) => write((servers[index] as TestApp).services, stage, lane, random, 100)),
      );
      await expectWholeLog(stage, first, subscribers);
      await Promise.all(subscribers.map((subscriber) => subscriber.stop()));
    } finally {
      await Promise.all(servers.map((server) => server.stop()));
      await dropDatabase(databaseUrl);
    }
  });
});

describe('one server with its database in the process', () => {
  test('delivers everything at once, over both transports', async () => {
    const app = await startApp();
    try {
      const stage = await createStage(app);
      const subscribers = [
        watch('WebSocket', app.url, stage.bearer, { after: stage.beginning }),
        watch('SSE', app.url, stage.bearer, { after: stage.beginning }),
      ];
      await reviseDuring([app], stage, sleep(1_000));
      const all = await latencies(app, stage, 20, subscribers);
      expect(quantile(all.flat(), 0.5)).toBeLessThan(100);
      await expectWholeLog(stage, app, subscribers);
      await Promise.all(subscribers.map((subscriber) => subscriber.stop()));
    } finally {
      await app.stop();
    }
  });
});
