import type { Queryable } from '../database/database.js';

/**
 * Erases texts of an event, by their paths, such as `note`, `before.title` or `after.name`: they become null, their
 * commitments stay, and the chain of the log stays whole. What is null already stays so. The database refuses a path that
 * holds a number or a truth, or that is not there, and an event that is not chained yet.
 */
export async function eraseTexts(
  db: Queryable,
  organizationId: string,
  position: number,
  paths: readonly string[],
): Promise<void> {
  await db.$executeRaw`SELECT log_erase(${organizationId}::uuid, ${position}::int, ${[...paths]}::text[])`;
}
