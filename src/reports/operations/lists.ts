import { startOverdueSql } from '../../deployments/operations/concerns.js';
import { mayBeginSql } from '../../deployments/operations/may-begin.js';
import { Prisma } from '../../generated/prisma/client.js';
import type { DeploymentState } from '../../generated/prisma/enums.js';
import type { Watched } from '../../deployments/risk.js';
import type { Days } from '../../time/calendar.js';

/**
 * Deployments of a group as lists, an entry a deployment, all in the same order. A report may be over 100,000 of them: lists take
 * a fifth of the time of as many rows. Days are counted from 1970-01-01.
 */
export interface WatchedLists {
  readonly states: readonly DeploymentState[];
  readonly percents: readonly number[];
  readonly plannedStarts: readonly number[];
  readonly plannedEnds: readonly number[];
  readonly actualStarts: readonly (number | null)[];
  readonly actualEnds: readonly (number | null)[];
  /** Whether they may begin; null where that does not matter, as their start is not overdue. */
  readonly mayBegin: readonly (boolean | null)[];
}

const list = (value: Prisma.Sql, name: string): Prisma.Sql =>
  Prisma.sql`to_json(array_agg(${value})) AS ${Prisma.raw(`"${name}"`)}`;
const days = (column: string): Prisma.Sql =>
  list(Prisma.sql`d.${Prisma.raw(`"${column}"`)} - DATE '1970-01-01'`, `${column}s`);

/** The columns of `WatchedLists`, as SQL over grouped deployments `d` with their rows `b` of `beginningsSql`. */
export function watchedLists(today: Days): Prisma.Sql {
  return Prisma.join([
    list(Prisma.sql`d."state"`, 'states'),
    list(Prisma.sql`d."percent"`, 'percents'),
    ...['plannedStart', 'plannedEnd', 'actualStart', 'actualEnd'].map(days),
    list(Prisma.sql`CASE WHEN ${startOverdueSql(today)} THEN ${mayBeginSql} END`, 'mayBegin'),
  ]);
}

const DAY = 86_400_000;
const day = (count: number | null | undefined): Date | null =>
  typeof count === 'number' ? new Date(count * DAY) : null;

/** The deployments of such lists, in their order. */
export function watchedOf(lists: WatchedLists): Watched[] {
  return lists.states.map((state, index) => ({
    state,
    percent: lists.percents[index] as number,
    plannedStart: day(lists.plannedStarts[index]) as Date,
    plannedEnd: day(lists.plannedEnds[index]) as Date,
    actualStart: day(lists.actualStarts[index]),
    actualEnd: day(lists.actualEnds[index]),
    mayBegin: lists.mayBegin[index] ?? false,
  }));
}
