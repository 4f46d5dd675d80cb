import type { Queryable } from '../database/database.js';
import { describeDuration, MAX_SKEW } from '../database/database-clock.js';

/** A log whose newest events lie in the future. */
export interface FutureTimes {
  readonly organization: string;
  readonly events: number;
  /** Time of the newest one. */
  readonly last: Date;
  /** By how much that is ahead of the database's clock, in milliseconds. */
  readonly ahead: number;
}

/** Looks for logs that were written by a clock that was ahead. */
export function findFutureTimes(db: Queryable): Promise<FutureTimes[]> {
  return db.$queryRaw<FutureTimes[]>`
    SELECT o."slug" AS "organization", l."occurredAt" AS "last",
           (extract(epoch FROM l."occurredAt" - clock_timestamp()) * 1000)::float8 AS "ahead",
           (SELECT count(*)::int FROM "Event" e
             WHERE e."organizationId" = o."id" AND e."occurredAt" > clock_timestamp()) AS "events"
      FROM "EventLog" l JOIN "Organization" o ON o."id" = l."organizationId"
     WHERE l."occurredAt" > clock_timestamp() + ${MAX_SKEW} * interval '1 millisecond' ORDER BY o."slug"`;
}

/** What was found, in words. */
export function describeFutureTimes({ events, last, ahead }: FutureTimes): string {
  return (
    `${events} events are dated up to ${last.toISOString()}, ${describeDuration(ahead)} ahead of the database's clock, and later ` +
    'ones get the same date: see "Clocks" in docs/operating.md'
  );
}
