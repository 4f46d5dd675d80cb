declare module 'vitest' {
  interface ProvidedContext {
    /** The Postgres that all test files share, its database `postgres`; null when this machine has none. */
    postgresUrl: string | null;
    /** The Redis that all test files share; null when this machine has none. */
    redisUrl: string | null;
    /** The executable of Chromium; null when this machine has none. */
    chromiumPath: string | null;
    /** The executables of nginx and PgBouncer; null when this machine has none. */
    nginxPath: string | null;
    pgbouncerPath: string | null;
    /** A folder for what test files of the run leave for one another. */
    folder: string;
  }
}
