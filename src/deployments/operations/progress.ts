import type { Queryable } from '../../database/database.js';
import type { DeploymentState } from '../../generated/prisma/enums.js';
import type { HashedHead } from '../../log/event.js';
import type { Days } from '../../time/calendar.js';
import type { StateGroup } from '../progress.js';
import { UNIT } from './lateness.js';

/** The deployments of some improvements, added up by state, in one statement. */
export async function stateGroups(
  db: Queryable,
  improvementIds: readonly string[],
): Promise<Map<string, StateGroup[]>> {
  const rows = await db.deployment.groupBy({
    by: ['improvementId', 'state'],
    where: { improvementId: { in: [...improvementIds] } },
    _count: true,
    _sum: { percent: true },
  });
  const groups = new Map<string, StateGroup[]>();
  for (const { improvementId, state, _count, _sum } of rows) {
    const group = { state, count: _count, percentSum: _sum.percent ?? 0 };
    groups.set(improvementId, [...(groups.get(improvementId) ?? []), group]);
  }
  return groups;
}

/** Which deployments a view of progress covers; what is absent does not narrow it. */
export interface ProgressScope {
  readonly organizationId: string;
  readonly improvementId?: string | null;
  readonly unitIds?: readonly string[] | null;
}

/** The deployments of a scope, added up by state, and the position of the log at which that was so. */
export interface ProgressSnapshot extends HashedHead {
  readonly epoch: string;
  readonly groups: readonly (StateGroup & { readonly late: number })[];
}

/**
 * Reads state and position together: one statement sees one moment, so that nothing falls between the snapshot and the
 * events after it. `days` are those by which lateness is judged.
 */
export async function progressSnapshot(db: Queryable, scope: ProgressScope, days: Days): Promise<ProgressSnapshot> {
  const improvementId = scope.improvementId ?? null;
  const unitIds = scope.unitIds ? [...scope.unitIds] : null;
  const [row] = await db.$queryRaw<
    {
      position: number;
      epoch: string;
      hash: string | null;
      groups: { state: DeploymentState; count: number; percentSum: number; late: number }[] | null;
    }[]
  >`
    SELECT l."position", l."epoch", encode(l."hash", 'hex') AS hash,
           (SELECT jsonb_agg(jsonb_build_object('state', g."state", 'count', g.count, 'percentSum', g.sum, 'late', g.late))
              FROM (SELECT d."state", COUNT(*) AS count, SUM(d."percent") AS sum,
                           COUNT(*) FILTER (WHERE d."plannedEnd" < ${days.sql(UNIT)}) AS late
                      FROM "Deployment" d
                     WHERE d."organizationId" = l."organizationId"
                       AND (${improvementId}::uuid IS NULL OR d."improvementId" = ${improvementId}::uuid)
                       AND (${unitIds}::uuid[] IS NULL OR d."unitId" = ANY(${unitIds}::uuid[]))
                     GROUP BY d."state") g) AS groups
      FROM "EventLog" l
     WHERE l."organizationId" = ${scope.organizationId}::uuid`;
  if (!row) throw new Error(`There is no log of the organization ${scope.organizationId}.`);
  return { ...row, organizationId: scope.organizationId, groups: row.groups ?? [] };
}
