import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { migrateServer } from '../../src/database/server.js';
import { findArchiveRange } from '../../src/log/archive.js';
import { verifyChain } from '../../src/log/verification.js';
import { createStage, revise } from '../live/stage.js';
import type { Stage } from '../live/stage.js';
import { blocksOf } from '../process/release.js';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // On a busy machine.

/** What archiving says before it deletes. */
const ADMITTED = `SELECT set_config('uplift.archive', $id, true)`;

async function sql(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

describeWithServices('a server whose role does not own the tables', ({ postgresUrl }) => {
  const role = `uplift_server_${process.pid}`;
  let ownerUrl: string;
  let app: TestApp;
  let stage: Stage;

  beforeAll(async () => {
    ownerUrl = await createDatabase(postgresUrl);
    await migrateServer(ownerUrl);
    const [rights = ''] = await blocksOf('docs/operating.md', 'Rights', 'sql');
    await sql(ownerUrl, rights.replaceAll('uplift_server', role));
    const url = new URL(ownerUrl);
    url.username = role;
    url.password = '…';
    app = await startApp({ databaseUrl: url.href });
    stage = await createStage(app);
  });
  afterAll(async () => {
    await app.stop();
    await dropDatabase(ownerUrl);
    await sql(postgresUrl, `DROP ROLE ${role}`);
  });

  test('serves, writes, and reads its log', async () => {
    const position = await revise(app.url, stage.bearer, stage.lanes[0]!.improvement, 'by another role');
    const found = await verifyChain(app.services.database.prisma, stage.organization.id);
    expect(found).toEqual({ from: 1, through: position, hash: expect.any(String) });
  });

  test('is refused before an archive is written if it may not delete events', async () => {
    const { prisma } = app.services.database;
    const range = findArchiveRange(prisma, stage.organization.slug, new Date());
    await expect(range).rejects.toThrow('This database role may not delete events.');
  });

  test.each([
    ['delete events, even as archiving does', [ADMITTED, 'DELETE FROM "Event"']],
    ['delete organizations', [ADMITTED, 'DELETE FROM "Organization"']],
    ['empty tables', ['TRUNCATE "Event"']],
    ['change events', [`UPDATE "Event" SET "note" = 'x'`]],
    ['disable the guard', ['ALTER TABLE "Event" DISABLE TRIGGER log_guard']],
    ['pass it by', ['SET LOCAL session_replication_role = replica']],
    [
      'replace it',
      ['CREATE OR REPLACE FUNCTION log_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$'],
    ],
    ['take part in migrations', ['DELETE FROM "_prisma_migrations"']],
  ])('may not %s', async (_what, statements) => {
    const work = app.services.database.prisma.$transaction(async (db) => {
      for (const statement of statements)
        await db.$executeRawUnsafe(statement.replace('$id', `'${stage.organization.id}'`));
    });
    await expect(work).rejects.toThrow(/permission denied|must be owner|Events stay as they were written/);
  });
});
