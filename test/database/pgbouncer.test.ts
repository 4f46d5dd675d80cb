import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { migrateServer } from '../../src/database/server.js';
import { run } from '../cli/run.js';
import { createStage, revise } from '../live/stage.js';
import { watch } from '../live/subscribers.js';
import { SECRET, startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { createDatabase, describeWithServices, dropDatabase, startPgBouncer } from '../support/services.js';
import type { PrivatePgBouncer } from '../support/services.js';
import '../support/services/provided.js';

const pgbouncer = inject('pgbouncerPath');

describe.skipIf(pgbouncer === null)('through PgBouncer in transaction mode', () =>
  describeWithServices('on a server', ({ postgresUrl }) => {
    let pooler: PrivatePgBouncer;
    let direct: string;
    let pooled: string;
    let admin: pg.Client;
    const apps: TestApp[] = [];

    beforeAll(async () => {
      direct = await createDatabase(postgresUrl);
      admin = new pg.Client({ connectionString: direct });
      await admin.connect();
      pooler = await startPgBouncer(pgbouncer ?? '', direct);
      pooled = pooler.url;
    }, 300_000);
    afterAll(async () => {
      for (const app of apps) await app.stop();
      await pooler.dispose();
      await admin.end();
      await dropDatabase(direct);
    });

    it('servers that start together migrate in turns, and leave no lock behind', async () => {
      await Promise.all([1, 2, 3].map(() => migrateServer(pooled)));
      const { rows } = await admin.query(`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 72707369`);
      expect(rows).toEqual([]);
      expect((await migrateServer(direct)).applied).toEqual([]);
    }, 120_000);

    it('servers write and deliver, and the check finds the settings', async () => {
      const timeouts = { lock: 5_000, statement: 15_000, idleInTransaction: 10_000 };
      for (let count = 0; count < 2; count += 1) apps.push(await startApp({ databaseUrl: pooled, timeouts }));
      const [a, b] = apps as [TestApp, TestApp];
      const stage = await createStage(a, 4);
      const subscriber = watch('WebSocket', b.url, stage.bearer, { after: stage.beginning });
      const writing = stage.lanes.map(async ({ improvement }, lane) => {
        for (let count = 0; count < 5; count += 1) {
          const text = `revision ${count} of lane ${lane}`;
          await revise(apps[count % 2]?.url ?? '', stage.bearer, improvement, text, text);
        }
      });
      await Promise.all(writing);
      const { rows } = await admin.query<{ last: number }>('SELECT max("position") AS last FROM "Event"');
      await subscriber.reach(rows[0]?.last ?? 0);
      await subscriber.stop();
      const { stdout } = await run(['check'], { DATABASE_URL: pooled, AUTH_SECRET: SECRET });
      expect(stdout).not.toContain('WRONG');
    }, 120_000);
  }),
);
