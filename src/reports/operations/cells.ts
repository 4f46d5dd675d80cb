import type { Queryable } from '../../database/database.js';
import { Prisma } from '../../generated/prisma/client.js';
import type { DeploymentState } from '../../generated/prisma/enums.js';
import type { Watched } from '../risk.js';
import { asOf } from './as-of.js';
import type { Moment } from './as-of.js';

/** The deployment of one improvement in one unit, as far as a matrix shows it. */
export interface Cell extends Watched {
  readonly deploymentId: string;
  /** Place of its unit among those that were asked for, from 0. */
  readonly column: number;
}

/** The cells of one improvement as lists, an entry a cell, in no order. Days are counted from 1970-01-01. */
interface CellLists {
  readonly improvementId: string;
  /** From 1. */
  readonly places: readonly number[];
  readonly ids: readonly string[];
  readonly states: readonly DeploymentState[];
  readonly percents: readonly number[];
  readonly plannedStarts: readonly number[];
  readonly plannedEnds: readonly number[];
  readonly actualStarts: readonly (number | null)[];
  readonly actualEnds: readonly (number | null)[];
}

const DAY = 86_400_000;

/** Cells of some improvements in some units at a moment, by improvement, in the order of the units: one statement. */
export async function cellsAsOf(
  db: Queryable,
  moment: Pick<Moment, 'organizationId' | 'position'>,
  improvementIds: readonly string[],
  unitIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Cell[]>> {
  const [improvements, units] = [[...improvementIds], [...unitIds]];
  const scope = {
    where: Prisma.sql`d."improvementId" = ANY(${improvements}::uuid[]) AND d."unitId" = ANY(${units}::uuid[])`,
    events: Prisma.sql`e."improvementId" = ANY(${improvements}::uuid[])`,
  };
  const days = (column: string) => Prisma.raw(`to_json(array_agg(d."${column}" - DATE '1970-01-01'))`);
  // A matrix may have 100,000 cells: lists take a fifth of the time of as many rows.
  const lists = await db.$queryRaw<CellLists[]>`
    WITH d AS (${asOf('Deployment', moment, scope)})
    SELECT d."improvementId", to_json(array_agg(u.place)) AS places, to_json(array_agg(d."id")) AS ids,
           to_json(array_agg(d."state")) AS states, to_json(array_agg(d."percent")) AS percents,
           ${days('plannedStart')} AS "plannedStarts", ${days('plannedEnd')} AS "plannedEnds",
           ${days('actualStart')} AS "actualStarts", ${days('actualEnd')} AS "actualEnds"
      FROM d JOIN unnest(${units}::uuid[]) WITH ORDINALITY u(id, place) ON u.id = d."unitId"
     GROUP BY d."improvementId"`;
  return new Map(lists.map((each) => [each.improvementId, cellsOf(each).sort((a, b) => a.column - b.column)]));
}

function cellsOf(lists: CellLists): Cell[] {
  const day = (days: number | null | undefined) => (typeof days === 'number' ? new Date(days * DAY) : null);
  return lists.places.map((place, index) => ({
    deploymentId: lists.ids[index] as string,
    column: place - 1,
    state: lists.states[index] as DeploymentState,
    percent: lists.percents[index] as number,
    plannedStart: day(lists.plannedStarts[index]) as Date,
    plannedEnd: day(lists.plannedEnds[index]) as Date,
    actualStart: day(lists.actualStarts[index]),
    actualEnd: day(lists.actualEnds[index]),
  }));
}
