import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

  /** How many sessions are in a state. */
  const sessions = async (condition: string): Promise<number> => {
    const { rowCount } = await outsider.query(
      `SELECT 1 FROM pg_stat_activity WHERE application_name = 'uplift' AND ${condition}`,
    );
    return rowCount ?? 0;
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
    await expect.poll(() => sessions(`wait_event_type = 'Lock'`), { timeout: 10_000 }).toBe(1);
    process.kill(frozen.pid, 'SIGSTOP');
    // Now it has the lock, and nobody who would let it go.
    await outsider.query('ROLLBACK');
    await expect.poll(() => sessions(`state = 'idle in transaction'`), { timeout: 10_000 }).toBe(1);

    const begun = performance.now();
    await revise(otherUrl, stage.bearer, improvement, 'goes on', 'goes on');
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(await sessions(`state = 'idle in transaction'`)).toBe(0);

    // What was not committed was not done, and the server works again when it wakes.
    process.kill(frozen.pid, 'SIGCONT');
    await sleep(500);
    await revise(frozenUrl, stage.bearer, improvement, 'woken', 'woken');
  });
});
