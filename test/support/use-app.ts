import { afterAll, beforeAll, inject } from 'vitest';
import type { Database } from '../../src/database/database.js';
import { organizationTables } from '../../src/database/tables.js';
import { createTestOrganization, openTestDatabase, startApp } from './app.js';
import type { TestApp, TestAppOptions, TestOrganization } from './app.js';
import { createDatabase } from './services.js';
import './services/provided.js';
import { unguarded } from './unguarded.js';

/** All tables that have records of organizations. */
const TABLES = organizationTables()
  .map(({ name }) => `"${name}"`)
  .join(', ');

/** The databases of this worker, which its test files use in turn; gone with the worker, or the run. */
const shared: { embedded?: Promise<Database>; usual?: Promise<Database> } = {};

/** What a test asks of its server. */
interface UseAppOptions extends Omit<TestAppOptions, 'databaseUrl' | 'timeouts'> {
  /** Whether its database is in its process, where a test counts what differs with Postgres. */
  readonly embedded?: true;
}

/** A database of Postgres where there is one, which costs the worker a third of the time that one in memory does. */
async function openShared(): Promise<Database> {
  const postgresUrl = inject('postgresUrl');
  return openTestDatabase(postgresUrl === null ? {} : { databaseUrl: await createDatabase(postgresUrl) });
}

/**
 * A server for the tests of this file or group, on the worker's database, which has no organizations when they begin.
 * It has started when later hooks and the tests run. Tests that need a database of their own use `startApp`, such as those
 * that replace the catalog or compare two databases.
 */
export function useApp({ embedded, ...options }: UseAppOptions = {}): TestApp {
  const app = madeBefore(async () => {
    const database = await (embedded ? (shared.embedded ??= openTestDatabase()) : (shared.usual ??= openShared()));
    // A new database costs twenty times as much.
    await unguarded(database, (db) => db.$executeRawUnsafe(`TRUNCATE ${TABLES} CASCADE`));
    const started = await startApp({ ...options, parts: { ...options.parts, database } });
    started.forgetStatements();
    return started;
  });
  afterAll(() => app.stop());
  return app;
}

/** An organization of a server from `useApp`, for the tests of this file or group. */
export function useOrganization(app: TestApp, slug?: string): TestOrganization {
  return madeBefore(() => createTestOrganization(app, slug));
}

/** What is made before the tests of this file or group: empty until then. */
function madeBefore<Value extends object>(make: () => Promise<Value>): Value {
  const value = {} as Value;
  beforeAll(async () => void Object.assign(value, await make()));
  return value;
}
