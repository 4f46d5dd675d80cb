import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Fault } from './fault.js';

const restart = (name: string, mode: 'fast' | 'immediate' | 'killed'): Fault => ({
  name,
  hits: 'postgres',
  seconds: [1, 4],
  async run({ cluster: { postgres } }, _random, lasts) {
    await (mode === 'killed' ? postgres.kill() : postgres.stop(mode));
    await sleep(lasts);
    await postgres.start();
  },
});

/** Faults of Postgres. */
export const postgresFaults: readonly Fault[] = [
  restart('postgres-restarted-fast', 'fast'),
  restart('postgres-restarted-at-once', 'immediate'),
  restart('postgres-killed', 'killed'),
  {
    name: 'postgres-stalled',
    hits: 'postgres',
    seconds: [10, 10],
    async run({ cluster: { postgres } }, _random, lasts) {
      await postgres.pause();
      await sleep(lasts);
      await postgres.resume();
    },
  },
  {
    name: 'slow-transaction',
    hits: 'postgres',
    seconds: [5, 5],
    async run({ cluster: { databaseUrl, stage } }, _random, lasts) {
      const client = new pg.Client({ connectionString: databaseUrl });
      client.on('error', () => undefined);
      await client.connect();
      await client.query('begin');
      // Every writer of the organization stands in line behind it.
      await client.query('select from "EventLog" where "organizationId" = $1 for no key update', [
        stage.organization.id,
      ]);
      await sleep(lasts);
      await client.query('commit');
      await client.end();
    },
  },
];
