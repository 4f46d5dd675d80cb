import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import type { Logger } from '../logger.js';
import { createClient } from './database.js';
import type { Database, OnStatement } from './database.js';
import { inspectMigrations, migrate } from './migrate.js';
import type { Migrated, MigrationStanding } from './migrate.js';
import { pgSession } from './sql.js';
import type { SqlSession } from './sql.js';

/** How long a transaction waits for a connection, and how long it may take, in milliseconds. */
const TRANSACTION = { maxWait: 10_000, timeout: 15_000 };

/**
 * Opens a pool to a Postgres server and applies migrations that are missing; servers that start together take turns. One
 * that is older than the database says so in the log, and works.
 */
export async function openServerDatabase(
  url: string,
  poolSize: number,
  logger: Logger,
  onStatement?: OnStatement,
): Promise<Database> {
  const { ahead } = await migrateServer(url);
  if (ahead.length > 0) logger.warn({ migrations: ahead }, 'the database is ahead of this version: replace it soon');
  const adapter = new PrismaPg(
    { connectionString: url, max: poolSize, connectionTimeoutMillis: 10_000, application_name: 'uplift' },
    { onPoolError: (error) => logger.warn({ err: error }, 'an idle database connection broke') },
  );
  const prisma = createClient(adapter, TRANSACTION, onStatement);
  let closing: Promise<void> | undefined;
  return { prisma, exclusive: false, close: () => (closing ??= prisma.$disconnect()) };
}

/** Applies missing migrations to a Postgres server. */
export function migrateServer(url: string): Promise<Migrated> {
  return withSession(url, (session) => migrate(session));
}

/**
 * Looks at a Postgres server and changes nothing: its version, and how it stands to our migrations.
 * @throws MigrationError where `migrateServer` would, before it applies anything.
 */
export function inspectServer(url: string): Promise<MigrationStanding & { readonly version: string }> {
  return withSession(url, async (session) => {
    const [row] = await session.query<{ server_version: string }>('SHOW server_version');
    return { version: row?.server_version ?? 'unknown', ...(await inspectMigrations(session)) };
  });
}

async function withSession<T>(url: string, work: (session: SqlSession) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'uplift migrate' });
  // Hazard: a connection that breaks while idle emits this; without a listener the process exits. Queries reject anyway.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(pgSession(client));
  } finally {
    await client.end();
  }
}
