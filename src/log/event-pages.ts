import type { Queryable } from '../database/database.js';
import { orderSql, withinSql } from '../database/keyset.js';
import type { Slice } from '../database/keyset.js';
import { Prisma } from '../generated/prisma/client.js';
import { groupBy } from '../group-by.js';
import { EVENT_COLUMNS } from './event-log.js';
import type { LoggedEvent } from './event.js';

/** The lists of events that records of one kind have: those with the id of the record in a column. */
export interface EventLists {
  readonly organizationId: string;
  readonly column: 'organizationId' | 'recordId' | 'actorId' | 'improvementId' | 'planId' | 'deploymentId' | 'unitId';
  /** What else applies to all events on them, as conditions in SQL over events `d`. */
  readonly where: readonly Prisma.Sql[];
}

/** The same part of each of them, by position. */
export interface EventPages {
  readonly lists: EventLists;
  readonly slice: Slice;
  readonly descending: boolean;
}

const COLUMNS = Prisma.raw(
  EVENT_COLUMNS.map((column) => (column === 'hash' ? `encode(e."hash", 'hex') AS "hash"` : `e."${column}"`)).join(),
);

/** A slice of the lists of several records, by the ids of the records: one statement, which reads no event beyond it. */
export async function readEventPages(
  db: Queryable,
  { lists, slice, descending }: EventPages,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LoggedEvent[]>> {
  const keys = [{ sql: Prisma.sql`d."position"`, type: 'integer', descending }] as const;
  const events = await db.$queryRaw<(LoggedEvent & { of: string })[]>`
    SELECT p.id::text AS "of", ${COLUMNS}
      FROM unnest(${[...ids]}::uuid[]) p(id) CROSS JOIN LATERAL (
           SELECT * FROM "Event" d WHERE ${within(lists)} AND ${withinSql(keys, slice)}
            ORDER BY ${orderSql(keys, slice.fromEnd)} LIMIT ${slice.limit}) e
     ORDER BY e."position" ${Prisma.raw(descending ? 'DESC' : 'ASC')}`;
  const pages = groupBy(events, ({ of }) => of);
  return new Map([...pages].map(([id, page]) => [id, page.map(({ of: _of, ...event }) => event)]));
}

/** How many events there are on the lists of several records, by the ids of the records. */
export async function countEvents(
  db: Queryable,
  lists: EventLists,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (lists.column === 'organizationId' && lists.where.length === 0) return countLogs(db, ids);
  const counts = await db.$queryRaw<{ of: string; count: number }[]>`
    SELECT p.id::text AS "of", (SELECT COUNT(*)::int FROM "Event" d WHERE ${within(lists)}) AS count
      FROM unnest(${[...ids]}::uuid[]) p(id)`;
  return new Map(counts.map(({ of, count }) => [of, count]));
}

/** How many events there are in whole logs: positions have no gap, and to count them takes seconds where there are millions. */
async function countLogs(db: Queryable, organizationIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const logs = await db.eventLog.findMany({ where: { organizationId: { in: [...organizationIds] } } });
  return new Map(logs.map((log) => [log.organizationId, log.position - log.archivedThrough]));
}

function within({ organizationId, column, where }: EventLists): Prisma.Sql {
  const own = Prisma.sql`d."organizationId" = ${organizationId}::uuid`;
  return Prisma.join([own, Prisma.sql`d.${Prisma.raw(`"${column}"`)} = p.id`, ...where], ' AND ');
}
