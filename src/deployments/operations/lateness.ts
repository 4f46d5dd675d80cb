import { dayOf } from '../../clock.js';
import { Prisma } from '../../generated/prisma/client.js';
import { OPEN_STATES } from '../rules.js';

/** That a deployment `d` is open. */
export const isOpenSql = Prisma.sql`d."state" = ANY(${[...OPEN_STATES]}::"DeploymentState"[])`;

/** `isLate` for the database, over deployments `d`. */
export function lateSql(now: Date): Prisma.Sql {
  return Prisma.sql`${isOpenSql} AND d."plannedEnd" < ${dayOf(now)}::date`;
}

/** `daysLate` for the database, over deployments `d`: compared in a test over deployments in every state. */
export function daysLateSql(now: Date): Prisma.Sql {
  return Prisma.sql`(CASE
    WHEN ${isOpenSql} THEN GREATEST(${dayOf(now)}::date - d."plannedEnd", 0)
    WHEN d."state" IN ('WAIVED', 'ROLLED_BACK') THEN 0
    ELSE GREATEST(COALESCE(d."actualEnd" - d."plannedEnd", 0), 0) END)`;
}
