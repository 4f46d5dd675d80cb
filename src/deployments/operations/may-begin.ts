import type { Queryable } from '../../database/database.js';
import { Prisma } from '../../generated/prisma/client.js';
import type { Deployment } from '../../generated/prisma/client.js';
import { hinderedByRequirementsSql, requirementsNow } from './requirements.js';
import type { RequirementRecords } from './requirements.js';
import { UNDER_WAY } from '../rules.js';

/** Where the records are read that decide whether deployments may begin: tables, or what these were at a moment. */
export interface BeginningRecords {
  readonly improvements: Prisma.Sql;
  readonly plans: Prisma.Sql;
  readonly increments: Prisma.Sql;
  /** Where what these improvements require is read. */
  readonly required: RequirementRecords;
}

/** The records of an organization as they are now. */
export function recordsNow(organizationId: string): BeginningRecords {
  const table = (name: string) =>
    Prisma.sql`(SELECT * FROM ${Prisma.raw(`"${name}"`)} WHERE "organizationId" = ${organizationId}::uuid)`;
  return {
    improvements: table('Improvement'),
    plans: table('DeploymentPlan'),
    increments: table('Increment'),
    required: requirementsNow(organizationId),
  };
}

/**
 * What decides whether deployments may begin, a row for each improvement that is being deployed: to be joined as `b` to
 * deployments `d` by `improvementId`, and asked by `mayBeginSql`.
 */
export function beginningsSql({ improvements, plans, increments, required }: BeginningRecords): Prisma.Sql {
  return Prisma.sql`
    SELECT i."id" AS "improvementId", p."id" AS "planId", p."state" = 'ACTIVE' AS active, v."id" AS "versionId",
           n."planId" IS NOT NULL AS "inIncrements", n."underWay",
           COALESCE(h.units, '{}') AS hindered
      FROM ${improvements} i
      LEFT JOIN (
        SELECT DISTINCT ON (p."improvementId") p."id", p."improvementId", p."state", p."planVersion" FROM ${plans} p
         ORDER BY p."improvementId", p."state" = 'CANCELED', p."createdAt" DESC, p."id" DESC) p ON p."improvementId" = i."id"
      LEFT JOIN "PlanVersion" v ON v."planId" = p."id" AND v."number" = p."planVersion"
      LEFT JOIN (
        SELECT n."planId", array_agg(n."id") FILTER (WHERE n."state" = ANY(${[...UNDER_WAY]}::"IncrementState"[])) AS "underWay"
          FROM ${increments} n GROUP BY n."planId") n ON n."planId" = p."id"
      LEFT JOIN (
        SELECT h."improvementId", array_agg(h."unitId") AS units
          FROM (${hinderedByRequirementsSql(required)}) h GROUP BY h."improvementId") h ON h."improvementId" = i."id"
     WHERE i."state" = 'DEPLOYING'`;
}

/** `demandMayBegin` and `demandRequirementsMet` for the database, of an open deployment `d` with its row `b` of `beginningsSql`; false where it has none. */
export const mayBeginSql = Prisma.sql`(
  b."improvementId" IS NOT NULL AND d."state" <> 'DEFERRED' AND (
    COALESCE(d."resumeState", d."state") <> 'PLANNED' OR d."unitId" <> ALL(b.hindered) AND (
      b."planId" IS NULL OR b.active
        AND EXISTS (SELECT 1 FROM "PlanTarget" t WHERE t."versionId" = b."versionId" AND t."unitId" = d."unitId")
        AND (NOT b."inIncrements" OR EXISTS (
          SELECT 1 FROM "IncrementDeployment" m WHERE m."deploymentId" = d."id" AND m."incrementId" = ANY(b."underWay"))))))`;

/** The same of a deployment `d` by itself, by the records as they are now: for few of many. */
export const mayBeginNow = Prisma.sql`EXISTS (
  SELECT 1 FROM (${beginningsSql({
    improvements: Prisma.sql`(SELECT i.* FROM "Improvement" i WHERE i."id" = d."improvementId")`,
    plans: Prisma.sql`(SELECT p.* FROM "DeploymentPlan" p WHERE p."improvementId" = d."improvementId")`,
    increments: Prisma.sql`(SELECT n.* FROM "DeploymentPlan" p JOIN "Increment" n ON n."planId" = p."id"
      WHERE p."improvementId" = d."improvementId")`,
    required: {
      requirements: Prisma.sql`(
        SELECT r.* FROM "ImprovementRelation" r WHERE r."fromId" = d."improvementId" AND r."kind" = 'REQUIRES')`,
      improvements: Prisma.sql`"Improvement"`,
      deployments: Prisma.sql`(SELECT o.* FROM "Deployment" o WHERE o."unitId" = d."unitId")`,
    },
  })}) b WHERE ${mayBeginSql})`;

/** Ids of those of some open deployments of an organization that may begin now: one statement. */
export async function beginningIds(
  db: Queryable,
  deployments: readonly Pick<Deployment, 'id' | 'organizationId'>[],
): Promise<ReadonlySet<string>> {
  const [first] = deployments;
  if (!first) return new Set();
  const ids = deployments.map(({ id }) => id);
  const rows = await db.$queryRaw<{ id: string }[]>`
    WITH b AS (${beginningsSql(recordsNow(first.organizationId))})
    SELECT d."id"::text AS id FROM "Deployment" d JOIN b ON b."improvementId" = d."improvementId"
     WHERE d."id" = ANY(${ids}::uuid[]) AND ${mayBeginSql}`;
  return new Set(rows.map(({ id }) => id));
}
