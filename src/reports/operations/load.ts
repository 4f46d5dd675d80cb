import type { Queryable } from '../../database/database.js';
import { beginningsSql, recordsNow } from '../../deployments/operations/may-begin.js';
import { addUp } from '../../deployments/progress.js';
import type { StateGroup } from '../../deployments/progress.js';
import { isOpenSql } from '../../deployments/operations/lateness.js';
import type { Deployment } from '../../generated/prisma/client.js';
import { concernsOf } from '../../deployments/risk.js';
import type { Watched } from '../../deployments/risk.js';
import type { Days } from '../../time/calendar.js';
import { watchedLists, watchedOf } from './lists.js';
import type { WatchedLists } from './lists.js';

/** What some units of an organization have on their hands, in their order and in one statement. */
export async function openDeployments(
  db: Queryable,
  organizationId: string,
  unitIds: readonly string[],
  days: Days,
): Promise<(readonly Watched[])[]> {
  const lists = await db.$queryRaw<({ unitId: string } & WatchedLists)[]>`
    WITH b AS MATERIALIZED (${beginningsSql(recordsNow(organizationId))})
    SELECT d."unitId", ${watchedLists(days)} FROM "Deployment" d LEFT JOIN b ON b."improvementId" = d."improvementId"
     WHERE d."unitId" = ANY(${[...unitIds]}::uuid[]) AND ${isOpenSql}
     GROUP BY d."unitId"`;
  const byUnit = new Map(lists.map(({ unitId, ...open }) => [unitId, watchedOf(open)]));
  return unitIds.map((id) => byUnit.get(id) ?? []);
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

/** How many deployments of a unit are late today, and how many are not but may become so. */
export function countConcerns(deployments: readonly Watched[], today: Date): { late: number; atRisk: number } {
  let [late, atRisk] = [0, 0];
  for (const deployment of deployments) {
    const concerns = concernsOf(deployment, today);
    if (concerns.includes('LATE')) late += 1;
    else if (concerns.length > 0) atRisk += 1;
  }
  return { late, atRisk };
}
