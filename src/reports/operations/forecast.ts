import { isoDay } from '../../clock.js';
import type { Queryable } from '../../database/database.js';
import { OPEN_STATES, OVER_INCREMENT_STATES } from '../../deployments/rules.js';
import { Prisma } from '../../generated/prisma/client.js';
import type { DeploymentState } from '../../generated/prisma/enums.js';
import { groupBy } from '../../group-by.js';
import type { Days } from '../../time/calendar.js';
import { forecast, seedOf } from '../forecast.js';
import type { Forecast, ForecastHistory, ForecastScope, OpenDeployment } from '../forecast.js';
import { asOf, partsAsOf, requirementsAsOf } from './as-of.js';
import type { Moment } from './as-of.js';

/** What is to be adopted: an improvement, or one of its increments. */
export interface ForecastTarget {
  readonly improvementId: string;
  readonly incrementId?: string | undefined;
}

/** A forecast as of a moment, with the deployments that it is about. */
export interface ForecastAsOf extends Forecast {
  readonly moment: Moment;
  /** Deployments that are not adopted, and those that are. */
  readonly open: number;
  readonly adopted: number;
}

/** Adoptions, starts and blockers of the past at most, the newest. */
const MOST = 2_000;
const DAY = 86_400_000;

/**
 * When all deployments of an improvement, or of an increment, will be adopted, by what was known at a moment: three statements. It
 * needs the log after the moment alone, and comes out as it would have then.
 */
export async function forecastAsOf(
  db: Queryable,
  moment: Moment,
  days: Days,
  target: ForecastTarget,
): Promise<ForecastAsOf> {
  const requirements = await requirementsFrom(db, moment, target.improvementId);
  const ids = [target.improvementId, ...requirements.map(({ toId }) => toId)];
  const [deployments, history] = await Promise.all([
    deploymentsAsOf(db, moment, [...new Set(ids)]),
    historyAsOf(db, moment, days),
  ]);
  const found = groupBy(deployments, ({ improvementId }) => improvementId);
  const required = groupBy(requirements, ({ fromId }) => fromId);
  const only = deployments.find(({ incrementId }) => incrementId === target.incrementId)?.step;
  const own = (found.get(target.improvementId) ?? []).filter(
    ({ parts }) => target.incrementId === undefined || parts.includes(target.incrementId),
  );
  const today = dayNumber(days.today);
  const scopes = new Map<string, ForecastScope>();
  const scopeOf = (improvementId: string): ForecastScope => {
    const known = scopes.get(improvementId);
    if (known) return known;
    const requires: ForecastScope[] = [];
    const open = (found.get(improvementId) ?? []).filter(isOpen).map((each) => openOf(each, days));
    const scope = { improvementId, open, requires };
    scopes.set(improvementId, scope);
    for (const { toId } of required.get(improvementId) ?? []) requires.push(scopeOf(toId));
    return scope;
  };
  const scope = scopeOf(target.improvementId);
  const seed = seedOf(`${target.incrementId ?? target.improvementId} ${isoDay(days.today)}`);
  const asked = target.incrementId === undefined ? scope : { ...scope, only: only ?? NO_STEP };
  const resumes = own.some(({ state, deferredUntil }) => state === 'DEFERRED' && deferredUntil === null);
  const result = forecast(asked, history, today, seed);
  return {
    ...result,
    assumptions: [
      ...(resumes && result.missing.length === 0 ? ['What is deferred without a day to resume it goes on today.'] : []),
      ...result.assumptions,
    ],
    moment,
    open: own.filter(isOpen).length,
    adopted: own.filter((each) => !isOpen(each)).length,
  };
}

/** The step of no deployment. */
const NO_STEP = -1;

/** A day of a forecast as a date. */
export function dayOfNumber(day: number): Date {
  return new Date(day * DAY);
}

const dayNumber = (day: Date): number => day.getTime() / DAY;

/** Which improvements those that are deployed for it need first, and those these need, at a moment. */
function requirementsFrom(
  db: Queryable,
  moment: Moment,
  improvementId: string,
): Promise<{ fromId: string; toId: string }[]> {
  return db.$queryRaw`
    WITH RECURSIVE required AS (${requirementsAsOf(moment)}), reached AS (
      SELECT ${improvementId}::uuid AS id UNION SELECT r."toId" FROM reached JOIN required r ON r."fromId" = reached.id
    )
    SELECT r."fromId"::text AS "fromId", r."toId"::text AS "toId" FROM reached JOIN required r ON r."fromId" = reached.id
     ORDER BY 1, 2`;
}

/** A deployment that is to be adopted, or was. */
interface Row {
  readonly improvementId: string;
  readonly state: DeploymentState;
  readonly plannedStart: Date;
  readonly actualStart: Date | null;
  readonly deferredUntil: Date | null;
  readonly blockedSince: Date | null;
  /** The increments that it is part of, and the one that has yet to pass its gate. */
  readonly parts: readonly string[];
  readonly incrementId: string | null;
  readonly step: number;
}

const open: readonly DeploymentState[] = OPEN_STATES;
const isOpen = ({ state }: Row): boolean => open.includes(state);

function openOf(
  { state, plannedStart, actualStart, deferredUntil, blockedSince, step }: Row,
  days: Days,
): OpenDeployment {
  return {
    plannedStart: dayNumber(plannedStart),
    actualStart: actualStart && dayNumber(actualStart),
    blockedSince: state === 'BLOCKED' && blockedSince ? dayNumber(days.of(blockedSince, null)) : null,
    resumesOn: state === 'DEFERRED' ? dayNumber(deferredUntil ?? days.today) : null,
    step,
  };
}

/** In one order whenever they are read: the draws depend on it. */
function deploymentsAsOf(db: Queryable, moment: Moment, improvementIds: readonly string[]): Promise<Row[]> {
  const ids = Prisma.sql`${[...improvementIds]}::uuid[]`;
  const events = Prisma.sql`e."improvementId" = ANY(${ids})`;
  const where = Prisma.sql`d."improvementId" = ANY(${ids})`;
  const ofPlan = Prisma.sql`d."planId" IN (SELECT p."id" FROM "DeploymentPlan" p WHERE p."improvementId" = ANY(${ids}))`;
  return db.$queryRaw<Row[]>`
    WITH p AS (${asOf('DeploymentPlan', moment, { where, events })}),
    n AS MATERIALIZED (
      SELECT n.* FROM (${asOf('Increment', moment, { where: ofPlan, events })}) n JOIN p ON p."id" = n."planId"
       WHERE p."state" <> 'CANCELED'
    ), parts AS MATERIALIZED (
      SELECT n."id", n."ordinal", n."state" <> ALL(${[...OVER_INCREMENT_STATES]}::"IncrementState"[]) AS ahead, part.id AS "deploymentId"
        FROM n CROSS JOIN LATERAL (${partsAsOf(moment, Prisma.sql`n."id"`)}) part(id)
    )
    SELECT d."improvementId"::text AS "improvementId", d."state", d."plannedStart", d."actualStart", d."deferredUntil",
           (SELECT MIN(b."openedAt") FROM "Blocker" b
             WHERE b."deploymentId" = d."id" AND b."openedAt" <= ${moment.at}::timestamptz
               AND (b."removedAt" IS NULL OR b."removedAt" > ${moment.at}::timestamptz)) AS "blockedSince",
           ARRAY(SELECT parts."id"::text FROM parts WHERE parts."deploymentId" = d."id") AS parts,
           ahead."id"::text AS "incrementId", COALESCE(ahead."ordinal", 0)::int AS step
      FROM (${asOf('Deployment', moment, { where, events })}) d
      LEFT JOIN LATERAL (
        SELECT parts."id", parts."ordinal" FROM parts WHERE parts."deploymentId" = d."id" AND parts.ahead
         ORDER BY parts."ordinal" LIMIT 1) ahead ON TRUE
     WHERE d."state" NOT IN ('WAIVED', 'ROLLED_BACK') ORDER BY d."id"`;
}

async function historyAsOf(db: Queryable, moment: Moment, days: Days): Promise<ForecastHistory> {
  const all = Prisma.sql`TRUE`;
  const [row] = await db.$queryRaw<
    { cycles: [string, number][] | null; slips: number[] | null; blocks: number[] | null }[]
  >`
    WITH d AS MATERIALIZED (
      SELECT d."id", d."improvementId", d."state", d."plannedStart", d."actualStart", d."actualEnd"
        FROM (${asOf('Deployment', moment, { where: all })}) d WHERE d."actualStart" IS NOT NULL)
    SELECT (SELECT json_agg(json_build_array(c."improvementId", c."actualEnd" - c."actualStart")) FROM (
             SELECT d.* FROM d WHERE d."state" IN ('ADOPTED', 'CONFIRMED') AND d."actualEnd" >= d."actualStart"
              ORDER BY d."actualEnd" DESC, d."id" LIMIT ${MOST}::int) c) AS cycles,
           (SELECT json_agg(s."actualStart" - s."plannedStart") FROM (
             SELECT d.* FROM d ORDER BY d."actualStart" DESC, d."id" LIMIT ${MOST}::int) s) AS slips,
           (SELECT json_agg(${days.ofSql(Prisma.sql`b."removedAt"`, null)} - ${days.ofSql(Prisma.sql`b."openedAt"`, null)}) FROM (
             SELECT b.* FROM "Blocker" b
              WHERE b."organizationId" = ${moment.organizationId}::uuid AND b."removedAt" <= ${moment.at}::timestamptz
              ORDER BY b."removedAt" DESC, b."id" LIMIT ${MOST}::int) b) AS blocks`;
  return {
    cycles: (row?.cycles ?? []).map(([improvementId, days]) => ({ improvementId, days })),
    slips: row?.slips ?? [],
    blocks: row?.blocks ?? [],
  };
}
