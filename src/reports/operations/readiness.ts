import type { Queryable } from '../../database/database.js';
import { readSliced, sliceSql } from '../../database/keyset.js';
import type { Slice, Sliced, SqlKey } from '../../database/keyset.js';
import { OPEN_STATES } from '../../deployments/rules.js';
import { Prisma } from '../../generated/prisma/client.js';
import { isEarlyAdopter } from '../../plans/operations/early-adopters.js';

/** Which deployments are looked at; what is absent does not narrow it. */
export interface ReadinessFilter {
  readonly improvementIds?: readonly string[] | undefined;
  readonly unitIds?: readonly string[] | undefined;
}

/** Training and consulting of the unit of one deployment, for the improvement of it. */
export interface UnitReadiness {
  readonly deploymentId: string;
  readonly plannedStart: Date;
  /** How many training items the unit has had, in whichever version. */
  readonly trained: number;
  /** How many more it has been released from. */
  readonly waived: number;
  /** Ids of those that are left, the oldest first. */
  readonly missingIds: readonly string[];
  readonly earlyAdopter: boolean;
  /** Consulting sessions that are asked for or scheduled. */
  readonly requests: number;
  /** Consulting sessions that were given, and their hours. */
  readonly sessions: number;
  readonly hours: number;
}

/** Readiness is ordered by this. */
export const READINESS_KEYS: readonly SqlKey[] = [
  { sql: Prisma.sql`l."plannedStart"`, type: 'day', descending: false },
  { sql: Prisma.sql`l."id"`, type: 'uuid', descending: false },
];

/** Training and consulting for open deployments, those that begin first in front, a slice of them: one statement. */
export async function unitReadiness(
  db: Queryable,
  organizationId: string,
  { improvementIds, unitIds }: ReadinessFilter,
  slice: Slice,
): Promise<{ items: UnitReadiness[]; total: number }> {
  const improvements = improvementIds ? [...improvementIds] : null;
  const units = unitIds ? [...unitIds] : null;
  const list = Prisma.sql`
      SELECT "id", "improvementId", "unitId", "plannedStart" FROM "Deployment"
       WHERE "organizationId" = ${organizationId}::uuid AND "state" = ANY(${[...OPEN_STATES]}::"DeploymentState"[])
         AND (${improvements}::uuid[] IS NULL OR "improvementId" = ANY(${improvements}::uuid[]))
         AND (${units}::uuid[] IS NULL OR "unitId" = ANY(${units}::uuid[]))`;
  const rows = await db.$queryRaw<(UnitReadiness & Sliced)[]>`
    WITH d AS (${sliceSql(list, READINESS_KEYS, slice)})
    SELECT d."id" AS "deploymentId", d."plannedStart", d.place, d.total, t.trained, t.waived, t."missingIds", c.requests, c.sessions, c.hours,
           ${isEarlyAdopter} AS "earlyAdopter"
      FROM d
      CROSS JOIN LATERAL (
        SELECT COUNT(*) FILTER (WHERE i.had)::int AS trained, COUNT(*) FILTER (WHERE i.released AND NOT i.had)::int AS waived,
               COALESCE(array_agg(i."id"::text ORDER BY i."createdAt", i."id") FILTER (WHERE NOT i.had AND NOT i.released), '{}')
                 AS "missingIds"
          FROM (SELECT "id", "createdAt",
                       EXISTS (SELECT 1 FROM "TrainingDelivery" v WHERE v."itemId" = i."id" AND v."unitId" = d."unitId") AS had,
                       EXISTS (SELECT 1 FROM "TrainingWaiver" w WHERE w."itemId" = i."id" AND w."unitId" = d."unitId") AS released
                  FROM "TrainingItem" i WHERE i."improvementId" = d."improvementId" AND i."state" <> 'SUPERSEDED') i) t
      CROSS JOIN LATERAL (
        SELECT COUNT(*) FILTER (WHERE s."state" IN ('REQUESTED', 'SCHEDULED'))::int AS requests,
               COUNT(*) FILTER (WHERE s."state" IN ('DELIVERED', 'CLOSED'))::int AS sessions,
               COALESCE(SUM(s."hours") FILTER (WHERE s."state" IN ('DELIVERED', 'CLOSED')), 0)::float8 AS hours
          FROM "ConsultingSession" s WHERE s."improvementId" = d."improvementId" AND s."unitId" = d."unitId") c`;
  return readSliced(rows, slice);
}
