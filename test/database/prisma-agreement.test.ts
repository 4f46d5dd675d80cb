import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { migrate, MIGRATIONS_DIRECTORY } from '../../src/database/migrate.js';
import { readMigrations } from '../../src/database/migration-files.js';
import { NO_FILTERS, openSchemaEngine, readSchema, type SchemaEngine } from '../../prisma/tools/schema-engine.js';
import { migrationsFolder, TARGETS, type Target } from './targets.js';

vi.setConfig({ testTimeout: 60_000 }); // All migrations, on a busy machine.

type MigrationList = Parameters<SchemaEngine['applyMigrations']>[0]['migrationsList'];

const COLUMNS = `SELECT column_name, data_type, character_maximum_length, is_nullable, column_default, ordinal_position
FROM information_schema.columns WHERE table_name = '_prisma_migrations' ORDER BY ordinal_position`;

/** What Prisma's command line reads from a migrations folder for its engine. */
async function listFor(directory: string): Promise<MigrationList> {
  const lock = await readFile(join(MIGRATIONS_DIRECTORY, 'migration_lock.toml'), 'utf8');
  return {
    baseDir: directory,
    lockfile: { path: 'migration_lock.toml', content: lock },
    shadowDbInitScript: '',
    migrationDirectories: (await readMigrations(directory)).map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  };
}

async function engineOn(target: Target): Promise<SchemaEngine> {
  const engine = await openSchemaEngine(target.adapter(), await readSchema('prisma/schema'));
  onTestFinished(() => engine.free());
  return engine;
}

describe.each(TARGETS)('our bookkeeping and that of Prisma on %s', (kind, open) => {
  let target: Target;
  beforeAll(async () => {
    target = await open();
  }, 60_000);
  afterAll(() => target.close());
  beforeEach(() => target.reset());

  it('agree after we applied', async () => {
    await migrate(target.session);
    const migrationsList = await listFor(MIGRATIONS_DIRECTORY);
    const engine = await engineOn(target);
    const input = { migrationsList, filters: NO_FILTERS };
    expect(await engine.diagnoseMigrationHistory({ ...input, optInToShadowDatabase: false })).toEqual({
      editedMigrationNames: [],
      failedMigrationNames: [],
      hasMigrationsTable: true,
      history: null,
    });
    expect(await engine.applyMigrations(input)).toEqual({ appliedMigrationNames: [] });
  });

  it('agree after Prisma applied', async () => {
    const migrationsList = await listFor(MIGRATIONS_DIRECTORY);
    const engine = await engineOn(target);
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: NO_FILTERS });
    expect(appliedMigrationNames).toHaveLength(migrationsList.migrationDirectories.length);
    expect((await migrate(target.session)).applied).toEqual([]);
  });

  it('use the same table', async () => {
    await migrate(target.session);
    const ours = await target.session.query(COLUMNS);
    expect(ours).toHaveLength(8);
    await target.reset();
    const input = { migrationsList: await listFor(MIGRATIONS_DIRECTORY), filters: NO_FILTERS };
    await (await engineOn(target)).applyMigrations(input);
    expect(await target.session.query(COLUMNS)).toEqual(ours);
  });

  it('agree on which file was edited', async () => {
    await migrate(target.session, await migrationsFolder({ '1_first': 'CREATE TABLE fruit (id int)' }));
    const edited = await migrationsFolder({ '1_first': 'CREATE TABLE fruit (id bigint)' });
    const diagnosis = await (
      await engineOn(target)
    ).diagnoseMigrationHistory({
      migrationsList: await listFor(edited),
      optInToShadowDatabase: false,
      filters: NO_FILTERS,
    });
    expect(diagnosis.editedMigrationNames).toEqual(['1_first']);
    await expect(migrate(target.session, edited)).rejects.toMatchObject({ problem: 'changed', migration: '1_first' });
  });

  // The adapter for PGlite does not wait for a script, so its engine never learns that one failed.
  it.runIf(kind === 'Postgres')('agree on what Prisma left unfinished', async () => {
    const directory = await migrationsFolder({ '1_first': 'SELECT nonsense' });
    const input = { migrationsList: await listFor(directory), filters: NO_FILTERS };
    const adapter = target.adapter();
    const engine = await openSchemaEngine(adapter, await readSchema('prisma/schema'));
    await expect(engine.applyMigrations(input)).rejects.toThrow('nonsense');
    engine.free();
    await expect(migrate(target.session, directory)).rejects.toMatchObject({ problem: 'unfinished' });
  });
});
