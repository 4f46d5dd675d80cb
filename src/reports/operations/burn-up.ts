import { dayOf } from '../../clock.js';
import type { Queryable } from '../../database/database.js';
import { progressOf } from '../../deployments/progress.js';
import { Prisma } from '../../generated/prisma/client.js';
import type { Deployment } from '../../generated/prisma/client.js';
import type { DeploymentState } from '../../generated/prisma/enums.js';
import { recordsAsOf } from './as-of.js';
import type { Moment } from './as-of.js';

/** Which deployments a burn-up is about; what is absent does not narrow it. */
export interface BurnUpScope {
  readonly improvementId?: string | undefined;
  /** Deployments that are part of this increment now. */
  readonly incrementId?: string | undefined;
  readonly unitIds?: readonly string[] | undefined;
}

/** Plan against actual at the end of a day. */
export interface BurnUpPoint {
  readonly day: Date;
  /** Deployments that the plan, as it is at the moment asked for, has adopted by the end of the day. */
  readonly planned: number;
  /** Deployments that there were. */
  readonly total: number;
  /** Of them, ADOPTED or CONFIRMED. */
  readonly adopted: number;
  /** Of them, CONFIRMED. */
  readonly confirmed: number;
  /** Of them, BLOCKED. */
  readonly blocked: number;
  /** Of them, WAIVED or ROLLED_BACK. */
  readonly leftOut: number;
  /** Progress in percent, derived; null when no deployment counted. */
  readonly progress: number | null;
}

/** By how much the deployments of a state changed in a day. */
interface Step {
  readonly day: Date;
  readonly state: DeploymentState;
  readonly count: number;
  readonly percentSum: number;
}

const DAY = 86_400_000;

/**
 * Plan against actual over time, as it was known at a moment (OPM SP 3.2 subpractice 1): one point for each of `days`,
 * in order, the last not after the moment. Two statements: the records at the moment, and what the log added up each
 * day. Every event of a deployment says its state and percent before and after, so that the sums of the differences
 * lead back from the records to any day.
 */
export async function burnUp(
  db: Queryable,
  moment: Moment,
  scope: BurnUpScope,
  days: readonly Date[],
): Promise<BurnUpPoint[]> {
  const [first] = days;
  if (!first) return [];
  const deployments = await recordsAsOf(db, 'Deployment', moment, scopeOf(scope));
  const steps = await stepsSince(db, moment, scope, first);
  const groups = new Map<DeploymentState, { count: number; percentSum: number }>();
  const add = (state: DeploymentState, count: number, percentSum: number): void => {
    const group = groups.get(state) ?? { count: 0, percentSum: 0 };
    groups.set(state, { count: group.count + count, percentSum: group.percentSum + percentSum });
  };
  for (const { state, percent } of deployments) add(state, 1, percent);
  const planned = plannedBy(deployments);
  const points: BurnUpPoint[] = [];
  for (const day of days.toReversed()) {
    for (let step = steps.at(-1); step && step.day > day; step = steps.at(-1)) {
      add(step.state, -step.count, -step.percentSum);
      steps.pop();
    }
    points.unshift(pointOf(day, groups, planned(day)));
  }
  return points;
}

function pointOf(
  day: Date,
  groups: ReadonlyMap<DeploymentState, { count: number; percentSum: number }>,
  planned: number,
): BurnUpPoint {
  const count = (...states: DeploymentState[]): number =>
    states.reduce((sum, state) => sum + (groups.get(state)?.count ?? 0), 0);
  const list = [...groups].map(([state, group]) => ({ state, ...group }));
  return {
    day,
    planned,
    total: list.reduce((sum, group) => sum + group.count, 0),
    adopted: count('ADOPTED', 'CONFIRMED'),
    confirmed: count('CONFIRMED'),
    blocked: count('BLOCKED'),
    leftOut: count('WAIVED', 'ROLLED_BACK'),
    progress: progressOf(list.filter((group) => group.count > 0)),
  };
}

/** How many deployments the plan has adopted by the end of a day; those that were left out are not planned any more. */
function plannedBy(deployments: readonly Deployment[]): (day: Date) => number {
  const ends = deployments
    .filter(({ state }) => state !== 'WAIVED' && state !== 'ROLLED_BACK')
    .map(({ plannedEnd }) => plannedEnd.getTime())
    .sort((a, b) => a - b);
  return (day) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] as number) <= day.getTime()) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

function scopeOf({ improvementId, incrementId, unitIds }: BurnUpScope): Prisma.Sql {
  return Prisma.sql`(${improvementId ?? null}::uuid IS NULL OR d."improvementId" = ${improvementId ?? null}::uuid)
    AND (${unitIds ? [...unitIds] : null}::uuid[] IS NULL OR d."unitId" = ANY(${unitIds ? [...unitIds] : null}::uuid[]))
    AND (${incrementId ?? null}::uuid IS NULL OR EXISTS (
      SELECT 1 FROM "IncrementDeployment" i
       WHERE i."deploymentId" = d."id" AND i."incrementId" = ${incrementId ?? null}::uuid))`;
}

/** What changed each day after the end of a day, up to the moment, oldest first. */
function stepsSince(db: Queryable, moment: Moment, scope: BurnUpScope, first: Date): Promise<Step[]> {
  const from = new Date(dayOf(first).getTime() + DAY);
  return db.$queryRaw<Step[]>`
    WITH moved AS (
      SELECT (e."occurredAt" AT TIME ZONE 'UTC')::date AS day, e."before", e."after"
        FROM "Event" e JOIN "Deployment" d ON d."id" = e."recordId"
       WHERE e."organizationId" = ${moment.organizationId}::uuid AND e."recordType" = 'Deployment'
         AND e."occurredAt" >= ${from}::timestamptz AND e."position" <= ${moment.position}::int
         AND ${scopeOf(scope)}
    ), step AS (
      SELECT day, "after" ->> 'state' AS state, 1 AS count, ("after" ->> 'percent')::int AS percent FROM moved
      UNION ALL
      SELECT day, "before" ->> 'state', -1, -("before" ->> 'percent')::int FROM moved WHERE jsonb_typeof("before") = 'object'
    )
    SELECT day, state, SUM(count)::int AS count, SUM(percent)::int AS "percentSum" FROM step
     GROUP BY day, state HAVING SUM(count) <> 0 OR SUM(percent) <> 0 ORDER BY day`;
}
