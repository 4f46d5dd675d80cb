import { randomBytes, randomUUID } from 'node:crypto';
import { systemClock } from '../../src/clock.js';
import type { Database, Queryable } from '../../src/database/database.js';
import { appendEvents } from '../../src/log/append.js';
import type { Cause } from '../../src/log/append.js';
import type { NewEvent } from '../../src/log/event.js';
import { createOrganization } from '../../src/organization/operations/organization.js';
import { unguarded } from '../support/unguarded.js';

/** A log of an organization that has nothing but its administrator. */
export interface ALog {
  readonly organizationId: string;
  readonly cause: Cause;
}

/** Makes an organization for its log, which has one event. */
export async function createLog(database: Database): Promise<ALog> {
  const { organization, administrator } = await createOrganization(database, systemClock, {
    slug: `log-${randomBytes(4).toString('hex')}`,
    name: 'A log',
    administrator: { name: 'Ada', subject: 'ada' },
  });
  const organizationId = organization.id;
  return { organizationId, cause: { organizationId, actorId: administrator.id, at: new Date() } };
}

/** An event with texts in all places. */
export function someEvent(
  note = 'Why it was done',
  after: NewEvent['after'] = { title: 'New', percent: 40 },
): NewEvent {
  return {
    type: 'ImprovementRevised',
    recordType: 'Improvement',
    recordId: randomUUID(),
    recordVersion: 2,
    note,
    before: { title: 'Old', percent: 0.5, tags: ['a', 'b'], lead: null },
    after,
  };
}

/** Appends so many events in one transaction. */
export async function appendMany({ prisma }: Database, cause: Cause, count: number): Promise<void> {
  const events = Array.from({ length: count }, () => someEvent());
  await prisma.$transaction((db) => appendEvents(db, cause, events));
}

/** Appends as the version before hashes did: its very statement. */
export async function appendAsBefore(db: Queryable, cause: Cause, events: readonly NewEvent[]): Promise<void> {
  const rows = JSON.stringify(events.map((event, index) => ({ ordinal: index + 1, ...event })));
  await db.$queryRaw`
    WITH head AS (
      UPDATE "EventLog"
         SET "position" = "position" + ${events.length}::int, "occurredAt" = GREATEST("occurredAt", ${cause.at}::timestamptz)
       WHERE "organizationId" = ${cause.organizationId}::uuid
       RETURNING "organizationId", "position", "position" - ${events.length}::int AS base, "occurredAt", "epoch", "hintKey"),
    added AS (
    INSERT INTO "Event" ("organizationId", "position", "type", "occurredAt", "actorId", "recordType", "recordId",
                         "recordVersion", "improvementId", "planId", "deploymentId", "unitId", "note", "before", "after")
    SELECT ${cause.organizationId}::uuid, head.base + e."ordinal", e."type", head."occurredAt", ${cause.actorId}::uuid,
           e."recordType", e."recordId", e."recordVersion", e."improvementId", e."planId",
           e."deploymentId", e."unitId", e."note", e."before", e."after"
      FROM head, jsonb_to_recordset(${rows}::jsonb) AS e("ordinal" int, "type" text, "recordType" text, "recordId" uuid,
           "recordVersion" int, "improvementId" uuid, "planId" uuid, "deploymentId" uuid, "unitId" uuid, "note" text,
           "before" jsonb, "after" jsonb)
    RETURNING *)
    SELECT added."position", head."epoch", head."hintKey" FROM added, head ORDER BY added."position"`;
}

/** Makes a log what it would be had all of it been written by the version before hashes. */
export async function unchain(database: Database, organizationId: string): Promise<void> {
  await unguarded(database, async (db) => {
    await db.event.updateMany({ where: { organizationId }, data: { hash: null, salt: null } });
    await db.eventLog.update({ where: { organizationId }, data: { hash: null } });
  });
}
