import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import type { Logger } from '../logger.js';
import { createClient } from './database.js';
import type { Database, OnStatement } from './database.js';
import { migrate } from './migrate.js';
import { pgSession } from './sql.js';

/** How long a transaction waits for a connection, and how long it may take, in milliseconds. */
const TRANSACTION = { maxWait: 10_000, timeout: 15_000 };

/** Opens a pool to a Postgres server and applies migrations that are missing; servers that start together take turns. */
export async function openServerDatabase(
  url: string,
  poolSize: number,
  logger: Logger,
  onStatement?: OnStatement,
): Promise<Database> {
  await migrateServer(url);
  const adapter = new PrismaPg(
    { connectionString: url, max: poolSize, connectionTimeoutMillis: 10_000, application_name: 'uplift' },
    { onPoolError: (error) => logger.warn({ err: error }, 'an idle database connection broke') },
  );
  const prisma = createClient(adapter, TRANSACTION, onStatement);
  let closing: Promise<void> | undefined;
  return { prisma, exclusive: false, close: () => (closing ??= prisma.$disconnect()) };
}

/** Applies missing migrations to a Postgres server; returns their names. */
export async function migrateServer(url: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'uplift migrate' });
  // Hazard: a connection that breaks while idle emits this; without a listener the process exits. Queries reject anyway.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await migrate(pgSession(client))).map((migration) => migration.name);
  } finally {
    await client.end();
  }
}
