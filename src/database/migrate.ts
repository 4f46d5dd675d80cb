import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { MigrationError } from './migration-error.js';
import { readMigrations, type MigrationFile } from './migration-files.js';
import { CREATE_HISTORY, findAhead, findPending, findProblem, readHistory } from './migration-history.js';
import type { RecordedMigration } from './migration-history.js';
import type { SqlSession } from './sql.js';

export { MigrationError, type MigrationProblem } from './migration-error.js';

/** A migration that was just applied. */
export interface AppliedMigration {
  readonly name: string;
  readonly milliseconds: number;
}

/** What `migrate` did and found. */
export interface Migrated {
  /** In order; empty where there was nothing to do. */
  readonly applied: readonly AppliedMigration[];
  /** Migrations of newer versions, which this version does not know and works beside. */
  readonly ahead: readonly string[];
}

/** Where the migrations are: the same from src/database and from dist/database. */
export const MIGRATIONS_DIRECTORY = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/** Prisma's own advisory lock: its tools and we wait for each other. */
const MIGRATION_LOCK = 72707369;

/**
 * Brings the database to the newest migration of the folder, each migration whole or not at all, and records them as
 * Prisma does. Of several servers that start at once one applies a migration while the others wait, however long it takes.
 * A database that newer versions have brought further is taken as it is. Where there is nothing to do, it takes one query.
 * @throws MigrationError, see MigrationProblem; migrations before the one it names stay applied.
 */
export async function migrate(sql: SqlSession, directory = MIGRATIONS_DIRECTORY): Promise<Migrated> {
  const files = await readMigrations(directory);
  const history = await readHistory(sql);
  if (history && !findProblem(files, history) && findPending(files, history).length === 0) {
    return { applied: [], ahead: findAhead(files, history) };
  }

  const applied: AppliedMigration[] = [];
  for (;;) {
    const next = await inTurn(sql, async () => {
      const history = await readOwnHistory(sql);
      const problem = findProblem(files, history);
      if (problem) throw problem;
      const [file] = findPending(files, history);
      return file ? { applied: await apply(sql, file) } : { ahead: findAhead(files, history) };
    });
    if (next.ahead) return { applied, ahead: next.ahead };
    applied.push(next.applied);
  }
}

/** Of a session whose settings are those of others, behind a pooler. */
const NO_TIMEOUTS = ['lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout']
  .map((name) => `SET LOCAL ${name} TO 0`)
  .join('; ');

/** Works in a transaction that holds the lock. Hazard: behind a pooler of transactions, a lock of a session is never given back. */
async function inTurn<T>(sql: SqlSession, work: () => Promise<T>): Promise<T> {
  await sql.script('BEGIN');
  try {
    await sql.script(NO_TIMEOUTS);
    await sql.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    const done = await work();
    await sql.script('COMMIT');
    return done;
  } catch (error) {
    // Fails only on a lost connection, which frees the lock; the error that broke it is the one to report.
    await sql.script('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** The history, whose table is made where it is missing. */
async function readOwnHistory(sql: SqlSession): Promise<readonly RecordedMigration[]> {
  const [row] = await sql.query<{ exists: boolean }>(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists`);
  if (!row?.exists) await sql.script(CREATE_HISTORY);
  return (await readHistory(sql)) ?? [];
}

/** How a database stands to the migrations of a folder. */
export interface MigrationStanding {
  /** Migrations of the folder that the database lacks, in order. */
  readonly missing: readonly string[];
  /** Migrations of newer versions that it has. */
  readonly ahead: readonly string[];
}

/**
 * Looks how the database stands to the folder, and changes nothing.
 * @throws MigrationError where `migrate` would, before it applies anything.
 */
export async function inspectMigrations(sql: SqlSession, directory = MIGRATIONS_DIRECTORY): Promise<MigrationStanding> {
  const files = await readMigrations(directory);
  const history = (await readHistory(sql)) ?? [];
  const problem = findProblem(files, history);
  if (problem) throw problem;
  return { missing: findPending(files, history).map(({ name }) => name), ahead: findAhead(files, history) };
}

async function apply(sql: SqlSession, { name, checksum, sql: script }: MigrationFile): Promise<AppliedMigration> {
  const start = performance.now();
  const id = randomUUID();
  try {
    // Recorded first: a script with a COMMIT of its own that fails later leaves the row, unfinished, as a warning.
    await sql.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at)
       VALUES ($1, $2, $3, clock_timestamp())`,
      [id, checksum, name],
    );
    await sql.script(script);
    await sql.query(
      'UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1 WHERE id = $1',
      [id],
    );
  } catch (cause) {
    throw failedError(name, script, cause);
  }
  return { name, milliseconds: Math.round(performance.now() - start) };
}

function failedError(name: string, script: string, cause: unknown): MigrationError {
  const position = cause instanceof Error && 'position' in cause ? Number(cause.position) : 0;
  const line = position > 0 ? ` at line ${script.slice(0, position).split('\n').length}` : '';
  const why = cause instanceof Error ? cause.message : String(cause);
  return new MigrationError(
    'failed',
    name,
    `Migration ${name} failed${line} and was rolled back: ${why}. ` +
      `Correct its SQL, or the rows that it stumbles over, and start again.`,
    { cause },
  );
}
