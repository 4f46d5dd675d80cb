import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/clock.js';
import type { Database } from '../../src/database/database.js';
import { openServerDatabase } from '../../src/database/server.js';
import { createLogger } from '../../src/logger.js';
import { openCatalogStore } from '../../src/process-model/store.js';
import { expectedOf, flawsOf, flawsOfLog, readWholeLog } from '../live/history.js';
import { createRandom } from '../live/random.js';
import { createStage, revise } from '../live/stage.js';
import type { Stage } from '../live/stage.js';
import { watch } from '../live/subscribers.js';
import { SECRET } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';
import { killAll, startProcess } from './server-process.js';
import type { ServerProcess } from './server-process.js';

/** Longer than any drain of a few connections takes, in milliseconds. */
const DRAIN_TIMEOUT = 30_000;

describeWithServices('two processes on one Postgres and one Redis', ({ postgresUrl, redisUrl }) => {
  const random = createRandom('processes');
  let databaseUrl: string;
  let database: Database;
  let stage: Stage;
  let a: ServerProcess;
  let b: ServerProcess;

  const start = (): ServerProcess =>
    startProcess({
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
      AUTH_SECRET: SECRET,
      DRAIN_TIMEOUT: String(DRAIN_TIMEOUT),
    });

  beforeAll(async () => {
    databaseUrl = await createDatabase(postgresUrl);
  });
  afterAll(async () => {
    killAll();
    await database.close();
    await dropDatabase(databaseUrl);
  });

  test('start at the same time on an empty database', { timeout: 60_000 }, async () => {
    [a, b] = [start(), start()];
    const urls = await Promise.all([a.url, b.url]);
    database = await openServerDatabase(databaseUrl, 2, createLogger('silent'));
    expect(await database.prisma.catalogImport.count(), 'the model was imported once').toBe(1);
    const services = {
      database,
      clock: systemClock,
      committed: () => undefined,
      catalogStore: await openCatalogStore(database),
    };
    stage = await createStage({ services } as unknown as TestApp);
    for (const url of urls) {
      const subscriber = watch('SSE', url, stage.bearer, { after: stage.beginning });
      await subscriber.reach(1);
      await subscriber.stop();
    }
  });

  test('are killed between writes, and the subscribers of the other lose nothing', { timeout: 90_000 }, async () => {
    const { improvement } = stage.lanes[0]!;
    const surviving = watch('WebSocket', await a.url, stage.bearer, { after: stage.beginning });
    const acknowledged = new Map<number, string>();
    const orphans = [];
    for (let kill = 0; kill < 2; kill += 1) {
      const [urlA, urlB] = [await a.url, await b.url];
      const orphan = watch('WebSocket', urlB, stage.bearer, { after: stage.beginning });
      await orphan.reach(1);
      orphans.push(orphan);
      const deadline = performance.now() + random.integer(300, 1_000);
      let dead: Promise<unknown> | undefined;
      for (let count = 0; !dead || count % 20 !== 0; count += 1) {
        const text = randomUUID();
        if (!dead && performance.now() > deadline) {
          // In the middle of the write that is sent next.
          dead = sleep(random.integer(0, 8)).then(() => b.end('SIGKILL'));
        }
        let position: number | undefined;
        for (const url of count % 2 ? [urlA] : [urlB, urlA]) {
          position ??= await revise(url, stage.bearer, improvement, text, text).catch(() => undefined);
        }
        acknowledged.set(position ?? Number.NaN, text);
      }
      await dead;
      b = start();
      await b.url;
    }
    const log = await readWholeLog(database, stage.organization.id);
    expect(flawsOfLog(log)).toEqual([]);
    expect(log.events.filter(({ type }) => type === 'ImprovementRevised').length).toBe(acknowledged.size);
    for (const [position, text] of acknowledged) expect(log.events[position - 1]?.note).toBe(text);
    await surviving.reach(log.events.length);
    expect(flawsOf(surviving.received, expectedOf(log))).toEqual([]);
    for (const orphan of orphans) {
      expect(orphan.ended, 'its server was killed').toBeDefined();
      expect(orphan.received.length).toBeLessThan(log.events.length);
      const resumed = watch('SSE', await b.url, stage.bearer, { after: orphan.cursor ?? stage.beginning });
      await resumed.reach(log.events.length);
      expect(flawsOf([...orphan.received, ...resumed.received], expectedOf(log))).toEqual([]);
      await resumed.stop();
    }
    await surviving.stop();
  });

  test('end one after the other at SIGTERM, and no subscriber loses anything', { timeout: 60_000 }, async () => {
    const { improvement } = stage.lanes[0]!;
    const subscribers = [
      watch('WebSocket', await a.url, stage.bearer, { after: stage.beginning }),
      watch('SSE', await a.url, stage.bearer, { after: stage.beginning }),
    ];
    await Promise.all(subscribers.map((subscriber) => subscriber.reach(1)));
    const url = await b.url;
    let working = true;
    const writing = (async () => {
      while (working) {
        await revise(url, stage.bearer, improvement, randomUUID());
        await sleep(10);
      }
    })();
    const begun = performance.now();
    expect(await a.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(performance.now() - begun).toBeLessThan(DRAIN_TIMEOUT / 2);
    working = false;
    await writing;
    const log = await readWholeLog(database, stage.organization.id);
    expect(subscribers[0]?.ended).toMatchObject({ code: 1012 });
    for (const { received, cursor, stop } of subscribers) {
      const resumed = watch('WebSocket', url, stage.bearer, { after: cursor ?? '' });
      await resumed.reach(log.events.length);
      expect(flawsOf([...received, ...resumed.received], expectedOf(log))).toEqual([]);
      await Promise.all([stop(), resumed.stop()]);
    }
    expect(await b.end('SIGTERM')).toEqual({ code: 0, signal: null });
    for (const { output } of [a, b]) expect(output).not.toMatch(/"level":(50|60)/);
  });
});

describe('the product with a wrong configuration', () => {
  afterAll(killAll);

  test.each([
    ['a database and no secret', { DATABASE_URL: 'postgresql://localhost/uplift' }, 'AUTH_SECRET: with DATABASE_URL'],
    ['a port that is none', { PORT: 'http' }, 'PORT: must be a whole number'],
    ['Redis and no database', { REDIS_URL: 'redis://localhost' }, 'REDIS_URL: '],
  ])('ends at once with %s, and says why', { timeout: 30_000 }, async (_name, environment, message) => {
    const server = startProcess(environment);
    expect(await server.ended).toEqual({ code: 1, signal: null });
    expect(server.output).toContain('The configuration has an error:\n');
    expect(server.output).toContain(message);
    expect(server.output, 'no stack').not.toContain(' at ');
  });
});
