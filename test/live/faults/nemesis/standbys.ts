import { setTimeout as sleep } from 'node:timers/promises';
import { makeSynchronous, promote, startStandby, stopReceiving } from '../../../support/services/failover.js';
import type { PrivatePostgres } from '../../../support/services/postgres.js';
import type { Arena, Fault } from './fault.js';

/** How long writers may take until they have written something, in milliseconds. */
const PATIENCE = 30_000;

/** Waits for a time, and then until something was written. */
async function letWritersWrite({ head }: Arena, lasts: number): Promise<void> {
  const before = head();
  await sleep(lasts);
  for (let waited = 0; head() <= before && waited < PATIENCE; waited += 50) await sleep(50);
}

/**
 * Ends the primary and puts another Postgres in its place. Where that lacks commits, the one before is started again: no server
 * is led there any more, and it tells what is lost.
 */
async function replacePrimary(
  arena: Arena,
  next: PrivatePostgres,
  losesCommits: boolean,
  change: (primary: PrivatePostgres) => Promise<void>,
): Promise<void> {
  const { cluster } = arena;
  const { postgres: primary, databaseUrl: before } = cluster;
  await arena.followTo(async () => {
    await change(primary);
    cluster.takeOver(next, losesCommits);
    const now = cluster.databaseUrl;
    if (!losesCommits) return { now };
    await primary.start();
    return { before, now };
  });
  await primary.dispose();
}

/** Servers keep running all the time, and find another Postgres at the address of the one before. */
export const standbyFaults: readonly Fault[] = [
  {
    // The standby lags, and lacks what was written last.
    name: 'failover-async',
    hits: 'postgres',
    seconds: [1, 4],
    async run(arena, _random, lasts) {
      const standby = await startStandby(arena.cluster.postgres);
      await stopReceiving(standby);
      await letWritersWrite(arena, lasts);
      await replacePrimary(arena, standby, true, async (primary) => {
        await primary.kill();
        await promote(standby);
      });
    },
  },
  {
    // Each commit is on the standby before it is acknowledged.
    name: 'failover-sync',
    hits: 'postgres',
    seconds: [1, 4],
    async run(arena, _random, lasts) {
      const standby = await startStandby(arena.cluster.postgres);
      await makeSynchronous(arena.cluster.postgres);
      await letWritersWrite(arena, lasts);
      await replacePrimary(arena, standby, false, async (primary) => {
        await primary.kill();
        await promote(standby);
      });
    },
  },
  {
    // As a managed Postgres does it, which puts a copy of the disk in the place of the server.
    name: 'restore',
    hits: 'postgres',
    seconds: [1, 6],
    async run(arena, _random, lasts) {
      const backup = await arena.cluster.postgres.copy('backup');
      await letWritersWrite(arena, lasts);
      await replacePrimary(arena, backup, true, async (primary) => {
        await primary.stop('fast');
        await backup.start();
      });
    },
  },
];
