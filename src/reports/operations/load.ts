import type { Queryable } from '../../database/database.js';
import { addUp } from '../../deployments/progress.js';
import type { StateGroup } from '../../deployments/progress.js';
import { OPEN_STATES } from '../../deployments/rules.js';
import type { Deployment } from '../../generated/prisma/client.js';
import { concernsOf } from '../risk.js';
import type { Watched } from '../risk.js';
import { watchedLists, watchedOf } from './lists.js';
import type { WatchedLists } from './lists.js';

/** What a unit has on its hands at once (OPM SP 3.2 subpractice 2). */
export interface UnitLoad {
  readonly unitId: string;
  /** Its deployments that are neither over nor adopted. */
  readonly open: readonly Watched[];
  /** Most of them at once on one day of the period, by their planned days. */
  readonly peak: number;
  /** The first day on which that is so; null when there is none. */
  readonly peakDay: Date | null;
}

/** What some units have on their hands, the most loaded first, in one statement. `from` and `to` are days. */
export async function unitLoads(
  db: Queryable,
  unitIds: readonly string[],
  period: { readonly from: Date; readonly to: Date },
): Promise<UnitLoad[]> {
  const lists = await db.$queryRaw<({ unitId: string } & WatchedLists)[]>`
    SELECT d."unitId", ${watchedLists} FROM "Deployment" d
     WHERE d."unitId" = ANY(${[...unitIds]}::uuid[]) AND d."state" = ANY(${[...OPEN_STATES]}::"DeploymentState"[])
     GROUP BY d."unitId"`;
  const byUnit = new Map<string, readonly Watched[]>(unitIds.map((id) => [id, []]));
  for (const { unitId, ...open } of lists) byUnit.set(unitId, watchedOf(open));
  const order = new Map(unitIds.map((id, index) => [id, index]));
  return [...byUnit]
    .map(([unitId, deployments]) => ({ unitId, open: deployments, ...peakOf(deployments, period) }))
    .sort(
      (a, b) =>
        b.peak - a.peak || b.open.length - a.open.length || (order.get(a.unitId) ?? 0) - (order.get(b.unitId) ?? 0),
    );
}

/** Most deployments at once on one day of a period, both ends counted, by their planned days. */
export function peakOf(
  deployments: readonly Pick<Deployment, 'plannedStart' | 'plannedEnd'>[],
  { from, to }: { readonly from: Date; readonly to: Date },
): { peak: number; peakDay: Date | null } {
  const changes = deployments
    .filter(({ plannedStart, plannedEnd }) => plannedStart <= to && plannedEnd >= from)
    .flatMap(({ plannedStart, plannedEnd }) => [
      { at: Math.max(plannedStart.getTime(), from.getTime()), by: 1 },
      { at: plannedEnd.getTime() + 86_400_000, by: -1 },
    ])
    .sort((a, b) => a.at - b.at || a.by - b.by);
  let [now, peak, peakDay] = [0, 0, null as Date | null];
  for (const { at, by } of changes) {
    now += by;
    if (now > peak) [peak, peakDay] = [now, new Date(at)];
  }
  return { peak, peakDay };
}

/** Deployments added up by state, for their progress. */
export function groupByState(deployments: readonly Pick<Deployment, 'state' | 'percent'>[]): StateGroup[] {
  return addUp(deployments.map(({ state, percent }) => ({ state, count: 1, percentSum: percent })));
}

/** How many deployments are late, and how many are not but may become so. */
export function countConcerns(deployments: readonly Watched[], now: Date): { late: number; atRisk: number } {
  let [late, atRisk] = [0, 0];
  for (const deployment of deployments) {
    const concerns = concernsOf(deployment, now);
    if (concerns.includes('LATE')) late += 1;
    else if (concerns.length > 0) atRisk += 1;
  }
  return { late, atRisk };
}
