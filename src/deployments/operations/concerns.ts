import { dayOf } from '../../clock.js';
import { Prisma } from '../../generated/prisma/client.js';
import { BEHIND_POINTS } from '../risk.js';

/** `concernsOf` for the database, of an open deployment `d`: the same rule, compared in a test over random deployments. */
export function concernsSql(now: Date): Prisma.Sql {
  const today = Prisma.sql`${dayOf(now)}::date`;
  const expected = Prisma.sql`(100 * LEAST(GREATEST(${today} - d."plannedStart", 0), d."plannedEnd" - d."plannedStart" + 1)
    / (d."plannedEnd" - d."plannedStart" + 1))`;
  return Prisma.sql`array_remove(ARRAY[
    CASE WHEN d."plannedEnd" < ${today} THEN 'LATE' END,
    CASE WHEN d."state" IN ('BLOCKED', 'DEFERRED') THEN d."state"::text END,
    CASE WHEN d."plannedEnd" >= ${today} AND d."actualStart" IS NULL AND d."plannedStart" < ${today} THEN 'NOT_STARTED' END,
    CASE WHEN d."plannedEnd" >= ${today} AND d."actualStart" IS NOT NULL
          AND ${expected} - d."percent" >= ${BEHIND_POINTS}::int THEN 'BEHIND' END], NULL)`;
}
