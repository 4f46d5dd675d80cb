import { isDeepStrictEqual } from 'node:util';
import type { Database, Queryable } from '../database/database.js';
import { groupBy } from '../group-by.js';
import type { LoggedEvent } from '../log/event.js';
import { jsonFields } from '../log/event-log.js';
import { describeFutureTimes, findFutureTimes } from '../log/future-times.js';
import { describeShiftedTimes, findShiftedTimes } from '../log/shifted-times.js';
import type { Finding } from './finding.js';

/** Longest that the look at one organization may take, in milliseconds. */
const PATIENCE = 600_000;

/** Looks at the log of each organization, and whether the records of so many newest events match all of their events. */
export async function checkLogs({ prisma }: Database, events: number): Promise<readonly Finding[]> {
  const findings: Finding[] = (await findShiftedTimes(prisma, events)).map((found) => ({
    subject: `times of ${found.organization}`,
    fine: false,
    text: describeShiftedTimes(found),
  }));
  for (const found of await findFutureTimes(prisma)) {
    findings.push({ subject: `times of ${found.organization}`, fine: false, text: describeFutureTimes(found) });
  }
  for (const { id, slug } of await prisma.organization.findMany({ orderBy: { slug: 'asc' } })) {
    // One look at one moment: servers go on writing.
    const found = await prisma.$transaction(
      async (db) => [
        { subject: `log of ${slug}`, ...(await checkLog(db, id)) },
        { subject: `records of ${slug}`, ...(await checkRecords(db, id, events)) },
      ],
      { isolationLevel: 'RepeatableRead', timeout: PATIENCE },
    );
    findings.push(...found);
  }
  return findings;
}

async function checkLog(db: Queryable, organizationId: string): Promise<Omit<Finding, 'subject'>> {
  const log = await db.eventLog.findUnique({ where: { organizationId } });
  if (!log) return { fine: false, text: 'there is none' };
  const { position, archivedThrough } = log;
  const { _count, _min, _max } = await db.event.aggregate({
    where: { organizationId },
    _count: true,
    _min: { position: true },
    _max: { position: true },
  });
  const archived = archivedThrough > 0 ? `, through ${archivedThrough} archived` : '';
  // No two events have the same position: so many between these two leave no room for a gap.
  const fine =
    _count === position - archivedThrough &&
    (_count === 0 || (_min.position === archivedThrough + 1 && _max.position === position));
  if (fine) return { fine, text: `1 to ${position} without a gap${archived}` };
  const there = _count > 0 ? `${_count} events, ${_min.position} to ${_max.position}` : 'no events';
  return { fine, text: `its head is ${position}${archived}, but there are ${there}` };
}

/** The part of Prisma's client that reads the rows of one kind of record. */
interface Reader {
  findMany(args: { where: { id: { in: string[] } } }): Promise<{ id: string }[]>;
}

async function checkRecords(db: Queryable, organizationId: string, limit: number): Promise<Omit<Finding, 'subject'>> {
  const newest = await db.$queryRaw<{ recordType: string; recordId: string }[]>`
    SELECT DISTINCT "recordType", "recordId"
      FROM (SELECT "recordType", "recordId" FROM "Event" WHERE "organizationId" = ${organizationId}::uuid
             ORDER BY "position" DESC LIMIT ${limit}) AS newest`;
  const wrong: string[] = [];
  let compared = 0;
  for (const [recordType, kind] of groupBy(newest, (event) => event.recordType)) {
    const reader = (db as unknown as Record<string, Reader | undefined>)[camelCase(recordType)];
    if (!reader) continue; // Not a record of its own, such as the catalog.
    const ids = kind.map(({ recordId }) => recordId);
    const rows = new Map((await reader.findMany({ where: { id: { in: ids } } })).map((row) => [row.id, row]));
    const history = await db.event.findMany({ where: { recordId: { in: ids } }, orderBy: { position: 'asc' } });
    for (const [id, events] of groupBy(history, (event) => event.recordId)) {
      compared += 1;
      const difference = compare(rows.get(id), events);
      if (difference) wrong.push(`${recordType} ${id} ${difference}`);
    }
  }
  if (wrong.length === 0) return { fine: true, text: `${compared} match their events` };
  return { fine: false, text: `${wrong.length} of ${compared} do not match their events: ${wrong.join('; ')}` };
}

/** How a row differs from its events; undefined where it does not. */
function compare(
  row: object | undefined,
  events: readonly Pick<LoggedEvent, 'after' | 'recordVersion'>[],
): string | undefined {
  if (!row) return 'is not there';
  // Fields of an event that are no columns belong to the record, and are stored in rows of their own.
  const expected = Object.assign(
    {},
    ...events.map(({ after, recordVersion }) => ({ ...(after as object), version: recordVersion })),
  );
  const is = jsonFields({ ...row });
  const differing = Object.keys(is).filter(
    (field) => field !== 'updatedAt' && field in expected && !isDeepStrictEqual(is[field], expected[field]),
  );
  return differing.length > 0 ? `in ${differing.join(', ')}` : undefined;
}

function camelCase(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}
