import type { StateGroup } from '../../deployments/progress.js';
import { isOpenSql } from '../../deployments/operations/lateness.js';
import type { Queryable } from '../../database/database.js';
import type { Unit } from '../../generated/prisma/client.js';
import { mayBeginSql } from '../../deployments/operations/may-begin.js';
import type { Days } from '../../time/calendar.js';
import { asOf, beginningsAsOf } from './as-of.js';
import type { Moment } from './as-of.js';
import { cellScope } from './cells.js';
import { concernsSql } from '../../deployments/operations/concerns.js';

/** Cells of one improvement that are in the same state, in units with a value of an attribute in common, added up. */
export interface CellGroup extends StateGroup {
  readonly improvementId: string;
  /** The value; null where the units do not have the attribute, or none is asked for. */
  readonly value: string | null;
  /** How many of them are late, and how many are not but may become so. */
  readonly late: number;
  readonly atRisk: number;
}

/** A unit as far as it is sliced by. */
export type Attributed = Pick<Unit, 'id' | 'attributes'>;

/** Cells added up by an attribute of their units. */
export interface Slice {
  readonly value: string | null;
  readonly units: number;
  readonly groups: readonly CellGroup[];
}

/** The cells of some improvements in some units at a moment, added up by an attribute, or as a whole: one statement. */
export function cellGroupsAsOf(
  db: Queryable,
  moment: Moment,
  days: Days,
  improvementIds: readonly string[],
  units: readonly Attributed[],
  attribute: string | null,
): Promise<CellGroup[]> {
  const ids = units.map(({ id }) => id);
  const values = units.map((unit) => attributeOf(unit, attribute));
  return db.$queryRaw<CellGroup[]>`
    WITH d AS (${asOf('Deployment', moment, cellScope(improvementIds, ids))}),
         b AS MATERIALIZED (${beginningsAsOf(moment, improvementIds)})
    SELECT d."improvementId", u.value, d."state", COUNT(*)::int AS count, SUM(d."percent")::int AS "percentSum",
           COUNT(*) FILTER (WHERE c.concerns[1] = 'LATE')::int AS late,
           COUNT(*) FILTER (WHERE c.concerns[1] <> 'LATE')::int AS "atRisk"
      FROM d JOIN unnest(${ids}::uuid[], ${values}::text[]) u(id, value) ON u.id = d."unitId"
      LEFT JOIN b ON b."improvementId" = d."improvementId"
     CROSS JOIN LATERAL (SELECT CASE WHEN ${isOpenSql}
                                     THEN ${concernsSql(days, mayBeginSql)} END AS concerns) c
     GROUP BY 1, 2, 3`;
}

/** Slices by an attribute of units, by value; units without it come last. A value without cells is a slice as well. */
export function slicesBy(units: readonly Attributed[], groups: readonly CellGroup[], attribute: string): Slice[] {
  const slices = new Map<string | null, { units: number; groups: CellGroup[] }>();
  const sliceOf = (value: string | null) => {
    const slice = slices.get(value) ?? { units: 0, groups: [] };
    slices.set(value, slice);
    return slice;
  };
  for (const unit of units) sliceOf(attributeOf(unit, attribute)).units += 1;
  for (const group of groups) sliceOf(group.value).groups.push(group);
  return [...slices]
    .map(([value, slice]) => ({ value, ...slice }))
    .sort((a, b) => (a.value === null ? 1 : b.value === null ? -1 : a.value < b.value ? -1 : 1));
}

function attributeOf({ attributes }: Attributed, name: string | null): string | null {
  if (name === null || !Object.hasOwn(attributes as object, name)) return null;
  const value = (attributes as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : null;
}
