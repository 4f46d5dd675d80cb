import type { Queryable } from '../../database/database.js';
import { Prisma } from '../../generated/prisma/client.js';
import type { Watched } from '../../deployments/risk.js';
import type { Days } from '../../time/calendar.js';
import { asOf, beginningsAsOf } from './as-of.js';
import type { AsOfScope, Moment } from './as-of.js';
import { watchedLists, watchedOf } from './lists.js';
import type { WatchedLists } from './lists.js';

/** The deployment of one improvement in one unit, as far as a matrix shows it. */
export interface Cell extends Watched {
  readonly deploymentId: string;
  /** Place of its unit among those that were asked for, from 0. */
  readonly column: number;
}

/** The cells of one improvement, in no order. */
interface CellLists extends WatchedLists {
  readonly improvementId: string;
  /** From 1. */
  readonly places: readonly number[];
  readonly ids: readonly string[];
}

/** Cells of some improvements in some units at a moment, by improvement, in the order of the units: one statement. */
export async function cellsAsOf(
  db: Queryable,
  moment: Omit<Moment, 'archivedThrough'>,
  days: Days,
  improvementIds: readonly string[],
  unitIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Cell[]>> {
  const lists = await db.$queryRaw<CellLists[]>`
    WITH d AS (${asOf('Deployment', moment, cellScope(improvementIds, unitIds))}),
         b AS MATERIALIZED (${beginningsAsOf(moment, improvementIds)})
    SELECT d."improvementId", to_json(array_agg(u.place)) AS places, to_json(array_agg(d."id")) AS ids, ${watchedLists(days)}
      FROM d JOIN unnest(${[...unitIds]}::uuid[]) WITH ORDINALITY u(id, place) ON u.id = d."unitId"
      LEFT JOIN b ON b."improvementId" = d."improvementId"
     GROUP BY d."improvementId"`;
  return new Map(lists.map((each) => [each.improvementId, cellsOf(each).sort((a, b) => a.column - b.column)]));
}

/** The deployments of some improvements in some units. */
export function cellScope(improvementIds: readonly string[], unitIds: readonly string[]): AsOfScope {
  const [improvements, units] = [[...improvementIds], [...unitIds]];
  return {
    where: Prisma.sql`d."improvementId" = ANY(${improvements}::uuid[]) AND d."unitId" = ANY(${units}::uuid[])`,
    events: Prisma.sql`e."improvementId" = ANY(${improvements}::uuid[])`,
  };
}

function cellsOf(lists: CellLists): Cell[] {
  return watchedOf(lists).map((deployment, index) => ({
    deploymentId: lists.ids[index] as string,
    column: (lists.places[index] as number) - 1,
    ...deployment,
  }));
}
