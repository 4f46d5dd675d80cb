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
  const rows = JSON.stringify(events.map((event, index) => ({ ordinal: index + 1, ...event })));
  const appended = await db.$queryRaw<(LoggedEvent & LogKeys)[]>`
    WITH head AS (
      UPDATE "EventLog"
         SET "position" = "position" + ${events.length}::int, "occurredAt" = GREATEST("occurredAt", ${cause.at}::timestamptz)
       WHERE "organizationId" = ${cause.organizationId}::uuid
       RETURNING "position" - ${events.length}::int AS base, "occurredAt", "epoch", "hintKey"),
    added AS (
    INSERT INTO "Event" ("organizationId", "position", "type", "occurredAt", "actorId", "recordType", "recordId",
                         "recordVersion", "improvementId", "planId", "deploymentId", "unitId", "note", "before", "after")
    SELECT ${cause.organizationId}::uuid, head.base + e."ordinal", e."type", head."occurredAt", ${cause.actorId}::uuid,
           e."recordType", e."recordId", e."recordVersion", e."improvementId",
           COALESCE(e."planId", (SELECT p."id" FROM "DeploymentPlan" p
                                  WHERE p."improvementId" = e."improvementId" AND p."state" NOT IN ('CLOSED', 'CANCELED')
                                  LIMIT 1)),
           e."deploymentId", e."unitId", e."note", e."before", e."after"
      FROM head, jsonb_to_recordset(${rows}::jsonb) AS e(
           "ordinal" int, "type" text, "recordType" text, "recordId" uuid, "recordVersion" int, "improvementId" uuid,
           "planId" uuid, "deploymentId" uuid, "unitId" uuid, "note" text, "before" jsonb, "after" jsonb)
    RETURNING *)
    SELECT ${ADDED}, head."epoch", head."hintKey" FROM added, head ORDER BY added."position"`;
  const last = appended.at(-1);
  if (!last || appended.length !== events.length) {
    throw new Error(`The organization ${cause.organizationId} has no log.`);
  }
  const { organizationId, position, epoch, hintKey } = last;
  return { organizationId, position, epoch, hintKey, events: appended.map(withoutKeys) };
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

/** The newest events of an organization's log, oldest first. */
export async function readNewest(db: Queryable, organizationId: string, count: number): Promise<LoggedEvent[]> {
  const newest = await db.event.findMany({ where: { organizationId }, orderBy: { position: 'desc' }, take: count });
  return newest.toReversed();
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
