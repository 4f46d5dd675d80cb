import type { Queryable } from '../database/database.js';

/** Triggers by which the database keeps what was written, by the table. */
const TRIGGERS = {
  Event: ['log_guard', 'log_guard_all'],
  AccessRecord: ['access_append', 'access_guard', 'access_guard_all'],
} as const;

/** Whether the database refuses to change and delete what a table has, as the migrations have it: its owner can disable that. */
export async function isGuarded(db: Queryable, table: keyof typeof TRIGGERS = 'Event'): Promise<boolean> {
  const triggers = TRIGGERS[table];
  const [found] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pg_catalog.pg_trigger
     WHERE "tgrelid" = to_regclass(${`"${table}"`}) AND "tgname" = ANY(${[...triggers]}::text[]) AND "tgenabled" IN ('O', 'A')`;
  return found?.count === triggers.length;
}
