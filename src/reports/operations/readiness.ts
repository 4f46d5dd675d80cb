import type { Queryable } from '../../database/database.js';
import { isOpenSql } from '../../deployments/operations/lateness.js';
import { isEarlyAdopter } from '../../plans/operations/early-adopters.js';

/** Training and consulting of the unit of one deployment, for the improvement of it. */
export interface UnitReadiness {
  readonly deploymentId: string;
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

/** Training and consulting for those of some deployments that are open: one statement. */
export function unitReadiness(db: Queryable, deploymentIds: readonly string[]): Promise<UnitReadiness[]> {
  return db.$queryRaw<UnitReadiness[]>`
    SELECT d."id"::text AS "deploymentId", t.trained, t.waived, t."missingIds", c.requests, c.sessions, c.hours,
           ${isEarlyAdopter} AS "earlyAdopter"
      FROM "Deployment" d
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
          FROM "ConsultingSession" s WHERE s."improvementId" = d."improvementId" AND s."unitId" = d."unitId") c
     WHERE d."id" = ANY(${[...deploymentIds]}::uuid[]) AND ${isOpenSql}`;
}
