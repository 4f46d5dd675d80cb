import type { Queryable } from '../../database/database.js';
import { concernsSql } from '../../deployments/operations/concerns.js';
import { isOpenSql } from '../../deployments/operations/lateness.js';
import { beginningsSql, mayBeginSql, recordsNow } from '../../deployments/operations/may-begin.js';
import { Prisma } from '../../generated/prisma/client.js';
import type { Days } from '../../time/calendar.js';
import { figuresOf } from '../rules.js';
import type { ConcernedGroup, Figures, StatusField } from '../rules.js';

/** Which deployments `d` a status update is about. */
const SCOPES: Readonly<Record<StatusField, (id: string) => Prisma.Sql>> = {
  improvementId: (id) => Prisma.sql`d."improvementId" = ${id}::uuid`,
  planId: (id) => Prisma.sql`EXISTS (
    SELECT 1 FROM "DeploymentPlan" p JOIN "PlanVersion" v ON v."planId" = p."id" AND v."number" = p."planVersion"
      JOIN "PlanTarget" t ON t."versionId" = v."id" AND t."unitId" = d."unitId"
     WHERE p."id" = ${id}::uuid AND p."improvementId" = d."improvementId")`,
  unitId: (id) => Prisma.sql`d."unitId" = ${id}::uuid`,
};

/** How the deployments of a record stand now: one statement. Late is what is late in its unit. */
export async function readFigures(
  db: Queryable,
  organizationId: string,
  { field, id }: { readonly field: StatusField; readonly id: string },
  days: Days,
): Promise<Figures> {
  const groups = await db.$queryRaw<ConcernedGroup[]>`
    WITH b AS MATERIALIZED (${beginningsSql(recordsNow(organizationId))}), concerned AS (
      SELECT d."state", d."percent", CASE WHEN ${isOpenSql} THEN ${concernsSql(days, mayBeginSql)} ELSE '{}' END AS concerns
        FROM "Deployment" d LEFT JOIN b ON b."improvementId" = d."improvementId"
       WHERE d."organizationId" = ${organizationId}::uuid AND ${SCOPES[field](id)})
    SELECT c."state"::text AS state, COUNT(*)::int AS count, SUM(c."percent")::int AS "percentSum",
           COUNT(*) FILTER (WHERE 'LATE' = ANY(c.concerns))::int AS late,
           COUNT(*) FILTER (WHERE cardinality(c.concerns) > 0 AND NOT 'LATE' = ANY(c.concerns))::int AS "atRisk"
      FROM concerned c GROUP BY c."state" ORDER BY c."state"`;
  return figuresOf(groups);
}
