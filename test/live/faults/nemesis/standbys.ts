import { setTimeout as sleep } from 'node:timers/promises';
import { makeSynchronous, promote, startStandby, stopReceiving } from '../../../support/services/failover.js';
import type { Arena, Fault } from './fault.js';

/** How long writers may take until they have written something, in milliseconds. */
const PATIENCE = 30_000;

/** Waits for a time, and then until something was written. */
async function letWritersWrite({ head }: Arena, lasts: number): Promise<void> {
  const before = head();
  await sleep(lasts);
  for (let waited = 0; head() <= before && waited < PATIENCE; waited += 50) await sleep(50);
}

/** Servers keep running all the time, and find another Postgres at the address of the one before. */
export const standbyFaults: readonly Fault[] = [
  {
    // The standby lags, and lacks what was written last.
    name: 'failover-async',
    hits: 'postgres',
    seconds: [1, 4],
    async run(arena, _random, lasts) {
      const { cluster } = arena;
      const { postgres: primary, databaseUrl: before } = cluster;
      const standby = await startStandby(primary);
      await stopReceiving(standby);
      await letWritersWrite(arena, lasts);
      await arena.followTo(async () => {
        await primary.kill();
        await promote(standby);
        cluster.takeOver(standby, true);
        // Nobody is led there any more: it tells what is lost.
        await primary.start();
        return { before, now: cluster.databaseUrl };
      });
      await primary.dispose();
    },
  },
  {
    // Each commit is on the standby before it is acknowledged.
    name: 'failover-sync',
    hits: 'postgres',
    seconds: [1, 4],
    async run(arena, _random, lasts) {
      const { cluster } = arena;
      const primary = cluster.postgres;
      const standby = await startStandby(primary);
      await makeSynchronous(primary);
      await letWritersWrite(arena, lasts);
      await arena.followTo(async () => {
        await primary.kill();
        await promote(standby);
        cluster.takeOver(standby, false);
        return { now: cluster.databaseUrl };
      });
      await primary.dispose();
    },
  },
  {
    // As a managed Postgres does it, which puts a copy of the disk in the place of the server.
    name: 'restore',
    hits: 'postgres',
    seconds: [1, 6],
    async run(arena, _random, lasts) {
      const { cluster } = arena;
      const { postgres: abandoned, databaseUrl: before } = cluster;
      const backup = await abandoned.copy('backup');
      await letWritersWrite(arena, lasts);
      await arena.followTo(async () => {
        await abandoned.stop('fast');
        await backup.start();
        cluster.takeOver(backup, true);
        await abandoned.start();
        return { before, now: cluster.databaseUrl };
      });
      await abandoned.dispose();
    },
  },
];
