import type { Queryable } from '../../database/database.js';
import { readSliced, sliceSql } from '../../database/keyset.js';
import type { Slice, Sliced, SqlKey } from '../../database/keyset.js';
import { beginningsSql, mayBeginSql, recordsNow } from '../../deployments/operations/may-begin.js';
import { isOpenSql } from '../../deployments/operations/lateness.js';
import { Prisma } from '../../generated/prisma/client.js';
import { OPEN_ISSUE_STATES } from '../../issues/rules.js';
import { CONCERNS } from '../../deployments/risk.js';
import type { Concern } from '../../deployments/risk.js';
import type { Days } from '../../time/calendar.js';
import { concernsSql } from '../../deployments/operations/concerns.js';

/** Which deployments are looked at; what is absent does not narrow it. */
export interface AttentionFilter {
  /** Only deployments with any of these concerns. */
  readonly concerns?: readonly Concern[] | undefined;
  readonly improvementIds?: readonly string[] | undefined;
  readonly unitIds?: readonly string[] | undefined;
}

/** A deployment that asks for attention. */
export interface Attention {
  readonly deploymentId: string;
  readonly unitId: string;
  /** Why, the most pressing first. */
  readonly concerns: readonly Concern[];
  /** Place of the most pressing concern among all. */
  readonly rank: number;
  /** Since when, by the most pressing concern. */
  readonly since: Date;
  /** The open issues in its way, the oldest first. */
  readonly issues: readonly { readonly title: string; readonly ownerId: string | null }[];
}

const UNIT = Prisma.sql`c."unitId"`;

/** What asks for attention is ordered by this. */
export const ATTENTION_KEYS: readonly SqlKey[] = [
  { sql: Prisma.sql`l.rank`, type: 'integer', descending: false },
  { sql: Prisma.sql`l.since`, type: 'instant', descending: false },
  { sql: Prisma.sql`l."deploymentId"`, type: 'uuid', descending: false },
];

/**
 * The deployments that ask for attention now, the most pressing and longest first, a slice of them, and how many there
 * are: one statement.
 */
export async function attention(
  db: Queryable,
  organizationId: string,
  filter: AttentionFilter,
  days: Days,
  slice: Slice,
): Promise<{ items: Attention[]; total: number }> {
  const { improvementIds = null, unitIds = null } = filter;
  const list = Prisma.sql`
    WITH hindered AS (${hinderedSql(organizationId)}), b AS MATERIALIZED (${beginningsSql(recordsNow(organizationId))}), concerned AS (
      SELECT d."id", d."unitId", d."plannedStart", d."plannedEnd", d."actualStart", d."updatedAt", h.since AS "issueSince", h.issues,
             ${concernsSql(days, mayBeginSql)} || CASE WHEN h.since IS NULL THEN '{}' ELSE ARRAY['HAS_ISSUE'] END AS concerns
        FROM "Deployment" d LEFT JOIN hindered h ON h."deploymentId" = d."id"
        LEFT JOIN b ON b."improvementId" = d."improvementId"
       WHERE d."organizationId" = ${organizationId}::uuid AND ${isOpenSql}
         AND (${improvementIds ? [...improvementIds] : null}::uuid[] IS NULL
              OR d."improvementId" = ANY(${improvementIds ? [...improvementIds] : null}::uuid[]))
         AND (${unitIds ? [...unitIds] : null}::uuid[] IS NULL OR d."unitId" = ANY(${unitIds ? [...unitIds] : null}::uuid[]))
    )
    SELECT c."id" AS "deploymentId", c."unitId", c.concerns, COALESCE(c.issues, '[]') AS issues,
           array_position(${[...CONCERNS]}::text[], c.concerns[1]) AS rank,
           date_trunc('milliseconds', COALESCE(since.at, c."updatedAt")) AS since
      FROM concerned c CROSS JOIN LATERAL (SELECT CASE c.concerns[1]
        WHEN 'LATE' THEN ${days.startSql(Prisma.sql`c."plannedEnd" + 1`, UNIT)}
        WHEN 'NOT_STARTED' THEN ${days.startSql(Prisma.sql`c."plannedStart" + 1`, UNIT)}
        WHEN 'BEHIND' THEN ${days.startSql(Prisma.sql`c."actualStart"`, UNIT)}
        WHEN 'HAS_ISSUE' THEN c."issueSince"
        WHEN 'BLOCKED' THEN (SELECT MIN(b."openedAt") FROM "Blocker" b WHERE b."deploymentId" = c."id" AND b."removedAt" IS NULL)
        ELSE (SELECT MAX(e."occurredAt") FROM "Event" e WHERE e."recordId" = c."id" AND e."type" = 'DeploymentDeferred')
      END AS at) since
     WHERE c.concerns && ${[...(filter.concerns ?? CONCERNS)]}::text[]`;
  const rows = await db.$queryRaw<(Attention & Sliced)[]>(sliceSql(list, ATTENTION_KEYS, slice));
  return readSliced(rows, slice);
}

/**
 * The deployments that open issues are in the way of, with these issues: a deployment by itself, as part of an increment, or,
 * where the issue names neither, as that of the improvement in the unit.
 */
function hinderedSql(organizationId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT h."deploymentId", MIN(s."openedAt") AS since,
           json_agg(json_build_object('title', s."title", 'ownerId', s."ownerId") ORDER BY s."openedAt", s."id") AS issues
      FROM "Issue" s CROSS JOIN LATERAL (
        SELECT s."deploymentId"
         UNION SELECT m."deploymentId" FROM "IncrementDeployment" m WHERE m."incrementId" = s."incrementId"
         UNION SELECT d."id" FROM "Deployment" d
                WHERE d."improvementId" = s."improvementId" AND d."unitId" = s."unitId"
                  AND s."deploymentId" IS NULL AND s."incrementId" IS NULL) h("deploymentId")
     WHERE s."organizationId" = ${organizationId}::uuid AND s."state" = ANY(${[...OPEN_ISSUE_STATES]}::"IssueState"[])
     GROUP BY h."deploymentId"`;
}
