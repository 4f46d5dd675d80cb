import type { PGlite } from '@electric-sql/pglite';
import type { ClientBase } from 'pg';

/** One session with a database, embedded or server, for what runs before Prisma's client does. */
export interface SqlSession {
  /**
   * Runs one statement with parameters `$1`, `$2` … and gives its rows.
   * @throws the driver's error; its `code` is the SQLSTATE.
   */
  query<Row extends object>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
  /**
   * Runs any number of statements without parameters.
   * @throws the driver's error of the first statement that fails; what follows it did not run.
   */
  script(sql: string): Promise<void>;
}

/** A session with a Postgres in this process. Nothing else may use the instance while the session is in use. */
export function pgliteSession(database: PGlite): SqlSession {
  return {
    async query<Row extends object>(sql: string, params: readonly unknown[] = []) {
      return (await database.query<Row>(sql, [...params])).rows;
    },
    async script(sql) {
      await database.exec(sql);
    },
  };
}

/**
 * A session with a Postgres server, over a connected client: `new pg.Client` or one taken from a pool, never the pool.
 * Hazard: behind a pooler of transactions, what a session sets or locks is lost at the end of each.
 */
export function pgSession(client: ClientBase): SqlSession {
  return {
    async query<Row extends object>(sql: string, params: readonly unknown[] = []) {
      return (await client.query<Row>(sql, [...params])).rows;
    },
    async script(sql) {
      await client.query(sql);
    },
  };
}

/** The SQLSTATE of a driver's error, such as 42P01; undefined for anything else. */
export function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** SQLSTATE where a value that must be unique is there already. */
export const UNIQUE_VIOLATION = '23505';

/** The SQLSTATE with which the database answered a query of Prisma's client; undefined where something else went wrong. */
export function answeredState(error: Error): string | undefined {
  const { meta } = error as { meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } } };
  const code = meta?.driverAdapterError?.cause?.originalCode;
  return typeof code === 'string' ? code : undefined;
}
