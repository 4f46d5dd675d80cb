import type { Queryable } from '../../database/database.js';
import { progressOf } from '../../deployments/progress.js';
import type { StateGroup } from '../../deployments/progress.js';
import { Prisma } from '../../generated/prisma/client.js';
import type { DeploymentState } from '../../generated/prisma/enums.js';
import type { Days } from '../../time/calendar.js';
import { partsAsOf } from './as-of.js';
import type { AsOfScope, Moment } from './as-of.js';

/** Which deployments a burn-up is about; what is absent does not narrow it. */
export interface BurnUpScope {
  readonly improvementId?: string | undefined;
  /** Deployments that were part of this increment at the moment. */
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
  readonly percent: number | null;
}

/** How many deployments are to be adopted by the end of a day. */
export type PlannedBy = (day: Date) => number;

/** Events of a day that took deployments from one state to another, or left them in theirs, added up. */
interface Step {
  readonly day: Date;
  /** Null for deployments that were planned then. */
  readonly from: DeploymentState | null;
  readonly to: DeploymentState;
  readonly count: number;
  readonly percentBefore: number;
  readonly percentAfter: number;
}

/** Deployments of a state that are to be adopted by the same day, added up. */
interface Group extends StateGroup {
  readonly plannedEnd: Date;
}

const DAY = 86_400_000;

/**
 * Plan against actual over time, as it was known at a moment (OPM SP 3.2 subpractice 1): one point for each of `days`,
 * in order, the last not after the moment, by the calendar of the organization, and what is planned for any other day. Two statements: the records at the moment, and what the log added up each
 * day. Every event of a deployment says its state and percent before and after, so that the sums of the differences
 * lead back from the records to any day.
 */
export async function burnUp(
  db: Queryable,
  moment: Moment,
  calendar: Days,
  scope: BurnUpScope,
  days: readonly Date[],
): Promise<{ points: BurnUpPoint[]; planned: PlannedBy }> {
  const [first] = days;
  const found = await groupsAsOf(db, moment, scope);
  const planned = (day: Date): number => plannedBy(found, day);
  if (!first) return { points: [], planned };
  const steps = await stepsSince(db, moment, calendar, scope, first);
  const groups = new Map<DeploymentState, { count: number; percentSum: number }>();
  const add = (state: DeploymentState, count: number, percentSum: number): void => {
    const group = groups.get(state) ?? { count: 0, percentSum: 0 };
    groups.set(state, { count: group.count + count, percentSum: group.percentSum + percentSum });
  };
  for (const { state, count, percentSum } of found) add(state, count, percentSum);
  const points: BurnUpPoint[] = [];
  for (const day of days.toReversed()) {
    for (let step = steps.at(-1); step && step.day > day; step = steps.at(-1)) {
      add(step.to, -step.count, -step.percentAfter);
      if (step.from) add(step.from, step.count, step.percentBefore);
      steps.pop();
    }
    points.unshift(pointOf(day, groups, planned(day)));
  }
  return { points, planned };
}

/**
 * What was planned when the plan of an improvement was last activated, as it had been agreed to by then; null where none was by the
 * moment, or that part of the log is archived, and for several improvements at once. Two statements.
 */
export async function baselineOf(db: Queryable, moment: Moment, scope: BurnUpScope): Promise<PlannedBy | null> {
  const { organizationId } = moment;
  const { improvementId, incrementId } = scope;
  if (!improvementId && !incrementId) return null;
  const improvement = improvementId
    ? Prisma.sql`${improvementId}::uuid`
    : Prisma.sql`(SELECT p."improvementId" FROM "Increment" n JOIN "DeploymentPlan" p ON p."id" = n."planId"
        WHERE n."id" = ${incrementId}::uuid)`;
  // The deployments that it plans are part of the same commit, whose events have the same time.
  const [activated] = await db.$queryRaw<{ position: number | null }[]>`
    SELECT MAX(e."position")::int AS position FROM "Event" e
     WHERE e."organizationId" = ${organizationId}::uuid AND e."occurredAt" = (
       SELECT a."occurredAt" FROM "Event" a
        WHERE a."organizationId" = ${organizationId}::uuid AND a."improvementId" = ${improvement}
          AND a."type" = 'PlanActivated' AND a."position" <= ${moment.position}::int
        ORDER BY a."position" DESC LIMIT 1)`;
  const position = activated?.position ?? null;
  if (position === null) return null;
  const found = await groupsAsOf(db, { ...moment, position }, scope);
  return (day) => plannedBy(found, day);
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
    percent: progressOf(list.filter((group) => group.count > 0)),
  };
}

/** How many deployments the plan has adopted by the end of a day; those that were left out are not planned any more. */
function plannedBy(groups: readonly Group[], day: Date): number {
  return groups
    .filter(({ state, plannedEnd }) => state !== 'WAIVED' && state !== 'ROLLED_BACK' && plannedEnd <= day)
    .reduce((sum, { count }) => sum + count, 0);
}

/** Which deployments are meant, of the records and of their events alike: of each, the latter name what never changes. */
function scopeOf(moment: Moment, { improvementId, incrementId, unitIds }: BurnUpScope): Required<AsOfScope> {
  const narrowed = (record: Prisma.Sql, id: Prisma.Sql) => {
    const parts = [
      ...(improvementId ? [Prisma.sql`${record}."improvementId" = ${improvementId}::uuid`] : []),
      ...(unitIds ? [Prisma.sql`${record}."unitId" = ANY(${[...unitIds]}::uuid[])`] : []),
      ...(incrementId ? [Prisma.sql`${id} IN (${partsAsOf(moment, Prisma.sql`${incrementId}::uuid`)})`] : []),
    ];
    return parts.length > 0 ? Prisma.join(parts, ' AND ') : Prisma.sql`TRUE`;
  };
  return {
    where: narrowed(Prisma.sql`d`, Prisma.sql`d."id"`),
    events: narrowed(Prisma.sql`e`, Prisma.sql`e."recordId"`),
  };
}

/**
 * The deployments at the moment, added up by state and planned end. Not by `asOf`, which restores whole records and takes four
 * times as long: every event of a deployment says its state and percent before, so the first after the moment has them, and
 * the first that moved the planned end has that.
 */
function groupsAsOf(db: Queryable, moment: Moment, scope: BurnUpScope): Promise<Group[]> {
  const { organizationId, position } = moment;
  const { where, events } = scopeOf(moment, scope);
  return db.$queryRaw<Group[]>`
    WITH past AS MATERIALIZED (
      SELECT e."recordId" AS id, MIN(e."recordVersion") AS version,
             MIN(e."recordVersion") FILTER (WHERE e."before" ? 'plannedEnd') AS replanned
        FROM "Event" e
       WHERE e."organizationId" = ${organizationId}::uuid AND e."position" > ${position}::int
         AND e."recordType" = 'Deployment' AND ${events}
       GROUP BY e."recordId"
    )
    SELECT "state", "plannedEnd", COUNT(*)::int AS count, SUM("percent")::int AS "percentSum" FROM (
      SELECT d."state", d."plannedEnd", d."percent" FROM "Deployment" d
       WHERE d."organizationId" = ${organizationId}::uuid AND NOT EXISTS (SELECT 1 FROM past WHERE past.id = d."id")
         AND ${where}
       UNION ALL
      SELECT (f."before" ->> 'state')::"DeploymentState", COALESCE(LEFT(r."before" ->> 'plannedEnd', 10)::date, d."plannedEnd"),
             (f."before" ->> 'percent')::int
        FROM past JOIN "Deployment" d ON d."id" = past.id
        JOIN "Event" f ON f."recordId" = past.id AND f."recordVersion" = past.version
        LEFT JOIN "Event" r ON r."recordId" = past.id AND r."recordVersion" = past.replanned
       WHERE past.version > 1 AND ${where}) was
     GROUP BY 1, 2`;
}

/** What happened each day after the end of a day, up to the moment, oldest first. */
function stepsSince(db: Queryable, moment: Moment, calendar: Days, scope: BurnUpScope, first: Date): Promise<Step[]> {
  const from = calendar.start(new Date(first.getTime() + DAY), null);
  return db.$queryRaw<Step[]>`
    WITH moved AS (
      SELECT ${calendar.ofSql(Prisma.sql`e."occurredAt"`, null)} AS day, NULLIF(e."before", 'null') AS "before", e."after"
        FROM "Event" e
       WHERE e."organizationId" = ${moment.organizationId}::uuid AND e."recordType" = 'Deployment'
         AND e."occurredAt" >= ${from}::timestamptz AND e."position" <= ${moment.position}::int
         AND ${scopeOf(moment, scope).events}
    )
    SELECT day, "before" ->> 'state' AS "from", "after" ->> 'state' AS "to", COUNT(*)::int AS count,
           SUM(("after" ->> 'percent')::int)::int AS "percentAfter",
           COALESCE(SUM(("before" ->> 'percent')::int), 0)::int AS "percentBefore"
      FROM moved GROUP BY 1, 2, 3 ORDER BY 1`;
}
