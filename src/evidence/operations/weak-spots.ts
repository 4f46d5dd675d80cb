import type { Queryable } from '../../database/database.js';
import { readSliced, sliceSql } from '../../database/keyset.js';
import type { Slice, Sliced, SqlKey } from '../../database/keyset.js';
import { Prisma } from '../../generated/prisma/client.js';
import { hinderedByRequirementsSql, requirementsNow } from '../../deployments/operations/requirements.js';
import type { Days } from '../../time/calendar.js';

/** What weak spots there are: each a rule on the records, never a score. */
export const WEAK_SPOT_KINDS = {
  DEPLOYED_WITHOUT_PLAN:
    'The deployment of an improvement has started, but no plan of it was ever in force: against what was it monitored?',
  STATES_SET_ON_ONE_DAY:
    'A deployment was reported from its start to its adoption on a single day, as if entered afterwards.',
  CONFLICT_UNDER_WAY:
    'Two improvements that conflict with each other are under way in one unit: this is the deployment of one of them.',
  REQUIREMENT_NOT_DEPLOYED:
    'An improvement is under way in a unit, or adopted there, although one that it requires is not: in the unit, where that is to be deployed there too, or else in the organization.',
  ADOPTED_WITHOUT_PROCESS_VERSION:
    "An adopted deployment has no version of the project's defined process on record: it has a waiver, or names a version that is not recorded.",
  PROCESS_VERSION_WITHOUT_TAILORING:
    "An adopted deployment has a version of the project's defined process on record, but no tailoring: what did the improvement change in it?",
  ONE_STEP_WITHOUT_GATE:
    'A plan for two or more targets is or was in force, and no gate decision was made: it has one increment at most, or one that holds the deployments of all targets; or deployments have started that are part of no increment.',
  SAME_PERSON_DID_AND_CONFIRMED:
    'One person was enough: the person who activated the plan gave every approval of it, recorded all exit conditions of an increment as met and decided at its gate, or adopted a deployment and confirmed it.',
  MATERIAL_OLDER_THAN_CHANGE:
    'The version of training material in use was published before the day on which its asset changed.',
  LESSONS_WITHOUT_DECISION: 'A review has lessons, and no decision has been made on them.',
  STATUS_CONTRADICTED:
    'The latest status update says ON_TRACK, although deployments were late or at risk by the figures of that moment.',
} as const;

/** A kind of weak spot. */
export type WeakSpotKind = keyof typeof WEAK_SPOT_KINDS;

/** A record that makes the evidence weak. */
export interface WeakSpot {
  readonly kind: WeakSpotKind;
  readonly recordType:
    'Improvement' | 'Deployment' | 'DeploymentPlan' | 'Increment' | 'TrainingItem' | 'ResultReview' | 'StatusUpdate';
  readonly recordId: string;
  /** The improvement concerned; null where it is the unit as a whole. */
  readonly improvementId: string | null;
  /** The unit concerned; null where it is the improvement as a whole. */
  readonly unitId: string | null;
}

/** Filters weak spots. Conditions are ANDed. */
export interface WeakSpotFilter {
  readonly organizationId: string;
  readonly improvementIds?: readonly string[] | undefined;
  /** In any of these units, or of the whole of an improvement that is deployed in one. */
  readonly unitIds?: readonly string[] | undefined;
  readonly kinds?: readonly WeakSpotKind[] | undefined;
}

/** Weak spots are ordered by this. */
export const WEAK_SPOT_KEYS: readonly SqlKey[] = [
  { sql: Prisma.sql`l.kind`, type: 'text', descending: false },
  { sql: Prisma.sql`l."recordId"`, type: 'uuid', descending: false },
];

/** The weak spots, a slice of them, by kind, and how many there are: one statement. */
export async function weakSpots(
  db: Queryable,
  { organizationId, improvementIds, unitIds, kinds }: WeakSpotFilter,
  days: Days,
  slice: Slice,
): Promise<{ items: WeakSpot[]; total: number }> {
  const parts = [...new Set(kinds ?? (Object.keys(RULES) as WeakSpotKind[]))].map(
    (kind) => Prisma.sql`
      SELECT ${kind}::text AS kind, r."recordType"::text, r."recordId", r."improvementId", r."unitId"
        FROM (${RULES[kind](organizationId, days)}) r("recordType", "recordId", "improvementId", "unitId")`,
  );
  if (parts.length === 0) return { items: [], total: 0 };
  const ofImprovements = improvementIds
    ? Prisma.sql`AND w."improvementId" = ANY(${[...improvementIds]}::uuid[])`
    : Prisma.empty;
  const inUnits = unitIds
    ? Prisma.sql`AND (w."unitId" = ANY(${[...unitIds]}::uuid[]) OR w."unitId" IS NULL AND EXISTS (
        SELECT 1 FROM "Deployment" d
         WHERE d."improvementId" = w."improvementId" AND d."unitId" = ANY(${[...unitIds]}::uuid[])))`
    : Prisma.empty;
  const list = Prisma.sql`
    SELECT w.* FROM (${Prisma.join(parts, ' UNION ALL ')}) w WHERE TRUE ${ofImprovements} ${inUnits}`;
  const rows = await db.$queryRaw<(WeakSpot & Sliced)[]>(sliceSql(list, WEAK_SPOT_KEYS, slice));
  return readSliced(rows, slice);
}

/** Plans that the deployment goes or went by. */
const IN_FORCE = Prisma.sql`p."state" IN ('ACTIVE', 'SUSPENDED', 'CONFIRMED', 'REVIEWED', 'CLOSED')`;

/** The targets `t` of a plan `p`, by its current version. */
const TARGETS = Prisma.sql`"PlanTarget" t JOIN "PlanVersion" v
  ON v."id" = t."versionId" AND v."planId" = p."id" AND v."number" = p."planVersion"`;

/** Their deployments `d`. */
const TARGETS_DEPLOYED = Prisma.sql`${TARGETS}
  JOIN "Deployment" d ON d."improvementId" = p."improvementId" AND d."unitId" = t."unitId"`;

/** States of a deployment that is under way, or done and not confirmed yet. */
const UNDER_WAY = Prisma.sql`('PREPARING', 'IN_PROGRESS', 'BLOCKED', 'DEFERRED', 'ADOPTED')`;

/** The rules: each selects type and id of the record, and improvement and unit. */
const RULES: Readonly<Record<WeakSpotKind, (organizationId: string, days: Days) => Prisma.Sql>> = {
  DEPLOYED_WITHOUT_PLAN: (organizationId) => Prisma.sql`
    SELECT 'Improvement', i."id", i."id", NULL::uuid FROM "Improvement" i
     WHERE i."organizationId" = ${organizationId}::uuid AND i."state" <> 'REJECTED'
       AND EXISTS (SELECT 1 FROM "Deployment" d WHERE d."improvementId" = i."id" AND d."actualStart" IS NOT NULL)
       AND NOT EXISTS (SELECT 1 FROM "DeploymentPlan" p
                        WHERE p."improvementId" = i."id" AND (${IN_FORCE} OR p."activatedById" IS NOT NULL))`,

  // What counts is when it was recorded, by the log, and only since the deployment was last planned.
  STATES_SET_ON_ONE_DAY: (organizationId, days) => Prisma.sql`
    SELECT 'Deployment', d."id", d."improvementId", d."unitId" FROM "Deployment" d
     WHERE d."organizationId" = ${organizationId}::uuid AND d."state" IN ('ADOPTED', 'CONFIRMED')
       AND EXISTS (
         SELECT 1 FROM "Event" e
          WHERE e."organizationId" = d."organizationId" AND e."recordId" = d."id"
            AND e."type" NOT IN ('DeploymentPlanned', 'DeploymentReplanned', 'DeploymentRescheduled', 'DeploymentConfirmed')
            AND e."recordVersion" > (
              SELECT COALESCE(MAX(s."recordVersion"), 0) FROM "Event" s
               WHERE s."recordId" = d."id" AND s."type" IN ('DeploymentPlanned', 'DeploymentReplanned'))
         HAVING COUNT(*) FILTER (WHERE e."type" = 'DeploymentAdopted') > 0
            AND COUNT(DISTINCT ${days.ofSql(Prisma.sql`e."occurredAt"`, Prisma.sql`e."unitId"`)}) = 1)`,

  // Guard 3 only looks when a plan becomes active, and a relation may be recorded later: this one and the next.
  CONFLICT_UNDER_WAY: (organizationId) => Prisma.sql`
    SELECT DISTINCT 'Deployment', d."id", d."improvementId", d."unitId"
      FROM (SELECT "fromId", "toId" FROM "ImprovementRelation" WHERE "kind" = 'CONFLICTS_WITH'
            UNION SELECT "toId", "fromId" FROM "ImprovementRelation" WHERE "kind" = 'CONFLICTS_WITH') c(one, other)
      JOIN "Deployment" d ON d."improvementId" = c.one AND d."state" IN ${UNDER_WAY}
      JOIN "Deployment" o ON o."improvementId" = c.other AND o."unitId" = d."unitId" AND o."state" IN ${UNDER_WAY}
     WHERE d."organizationId" = ${organizationId}::uuid`,

  REQUIREMENT_NOT_DEPLOYED: (organizationId) => Prisma.sql`
    SELECT 'Deployment', d."id", d."improvementId", d."unitId" FROM "Deployment" d
      JOIN (${hinderedByRequirementsSql(requirementsNow(organizationId))}) h
        ON h."improvementId" = d."improvementId" AND h."unitId" = d."unitId"
     WHERE d."organizationId" = ${organizationId}::uuid AND d."state" IN ${UNDER_WAY}`,

  ADOPTED_WITHOUT_PROCESS_VERSION: (organizationId) => Prisma.sql`
    SELECT 'Deployment', d."id", d."improvementId", d."unitId" FROM "Deployment" d
     WHERE d."organizationId" = ${organizationId}::uuid AND d."state" IN ('ADOPTED', 'CONFIRMED')
       AND d."processVersionId" IS NULL`,

  PROCESS_VERSION_WITHOUT_TAILORING: (organizationId) => Prisma.sql`
    SELECT 'Deployment', d."id", d."improvementId", d."unitId" FROM "Deployment" d
     WHERE d."organizationId" = ${organizationId}::uuid AND d."state" IN ('ADOPTED', 'CONFIRMED')
       AND d."processVersionId" IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM "Tailoring" t
                        WHERE t."improvementId" = d."improvementId" AND t."unitId" = d."unitId" AND t."state" = 'RECORDED')`,

  ONE_STEP_WITHOUT_GATE: (organizationId) => Prisma.sql`
    SELECT 'DeploymentPlan', p."id", p."improvementId", NULL::uuid FROM "DeploymentPlan" p
     CROSS JOIN LATERAL (SELECT COUNT(*) AS count FROM ${TARGETS}) targets
     WHERE p."organizationId" = ${organizationId}::uuid AND ${IN_FORCE} AND targets.count >= 2
       AND (NOT EXISTS (SELECT 1 FROM "Increment" i WHERE i."planId" = p."id" AND i."gateDecidedById" IS NOT NULL)
            AND ((SELECT COUNT(*) FROM "Increment" i WHERE i."planId" = p."id") <= 1
                 OR EXISTS (SELECT 1 FROM ${TARGETS_DEPLOYED}
                              JOIN "IncrementDeployment" m ON m."deploymentId" = d."id"
                              JOIN "Increment" i ON i."id" = m."incrementId" AND i."planId" = p."id"
                             GROUP BY i."id" HAVING COUNT(*) = targets.count))
            OR EXISTS (SELECT 1 FROM ${TARGETS_DEPLOYED}
                        WHERE d."actualStart" IS NOT NULL
                          AND NOT EXISTS (SELECT 1 FROM "IncrementDeployment" m WHERE m."deploymentId" = d."id")))`,

  SAME_PERSON_DID_AND_CONFIRMED: (organizationId) => Prisma.sql`
    SELECT 'DeploymentPlan', p."id", p."improvementId", NULL::uuid FROM "DeploymentPlan" p
     WHERE p."organizationId" = ${organizationId}::uuid AND ${IN_FORCE}
       AND (SELECT BOOL_AND(a."personId" = p."activatedById") FROM "PlanAgreement" a
              JOIN "PlanVersion" v ON v."id" = a."versionId"
             WHERE v."planId" = p."id" AND v."number" = p."planVersion" AND a."agreed")
    UNION ALL
    SELECT 'Increment', i."id", p."improvementId", NULL::uuid FROM "Increment" i
      JOIN "DeploymentPlan" p ON p."id" = i."planId"
     WHERE i."organizationId" = ${organizationId}::uuid AND i."state" = 'PASSED'
       AND (SELECT BOOL_AND(c."metById" IS NOT DISTINCT FROM i."gateDecidedById") FROM "IncrementCondition" c
             WHERE c."incrementId" = i."id" AND c."kind" = 'EXIT')
    UNION ALL
    SELECT 'Deployment', d."id", d."improvementId", d."unitId" FROM "Deployment" d
     WHERE d."organizationId" = ${organizationId}::uuid AND d."confirmedById" = d."adoptedById"`,

  MATERIAL_OLDER_THAN_CHANGE: (organizationId, days) => Prisma.sql`
    SELECT 'TrainingItem', t."id", t."improvementId", NULL::uuid FROM "TrainingItem" t
     WHERE t."organizationId" = ${organizationId}::uuid AND t."state" = 'PUBLISHED'
       AND EXISTS (SELECT 1 FROM "TrainingVersion" v
                    WHERE v."itemId" = t."id" AND v."publishedAt" IS NOT NULL AND v."supersededAt" IS NULL
                      AND ${days.ofSql(Prisma.sql`v."publishedAt"`, null)} < t."assetChangedOn")`,

  LESSONS_WITHOUT_DECISION: (organizationId) => Prisma.sql`
    SELECT 'ResultReview', r."id", p."improvementId", NULL::uuid FROM "ResultReview" r
      JOIN "DeploymentPlan" p ON p."id" = r."planId"
     WHERE r."organizationId" = ${organizationId}::uuid
       AND EXISTS (SELECT 1 FROM "Lesson" l WHERE l."reviewId" = r."id")
       AND NOT EXISTS (SELECT 1 FROM "ReviewDecision" c WHERE c."reviewId" = r."id" AND c."topic" = 'LESSONS')`,

  STATUS_CONTRADICTED: (organizationId) => Prisma.sql`
    SELECT 'StatusUpdate', s."id", COALESCE(s."improvementId", p."improvementId"), s."unitId"
      FROM "StatusUpdate" s LEFT JOIN "DeploymentPlan" p ON p."id" = s."planId"
     WHERE s."organizationId" = ${organizationId}::uuid AND s."health" = 'ON_TRACK'
       AND (s."figures" ->> 'late')::int + (s."figures" ->> 'atRisk')::int > 0
       AND NOT EXISTS (SELECT 1 FROM "StatusUpdate" n WHERE n."previousId" = s."id")`,
};
