import { setTimeout as sleep } from 'node:timers/promises';
import type { Tampering } from '../hint-proxy.js';
import type { Fault } from './fault.js';

const tampering = (name: string, how: Tampering): Fault => ({
  name,
  hits: 'redis',
  seconds: [5, 10],
  async run({ cluster }, _random, lasts) {
    cluster.hints.tamper(how);
    await sleep(lasts);
    cluster.hints.tamper({});
  },
});

/** Faults of Redis, and of the way to it. */
export const redisFaults: readonly Fault[] = [
  {
    name: 'redis-killed',
    hits: 'redis',
    seconds: [3, 8],
    async run({ cluster: { redis } }, _random, lasts) {
      await redis.kill();
      await sleep(lasts);
      await redis.start();
    },
  },
  {
    name: 'redis-hangs',
    hits: 'redis',
    seconds: [3, 8],
    async run({ cluster: { redis } }, _random, lasts) {
      await redis.pause();
      await sleep(lasts);
      await redis.resume();
    },
  },
  {
    name: 'redis-subscriptions-killed',
    hits: 'redis',
    seconds: [5, 10],
    async run({ cluster: { redis } }, _random, lasts) {
      const end = performance.now() + lasts;
      while (performance.now() < end) {
        await redis.cli('CLIENT', 'KILL', 'TYPE', 'pubsub').catch(() => undefined); // It may be away, too.
        await sleep(200);
      }
    },
  },
  tampering('hints-dropped', { dropped: 1 }),
  tampering('hints-doubled', { doubled: 1 }),
  tampering('hints-delayed-and-swapped', { delay: 500 }),
  tampering('hints-invented', { invented: 0.5 }),
  tampering('hints-forged', { forged: 1 }),
  tampering('hints-mixed-up', { dropped: 0.3, doubled: 0.3, invented: 0.1, forged: 0.2, delay: 300 }),
];
