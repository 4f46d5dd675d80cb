import type { Queryable } from '../../database/database.js';
import { Prisma } from '../../generated/prisma/client.js';
import type { Deployment } from '../../generated/prisma/client.js';
import { IN_USE_STATES, LEFT_OUT_STATES } from '../rules.js';
import { THERE } from '../requirements.js';
import type { RequiredImprovement } from '../requirements.js';

/** What the improvement of a deployment requires, as far as its unit is concerned, the oldest requirement first. */
export async function requiredOf(
  db: Queryable,
  { improvementId, unitId }: Pick<Deployment, 'improvementId' | 'unitId'>,
): Promise<RequiredImprovement[]> {
  const deployments = { where: { unitId, state: { notIn: [...LEFT_OUT_STATES] } }, select: { state: true }, take: 1 };
  const relations = await db.improvementRelation.findMany({
    where: { fromId: improvementId, kind: 'REQUIRES' },
    select: { to: { select: { title: true, state: true, deployments } } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return relations.map(({ to: { title, state, deployments } }) => ({
    title,
    state,
    deployment: deployments[0]?.state ?? null,
  }));
}

/** Where requirements, improvements and deployments are read: tables, or what these were at a moment. */
export interface RequirementRecords {
  /** Rows of `fromId` and `toId`: the first requires the second. */
  readonly requirements: Prisma.Sql;
  readonly improvements: Prisma.Sql;
  readonly deployments: Prisma.Sql;
}

/** The records of an organization as they are now. */
export function requirementsNow(organizationId: string): RequirementRecords {
  const own = Prisma.sql`"organizationId" = ${organizationId}::uuid`;
  return {
    requirements: Prisma.sql`(SELECT * FROM "ImprovementRelation" WHERE ${own} AND "kind" = 'REQUIRES')`,
    improvements: Prisma.sql`(SELECT * FROM "Improvement" WHERE ${own})`,
    deployments: Prisma.sql`(SELECT * FROM "Deployment" WHERE ${own})`,
  };
}

/** `isRequirementMet` for the database: rows of `improvementId` and `unitId`, those of deployments with a requirement that is not met. */
export function hinderedByRequirementsSql({ requirements, improvements, deployments }: RequirementRecords): Prisma.Sql {
  return Prisma.sql`
    SELECT DISTINCT own."improvementId", own."unitId"
      FROM ${requirements} r
      JOIN ${improvements} q ON q."id" = r."toId"
      JOIN ${deployments} own ON own."improvementId" = r."fromId"
      LEFT JOIN ${deployments} o ON o."improvementId" = r."toId" AND o."unitId" = own."unitId"
       AND o."state" <> ALL(${[...LEFT_OUT_STATES]}::"DeploymentState"[])
     WHERE CASE WHEN o."id" IS NULL THEN q."state" <> ALL(${[...THERE]}::"ImprovementState"[])
                ELSE o."state" <> ALL(${[...IN_USE_STATES]}::"DeploymentState"[]) END`;
}
