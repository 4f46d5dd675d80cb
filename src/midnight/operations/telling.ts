import { insertRows } from '../../database/insert-rows.js';
import type { Queryable } from '../../database/database.js';
import { inTransaction } from '../../database/transaction.js';
import type { CommandEnvironment } from '../../commands/execute.js';
import { lateSql } from '../../deployments/operations/lateness.js';
import { OPEN_STATES, OVER_INCREMENT_STATES } from '../../deployments/rules.js';
import type { DayMark, Lateness } from '../../generated/prisma/client.js';
import { appendEvents } from '../../log/append.js';
import { jsonFields } from '../../log/event-log.js';
import type { Commit, NewEvent } from '../../log/event.js';
import { OPEN_PLAN_STATES } from '../../plans/rules.js';
import { readCalendar } from '../../time/calendar.js';
import type { Days } from '../../time/calendar.js';
import { dayIn } from '../../time/zone.js';
import type { MidnightEventType } from '../events.js';

/** Most that is told in one transaction to have become late. */
const AT_ONCE = 1_000;

/** The organizations in which a day has begun somewhere that was not told yet: one statement. */
export async function organizationsWithNewDays(db: Queryable, now: Date): Promise<string[]> {
  const rows = await db.$queryRaw<{ organizationId: string; timeZone: string; day: Date | null }[]>`
    SELECT z."organizationId"::text AS "organizationId", z."timeZone", m."day"
      FROM (SELECT "id", "timeZone" FROM "Organization"
             UNION SELECT "organizationId", "timeZone" FROM "Unit" WHERE "timeZone" IS NOT NULL) z("organizationId", "timeZone")
      LEFT JOIN "DayMark" m ON m."organizationId" = z."organizationId" AND m."timeZone" = z."timeZone"`;
  const behind = rows.filter(({ timeZone, day }) => day === null || day < dayIn(timeZone, now));
  return [...new Set(behind.map(({ organizationId }) => organizationId))];
}

/**
 * Tells in the log of an organization which days have begun, and what became late by that. However many servers do it, and
 * after however long, each is told once: the marks of days and latenesses are unique. What is late already when a time zone is first used is noted, and not told.
 */
export async function tellNewDays(
  { database, clock, committed }: Pick<CommandEnvironment, 'database' | 'clock' | 'committed'>,
  organizationId: string,
): Promise<void> {
  for (let hasMore = true; hasMore;) {
    const told = await inTransaction(database, organizationId, (db) => tell(db, organizationId, clock()));
    if (told.added) committed(told.added, 'tellNewDays');
    hasMore = told.hasMore;
  }
}

async function tell(
  db: Queryable,
  organizationId: string,
  now: Date,
): Promise<{ added: Commit | undefined; hasMore: boolean }> {
  const days = (await readCalendar(db, organizationId)).at(now);
  const begun = await markDays(db, organizationId, days);
  const firstUsed = new Set(begun.filter(({ version }) => version === 1).map(({ timeZone }) => timeZone));
  const late = await lateNow(db, organizationId, days);
  const noted = await note(db, organizationId, late, now);
  const events = [
    ...((await hasWorkUnderWay(db, organizationId)) ? begun.filter(({ version }) => version > 1).map(dayBegan) : []),
    ...noted.filter(({ unitId }) => !firstUsed.has(days.calendar.zoneOf(unitId))).map(becameLate),
  ];
  const cause = { organizationId, actorId: null, viaService: 'CALENDAR', at: now } as const;
  const added = events.length > 0 ? await appendEvents(db, cause, events) : undefined;
  return { added, hasMore: late.length === AT_ONCE };
}

/** Moves the marks to the days that have begun, and returns those that it moved. Another server waits here until that is told. */
function markDays(db: Queryable, organizationId: string, days: Days): Promise<DayMark[]> {
  const zones = days.calendar.inUse;
  const today = zones.map((zone) => dayIn(zone, days.moment));
  return db.$queryRaw<DayMark[]>`
    INSERT INTO "DayMark" ("id", "organizationId", "timeZone", "day", "updatedAt")
    SELECT gen_random_uuid(), ${organizationId}::uuid, z.zone, z.day, ${days.moment}::timestamptz
      FROM unnest(${zones}::text[], ${today}::date[]) z(zone, day) ORDER BY z.zone
    ON CONFLICT ("organizationId", "timeZone") DO UPDATE
       SET "day" = EXCLUDED."day", "version" = "DayMark"."version" + 1, "updatedAt" = EXCLUDED."updatedAt"
     WHERE "DayMark"."day" < EXCLUDED."day"
    RETURNING *`;
}

/** Something that is late, and for whose planned end that was not noted yet. */
interface Late {
  readonly deploymentId: string | null;
  readonly incrementId: string | null;
  readonly plannedEnd: Date;
  readonly improvementId: string;
  readonly planId: string | null;
  readonly unitId: string | null;
}

/** Held until that is told: what is adopted or replanned meanwhile is so before, or after that. */
async function lateNow(db: Queryable, organizationId: string, days: Days): Promise<Late[]> {
  const deployments = await db.$queryRaw<Late[]>`
    SELECT d."id"::text AS "deploymentId", NULL AS "incrementId", d."plannedEnd", d."improvementId"::text AS "improvementId",
           NULL AS "planId", d."unitId"::text AS "unitId"
      FROM "Deployment" d
     WHERE d."organizationId" = ${organizationId}::uuid AND ${lateSql(days)} AND NOT EXISTS (
       SELECT 1 FROM "Lateness" l WHERE l."organizationId" = d."organizationId" AND l."deploymentId" = d."id" AND l."plannedEnd" = d."plannedEnd")
     ORDER BY d."id" LIMIT ${AT_ONCE}::int FOR SHARE OF d`;
  if (deployments.length === AT_ONCE) return deployments;
  const increments = await db.$queryRaw<Late[]>`
    SELECT NULL AS "deploymentId", i."id"::text AS "incrementId", i."plannedEnd", p."improvementId"::text AS "improvementId",
           p."id"::text AS "planId", NULL AS "unitId"
      FROM "Increment" i JOIN "DeploymentPlan" p ON p."id" = i."planId" AND p."state" = ANY(${[...OPEN_PLAN_STATES]}::"PlanState"[])
     WHERE i."organizationId" = ${organizationId}::uuid AND i."state" <> ALL(${[...OVER_INCREMENT_STATES]}::"IncrementState"[])
       AND i."plannedEnd" < ${days.sql(null)} AND NOT EXISTS (
       SELECT 1 FROM "Lateness" l WHERE l."organizationId" = i."organizationId" AND l."incrementId" = i."id" AND l."plannedEnd" = i."plannedEnd")
     ORDER BY i."id" LIMIT ${AT_ONCE - deployments.length}::int FOR SHARE OF i`;
  return [...deployments, ...increments];
}

/** What is late, with what is noted of it. */
type Noted = Late & { readonly lateness: Lateness };

async function note(db: Queryable, organizationId: string, late: readonly Late[], now: Date): Promise<Noted[]> {
  const rows = await insertRows<Lateness>(
    db,
    'Lateness',
    late.map(({ deploymentId, incrementId, plannedEnd }) => ({
      organizationId,
      deploymentId,
      incrementId,
      plannedEnd,
      createdAt: now,
    })),
  );
  return rows.flatMap((lateness, index) => {
    const of = late[index];
    return of ? [{ ...of, lateness }] : [];
  });
}

/** Whether anything is under way whose standing depends on the day: else, a day is not worth an event. */
async function hasWorkUnderWay(db: Queryable, organizationId: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ found: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM "Deployment" d WHERE d."organizationId" = ${organizationId}::uuid
                      AND d."state" = ANY(${[...OPEN_STATES]}::"DeploymentState"[]))
        OR EXISTS (SELECT 1 FROM "DeploymentPlan" p WHERE p."organizationId" = ${organizationId}::uuid
                      AND p."state" = ANY(${[...OPEN_PLAN_STATES]}::"PlanState"[]))
        OR EXISTS (SELECT 1 FROM "CoordinationActivity" a WHERE a."organizationId" = ${organizationId}::uuid
                      AND a."state" = 'OPEN') AS found`;
  return row?.found ?? false;
}

const typed = (type: MidnightEventType): MidnightEventType => type;

function dayBegan({ id, timeZone, day, version }: DayMark): NewEvent {
  return {
    type: typed('DayBegan'),
    recordType: 'DayMark',
    recordId: id,
    recordVersion: version,
    after: jsonFields({ timeZone, day }),
  };
}

function becameLate({ lateness, improvementId, planId, unitId, deploymentId }: Noted): NewEvent {
  return {
    type: typed(deploymentId === null ? 'IncrementBecameLate' : 'DeploymentBecameLate'),
    recordType: 'Lateness',
    recordId: lateness.id,
    recordVersion: 1,
    improvementId,
    ...(planId === null ? {} : { planId }),
    deploymentId,
    unitId,
    after: jsonFields({ ...lateness }),
  };
}
