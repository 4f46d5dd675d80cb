import { MigrationError } from './migration-error.js';
import { matchesChecksum, type MigrationFile } from './migration-files.js';
import { sqlState, type SqlSession } from './sql.js';

/** Prisma's table, statement by statement as its schema engine writes it: its tools read and write the same one. */
export const CREATE_HISTORY = `CREATE TABLE _prisma_migrations (
    id                      VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum                VARCHAR(64) NOT NULL,
    finished_at             TIMESTAMPTZ,
    migration_name          VARCHAR(255) NOT NULL,
    logs                    TEXT,
    rolled_back_at          TIMESTAMPTZ,
    started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count     INTEGER NOT NULL DEFAULT 0
);`;

const READ_HISTORY = `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished, logs
FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`;

const UNDEFINED_TABLE = '42P01';

/** A migration that the database has, or that was begun on it. */
export interface RecordedMigration {
  readonly name: string;
  readonly checksum: string;
  readonly finished: boolean;
  /** What a failed attempt left as its error. */
  readonly logs: string | null;
}

/** Reads what the database has, without what was rolled back; undefined where nothing was ever migrated. */
export async function readHistory(sql: SqlSession): Promise<RecordedMigration[] | undefined> {
  try {
    return await sql.query<RecordedMigration>(READ_HISTORY);
  } catch (error) {
    if (sqlState(error) === UNDEFINED_TABLE) return undefined;
    throw error;
  }
}

/**
 * The first thing in the way of working with the database, if any; of what went wrong, the worst first. Migrations that
 * the folder lacks are none where the database has all of the folder and they do not ask for newer servers: see `findAhead`.
 */
export function findProblem(
  files: readonly MigrationFile[],
  history: readonly RecordedMigration[],
): MigrationError | undefined {
  const unfinished = history.find((row) => !row.finished);
  if (unfinished) return unfinishedError(unfinished);

  const byName = new Map(files.map((file) => [file.name, file]));
  const changed = history.find((row) => {
    const file = byName.get(row.name);
    return file && !matchesChecksum(file, row.checksum);
  });
  if (changed) return changedError(changed.name);

  const ahead = findAhead(files, history);
  const [pending] = findPending(files, history);
  if (ahead[0] !== undefined && pending) return unknownError(ahead[0], pending.name);
  for (const name of ahead) {
    const [, needed] = NEEDS.exec(name) ?? [];
    if (needed && !files.some((file) => file.name.startsWith(`${needed}_`))) return neededError(name, needed);
  }
  return undefined;
}

/**
 * How the name of a migration ends that takes something away: with the time of an older one, the one of the version that
 * stopped using it. Servers that do not know that one still use it. The name is all that they learn of a newer migration.
 */
const NEEDS = /_needs_(\d+)$/;

/** The migrations that the database has and the folder lacks, in the order in which they were applied: of newer versions. */
export function findAhead(files: readonly MigrationFile[], history: readonly RecordedMigration[]): readonly string[] {
  const known = new Set(files.map((file) => file.name));
  return history.map((row) => row.name).filter((name) => !known.has(name));
}

/** The migrations of the folder that the database lacks, in order; also one older than what it has, from a late merge. */
export function findPending(
  files: readonly MigrationFile[],
  history: readonly RecordedMigration[],
): readonly MigrationFile[] {
  const applied = new Set(history.map((row) => row.name));
  return files.filter((file) => !applied.has(file.name));
}

function unfinishedError({ name, logs }: RecordedMigration): MigrationError {
  const why = logs ? `: ${logs.trim().split('\n', 1)[0]}` : '';
  const quoted = name.replaceAll("'", "''");
  return new MigrationError(
    'unfinished',
    name,
    `Migration ${name} was begun and not finished${why}. Undo by hand what it left in the database, then run ` +
      `UPDATE _prisma_migrations SET rolled_back_at = now() WHERE migration_name = '${quoted}' AND finished_at IS NULL; ` +
      `and start again (prisma migrate resolve --rolled-back ${name} does the same).`,
  );
}

function unknownError(name: string, missing: string): MigrationError {
  return new MigrationError(
    'unknown',
    name,
    `The database has migration ${name}, which this version lacks, and lacks ${missing}: versions that do not follow ` +
      `each other were here. Start the version that has both, or restore a backup from before ${name}.`,
  );
}

function neededError(name: string, needed: string): MigrationError {
  return new MigrationError(
    'unknown',
    name,
    `The database has migration ${name}, which took away what this version still uses. Start a version that has ` +
      `migration ${needed}, or restore a backup from before it.`,
  );
}

function changedError(name: string): MigrationError {
  return new MigrationError(
    'changed',
    name,
    `Migration ${name} was edited after it was applied to this database. ` +
      `Restore prisma/migrations/${name}/migration.sql and write the change as a new migration.`,
  );
}
