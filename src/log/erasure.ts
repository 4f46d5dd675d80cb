import type { Queryable } from '../database/database.js';
import { ruleViolation } from '../user-error.js';
import { readHead } from './event-log.js';

/** Texts of one event, by their paths. */
export interface LogPlaces {
  readonly position: number;
  readonly type: string;
  readonly paths: readonly string[];
}

/** Refuses to erase texts of a log before all of its events have hashes, which are all that is left of them. */
export async function demandChained(db: Queryable, organizationId: string): Promise<void> {
  if ((await readHead(db, organizationId))?.hash) return;
  throw ruleViolation({
    rule: 'log-is-chained',
    source: 'Uplift: what is erased from the log leaves its hash',
    message: 'The log is still being chained by the servers.',
    missing: ['a hash of each event of the log'],
  });
}

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
