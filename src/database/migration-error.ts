/**
 * Why migrations were not applied.
 * - `unreadable`: the migrations folder, or the file of one migration, is not there.
 * - `unfinished`: the migration was begun and not finished; the database may be half-way.
 * - `unknown`: the database has a migration that the folder lacks, and that this version cannot work with.
 * - `changed`: the file differs from what was applied.
 * - `failed`: the migration's own SQL failed; it left nothing behind.
 */
export type MigrationProblem = 'unreadable' | 'unfinished' | 'unknown' | 'changed' | 'failed';

/** Migrations could not be applied. The message names the migration and says what to do. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
  readonly problem: MigrationProblem;
  /** Name of the migration concerned, or path of the folder when that is missing. */
  readonly migration: string;

  constructor(problem: MigrationProblem, migration: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.problem = problem;
    this.migration = migration;
  }
}
