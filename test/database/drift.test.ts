import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { findDifference, findDrift, projectFolders, type PrismaFolders } from '../../prisma/tools/drift.js';
import { newMigration, rollingProblem } from '../../prisma/tools/new-migration.js';
import { migrate } from '../../src/database/migrate.js';
import { pgliteSession } from '../../src/database/sql.js';

// An empty PGlite takes some 3 s to make, more on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const project = projectFolders();
let database: PGlite;

beforeAll(async () => {
  database = await PGlite.create();
});
afterAll(() => database.close());
beforeEach(() => database.exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public'));

/** A copy of the project's schema and migrations with a field more in one model. */
async function withExtraField(): Promise<PrismaFolders> {
  const root = await mkdtemp(join(tmpdir(), 'uplift-drift-'));
  onTestFinished(() => rm(root, { recursive: true }));
  await cp('prisma/schema', join(root, 'prisma/schema'), { recursive: true });
  await cp('prisma/migrations', join(root, 'prisma/migrations'), { recursive: true });
  const path = join(root, 'prisma/schema/organization.prisma');
  const schema = await readFile(path, 'utf8');
  await writeFile(path, schema.replace('model Unit {', 'model Unit {\n  /// Planted.\n  planted String?\n'));
  return projectFolders(root);
}

it('the committed migrations lead to the committed schema', async () => {
  expect(await findDrift(project)).toBe('');
});

it('a field that no migration adds is named', async () => {
  await migrate(pgliteSession(database));
  const planted = await withExtraField();
  expect(await findDifference(database, planted.schema)).toContain('ALTER TABLE "Unit" ADD COLUMN     "planted" TEXT');
});

it('what Prisma cannot say does not count', async () => {
  await migrate(pgliteSession(database));
  await database.exec('ALTER TABLE "Unit" ADD CONSTRAINT named CHECK (name <> \'\')');
  expect(await findDifference(database, project.schema)).toBe('');
});

it('a new migration leads to the schema, and then there is nothing more to do', async () => {
  const planted = await withExtraField();
  const path = await newMigration('plant', planted, new Date('2030-02-03T04:05:06Z'));
  expect(path).toBe(join(planted.migrations, '20300203040506_plant', 'migration.sql'));
  expect(await readFile(path ?? '', 'utf8')).toContain('"planted" TEXT');

  const written = await readdir(planted.migrations);
  expect(await newMigration('more', planted)).toBeUndefined();
  expect(await readdir(planted.migrations)).toEqual(written);
});

it('a migration needs a plain name', async () => {
  await expect(newMigration('../up', project)).rejects.toThrow(RangeError);
});

it('a migration that takes something away says which servers it needs', async () => {
  const names = (await readdir(project.migrations)).filter((name) => /^\d/.test(name));
  for (const name of names) {
    const sql = await readFile(join(project.migrations, name, 'migration.sql'), 'utf8');
    expect(rollingProblem(name, sql, names), name).toBeUndefined();
  }
  const [first = ''] = names;
  const needs = `_needs_${first.split('_')[0]}`;
  for (const sql of [
    'ALTER TABLE "Unit" DROP COLUMN "name"',
    'DROP TABLE "Unit"',
    'ALTER TABLE "Unit" RENAME COLUMN "name" TO "title"',
    'ALTER TABLE "Unit" ALTER COLUMN "name" SET NOT NULL',
    'ALTER TABLE "Unit" ADD COLUMN "planted" TEXT NOT NULL',
  ]) {
    expect(rollingProblem('x', sql, names), sql).toContain('breaks the servers');
    expect(rollingProblem('x_needs_1', sql, names), 'one that is not there').toContain('breaks the servers');
    expect(rollingProblem(`x${needs}`, sql, names)).toBeUndefined();
  }
  for (const sql of ['CREATE TABLE x (a int NOT NULL)', 'ALTER TABLE "Unit" ADD COLUMN "x" INT NOT NULL DEFAULT 0'])
    expect(rollingProblem('x', sql, names), sql).toBeUndefined();
});
