import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Hint, PublishedHint } from '../../src/live/bus.js';
import { createRedisBus } from '../../src/live/redis-bus.js';
import { createLogger } from '../../src/logger.js';
import { channelOf, startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { createDatabase, describeWithServices, dropDatabase, findExecutable, findRedis } from '../support/services.js';
import { startRedisCluster, startRedisSentinel } from '../support/services.js';
import type { PrivateCluster, PrivateSentinel } from '../support/services.js';
import { EVENTS, expectedOf, flawsOf, readWholeLog } from './history.js';
import { createRandom } from './random.js';
import { createStage, write } from './stage.js';
import { note, until } from './subscribers.js';
import { subscribeWs } from '../support/clients.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 }); // On a busy machine.

const CHANNEL = 'test:hints';

/** How long a group of servers may take to find a new master, and we to find it. */
const RECOVERY = 40_000;

const hint: PublishedHint = { topic: 'log', organizationId: 'o', position: 7 };

/** A bus that has started, with what its listener was told. */
async function listen(url: string) {
  const bus = createRedisBus(url, 'test', createLogger(process.env['TEST_LOG_LEVEL'] ?? 'silent'));
  const told = { hints: [] as Hint[], gaps: 0 };
  await bus.start({ onHint: (hint) => void told.hints.push(hint), onGap: () => void (told.gaps += 1) });
  await until(() => bus.healthy, 'a healthy bus', RECOVERY);
  return { bus, told };
}

type Listening = Awaited<ReturnType<typeof listen>>;

/** That a bus notices a fault by itself, is healthy again after it, and has told of the gap. */
async function survives({ bus, told }: Listening, fault: () => Promise<void>, cure?: () => Promise<void>) {
  const before = told.gaps;
  await fault();
  await until(() => !bus.healthy, 'an unhealthy bus', RECOVERY);
  expect(() => bus.publish(hint)).not.toThrow();
  await cure?.();
  await until(() => bus.healthy, 'a healthy bus', RECOVERY);
  expect(told.gaps).toBeGreaterThan(before);
  told.hints.length = 0;
  // Healthy to stay: nothing that was set off by the fault is still to come.
  await until(
    async () => {
      bus.publish(hint);
      await sleep(100);
      return told.hints.length > 0;
    },
    'a hint',
    RECOVERY,
  );
}

describeWithServices('the bus over servers that stand in for each other', ({ postgresUrl }) => {
  const binaries = findRedis(findExecutable);
  if (!binaries) {
    test.skip('needs the binaries of Redis');
    return;
  }

  /** Two servers that deliver what is written during a fault: exactly the log. */
  const losesNothing = async (redisUrl: string, fault: (channel: string) => Promise<void>) => {
    const random = createRandom('redis-groups');
    const databaseUrl = await createDatabase(postgresUrl);
    const servers: TestApp[] = [await startApp({ databaseUrl, redisUrl }), await startApp({ databaseUrl, redisUrl })];
    try {
      const [one, two] = servers as [TestApp, TestApp];
      const stage = await createStage(one);
      const lane = stage.lanes[0]!;
      const subscriber = note(subscribeWs(two.url, EVENTS, { after: stage.beginning }, stage.bearer));
      let working = true;
      const writing = (async () => {
        while (working) await write(one.services, stage, lane, random, 1);
      })();
      await fault(await channelOf(one));
      await sleep(1_000);
      working = false;
      await writing;
      const log = await readWholeLog(one.services.database, stage.organization.id);
      await subscriber.reach(log.events.length);
      await subscriber.stop();
      expect(flawsOf(subscriber.received, expectedOf(log))).toEqual([]);
    } finally {
      await Promise.all(servers.map((server) => server.stop()));
      await dropDatabase(databaseUrl);
    }
  };

  describe('a cluster', () => {
    let cluster: PrivateCluster;
    beforeAll(async () => {
      cluster = await startRedisCluster(binaries);
    });
    beforeEach(() => Promise.all(cluster.nodes.map((node) => node.start())));
    afterAll(() => cluster.dispose());

    test('carries hints between servers, by the master of the channel and no other', async () => {
      const [one, two] = [await listen(cluster.url), await listen(cluster.url)];
      one.bus.publish(hint);
      two.bus.publish({ topic: 'catalog' });
      await until(() => one.told.hints.length === 2 && two.told.hints.length === 2, 'two hints each');
      const master = await cluster.masterOf(CHANNEL);
      for (const node of cluster.nodes) {
        const [, subscribers] = (await node.cli('PUBSUB', 'SHARDNUMSUB', CHANNEL)) as [string, number];
        expect(subscribers).toBe(node === master ? 2 : 0);
        expect(await node.cli('PUBSUB', 'CHANNELS')).toEqual([]);
      }
      await Promise.all([one.bus.stop(), two.bus.stop()]);
      await until(async () => {
        const [, subscribers] = (await master.cli('PUBSUB', 'SHARDNUMSUB', CHANNEL)) as [string, number];
        return subscribers === 0;
      }, 'nobody');
    });

    test.each([
      ['is killed and its replica takes over', 'kill'],
      ['hangs and its replica takes over', 'pause'],
    ] as const)('heals when the master of the channel %s', async (_what, fault) => {
      const listening = await listen(cluster.url);
      const master = await cluster.masterOf(CHANNEL);
      await survives(listening, () => master[fault]());
      await (fault === 'kill' ? master.start() : master.resume());
      expect(await cluster.masterOf(CHANNEL)).not.toBe(master);
      await listening.bus.stop();
    });

    test('heals when the channel moves to another master', async () => {
      const listening = await listen(cluster.url);
      const master = await cluster.masterOf(CHANNEL);
      const slot = String(await master.cli('CLUSTER', 'KEYSLOT', CHANNEL));
      const masters = await Promise.all(
        cluster.nodes.map(async (node) =>
          String(await node.cli('INFO', 'replication')).includes('role:master') ? node : [],
        ),
      );
      const target = masters.flat().find((node) => node !== master)!;
      const id = String(await target.cli('CLUSTER', 'MYID'));
      const before = listening.told.gaps;
      await target.cli('CLUSTER', 'SETSLOT', slot, 'NODE', id);
      await master.cli('CLUSTER', 'SETSLOT', slot, 'NODE', id);
      await until(() => listening.told.gaps > before, 'a gap', RECOVERY);
      await until(() => listening.bus.healthy, 'a healthy bus', RECOVERY);
      await until(
        async () => {
          const [, subscribers] = (await target.cli('PUBSUB', 'SHARDNUMSUB', CHANNEL)) as [string, number];
          return subscribers === 1;
        },
        'a subscriber of the new master',
        RECOVERY,
      );
      await listening.bus.stop();
    });

    test('heals when all of it was away', async () => {
      const listening = await listen(cluster.url);
      const all = (what: 'kill' | 'start') => async () =>
        void (await Promise.all(cluster.nodes.map((node) => node[what]())));
      await survives(listening, all('kill'), all('start'));
      await listening.bus.stop();
    });

    test('loses nothing of what is written while its master is killed', async () => {
      await losesNothing(cluster.url, async (channel) => (await cluster.masterOf(channel)).kill());
    });
  });

  describe('sentinels', () => {
    let sentinel: PrivateSentinel;
    beforeAll(async () => {
      sentinel = await startRedisSentinel(binaries, 'secret');
    });
    afterAll(() => sentinel.dispose());

    test('lead to the master, and to the next one when it is killed; nothing is lost meanwhile', async () => {
      const [one, two] = [await listen(sentinel.url), await listen(sentinel.url)];
      one.bus.publish(hint);
      await until(() => two.told.hints.length === 1, 'the hint');
      const [master] = sentinel.servers;
      await losesNothing(sentinel.url, () => survives(one, () => master.kill()));
      await until(() => two.bus.healthy, 'a healthy bus', RECOVERY);
      await Promise.all([one.bus.stop(), two.bus.stop()]);
    });
  });
});
