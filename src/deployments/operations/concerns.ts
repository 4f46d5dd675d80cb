import { dayOf } from '../../clock.js';
import { Prisma } from '../../generated/prisma/client.js';
import { BEHIND_POINTS } from '../risk.js';
import type { Concern } from '../risk.js';
import { isOpenSql } from './lateness.js';
import { mayBeginNow } from './may-begin.js';

/** That an open deployment `d` should have started by now, and has not. */
export function startOverdueSql(now: Date): Prisma.Sql {
  const today = Prisma.sql`${dayOf(now)}::date`;
  return Prisma.sql`(d."plannedEnd" >= ${today} AND d."actualStart" IS NULL AND d."plannedStart" < ${today})`;
}

/**
 * `concernsOf` for the database, of an open deployment `d` of which SQL says whether it may begin: the same rule, compared in a
 * test over random deployments. That is only looked up where the start is overdue.
 */
export function concernsSql(now: Date, mayBegin: Prisma.Sql): Prisma.Sql {
  const today = Prisma.sql`${dayOf(now)}::date`;
  const expected = Prisma.sql`(100 * LEAST(GREATEST(${today} - d."plannedStart", 0), d."plannedEnd" - d."plannedStart" + 1)
    / (d."plannedEnd" - d."plannedStart" + 1))`;
  return Prisma.sql`array_remove(ARRAY[
    CASE WHEN d."plannedEnd" < ${today} THEN 'LATE' END,
    CASE WHEN d."state" IN ('BLOCKED', 'DEFERRED') THEN d."state"::text END,
    CASE WHEN ${startOverdueSql(now)} THEN CASE WHEN ${mayBegin} THEN 'NOT_STARTED' END END,
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
export function concernedSql(now: Date, concerns: readonly Concern[]): Prisma.Sql {
  const byItself = Prisma.sql`${concernsSql(now, mayBeginNow)} && ${[...concerns]}::text[]`;
  const isConcerned = concerns.includes('HAS_ISSUE') ? Prisma.sql`(${byItself} OR ${HAS_ISSUE})` : byItself;
  return Prisma.sql`(${isOpenSql} AND ${isConcerned})`;
}
