import type { Queryable } from '../database/database.js';
import type { PrismaClient } from '../database/database.js';
import { BEGINNING } from './chain.js';
import { readStored } from './chaining.js';
import type { StoredEvent } from './chaining.js';
import { hexOf } from './event-log.js';

/** Events exported and deleted at once. */
const STEP = 2_000;

/** Longest that the deletion may take, in milliseconds: one transaction, which blocks no writers. */
const DELETE_TIMEOUT = 3_600_000;

/** The oldest events of an organization's log, as they are to be archived: all from the first that is there. */
export interface ArchiveRange {
  readonly organization: string;
  readonly organizationId: string;
  readonly epoch: string;
  /** Position of the first of them. */
  readonly from: number;
  /** Position of the last of them. */
  readonly through: number;
  readonly count: number;
  /** Hash of the event before the first, in hexadecimal; null where the log is not chained yet. */
  readonly previousHash: string | null;
  /** Hash of the last one, in hexadecimal; null if the log is not chained yet. */
  readonly hash: string | null;
}

/** Called with the progress of long work: so many events of all. */
export type OnProgress = (done: number) => void;

/** The log is not, or is no longer, as the archive took it to be; nothing was deleted. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
}

/**
 * The events of an organization that were committed before a moment; null where there are none.
 * @throws ArchiveError where there is no such organization.
 */
export async function findArchiveRange(
  db: Queryable,
  organization: string,
  before: Date,
): Promise<ArchiveRange | null> {
  const [rights] = await db.$queryRaw<
    { mayDelete: boolean }[]
  >`SELECT has_table_privilege('"Event"', 'DELETE') AS "mayDelete"`;
  if (!rights?.mayDelete)
    throw new ArchiveError(
      'This database role may not delete events. Archive as the owner of the tables: see "Rights" in docs/operating.md.',
    );
  const log = await db.eventLog.findFirst({ where: { organization: { slug: organization } } });
  if (!log) throw new ArchiveError(`There is no organization ${organization}.`);
  const { organizationId, epoch, archivedThrough } = log;
  // Times never run backwards along the log: all up to the last one before the moment are before it.
  const last = await db.event.aggregate({
    where: { organizationId, occurredAt: { lt: before } },
    _max: { position: true },
  });
  const through = last._max.position ?? archivedThrough;
  if (through <= archivedThrough) return null;
  const from = archivedThrough + 1;
  const previousHash = hexOf(log.archivedHash) ?? (log.hash && archivedThrough === 0 ? BEGINNING : null);
  const newest = await db.event.findUnique({
    where: { organizationId_position: { organizationId, position: through } },
    select: { hash: true },
  });
  const [count, hash] = [through - archivedThrough, previousHash && hexOf(newest?.hash ?? null)];
  return { organization, organizationId, epoch, from, through, count, previousHash, hash };
}

/**
 * The events of a range, oldest first, page by page.
 * @throws ArchiveError where one is missing.
 */
export async function* readRange(db: Queryable, range: ArchiveRange): AsyncGenerator<readonly StoredEvent[]> {
  for (let after = range.from - 1; after < range.through;) {
    const events = await readStored(db, range.organizationId, after, Math.min(STEP, range.through - after));
    for (const { position } of events) {
      after += 1;
      if (position !== after) throw new ArchiveError(`The event ${after} of ${range.organization} is not there.`);
    }
    if (events.length === 0)
      throw new ArchiveError(`The events after ${after} of ${range.organization} are not there.`);
    yield events;
  }
}

/** Lets a transaction delete events of an organization, which the database refuses otherwise. */
export async function admitDeletion(db: Queryable, organizationId: string): Promise<void> {
  await db.$queryRaw`SELECT set_config('uplift.archive', ${organizationId}, true)`;
}

/**
 * Deletes the events of a range, which are in an archive by now, and notes in the log where history begins from now on:
 * all of it or nothing.
 * @throws ArchiveError where the log has changed below, such as by another archive at the same time.
 */
export async function deleteRange(prisma: PrismaClient, range: ArchiveRange, onProgress: OnProgress): Promise<void> {
  const { organizationId, epoch, from, through, count } = range;
  await prisma.$transaction(
    async (db) => {
      let deleted = 0;
      await admitDeletion(db, organizationId);
      const last = await db.event.findUnique({
        where: { organizationId_position: { organizationId, position: through } },
        select: { hash: true },
      });
      for (let first = from; first <= through; first += STEP) {
        const position = { gte: first, lte: Math.min(first + STEP - 1, through) };
        const gone = await db.event.deleteMany({ where: { organizationId, position } });
        deleted += gone.count;
        onProgress(deleted);
      }
      // Hazard: the row of the head is what writers stand in line for, so it is touched last, and not for long.
      const noted = await db.eventLog.updateMany({
        where: { organizationId, epoch, archivedThrough: from - 1 },
        data: { archivedThrough: through, archivedHash: last?.hash ?? null },
      });
      if (deleted === count && noted.count === 1) return;
      throw new ArchiveError('The log has changed meanwhile, perhaps by another archive; nothing was deleted.');
    },
    { maxWait: 30_000, timeout: DELETE_TIMEOUT },
  );
}
