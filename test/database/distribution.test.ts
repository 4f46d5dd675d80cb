import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { migrateServer } from '../../src/database/server.js';
import { DEMO_SLUG } from '../../src/demo/people.js';
import { ensureDemoOrganization, seedDemo } from '../../src/demo/seed.js';
import { blocksOf } from '../process/release.js';
import { SECRET, startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { ask } from '../support/clients.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';
import { signToken } from '../../src/auth/tokens.js';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 240_000 }); // On a busy machine.

const TRIGGERS = `
  SELECT t.relname || ' ' || g.tgname AS name FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid
   WHERE NOT g.tgisinternal AND t.relnamespace = 'public'::regnamespace ORDER BY 1`;

describeWithServices('a database that is prepared for distribution by organization', ({ postgresUrl }) => {
  let databaseUrl: string;
  let client: pg.Client;
  let app: TestApp;

  const namesOf = async (sql: string): Promise<string[]> =>
    (await client.query<{ name: string }>(sql)).rows.map(({ name }) => name);

  beforeAll(async () => {
    databaseUrl = await createDatabase(postgresUrl);
    await migrateServer(databaseUrl);
    client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    const [prepare = ''] = await blocksOf('docs/operating.md', 'Distribution by organization', 'sql');
    expect(await namesOf(TRIGGERS)).toContain('Event log_append');
    await client.query(prepare);
    app = await startApp({ databaseUrl });
  });
  afterAll(async () => {
    await app.stop();
    await client.end();
    await dropDatabase(databaseUrl);
  });

  test('has no trigger that fills in the organization', async () => {
    expect(await namesOf(TRIGGERS)).toEqual([
      'AccessRecord access_append',
      'AccessRecord access_guard',
      'AccessRecord access_guard_all',
      'Event log_erased',
      'Event log_guard',
      'Event log_guard_all',
    ]);
  });

  test('takes every command of the demo, and answers with what waits', async () => {
    const { services, url } = app;
    await ensureDemoOrganization(services.database, services.clock);
    await seedDemo(services);
    const bearer = `Bearer ${await signToken(SECRET, 'noor', DEMO_SLUG, '1h')}`;
    const { data, errors } = await ask(url, '{ waitingWork(first: 100) { totalCount } }', {}, bearer);
    expect(errors).toBeUndefined();
    expect(data?.['waitingWork'].totalCount).toBeGreaterThan(0);
  });
});
