import { Prisma } from '../../generated/prisma/client.js';
import type { Days } from '../../time/calendar.js';
import { BEHIND_POINTS } from '../risk.js';
import type { Concern } from '../risk.js';
import { isOpenSql, UNIT } from './lateness.js';
import { mayBeginNow } from './may-begin.js';

/** That an open deployment `d` should have started before today, and has not. */
export function startOverdueSql(days: Days): Prisma.Sql {
  const today = days.sql(UNIT);
  return Prisma.sql`(d."plannedEnd" >= ${today} AND d."actualStart" IS NULL AND d."plannedStart" < ${today})`;
}

/**
 * `concernsOf` for the database, of an open deployment `d` of which SQL says whether it may begin: the same rule, compared in a
 * test over random deployments. That is only looked up where the start is overdue.
 */
export function concernsSql(days: Days, mayBegin: Prisma.Sql): Prisma.Sql {
  const today = days.sql(UNIT);
  const expected = Prisma.sql`(100 * LEAST(GREATEST(${today} - d."plannedStart", 0), d."plannedEnd" - d."plannedStart" + 1)
    / (d."plannedEnd" - d."plannedStart" + 1))`;
  return Prisma.sql`array_remove(ARRAY[
    CASE WHEN d."plannedEnd" < ${today} THEN 'LATE' END,
    CASE WHEN d."state" IN ('BLOCKED', 'DEFERRED') THEN d."state"::text END,
    CASE WHEN ${startOverdueSql(days)} THEN CASE WHEN ${mayBegin} THEN 'NOT_STARTED' END END,
    CASE WHEN d."plannedEnd" >= ${today} AND d."actualStart" IS NOT NULL
          AND ${expected} - d."percent" >= ${BEHIND_POINTS}::int THEN 'BEHIND' END], NULL)`;
}

/** That an open issue is in the way of a deployment `d`: by itself, in its increment, or in its unit for its improvement. */
const HAS_ISSUE = Prisma.sql`EXISTS (
  SELECT 1 FROM "Issue" s
   WHERE s."organizationId" = d."organizationId" AND s."state" <> 'CLOSED' AND (
     s."deploymentId" = d."id"
     OR s."incrementId" IN (SELECT m."incrementId" FROM "IncrementDeployment" m WHERE m."deploymentId" = d."id")
     OR s."deploymentId" IS NULL AND s."incrementId" IS NULL AND s."improvementId" = d."improvementId" AND s."unitId" = d."unitId"))`;

/** That a deployment `d` has any of some concerns now. */
export function concernedSql(days: Days, concerns: readonly Concern[]): Prisma.Sql {
  const byItself = Prisma.sql`${concernsSql(days, mayBeginNow)} && ${[...concerns]}::text[]`;
  const isConcerned = concerns.includes('HAS_ISSUE') ? Prisma.sql`(${byItself} OR ${HAS_ISSUE})` : byItself;
  return Prisma.sql`(${isOpenSql} AND ${isConcerned})`;
}
