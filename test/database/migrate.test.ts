import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inspectMigrations, migrate, MigrationError, type MigrationProblem } from '../../src/database/migrate.js';
import type { SqlSession } from '../../src/database/sql.js';
import { migrationsFolder, postgresTarget, TARGETS, writeMigration, type Target } from './targets.js';

const FIRST = 'CREATE TABLE fruit (id int PRIMARY KEY);\nINSERT INTO fruit VALUES (1);\n';
const SECOND = 'ALTER TABLE fruit ADD COLUMN name text';

let target: Target;
let sql: SqlSession;

async function names(): Promise<string[]> {
  const rows = await sql.query<{ name: string }>(
    'SELECT migration_name AS name FROM _prisma_migrations ORDER BY started_at',
  );
  return rows.map((row) => row.name);
}

async function failure(directory: string): Promise<MigrationError> {
  const error = await migrate(sql, directory).catch((thrown: unknown) => thrown);
  if (!(error instanceof MigrationError)) throw new Error('expected a MigrationError', { cause: error });
  return error;
}

function problem(kind: MigrationProblem, migration: string, ...words: string[]): object {
  const message = expect.stringMatching(new RegExp(words.join('.*'), 's'));
  return expect.objectContaining({ name: 'MigrationError', problem: kind, migration, message });
}

describe.each(TARGETS)('migrate on %s', (_name, open) => {
  beforeAll(async () => {
    target = await open();
    sql = target.session;
  }, 60_000);
  afterAll(() => target.close());
  beforeEach(() => target.reset());

  it('applies what is missing in the order of names', async () => {
    const directory = await migrationsFolder({ '2_second': SECOND, '1_first': FIRST });
    expect((await migrate(sql, directory)).applied.map((each) => each.name)).toEqual(['1_first', '2_second']);
    await writeMigration(directory, '3_third', 'DELETE FROM fruit');
    expect((await migrate(sql, directory)).applied.map((each) => each.name)).toEqual(['3_third']);
    expect(await names()).toEqual(['1_first', '2_second', '3_third']);
    expect(await sql.query('SELECT * FROM fruit')).toEqual([]);
  });

  it('records each migration as Prisma does', async () => {
    await migrate(sql, await migrationsFolder({ '1_first': FIRST }));
    expect(await sql.query('SELECT *, finished_at >= started_at AS ordered FROM _prisma_migrations')).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
        checksum: createHash('sha256').update(FIRST).digest('hex'),
        migration_name: '1_first',
        started_at: expect.any(Date),
        finished_at: expect.any(Date),
        rolled_back_at: null,
        logs: null,
        applied_steps_count: 1,
        ordered: true,
      },
    ]);
  });

  it('asks one question when everything is applied', async () => {
    const directory = await migrationsFolder({ '1_first': FIRST, '2_second': SECOND });
    await migrate(sql, directory);
    const asked: string[] = [];
    const watched: SqlSession = {
      query: (text, params) => (asked.push(text), sql.query(text, params)),
      script: (text) => (asked.push(text), sql.script(text)),
    };
    expect(await migrate(watched, directory)).toEqual({ applied: [], ahead: [] });
    expect(asked).toHaveLength(1);
  });

  it('applies the committed migrations', async () => {
    expect((await migrate(sql)).applied).not.toEqual([]);
    expect((await migrate(sql)).applied).toEqual([]);
    expect(await sql.query('SELECT * FROM "Organization"')).toEqual([]);
  });

  it('leaves nothing of a migration that fails, and applies it once it is corrected', async () => {
    const directory = await migrationsFolder({ '1_first': FIRST, '2_second': `${SECOND};\n\nSELECT nonsense;` });
    expect(await failure(directory)).toEqual(problem('failed', '2_second', '2_second', 'line 3', 'nonsense'));
    expect(await names()).toEqual(['1_first']);
    expect(await sql.query('SELECT * FROM fruit')).toEqual([{ id: 1 }]);

    await writeMigration(directory, '2_second', SECOND);
    expect((await migrate(sql, directory)).applied).toHaveLength(1);
    expect(await sql.query('SELECT * FROM fruit')).toEqual([{ id: 1, name: null }]);
  });

  it('refuses a migration that was edited after it was applied', async () => {
    const directory = await migrationsFolder({ '1_first': FIRST });
    await migrate(sql, directory);
    await writeMigration(directory, '1_first', `${FIRST}-- edited`);
    await writeMigration(directory, '2_second', SECOND);
    expect(await failure(directory)).toEqual(problem('changed', '1_first', '1_first', 'edited', 'Restore'));
    expect(await names()).toEqual(['1_first']);
  });

  it('does not mind other line endings', async () => {
    const directory = await migrationsFolder({ '1_first': FIRST });
    await migrate(sql, directory);
    await writeMigration(directory, '1_first', FIRST.replaceAll('\n', '\r\n'));
    expect((await migrate(sql, directory)).applied).toEqual([]);
  });

  describe('on a database that is ahead of the folder', () => {
    const later = '3_drop_name_needs_2';
    const ahead = async (...known: readonly string[]): Promise<string> => {
      const all = { '1_first': FIRST, '2_second': SECOND, [later]: 'ALTER TABLE fruit DROP COLUMN name' };
      const directory = await migrationsFolder(all);
      await migrate(sql, directory);
      for (const name of Object.keys(all).filter((each) => !known.includes(each)))
        await rm(join(directory, name), { recursive: true });
      return directory;
    };

    it('works beside what newer versions added', async () => {
      const directory = await migrationsFolder({ '1_first': FIRST, '2_second': SECOND });
      await migrate(sql, directory);
      await rm(join(directory, '2_second'), { recursive: true });
      expect(await migrate(sql, directory)).toEqual({ applied: [], ahead: ['2_second'] });
      expect(await inspectMigrations(sql, directory)).toEqual({ missing: [], ahead: ['2_second'] });
    });

    it('works beside what a newer version took away, in the version that had stopped using it', async () => {
      expect(await migrate(sql, await ahead('1_first', '2_second'))).toEqual({ applied: [], ahead: [later] });
    });

    it('is refused where that version was left out', async () => {
      expect(await failure(await ahead('1_first'))).toEqual(
        problem('unknown', later, later, 'took away', 'migration 2'),
      );
    });

    it('is refused where it lacks what the folder has, and gets nothing of it', async () => {
      const directory = await ahead('1_first', '2_second');
      await writeMigration(directory, '4_fourth', 'CREATE TABLE vegetable (id int)');
      expect(await failure(directory)).toEqual(problem('unknown', later, later, 'lacks 4_fourth'));
      expect(await names()).not.toContain('4_fourth');
    });
  });

  it('refuses a half-done migration until it is marked as rolled back', async () => {
    const directory = await migrationsFolder({ '1_first': `${FIRST}COMMIT;\nSELECT nonsense;` });
    expect(await failure(directory)).toEqual(problem('failed', '1_first', 'line 4'));
    await sql.query("UPDATE _prisma_migrations SET logs = 'nonsense happened\nat length'");
    const unfinished = await failure(directory);
    expect(unfinished).toEqual(problem('unfinished', '1_first', '1_first', 'not finished: nonsense happened. Undo'));

    const advice = /UPDATE .*?;/.exec(unfinished.message);
    await sql.script(`DROP TABLE fruit; ${advice?.[0]}`);
    await writeMigration(directory, '1_first', FIRST);
    expect((await migrate(sql, directory)).applied).toHaveLength(1);
    expect((await migrate(sql, directory)).applied).toEqual([]);
  });

  it('refuses a folder that is not there, and one with a gap', async () => {
    const directory = await migrationsFolder({ '1_first': FIRST });
    const absent = join(directory, 'absent');
    expect(await failure(absent)).toEqual(problem('unreadable', absent, 'No migrations folder'));
    await rm(join(directory, '1_first', 'migration.sql'));
    expect(await failure(directory)).toEqual(problem('unreadable', '1_first', '1_first', 'no file'));
  });

  it('gives the lock back, also after a failure', async () => {
    await failure(await migrationsFolder({ '1_first': 'BEGIN; SELECT nonsense' }));
    const held = "SELECT * FROM pg_locks WHERE locktype = 'advisory' AND objid = 72707369 AND pid = pg_backend_pid()";
    expect(await sql.query(held)).toEqual([]);
    expect(await sql.query('SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
  });
});

describe('several servers that start at once', () => {
  it('take turns, and apply each once', async () => {
    const shared = await postgresTarget();
    try {
      const directory = await migrationsFolder({ '1_first': `${FIRST}SELECT pg_sleep(0.2);`, '2_second': SECOND });
      const sessions = await Promise.all([1, 2, 3, 4].map(() => shared.connect()));
      const applied = await Promise.all(sessions.map((session) => migrate(session, directory)));
      const names = applied.flatMap((each) => each.applied.map(({ name }) => name));
      expect(names.toSorted()).toEqual(['1_first', '2_second']);
      expect(
        await shared.session.query('SELECT migration_name AS name FROM _prisma_migrations ORDER BY started_at'),
      ).toEqual([{ name: '1_first' }, { name: '2_second' }]);
    } finally {
      await shared.close();
    }
  });
});
