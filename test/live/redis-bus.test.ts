import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Bus, Hint, PublishedHint } from '../../src/live/bus.js';
import { createRedisBus } from '../../src/live/redis-bus.js';
import type { LoggedEvent } from '../../src/log/event.js';
import { createLogger } from '../../src/logger.js';
import { describeWithServices, startRedis } from '../support/services.js';
import type { PrivateRedis } from '../support/services.js';
import { openProxy } from './proxy.js';
import type { Proxy } from './proxy.js';
import { until } from './subscribers.js';

vi.setConfig({ testTimeout: 60_000 }); // On a busy machine.

/** How long a bus may take to notice that it is deaf and to hear again. */
const RECOVERY = 8_000;

const hint: PublishedHint = { topic: 'log', organizationId: 'o', position: 7 };

const keys = { epoch: 'e', hintKey: '0f'.repeat(32) };

/** A bus with what its listener was told: it has the keys of the logs that it follows. */
function listen(url: string, follows: readonly string[] = []) {
  const bus = createRedisBus(url, 'test', createLogger(process.env['TEST_LOG_LEVEL'] ?? 'silent'));
  const told = { hints: [] as Hint[], gaps: 0 };
  const started = bus.start({
    onHint: (hint) => void told.hints.push(hint),
    onGap: () => void (told.gaps += 1),
    keysOf: ({ organizationId }) => (follows.includes(organizationId) ? keys : undefined),
  });
  return { bus, told, started };
}

const healthy = (bus: Bus, timeout = RECOVERY) => until(() => bus.healthy, 'a healthy bus', timeout);
const unhealthy = (bus: Bus, timeout = RECOVERY) => until(() => !bus.healthy, 'an unhealthy bus', timeout);

describeWithServices('the bus over Redis', () => {
  let redis: PrivateRedis;
  let proxy: Proxy;
  let buses: Bus[];

  const open = (url = proxy.url, follows: readonly string[] = []) => {
    const opened = listen(url, follows);
    buses.push(opened.bus);
    return opened;
  };

  beforeAll(async () => {
    redis = await startRedis();
  });
  beforeEach(async () => {
    await redis.start();
    proxy = await openProxy(redis.url);
    buses = [];
  });
  afterEach(async () => {
    await Promise.all(buses.map((bus) => bus.stop()));
    await proxy.close();
  });
  afterAll(() => redis.dispose());

  test('carries hints of both kinds to every server, itself too, and passes over what is no hint', async () => {
    const [one, two] = [open(), open()];
    await Promise.all([one.started, two.started]);
    await Promise.all([healthy(one.bus), healthy(two.bus)]);
    for (const junk of ['', 'null', '[]', '{"topic":"log"}', '{"topic":"log","organizationId":1,"position":1}', '{'])
      await redis.cli('PUBLISH', 'test:hints', junk);
    one.bus.publish(hint);
    two.bus.publish({ topic: 'catalog' });
    await until(() => one.told.hints.length + two.told.hints.length === 4, 'two hints each');
    for (const { told } of [one, two]) {
      expect(told.hints).toContainEqual(hint);
      expect(told.hints).toContainEqual({ topic: 'catalog' });
    }
  });

  test('seals events on their way, and opens them for those who follow the log', async () => {
    const [one, two] = [open(), open(proxy.url, ['o'])];
    await Promise.all([one.started, two.started]);
    await Promise.all([healthy(one.bus), healthy(two.bus)]);
    const wire = new Redis(redis.url);
    const messages: string[] = [];
    wire.on('message', (_channel, message) => messages.push(message));
    await wire.subscribe('test:hints');
    const event = { organizationId: 'o', position: 7, note: 'a secret', occurredAt: new Date(0) } as LoggedEvent;
    const added = { ...keys, organizationId: 'o', position: 7, previousHash: 'a6', events: [event] };
    one.bus.publish({ topic: 'log', organizationId: 'o', position: 7, added });
    await until(() => one.told.hints.length + two.told.hints.length === 2, 'a hint each');
    await until(() => messages.some((message) => message.includes('"log"')), 'the message');
    wire.disconnect();
    expect(one.told.hints).toEqual([{ ...hint, added: undefined }]);
    expect(two.told.hints).toEqual([{ ...hint, added: { previousHash: 'a6', events: [event] } }]);
    expect(messages.join()).not.toMatch(/secret|hintKey|0f0f/);
  });

  test('never throws, says that it is unhealthy while Redis is away, and tells of the gap afterwards', async () => {
    const { bus, told, started } = open();
    await started;
    await healthy(bus);
    const gaps = told.gaps;
    await redis.kill();
    await unhealthy(bus, 1_000);
    expect(() => bus.publish(hint)).not.toThrow();
    await redis.start();
    await healthy(bus);
    expect(told.gaps).toBeGreaterThan(gaps);
    expect(told.hints, 'a hint from before is of no use').toEqual([]);
    bus.publish(hint);
    await until(() => told.hints.length === 1, 'the hint');
  });

  test.each([
    ['is not there', () => redis.kill(), () => redis.start()],
    ['hangs', () => redis.pause(), () => redis.resume()],
  ])('starts in time while Redis %s', async (_how, take, give) => {
    await take();
    try {
      const { bus, started } = open();
      await Promise.race([started, sleep(3_000).then(() => Promise.reject(new Error('not started in time')))]);
      expect(bus.healthy).toBe(false);
      bus.publish(hint);
      await give();
      await healthy(bus);
    } finally {
      await give();
    }
  });

  test.each([
    ['hears nothing', 'down'],
    ['is not heard', 'up'],
  ] as const)(
    'connects anew when it %s on connections that seem to be fine',
    { timeout: 30_000 },
    async (_how, way) => {
      const { bus, told, started } = open();
      await started;
      await healthy(bus);
      proxy.mute(way);
      await unhealthy(bus);
      const gaps = told.gaps;
      await healthy(bus);
      for (let seconds = 0; seconds < 3.5; seconds += 0.1) {
        await sleep(100);
        expect(bus.healthy, `healthy after ${seconds} s`).toBe(true);
      }
      expect(told.gaps).toBeGreaterThan(gaps);
      bus.publish(hint);
      await until(() => told.hints.length > 0, 'the hint');
    },
  );

  test.each([
    ['connected', async () => undefined],
    ['without Redis', () => redis.kill()],
    ['while Redis hangs', () => redis.pause()],
  ])(
    'leaves no socket, no timer and no probe behind when it is stopped %s',
    { timeout: 30_000 },
    async (_how, take) => {
      const { bus, told, started } = open();
      await started;
      await healthy(bus);
      await take();
      await sleep(200);
      await Promise.all([bus.stop(), bus.stop()]);
      expect(() => bus.publish(hint)).not.toThrow();
      await redis.resume().catch(() => undefined);
      await redis.start();
      await until(() => proxy.open === 0, 'all sockets closed');
      const { total } = proxy;
      const heard: string[] = [];
      const ear = new Redis(redis.url);
      try {
        ear.on('message', (_channel, message) => heard.push(message));
        await ear.subscribe('test:hints');
        await sleep(1_500);
      } finally {
        ear.disconnect();
      }
      expect({ connections: proxy.total, heard, hints: told.hints }).toEqual({
        connections: total,
        heard: [],
        hints: [],
      });
      expect(bus.healthy).toBe(false);
    },
  );
});
