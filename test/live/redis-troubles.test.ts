import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createRedisBus } from '../../src/live/redis-bus.js';
import { describeRefusal } from '../../src/live/redis-refusal.js';
import { openRedisBudgets } from '../../src/server/limits/redis-budgets.js';
import { describeWithServices, startRedis } from '../support/services.js';
import type { PrivateRedis, RedisOptions } from '../support/services.js';
import { until } from './subscribers.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // On a busy machine.

/** As long as a bus takes to give up on its connection, twice. */
const LONG = 6_500;

/** Starts a bus, and collects what is logged. */
async function startBus(url: string) {
  const lines: string[] = [];
  const logger = pino(
    { level: 'info' },
    { write: (line) => void lines.push((JSON.parse(line) as { msg: string }).msg) },
  );
  const bus = createRedisBus(url, 'test', logger);
  await bus.start({ onHint: () => undefined, onGap: () => undefined });
  return { bus, lines, logger };
}

describeWithServices('a Redis that refuses what servers need', () => {
  const opened: PrivateRedis[] = [];
  const open = async (settings?: RedisOptions['settings']): Promise<PrivateRedis> => {
    const redis = await startRedis(settings ? { settings } : {});
    opened.push(redis);
    return redis;
  };
  let redis: PrivateRedis;
  beforeAll(async () => {
    redis = await open();
  });
  afterAll(() => Promise.all(opened.map((each) => each.dispose())));

  /** What a bus says while Redis refuses, and once it does not. */
  const saidOf = async (url: string, mend?: () => Promise<unknown>): Promise<readonly string[]> => {
    const { bus, lines } = await startBus(url);
    await sleep(LONG);
    expect(bus.healthy).toBe(false);
    await mend?.();
    if (mend) await until(() => bus.healthy, 'a healthy bus', 15_000);
    await bus.stop();
    return lines;
  };
  const userWithout = async (right: string): Promise<string> => {
    const name = `without-${right}`;
    await redis.cli('ACL', 'SETUSER', name, 'on', '>secret', '~*', '&*', '+@all', `-${right}`);
    return redis.url.replace('redis://', `redis://${name}:secret@`);
  };

  test.concurrent.each(['publish', 'subscribe'])(
    'by the right to %s says so once, in words, and that it is back',
    async (right) => {
      const url = await userWithout(right);
      const mend = () => redis.cli('ACL', 'SETUSER', `without-${right}`, `+${right}`);
      expect(await saidOf(url, mend)).toEqual([
        `Redis cannot be used: its user has no right to ${right.toUpperCase()} here (ACL); polling for changes`,
        'Redis is back',
      ]);
    },
  );

  test.concurrent('by another password says so once, and nothing of the password', async () => {
    const url = (await userWithout('keys')).replace('secret', 'mistaken');
    expect(await saidOf(url)).toEqual([
      'Redis cannot be used: it rejects the user or the password; polling for changes',
    ]);
  });

  test.concurrent.each(['PUBLISH', 'SUBSCRIBE'])(
    'by a name that %s does not have there says so once',
    async (command) => {
      const renamed = await open({ 'rename-command': [command, ''] });
      expect(await saidOf(renamed.url)).toEqual([
        `Redis cannot be used: it does not know ${command}, which may be renamed there; polling for changes`,
      ]);
    },
  );

  test.each<[what: string, refuse: string[], mend: string[], words: string]>([
    [
      'memory',
      ['CONFIG', 'SET', 'maxmemory', '1'],
      ['CONFIG', 'SET', 'maxmemory', '0'],
      'its memory is full (maxmemory)',
    ],
    [
      'being a replica',
      ['REPLICAOF', '127.0.0.1', '1'],
      ['REPLICAOF', 'NO', 'ONE'],
      'it is a replica, which takes no writes',
    ],
  ])(
    'by %s carries hints, and says once that servers count budgets by themselves',
    async (_what, refuse, mend, words) => {
      const full = await open();
      const { bus, lines, logger } = await startBus(full.url);
      const sharing = openRedisBudgets(full.url, 'test', logger);
      const add = () => sharing.add('somebody', 1, { operations: 1, cost: 1 });
      const isShared = () =>
        add().then(
          () => true,
          () => false,
        );
      const untilShared = () => expect.poll(isShared, { timeout: 20_000 }).toBe(true);
      await untilShared();
      const [command = '', ...args] = refuse;
      await full.cli(command, ...args);
      for (let count = 0; count < 5; count += 1) await expect(add()).rejects.toThrow();
      await until(() => bus.healthy, 'a healthy bus', 15_000);
      await full.cli(mend[0] ?? '', ...mend.slice(1));
      await untilShared();
      expect(lines).toEqual([
        `Redis cannot share budgets: ${words}; each server counts by itself`,
        'Redis shares budgets again',
      ]);
      sharing.close();
      await bus.stop();
    },
  );
});

describe('what Redis refuses, in words', () => {
  test.each([
    ['NOAUTH Authentication required.', 'it wants a password'],
    ['MISCONF Redis is configured to save RDB snapshots', 'it cannot save to its disk, and takes no writes'],
    ['LOADING Redis is loading the dataset in memory', 'it is loading its data'],
    ['CLUSTERDOWN The cluster is down', 'its cluster is down'],
    ['MASTERDOWN Link with MASTER is down', 'it is a replica that has lost its primary'],
    ['ERR max number of clients reached', 'it has no connections left (maxclients)'],
    [
      "Ready check failed: ERR unknown command 'info', with args beginning with: ",
      'it does not know INFO, which may be renamed there',
    ],
    ['connect ECONNREFUSED 127.0.0.1:6379', undefined],
    ["Stream isn't writeable and enableOfflineQueue options is false", undefined],
  ])('of "%s"', (message, words) => expect(describeRefusal(new Error(message))).toBe(words));
});
