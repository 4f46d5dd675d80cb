import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import type { Delivery } from '../support/clients.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';
import { EVENTS, expectedOf, flawsOf, flawsOfLog, readWholeLog } from './history.js';
import { openProxy } from './proxy.js';
import { createRandom } from './random.js';
import { createStage, write } from './stage.js';
import type { Stage } from './stage.js';
import { until, watch } from './subscribers.js';
import type { Subscriber, transports } from './subscribers.js';

vi.setConfig({ testTimeout: 60_000 }); // On a busy machine.

const TRANSPORTS = ['WebSocket', 'SSE'] as const;

describeWithServices('subscribers that are cut and come back', ({ postgresUrl }) => {
  const random = createRandom('resume');
  let databaseUrl: string;
  let servers: readonly [TestApp, TestApp];

  beforeAll(async () => {
    databaseUrl = await createDatabase(postgresUrl);
    servers = [await startApp({ databaseUrl }), await startApp({ databaseUrl })];
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await dropDatabase(databaseUrl);
  });

  /** Writes at both servers until some work has ended. */
  const writeDuring = async (stage: Stage, work: Promise<unknown>): Promise<void> => {
    let working = true;
    const writers = stage.lanes.map(async (lane, index) => {
      while (working) {
        await write((servers[index % 2] as TestApp).services, stage, lane, random, 1);
        await sleep(random.integer(0, 15));
      }
    });
    await work.finally(() => {
      working = false;
    });
    await Promise.all(writers);
  };

  /** Subscribes and is cut at random moments, many times; the next time begins where the one before was cut. */
  const cutAgainAndAgain = async (stage: Stage, transport: keyof typeof transports, times: number) => {
    const received: Delivery[] = [];
    let after = stage.beginning;
    let parts = 0;
    for (let count = 0; count < times; count += 1) {
      const part = watch(transport, random.pick(servers).url, stage.bearer, { after });
      if (random.chance(0.5)) await sleep(random.integer(0, 60));
      else await part.reach(random.integer(1, 5)).catch(() => undefined);
      await part.stop();
      if (part.received.length > 0) parts += 1;
      received.push(...part.received);
      after = part.cursor ?? after;
    }
    return { received, after, parts };
  };

  test('get exactly the log, pieced together', async () => {
    const stage = await createStage(servers[0], 2);
    const work = Promise.all(
      TRANSPORTS.flatMap((transport) => [1, 2].map(() => cutAgainAndAgain(stage, transport, 25))),
    );
    await writeDuring(stage, work);
    const log = await readWholeLog(servers[0].services.database, stage.organization.id);
    expect(flawsOfLog(log)).toEqual([]);
    for (const { received, after, parts } of await work) {
      expect(parts).toBeGreaterThan(3);
      const rest = watch('WebSocket', servers[1].url, stage.bearer, { after });
      if (received.at(-1)?.extensions?.position !== log.events.length) await rest.reach(log.events.length);
      await rest.stop();
      expect(flawsOf([...received, ...rest.received], expectedOf(log))).toEqual([]);
    }
  });

  test('get exactly the log with the stock client, whose variables are kept up to date', async () => {
    const stage = await createStage(servers[0], 2);
    const proxy = await openProxy(servers[0].url);
    const received: Delivery[] = [];
    let connections = 0;
    let ended: unknown;
    const client = createClient({
      url: proxy.url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      connectionParams: { Authorization: stage.bearer },
      retryAttempts: 1_000,
      retryWait: () => sleep(random.integer(0, 30)),
      shouldRetry: () => true,
      on: { connected: () => void (connections += 1) },
    });
    const variables = { after: stage.beginning };
    client.subscribe(
      { query: EVENTS, variables },
      {
        next(delivery) {
          received.push(delivery as Delivery);
          variables.after = (delivery as Delivery).extensions?.cursor ?? variables.after;
        },
        error: (error) => (ended = error),
        complete: () => (ended ??= 'complete'),
      },
    );
    const cuts = async (): Promise<void> => {
      for (let count = 0; count < 25; count += 1) {
        await sleep(random.integer(0, 150));
        // The server, the network, or a server that goes away: the client comes back at the other one.
        proxy.lead(random.pick(servers).url);
        proxy.cut();
      }
    };
    await writeDuring(stage, cuts());
    const log = await readWholeLog(servers[0].services.database, stage.organization.id);
    await until(
      () => received.at(-1)?.extensions?.position === log.events.length,
      'the whole log',
      10_000,
      () => JSON.stringify({ at: received.at(-1)?.extensions, ended }),
    );
    await client.dispose();
    await proxy.close();
    expect(connections).toBeGreaterThan(5);
    expect(flawsOf(received, expectedOf(log))).toEqual([]);
  });

  test('get exactly the log with the stock client while its server is restarted', async () => {
    const stage = await createStage(servers[0], 2);
    let third = await startApp({ databaseUrl });
    const proxy = await openProxy(third.url);
    const received: Delivery[] = [];
    const closes: number[] = [];
    const variables = { after: stage.beginning };
    const client = createClient({
      url: proxy.url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      connectionParams: { Authorization: stage.bearer },
      retryAttempts: 1_000,
      retryWait: () => sleep(20),
      shouldRetry: () => true,
      on: { closed: (event) => void closes.push((event as { code: number }).code) },
    });
    client.subscribe(
      { query: EVENTS, variables },
      {
        next(delivery) {
          received.push(delivery as Delivery);
          variables.after = (delivery as Delivery).extensions?.cursor ?? variables.after;
        },
        error: (error) => closes.push(error as never),
        complete: () => undefined,
      },
    );
    const restarts = async (): Promise<void> => {
      for (let count = 0; count < 3; count += 1) {
        await sleep(200);
        const before = third;
        third = await startApp({ databaseUrl });
        proxy.lead(third.url);
        await before.stop();
      }
    };
    await writeDuring(stage, restarts());
    const log = await readWholeLog(servers[0].services.database, stage.organization.id);
    await until(() => received.at(-1)?.extensions?.position === log.events.length, 'the whole log');
    await client.dispose();
    await Promise.all([proxy.close(), third.stop()]);
    expect(closes.filter((code) => code === 1012).length).toBe(3);
    expect(flawsOf(received, expectedOf(log))).toEqual([]);
  });

  test('who join at any moment of a load get exactly the log: nothing is lost between replay and live', async () => {
    const stage = await createStage(servers[0], 3);
    const joined: Subscriber[] = [];
    const join = async (): Promise<void> => {
      for (let count = 0; count < 25; count += 1) {
        await sleep(random.integer(0, 60));
        const { url } = random.pick(servers);
        joined.push(watch(random.pick(TRANSPORTS), url, stage.bearer, { after: stage.beginning }));
      }
    };
    await writeDuring(stage, join());
    const log = await readWholeLog(servers[0].services.database, stage.organization.id);
    await Promise.all(joined.map((subscriber) => subscriber.reach(log.events.length, 15_000)));
    const expected = expectedOf(log);
    for (const { received } of joined) expect(flawsOf(received, expected)).toEqual([]);
    await Promise.all(joined.map((subscriber) => subscriber.stop()));
  });

  test('who bring no cursor get all from a moment on, and nothing from before', async () => {
    const stage = await createStage(servers[0], 1);
    const before = (await readWholeLog(servers[0].services.database, stage.organization.id)).events.length;
    const subscribers = servers.flatMap(({ url }) =>
      TRANSPORTS.map((transport) => watch(transport, url, stage.bearer)),
    );
    await writeDuring(stage, sleep(1_000));
    const log = await readWholeLog(servers[0].services.database, stage.organization.id);
    await Promise.all(subscribers.map((subscriber) => subscriber.reach(log.events.length)));
    for (const { received } of subscribers) {
      const first = received[0]?.extensions?.position ?? 0;
      expect(first).toBeGreaterThan(before);
      expect(
        flawsOf(
          received,
          expectedOf(log, ({ position }) => position >= first),
        ),
      ).toEqual([]);
    }
    await Promise.all(subscribers.map((subscriber) => subscriber.stop()));
  });
});
