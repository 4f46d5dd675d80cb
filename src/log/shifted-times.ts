import type { Queryable } from '../database/database.js';

/** Events whose times were stored in the wrong time zone. */
export interface ShiftedTimes {
  readonly organization: string;
  readonly events: number;
  /** By how much their times are late, in minutes; negative for early. */
  readonly minutes: number;
  readonly first: Date;
  readonly last: Date;
}

/**
 * Looks for times that were written by sessions in another time zone than UTC, among so many of the newest events of each
 * organization. What an event says in JSON of a new record has the right time whatever the session, and is the time of
 * the event itself: where the column differs by a multiple of 15 minutes to the millisecond, as time zones do, it was
 * shifted. Clocks that run ahead or behind do not differ like that.
 */
export function findShiftedTimes(db: Queryable, newest: number): Promise<ShiftedTimes[]> {
  return db.$queryRaw<ShiftedTimes[]>`
    SELECT o."slug" AS "organization", (d."seconds" / 60)::int AS "minutes", count(*)::int AS "events",
           min(d."occurredAt") AS "first", max(d."occurredAt") AS "last"
      FROM "Organization" o
     CROSS JOIN LATERAL (
       SELECT e."occurredAt", EXTRACT(epoch FROM e."occurredAt" - (e."after"->>'createdAt')::timestamptz) AS "seconds"
         FROM (SELECT * FROM "Event" WHERE "organizationId" = o."id" ORDER BY "position" DESC LIMIT ${newest}) e
        WHERE e."before" IS NULL AND e."after"->>'createdAt' IS NOT NULL) d
     WHERE d."seconds" <> 0 AND abs(d."seconds") <= 14 * 3600 AND mod(d."seconds", 900) = 0
     GROUP BY o."slug", d."seconds" ORDER BY o."slug", "first"`;
}

/** What was found, in words. */
export function describeShiftedTimes({ events, minutes, first, last }: ShiftedTimes): string {
  const hours = `${Math.floor(Math.abs(minutes) / 60)}:${String(Math.abs(minutes) % 60).padStart(2, '0')} hours`;
  return (
    `${events} events from ${first.toISOString()} to ${last.toISOString()} are dated ${hours} ${minutes > 0 ? 'late' : 'early'}: ` +
    'sessions in another time zone wrote them, see "Sessions and time zones" in docs/operating.md'
  );
}
