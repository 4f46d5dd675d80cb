import type { Queryable } from '../../database/database.js';
import { Prisma } from '../../generated/prisma/client.js';
import type { Days } from '../../time/calendar.js';

/** What happened to deployments, by the events of the log: what each kind is, and its condition as SQL over events `e`. */
export const ACTIVITIES = {
  planned: {
    description: 'Deployments that were planned, or planned again after a waiver or a roll-back.',
    sql: Prisma.sql`e."type" IN ('DeploymentPlanned', 'DeploymentReplanned')`,
  },
  began: {
    description: 'Deployments that began: their actual start was set.',
    sql: Prisma.sql`e."after" ->> 'actualStart' IS NOT NULL AND COALESCE(e."before" ->> 'actualStart', '') = ''`,
  },
  adopted: { description: 'Adoptions that were reported.', sql: Prisma.sql`e."type" = 'DeploymentAdopted'` },
  declined: { description: 'Adoptions that were declined.', sql: Prisma.sql`e."type" = 'AdoptionDeclined'` },
  confirmed: { description: 'Adoptions that were confirmed.', sql: Prisma.sql`e."type" = 'DeploymentConfirmed'` },
  slipped: {
    description: 'Planned ends that were moved to a later day.',
    sql: Prisma.sql`e."after" ->> 'plannedEnd' > e."before" ->> 'plannedEnd'`,
  },
  blocked: {
    description: 'Deployments that became blocked.',
    sql: Prisma.sql`e."after" ->> 'state' = 'BLOCKED' AND e."before" ->> 'state' <> 'BLOCKED'`,
  },
  deferred: { description: 'Deployments that were deferred.', sql: Prisma.sql`e."type" = 'DeploymentDeferred'` },
  waived: { description: 'Deployments that were waived.', sql: Prisma.sql`e."type" = 'DeploymentWaived'` },
  rolledBack: { description: 'Deployments that were rolled back.', sql: Prisma.sql`e."type" = 'DeploymentRolledBack'` },
} as const;

/** Name of a kind of activity. */
export type ActivityName = keyof typeof ACTIVITIES;

/** How often each kind of thing happened. */
export type ActivityCounts = Readonly<Record<ActivityName, number>>;

/** How long the parts of a period are. Weeks begin on Monday. */
export type ActivityInterval = 'DAY' | 'WEEK' | 'MONTH';

/** What happened in a part of a period. */
export interface ActivityPart extends ActivityCounts {
  /** First and last day, both within the period. */
  readonly from: Date;
  readonly to: Date;
}

/** Which part of the log is asked about. */
export interface ActivityQuestion {
  readonly organizationId: string;
  /** By which days things are counted. */
  readonly days: Days;
  /** First and last day. */
  readonly from: Date;
  readonly to: Date;
  readonly every: ActivityInterval;
  /** Which deployments, as they are now, as SQL over `d`; null for all. */
  readonly where: Prisma.Sql | null;
}

const DAY = 86_400_000;
const NAMES = Object.keys(ACTIVITIES) as readonly ActivityName[];

/** What happened to deployments in each part of a period, oldest first, parts without anything included: one statement. */
export async function activity(
  db: Queryable,
  { organizationId, days, from, to, every, where }: ActivityQuestion,
): Promise<ActivityPart[]> {
  const counts = NAMES.map(
    (name) => Prisma.sql`COUNT(*) FILTER (WHERE ${ACTIVITIES[name].sql})::int AS ${Prisma.raw(`"${name}"`)}`,
  );
  const rows = await db.$queryRaw<(ActivityCounts & { start: Date })[]>`
    SELECT date_trunc(${every.toLowerCase()}, ${days.ofSql(Prisma.sql`e."occurredAt"`, null)}::timestamp)::date AS start, ${Prisma.join(counts)}
      FROM "Event" e
     WHERE e."organizationId" = ${organizationId}::uuid AND e."recordType" = 'Deployment'
       AND e."occurredAt" >= ${days.start(from, null)}::timestamptz
       AND e."occurredAt" < ${days.start(new Date(to.getTime() + DAY), null)}::timestamptz
       ${where ? Prisma.sql`AND e."deploymentId" IN (SELECT d."id" FROM "Deployment" d WHERE ${where})` : Prisma.empty}
     GROUP BY 1`;
  const byStart = new Map(rows.map(({ start, ...found }) => [start.getTime(), found]));
  return partsOf(from, to, every).map((part) => ({ ...part, ...(byStart.get(part.start.getTime()) ?? NOTHING) }));
}

/** Counts added up. */
export function addUpActivity(parts: readonly ActivityCounts[]): ActivityCounts {
  return countsOf((name) => parts.reduce((sum, part) => sum + part[name], 0));
}

const countsOf = (count: (name: ActivityName) => number): ActivityCounts =>
  Object.fromEntries(NAMES.map((name) => [name, count(name)])) as Record<ActivityName, number>;

const NOTHING = countsOf(() => 0);

/** How many parts a period has. */
export function countParts(from: Date, to: Date, every: ActivityInterval): number {
  if (every === 'MONTH') return monthOf(to) - monthOf(from) + 1;
  return (
    Math.round((startOf(to, every).getTime() - startOf(from, every).getTime()) / (every === 'WEEK' ? 7 * DAY : DAY)) + 1
  );
}

/** The parts of a period: the day with which the week or month of each begins, and its days within the period. */
function partsOf(from: Date, to: Date, every: ActivityInterval): { start: Date; from: Date; to: Date }[] {
  const parts: { start: Date; from: Date; to: Date }[] = [];
  for (let start = startOf(from, every); start <= to;) {
    const next = nextOf(start, every);
    const last = new Date(next.getTime() - DAY);
    parts.push({ start, from: start < from ? from : start, to: last > to ? to : last });
    start = next;
  }
  return parts;
}

const monthOf = (day: Date): number => 12 * day.getUTCFullYear() + day.getUTCMonth();

function startOf(day: Date, every: ActivityInterval): Date {
  if (every === 'MONTH') return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), 1));
  return new Date(day.getTime() - (every === 'WEEK' ? ((day.getUTCDay() + 6) % 7) * DAY : 0));
}

function nextOf(start: Date, every: ActivityInterval): Date {
  if (every === 'MONTH') return new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1));
  return new Date(start.getTime() + (every === 'WEEK' ? 7 * DAY : DAY));
}
