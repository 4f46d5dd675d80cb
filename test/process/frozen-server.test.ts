import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { systemClock } from '../../src/clock.js';
import { openServerDatabase } from '../../src/database/server.js';
import { createLogger } from '../../src/logger.js';
import { openCatalogStore } from '../../src/process-model/store.js';
import { createStage, revise } from '../live/stage.js';
import type { Stage } from '../live/stage.js';
import { SECRET } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';
import { killAll, startProcess } from './server-process.js';

describeWithServices('a server that freezes in a transaction', ({ postgresUrl }) => {
  let databaseUrl: string;
  let stage: Stage;
  let outsider: pg.Client;

  beforeAll(async () => {
    databaseUrl = await createDatabase(postgresUrl);
    const database = await openServerDatabase(databaseUrl, 2, createLogger('silent'));
    const services = {
      database,
      clock: systemClock,
      committed: () => undefined,
      catalogStore: await openCatalogStore(database),
    };
    stage = await createStage({ services } as unknown as TestApp);
    await database.close();
    outsider = new pg.Client({ connectionString: databaseUrl });
    await outsider.connect();
  });
  afterAll(async () => {
    killAll();
    await outsider.end();
    await dropDatabase(databaseUrl);
  });

  /** The process of the one session that waits for the lock. */
  const waitingSession = async (): Promise<number | undefined> => {
    // Hazard: within a transaction, Postgres tells of the sessions that there were at the first look.
    await outsider.query('SELECT pg_stat_clear_snapshot()');
    const { rows } = await outsider.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE application_name = 'uplift' AND wait_event_type = 'Lock'`,
    );
    return rows.length === 1 ? rows[0]?.pid : undefined;
  };

  /** What a session does; undefined once it has ended. */
  const stateOf = async (pid: number | undefined): Promise<string | undefined> => {
    const { rows } = await outsider.query<{ state: string }>('SELECT state FROM pg_stat_activity WHERE pid = $1', [
      pid,
    ]);
    return rows[0]?.state;
  };

  test('holds up the others for no longer than Postgres lets it', { timeout: 90_000 }, async () => {
    const environment = { DATABASE_URL: databaseUrl, AUTH_SECRET: SECRET, DATABASE_IDLE_TIMEOUT: '2000' };
    const frozen = startProcess(environment);
    const frozenUrl = await frozen.url;
    const otherUrl = await startProcess(environment).url;
    const [{ improvement }] = stage.lanes as [Stage['lanes'][number]];
    await outsider.query('BEGIN');
    await outsider.query('SELECT 1 FROM "EventLog" WHERE "organizationId" = $1 FOR UPDATE', [stage.organization.id]);
    revise(frozenUrl, stage.bearer, { ...improvement }, 'frozen', 'frozen').catch(() => undefined);
    const pid = await vi.waitFor(
      async () => {
        const waiting = await waitingSession();
        expect(waiting).toBeDefined();
        return waiting;
      },
      { timeout: 10_000 },
    );
    process.kill(frozen.pid, 'SIGSTOP');
    // Now it has the lock, and nobody who would let it go.
    await outsider.query('ROLLBACK');
    await expect.poll(() => stateOf(pid), { timeout: 10_000 }).toBe('idle in transaction');

    const begun = performance.now();
    await revise(otherUrl, stage.bearer, improvement, 'goes on', 'goes on');
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(await stateOf(pid)).toBeUndefined();

    // What was not committed was not done, and the server works again when it wakes.
    process.kill(frozen.pid, 'SIGCONT');
    await sleep(500);
    await revise(frozenUrl, stage.bearer, improvement, 'woken', 'woken');
  });
});
