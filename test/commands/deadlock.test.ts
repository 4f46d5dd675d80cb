import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestOrganization, startApp } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';
import { act } from './act.js';
import { putDeployment } from './fixtures.js';

describeWithServices('a command that Postgres ends in a deadlock', ({ postgresUrl }) => {
  let databaseUrl: string;
  let app: TestApp;
  let organization: TestOrganization;
  let outsider: pg.Client;

  beforeAll(async () => {
    databaseUrl = await createDatabase(postgresUrl);
    app = await startApp({ databaseUrl });
    organization = await createTestOrganization(app);
    outsider = new pg.Client({ connectionString: databaseUrl });
    await outsider.connect();
  });
  afterAll(async () => {
    await outsider.end();
    await app.stop();
    await dropDatabase(databaseUrl);
  });

  test('is done again, once', async () => {
    const { id, globalId } = await putDeployment(app, organization.id, organization.ledUnit.id);
    const deadlocks = async (): Promise<number> => {
      const { rows } = await outsider.query<{ count: number }>(
        'SELECT deadlocks::int AS count FROM pg_stat_database WHERE datname = current_database()',
      );
      return rows[0]?.count ?? 0;
    };
    const waiting = async (): Promise<number> => {
      // Hazard: within a transaction, Postgres tells of the sessions that there were at the first look.
      await outsider.query('SELECT pg_stat_clear_snapshot()');
      const { rowCount } = await outsider.query(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      );
      return rowCount ?? 0;
    };
    // Postgres ends the session that looks for a deadlock first: not this one.
    await outsider.query("SET deadlock_timeout TO '1min'");
    await outsider.query('BEGIN');
    await outsider.query('SELECT 1 FROM "EventLog" WHERE "organizationId" = $1 FOR UPDATE', [organization.id]);
    const input = { deploymentId: globalId, version: 1, percent: 30 };
    const done = act(app.url, 'recordProgress', input, organization.people.DEPLOYMENT_LEAD.bearer, 'version percent');
    await expect.poll(waiting, { timeout: 10_000 }).toBe(1);
    await outsider.query('SELECT 1 FROM "Deployment" WHERE "id" = $1 FOR UPDATE', [id]);
    await outsider.query('COMMIT');
    expect(await done).toMatchObject({ __typename: 'RecordProgressPayload', record: { version: 2, percent: 30 } });
    await expect.poll(deadlocks, { timeout: 10_000 }).toBe(1);
    const where = { organizationId: organization.id, type: 'ProgressRecorded' };
    expect(await app.services.database.prisma.event.count({ where })).toBe(1);
  });
});
