import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import type { Logger } from '../logger.js';
import { Semaphores } from '../semaphore.js';
import { splitAddress } from './address.js';
import { createClient } from './database.js';
import type { Database, OnStatement } from './database.js';
import { FollowedClock, readTime } from './database-clock.js';
import { explainDatabaseError } from './database-error.js';
import { identifyInstallation } from './installation.js';
import { inspectMigrations, migrate } from './migrate.js';
import type { Migrated, MigrationStanding } from './migrate.js';
import { StatementPool } from './pool.js';
import { connectionOptions, ServerList } from './server-list.js';
import { findLostSettings, schemaOf, sessionScript } from './session.js';
import { pgSession } from './sql.js';
import type { SqlSession } from './sql.js';
import { vital } from './statements.js';
import { TRANSACTION_TIMEOUT } from './transaction.js';

/** How long a transaction waits for a connection, and how long it may take, in milliseconds. */
const TRANSACTION = { maxWait: 10_000, timeout: TRANSACTION_TIMEOUT };

/** Transactions of an organization that wait for others of it, beside those that have a connection. */
const WAITING_WRITERS = 1_000;

/** Bounds on what one session may hold others up with, in milliseconds; 0 for none. */
export interface SessionTimeouts {
  /** Waiting for a lock. */
  readonly lock: number;
  readonly statement: number;
  /** Doing nothing in a transaction, as a server that hangs. */
  readonly idleInTransaction: number;
}

/**
 * Opens a pool to a Postgres server and applies migrations that are missing; servers that start together take turns. One
 * that is older than the database says so in the log, and works.
 */
export async function openServerDatabase(
  url: string,
  poolSize: number,
  logger: Logger,
  onStatement?: OnStatement,
  timeouts: SessionTimeouts = { lock: 0, statement: 0, idleInTransaction: 0 },
): Promise<Database> {
  const { ahead, time } = await withSession(url, async (session) => ({
    ...(await migrate(session)),
    time: await readTime(session.query),
  }));
  if (ahead.length > 0) logger.warn({ migrations: ahead }, 'the database is ahead of this version: replace it soon');
  const schema = schemaOf(url);
  const servers = new ServerList(url);
  await servers.find();
  const pool = new StatementPool({
    ...connectionOptions(servers.current),
    servers,
    max: poolSize,
    bound: timeouts.statement,
    application_name: 'uplift',
    // The pool waits for it, and drops the connection where it fails.
    onConnect: (client) => client.query(`${sessionScript(schema)} ${timeoutScript(timeouts)}`) as unknown as void,
  });
  pool.on('error', (error) => logger.warn({ err: error }, 'idle database connection failed'));
  const adapter = new PrismaPg(pool, { schema });
  const prisma = createClient(adapter, TRANSACTION, onStatement);
  const clock = new FollowedClock(time, () => readTime(pooledQuery(pool)), logger);
  let closing: Promise<void> | undefined;
  const writers = new Semaphores({
    atOnce: Math.ceil(poolSize / 4),
    waiting: WAITING_WRITERS,
    maxWait: TRANSACTION.maxWait,
  });
  const close = (): Promise<void> => {
    clock.stop();
    // Hazard: a client that never asked anything does not know of its pool.
    return (closing ??= prisma.$disconnect().then(() => pool.end()));
  };
  let identifying: Promise<string> | undefined;
  const installation = (): Promise<string> => (identifying ??= identifyInstallation(prisma));
  return { prisma, exclusive: false, clock, installation, writers, close };
}

/** Asks by the connections that are kept for what must always go on. */
function pooledQuery(pool: StatementPool): SqlSession['query'] {
  return async <Row extends object>(text: string) => (await vital(() => pool.query<Row>({ text }))).rows;
}

function timeoutScript({ lock, statement, idleInTransaction }: SessionTimeouts): string {
  return [
    `SET lock_timeout TO ${lock}`,
    `SET statement_timeout TO ${statement}`,
    `SET idle_in_transaction_session_timeout TO ${idleInTransaction}`,
  ].join('; ');
}

/**
 * Applies missing migrations to a Postgres server.
 * @throws DatabaseError where it cannot be reached or used; MigrationError as `migrate` does.
 */
export function migrateServer(url: string): Promise<Migrated> {
  return withSession(url, (session) => migrate(session));
}

/** What was found about a Postgres server. */
export interface ServerFindings extends MigrationStanding {
  readonly version: string;
  /** The schema that is to hold our tables. */
  readonly schema: string;
  /** Other schemas of the database that hold tables like ours. */
  readonly otherSchemas: readonly string[];
  /** Settings that do not hold in a session of ours, in words. */
  readonly lostSettings: readonly string[];
  /** How far the clock of this machine is ahead of the server's, in milliseconds. */
  readonly skew: number;
}

/**
 * Looks at a Postgres server and changes nothing.
 * @throws DatabaseError where it cannot be reached or used; MigrationError where `migrateServer` would, before it applies
 *   anything.
 */
export function inspectServer(url: string): Promise<ServerFindings> {
  const schema = schemaOf(url);
  return withSession(url, async (session) => {
    const [row] = await session.query<{ server_version: string }>('SHOW server_version');
    const found = await session.query<{ schema: string }>(
      `SELECT schemaname AS schema FROM pg_tables WHERE tablename = 'EventLog' AND schemaname <> $1 ORDER BY 1`,
      [schema],
    );
    const { time, at } = await readTime(session.query);
    return {
      skew: Date.now() - (time + performance.now() - at),
      version: row?.server_version ?? 'unknown',
      schema,
      otherSchemas: found.map((each) => each.schema),
      lostSettings: await findLostSettings(session, schema),
      ...(await inspectMigrations(session)),
    };
  });
}

async function withSession<T>(url: string, work: (session: SqlSession) => Promise<T>): Promise<T> {
  let address = splitAddress(url)[0];
  try {
    const servers = new ServerList(url);
    await servers.find();
    address = servers.current;
    const client = new pg.Client({ ...connectionOptions(address), application_name: 'uplift migrate' });
    // Hazard: a connection that breaks while idle emits this; without a listener the process exits. Queries reject anyway.
    client.on('error', () => undefined);
    await client.connect();
    try {
      await client.query(sessionScript(schemaOf(url)));
      return await work(pgSession(client));
    } finally {
      await client.end();
    }
  } catch (error) {
    throw explainDatabaseError(error, address);
  }
}
