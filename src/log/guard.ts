import type { Queryable } from '../database/database.js';

/** Triggers by which the database keeps events as they were written. */
const TRIGGERS = ['log_guard', 'log_guard_all'];

/** Whether the database refuses to change and delete events, as the migrations have it: its owner can disable that. */
export async function isGuarded(db: Queryable): Promise<boolean> {
  const [found] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pg_catalog.pg_trigger
     WHERE "tgrelid" = to_regclass('"Event"') AND "tgname" = ANY(${TRIGGERS}::text[]) AND "tgenabled" IN ('O', 'A')`;
  return found?.count === TRIGGERS.length;
}
