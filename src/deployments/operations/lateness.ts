import { Prisma } from '../../generated/prisma/client.js';
import type { Days } from '../../time/calendar.js';
import { OPEN_STATES } from '../rules.js';

/** That a deployment `d` is open. */
export const isOpenSql = Prisma.sql`d."state" = ANY(${[...OPEN_STATES]}::"DeploymentState"[])`;

/** The unit of a deployment `d`. */
export const UNIT = Prisma.sql`d."unitId"`;

/** `isLate` for the database, over deployments `d`. */
export function lateSql(days: Days): Prisma.Sql {
  return Prisma.sql`${isOpenSql} AND d."plannedEnd" < ${days.sql(UNIT)}`;
}

/** `daysLate` for the database, over deployments `d`: compared in a test over deployments in every state. */
export function daysLateSql(days: Days): Prisma.Sql {
  return Prisma.sql`(CASE
    WHEN ${isOpenSql} THEN GREATEST(${days.sql(UNIT)} - d."plannedEnd", 0)
    WHEN d."state" IN ('WAIVED', 'ROLLED_BACK') THEN 0
    ELSE GREATEST(COALESCE(d."actualEnd" - d."plannedEnd", 0), 0) END)`;
}
