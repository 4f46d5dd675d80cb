import type { Database } from './database.js';

/**
 * Refreshes the planner's statistics. PGlite has no autovacuum, and Postgres' may come minutes after much was written:
 * without statistics, reports take fifty times as long.
 */
export async function analyze({ prisma }: Pick<Database, 'prisma'>): Promise<void> {
  await prisma.$executeRaw`ANALYZE`;
}
