import type { Database, Queryable } from './database.js';
import { limited } from './statements.js';

/** How long a transaction may take by default, in milliseconds. */
export const TRANSACTION_TIMEOUT = 15_000;

/**
 * Does work of an organization in one transaction. Whatever a statement waits for, it ends within `timeout` milliseconds, and
 * leaves connections to the other organizations.
 * @throws BusyError where the organization has too many under way; then nothing has begun.
 */
export async function inTransaction<T>(
  { prisma, writers }: Database,
  organizationId: string,
  work: (db: Queryable) => Promise<T>,
  timeout = TRANSACTION_TIMEOUT,
): Promise<T> {
  const transact = () => limited(timeout, () => prisma.$transaction(work, { timeout }));
  return writers ? writers.run(organizationId, transact) : transact();
}
