import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Database } from '../../src/database/database.js';
import { DEFAULT_PREFIX, namespaceOf } from '../../src/database/installation.js';
import { openServerDatabase } from '../../src/database/server.js';
import { openBus } from '../../src/live/open-bus.js';
import { createLogger } from '../../src/logger.js';
import { openRedisBudgets } from '../../src/server/limits/redis-budgets.js';
import { run } from '../cli/run.js';
import { channelOf, SECRET, startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { subscribeWs } from '../support/clients.js';
import { createDatabase, describeWithServices, dropDatabase, startRedis } from '../support/services.js';
import type { PrivateRedis } from '../support/services.js';
import { EVENTS, expectedOf, flawsOf, readWholeLog } from './history.js';
import { createStage, revise } from './stage.js';
import type { Stage } from './stage.js';
import { note, until } from './subscribers.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // On a busy machine.

const nameOf = (url: string): string => new URL(url).pathname.slice(1);

describeWithServices('a database and its copy', ({ postgresUrl }) => {
  let redis: PrivateRedis;
  const urls: string[] = [];
  const create = async (template?: string): Promise<string> => {
    const url = await createDatabase(postgresUrl, undefined, template);
    urls.push(url);
    return url;
  };
  const open = (url: string): Promise<Database> => openServerDatabase(url, 2, createLogger('silent'));
  /** The id of the installation, as one more server of the database learns it. */
  const identify = async (url: string): Promise<string> => {
    const database = await open(url);
    return database.installation().finally(() => void database.close());
  };
  const check = async (url: string): Promise<string> => {
    const { stdout } = await run(['check'], { DATABASE_URL: url, REDIS_URL: redis.url, AUTH_SECRET: SECRET });
    return stdout.split('\n').find((line) => line.includes('  installation: ')) ?? '';
  };

  let original: string;
  let copy: string;
  let stage: Stage;
  beforeAll(async () => {
    redis = await startRedis();
    original = await create();
    const app = await startApp({ databaseUrl: original, redisUrl: redis.url });
    stage = await createStage(app);
    await app.stop();
    copy = await create(nameOf(original));
  });
  afterAll(async () => {
    await Promise.all(urls.map((url) => dropDatabase(url)));
    await redis.dispose();
  });

  test('have an id each, which all servers of a database share and keep', async () => {
    const id = await identify(original);
    expect(await check(original)).toBe(`ok     installation: ${id}`);
    expect(await check(copy)).toMatch(/^ok     installation: copied from another database; the next server/);
    const ids = await Promise.all(Array.from({ length: 5 }, () => identify(copy)));
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).not.toBe(id);
    expect(await check(copy)).toBe(`ok     installation: ${ids[0]}`);
    expect(await identify(original)).toBe(id);
    expect(await identify(copy)).toBe(ids[0]);
  });

  test('agree on the id from the first start', async () => {
    const empty = await create();
    await (await open(empty)).close();
    expect(await check(empty)).toMatch(/installation: the first server that starts makes an id of its own$/);
    expect(new Set(await Promise.all(Array.from({ length: 5 }, () => identify(empty)))).size).toBe(1);
  });

  test('are distinguished by a role that may not read the identifier of the cluster', async () => {
    const url = await create();
    const id = await identify(url);
    const role = `reader_${randomUUID().replaceAll('-', '')}`;
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC');
    await client.query(`CREATE ROLE ${role}`);
    await client.query(`GRANT ALL ON ALL TABLES IN SCHEMA public TO ${role}`);
    const asRole = (which: string) => `${which}?options=${encodeURIComponent(`-c role=${role}`)}`;
    try {
      expect(await identify(asRole(url))).toBe(id);
      expect(await identify(url)).toBe(id);
      await client.end();
      const another = await create(nameOf(url));
      const other = await identify(asRole(another));
      expect(other).not.toBe(id);
      expect(await identify(another)).toBe(other);
      await dropDatabase(another);
    } finally {
      await dropDatabase(url);
      const admin = new pg.Client({ connectionString: postgresUrl });
      await admin.connect();
      await admin.query(`DROP ROLE ${role}`);
      await admin.end();
    }
  });

  test('on one Redis, with the same secret and epoch: a change in one reaches no subscriber of the other', async () => {
    const redisUrl = redis.url;
    const [ours, theirs] = [
      await startApp({ databaseUrl: original, redisUrl }),
      await startApp({ databaseUrl: copy, redisUrl }),
    ];
    const lane = stage.lanes[0]!;
    const twin = { ...lane.improvement };
    const watch = (app: TestApp) => note(subscribeWs(app.url, EVENTS, { after: stage.beginning }, stage.bearer));
    const subscribers = [watch(ours), watch(theirs)] as const;
    const channels = await Promise.all([ours, theirs].map((app) => channelOf(app)));
    try {
      await until(
        async () => ((await redis.cli('PUBSUB', 'CHANNELS', 'uplift:*')) as string[]).length === 2,
        'both servers listen',
      );
      expect(((await redis.cli('PUBSUB', 'CHANNELS', 'uplift:*')) as string[]).sort()).toEqual(channels.sort());
      const { position } = await theirs.services.database.prisma.eventLog.findFirstOrThrow();
      await Promise.all(subscribers.map((subscriber) => subscriber.reach(position)));
      for (let count = 0; count < 5; count += 1) await revise(theirs.url, stage.bearer, twin, `copy ${count}`);
      await sleep(300); // In which their hints would have come.
      for (let count = 0; count < 3; count += 1)
        await revise(ours.url, stage.bearer, lane.improvement, `original ${count}`);
      for (const [app, subscriber] of [
        [ours, subscribers[0]],
        [theirs, subscribers[1]],
      ] as const) {
        const log = await readWholeLog(app.services.database, stage.organization.id);
        await subscriber.reach(log.events.length);
        expect(flawsOf(subscriber.received, expectedOf(log))).toEqual([]);
      }
    } finally {
      await Promise.all(subscribers.map((subscriber) => subscriber.stop()));
      await Promise.all([ours.stop(), theirs.stop()]);
    }
  });

  test('count budgets each for itself', async () => {
    const databases = await Promise.all([open(original), open(original), open(copy)]);
    const sharings = await Promise.all(
      databases.map(async (database) =>
        openRedisBudgets(redis.url, await namespaceOf(DEFAULT_PREFIX, database), createLogger('silent')),
      ),
    );
    const account = randomUUID();
    const take = (which: number, operations: number) => sharings[which]!.add(account, 1, { operations, cost: 0 });
    for (const which of sharings.keys()) {
      const connected = () =>
        take(which, 0).then(
          () => true,
          () => false,
        );
      await expect.poll(connected, { timeout: 20_000 }).toBe(true);
    }
    expect(await take(0, 2)).toEqual({ operations: 2, cost: 0 });
    expect(await take(1, 1)).toEqual({ operations: 3, cost: 0 });
    expect(await take(2, 1)).toEqual({ operations: 1, cost: 0 });
    for (const sharing of sharings) sharing.close();
    await Promise.all(databases.map((database) => database.close()));
  });

  test('need no more of Redis than the guide says', async () => {
    const guide = await readFile('docs/operating.md', 'utf8');
    const [, rules = ''] = /`(~uplift:\* [^`]+)`/.exec(guide) ?? [];
    await redis.cli('ACL', 'SETUSER', 'uplift', 'on', '>secret', 'resetchannels', ...rules.split(/\s+/));
    const redisUrl = redis.url.replace('redis://', 'redis://uplift:secret@');
    const database = await open(original);
    const bus = await openBus({ redisUrl, redisPrefix: DEFAULT_PREFIX }, database, createLogger('silent'));
    await bus.start({ onHint: () => undefined, onGap: () => undefined });
    await until(() => bus.healthy, 'a healthy bus');
    await bus.stop();
    const sharing = openRedisBudgets(redisUrl, await namespaceOf(DEFAULT_PREFIX, database), createLogger('silent'));
    await expect
      .poll(() => sharing.add('somebody', 1, { operations: 1, cost: 2 }).catch(String), { timeout: 20_000 })
      .toEqual({ operations: 1, cost: 2 });
    sharing.close();
    await database.close();
  });

  test('have the names in Redis that are configured', async () => {
    const app = await startApp({ databaseUrl: original, redisUrl: redis.url, redisPrefix: 'acme' });
    const id = await identify(original);
    await until(
      async () => ((await redis.cli('PUBSUB', 'CHANNELS', 'acme:*')) as string[])[0] === `acme:${id}:hints`,
      'the server listens',
    );
    await app.stop();
  });
});
