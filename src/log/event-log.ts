import { Prisma } from '../generated/prisma/client.js';
import type { Queryable } from '../database/database.js';
import type { Addition, LogHead, LogKeys, LoggedEvent, NewEvent } from './event.js';

/** Events read from the log at once. */
export const LOG_PAGE = 500;

/** The columns of an event as Prisma reads them, in the same order: those of a newer version are none of ours. */
export const EVENT_COLUMNS = Object.keys(Prisma.EventScalarFieldEnum);
const ADDED = Prisma.raw(EVENT_COLUMNS.map((column) => `added."${column}"`).join());

/** Who caused a set of events, and when by the clock of the server that did it. */
export interface Cause {
  readonly organizationId: string;
  readonly actorId: string | null;
  readonly at: Date;
}

/**
 * Appends events to the organization's log and returns them as they stand there: what others read is the same.
 *
 * Must be the last write before commit. It takes the lock of the organization's head row, so from here on commits of
 * one organization stand in line: positions are dense, and a reader that sees position n sees all before it. Work done
 * after it would hold up every other writer. Times never run backwards along the log, whatever the servers' clocks say.
 *
 * An event of an improvement that names no plan gets the improvement's plan that is not over, so that all that happens
 * under a plan is found by it; no command has to look it up.
 */
export async function appendEvents(db: Queryable, cause: Cause, events: readonly NewEvent[]): Promise<Addition> {
  const appended = await db.$queryRaw<(LoggedEvent & LogKeys)[]>`
    ${inserted(cause, events.length, Prisma.sql`jsonb_to_recordset(${numbered(events, 0)}::jsonb) AS e(${NEW_EVENT})`)}
    SELECT ${ADDED}, head."epoch", head."hintKey" FROM added, head ORDER BY added."position"`;
  const last = appended.at(-1);
  if (!last || appended.length !== events.length) throw noLog(cause);
  const { organizationId, position, epoch, hintKey } = last;
  return { organizationId, position, epoch, hintKey, events: appended.map(withoutKeys) };
}

/** Sets events of a long work aside, for the time of its transaction; `staged` is how many there are by now. */
export async function stageEvents(db: Queryable, staged: number, events: readonly NewEvent[]): Promise<void> {
  if (staged === 0) {
    await db.$executeRaw`CREATE TEMPORARY TABLE "StagedEvent" (${NEW_EVENT}) ON COMMIT DROP`;
    // Hazard: they are appended by one statement, which takes as long as there are many; its transaction has a limit.
    await db.$executeRaw`SET LOCAL statement_timeout TO 0`;
  }
  await db.$executeRaw`
    INSERT INTO "StagedEvent" SELECT * FROM jsonb_to_recordset(${numbered(events, staged)}::jsonb) AS e(${NEW_EVENT})`;
}

/** Appends the events that were set aside, as `appendEvents` does: so many. Returns the head, and none of them. */
export async function appendStaged(db: Queryable, cause: Cause, count: number): Promise<LogHead> {
  const [head] = await db.$queryRaw<(LogHead & { added: number })[]>`
    ${inserted(cause, count, Prisma.sql`"StagedEvent" AS e`)}
    SELECT head."organizationId", head."position", (SELECT COUNT(*)::int FROM added) AS added FROM head`;
  if (head?.added !== count) throw noLog(cause);
  return { organizationId: head.organizationId, position: head.position };
}

/** The columns of a new event, with its number among those of its transaction. */
const NEW_EVENT = Prisma.sql`
  "ordinal" int, "type" text, "recordType" text, "recordId" uuid, "recordVersion" int, "improvementId" uuid,
  "planId" uuid, "deploymentId" uuid, "unitId" uuid, "note" text, "before" jsonb, "after" jsonb`;

function numbered(events: readonly NewEvent[], before: number): string {
  return JSON.stringify(events.map((event, index) => ({ ordinal: before + index + 1, ...event })));
}

function noLog({ organizationId }: Cause): Error {
  return new Error(`The organization ${organizationId} has no log.`);
}

/** The head of a log moved on by so many events, and those events inserted behind it. */
function inserted(cause: Cause, count: number, source: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    WITH head AS (
      UPDATE "EventLog"
         SET "position" = "position" + ${count}::int, "occurredAt" = GREATEST("occurredAt", ${cause.at}::timestamptz)
       WHERE "organizationId" = ${cause.organizationId}::uuid
       RETURNING "organizationId", "position", "position" - ${count}::int AS base, "occurredAt", "epoch", "hintKey"),
    added AS (
    INSERT INTO "Event" ("organizationId", "position", "type", "occurredAt", "actorId", "recordType", "recordId",
                         "recordVersion", "improvementId", "planId", "deploymentId", "unitId", "note", "before", "after")
    SELECT ${cause.organizationId}::uuid, head.base + e."ordinal", e."type", head."occurredAt", ${cause.actorId}::uuid,
           e."recordType", e."recordId", e."recordVersion", e."improvementId",
           COALESCE(e."planId", (SELECT p."id" FROM "DeploymentPlan" p
                                  WHERE p."improvementId" = e."improvementId" AND p."state" NOT IN ('CLOSED', 'CANCELED')
                                  LIMIT 1)),
           e."deploymentId", e."unitId", e."note", e."before", e."after"
      FROM head, ${source}
    RETURNING *)`;
}

function withoutKeys({ epoch: _epoch, hintKey: _hintKey, ...event }: LoggedEvent & LogKeys): LoggedEvent {
  return event;
}

/** A page of an organization's log: the events after a position, oldest first, at most `LOG_PAGE` of them. */
export function readLog(
  db: Queryable,
  organizationId: string,
  after: number,
  limit = LOG_PAGE,
): Promise<LoggedEvent[]> {
  return db.event.findMany({
    where: { organizationId, position: { gt: after } },
    orderBy: { position: 'asc' },
    take: limit,
  });
}

/** The heads of the logs of some organizations. */
export async function readHeads(db: Queryable, organizationIds: readonly string[]): Promise<LogHead[]> {
  return db.eventLog.findMany({
    where: { organizationId: { in: [...organizationIds] } },
    select: { organizationId: true, position: true },
  });
}

/** The head and the keys of one organization's log, or null where there is no such organization. */
export async function readHead(db: Queryable, organizationId: string): Promise<(LogHead & LogKeys) | null> {
  return db.eventLog.findUnique({
    where: { organizationId },
    select: { organizationId: true, position: true, epoch: true, hintKey: true },
  });
}

/** The events that changed a record after the version that somebody has read, oldest first, at most 100. */
export function readChangesSince(
  db: Queryable,
  organizationId: string,
  recordId: string,
  readVersion: number,
): Promise<LoggedEvent[]> {
  return db.event.findMany({
    where: { organizationId, recordId, recordVersion: { gt: readVersion } },
    orderBy: { position: 'asc' },
    take: 100,
  });
}

/** Fields of a record as JSON, for an event: dates and days as instants in UTC, absent values as null. */
export function jsonFields(fields: Readonly<Record<string, unknown>>): Prisma.JsonObject {
  return JSON.parse(
    JSON.stringify(fields, (_key, value: unknown) => (value === undefined ? null : value)),
  ) as Prisma.JsonObject;
}
