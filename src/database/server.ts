import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '../generated/prisma/client.js';
import type { Logger } from '../logger.js';
import type { Database } from './database.js';
import { migrate } from './migrate.js';
import { pgSession } from './sql.js';

/** Opens a pool to a Postgres server and applies migrations that are missing; servers that start together take turns. */
export async function openServerDatabase(url: string, poolSize: number, logger: Logger): Promise<Database> {
  await migrateServer(url);
  const adapter = new PrismaPg(
    { connectionString: url, max: poolSize, connectionTimeoutMillis: 10_000, application_name: 'uplift' },
    { onPoolError: (error) => logger.warn({ err: error }, 'an idle database connection broke') },
  );
  const prisma = new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 15_000 } });
  let closing: Promise<void> | undefined;
  return { prisma, exclusive: false, close: () => (closing ??= prisma.$disconnect()) };
}

/** Applies missing migrations to a Postgres server; returns their names. */
export async function migrateServer(url: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'uplift migrate' });
  await client.connect();
  try {
    return (await migrate(pgSession(client))).map((migration) => migration.name);
  } finally {
    await client.end();
  }
}
