import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../random.js';
import type { Cluster } from '../cluster.js';
import type { Fault } from './fault.js';

function anyServer({ urls }: Cluster, random: Random): number {
  return random.integer(0, urls.length - 1);
}

/** Faults of the servers. */
export const serverFaults: readonly Fault[] = [
  {
    // With all of its clients.
    name: 'server-killed',
    hits: 'servers',
    seconds: [2, 5],
    async run({ cluster }, random, lasts) {
      const server = anyServer(cluster, random);
      await cluster.end(server, 'SIGKILL');
      await sleep(lasts);
      await cluster.start(server);
    },
  },
  {
    // Again and again at random moments of a write load: some commit, and never tell anybody.
    name: 'server-killed-between-commit-and-hint',
    hits: 'servers',
    seconds: [8, 15],
    async run({ cluster, head }, random, lasts) {
      const end = performance.now() + lasts;
      while (performance.now() < end) {
        const server = anyServer(cluster, random);
        const before = head();
        for (let waited = 0; head() === before && waited < 1_000; waited += 5) await sleep(5);
        await sleep(random.integer(0, 100));
        await cluster.end(server, 'SIGKILL');
        await cluster.start(server);
      }
    },
  },
  {
    name: 'rolling-restart',
    hits: 'servers',
    seconds: [4, 8],
    async run({ cluster }, _random, lasts) {
      for (const server of cluster.urls.keys()) {
        await cluster.end(server, 'SIGTERM');
        await cluster.start(server);
        await sleep(lasts / cluster.urls.length);
      }
    },
  },
  {
    name: 'all-servers-killed',
    hits: 'servers',
    seconds: [1, 3],
    async run({ cluster }, _random, lasts) {
      const servers = [...cluster.urls.keys()];
      await Promise.all(servers.map((server) => cluster.end(server, 'SIGKILL')));
      await sleep(lasts);
      await Promise.all(servers.map((server) => cluster.start(server)));
    },
  },
];

/** Faults of Redis and of a server together. */
export const startFaults: readonly Fault[] = [
  {
    name: 'redis-absent-at-start',
    hits: 'servers',
    seconds: [3, 6],
    async run({ cluster }, random, lasts) {
      const server = anyServer(cluster, random);
      await cluster.redis.kill();
      await cluster.end(server, 'SIGTERM');
      await cluster.start(server);
      await sleep(lasts);
      await cluster.redis.start();
    },
  },
];
