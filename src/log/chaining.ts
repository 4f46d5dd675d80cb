import type { PrismaClient, Queryable } from '../database/database.js';
import { BEGINNING, hashAfter, newSalt } from './chain.js';
import type { PlacedEvent } from './chain.js';
import { hexOf } from './event-log.js';

/** An event with all that the database has of it, bytes in hexadecimal: what its hash is verified by. */
export interface StoredEvent extends PlacedEvent {
  readonly hash: string | null;
}

/** The events of a log after a position, oldest first, with all that the database has of them. */
export async function readStored(
  db: Queryable,
  organizationId: string,
  after: number,
  limit: number,
): Promise<StoredEvent[]> {
  const events = await db.event.findMany({
    where: { organizationId, position: { gt: after } },
    orderBy: { position: 'asc' },
    take: limit,
  });
  return events.map(({ hash, salt, ...event }) => ({ ...event, hash: hexOf(hash), salt: hexOf(salt) }) as StoredEvent);
}

/** How the chaining of logs goes on. */
export interface ChainingOptions {
  /** Events that are chained in one transaction. */
  readonly batch: number;
  /** Called after each of them, with how many events were chained since the one before. */
  readonly onProgress?: (events: number) => void;
  /** Awaited before each of them; false ends it, and it can be gone on with later. */
  readonly goOn?: () => Promise<boolean>;
}

/** Keeps two processes from chaining the same log at once. */
const CHAINING_LOCK = 7160325;

/** The organizations whose logs have events that were written by a version without hashes, and how many there are at most. */
export async function findUnchained(db: Queryable): Promise<readonly { organizationId: string; events: number }[]> {
  const logs = await db.eventLog.findMany({ where: { hash: null }, orderBy: { organizationId: 'asc' } });
  return logs.map(({ organizationId, position, archivedThrough }) => ({
    organizationId,
    events: position - archivedThrough,
  }));
}

/**
 * Chains a log that was written by a version without hashes, batch by batch, beside servers of any version that append to
 * it. What is chained stays so where it is interrupted, and the next run continues from there.
 * @returns whether the whole log is chained; false where another process is at it, or it was to end.
 */
export async function chainLog(
  prisma: PrismaClient,
  organizationId: string,
  { batch, onProgress = () => undefined, goOn = async () => true }: ChainingOptions,
): Promise<boolean> {
  let mark: Mark | undefined;
  while (await goOn()) {
    const step = await prisma.$transaction(
      async (db) => {
        const [lock] = await db.$queryRaw<{ taken: boolean }[]>`
          SELECT pg_try_advisory_xact_lock(${CHAINING_LOCK}::int, hashtext(${organizationId})) AS taken`;
        return lock?.taken ? chainBatch(db, organizationId, mark, batch) : undefined;
      },
      { maxWait: 30_000, timeout: 300_000 },
    );
    if (!step) return false;
    onProgress(step.events);
    if (step.isComplete) return true;
    mark = step.mark;
  }
  return false;
}

/** The newest event that has a hash. */
interface Mark {
  readonly position: number;
  readonly hash: string;
}

interface Step {
  readonly mark: Mark;
  readonly events: number;
  readonly isComplete: boolean;
}

async function chainBatch(
  db: Queryable,
  organizationId: string,
  known: Mark | undefined,
  batch: number,
): Promise<Step> {
  const mark = known ?? (await findMark(db, organizationId));
  const events = await readStored(db, organizationId, mark.position, batch);
  if (events.length < batch) return chainRest(db, organizationId, mark, batch);
  if (!follows(events, mark)) return lookAgain(db, organizationId);
  return { mark: await write(db, mark, events), events: events.length, isComplete: false };
}

/** Chains what is left of a log, while no one appends to it: from then on what is appended is chained at once. */
async function chainRest(db: Queryable, organizationId: string, mark: Mark, batch: number): Promise<Step> {
  await db.$queryRaw`SELECT 1 FROM "EventLog" WHERE "organizationId" = ${organizationId}::uuid FOR UPDATE`;
  const events = await readStored(db, organizationId, mark.position, 2 * batch);
  if (events.length > 0 && !follows(events, mark)) return lookAgain(db, organizationId);
  const last = events.length > 0 ? await write(db, mark, events) : mark;
  const isComplete = events.length < 2 * batch;
  if (isComplete) {
    await db.eventLog.updateMany({
      where: { organizationId, archivedHash: null, archivedThrough: { gt: 0 } },
      data: { archivedHash: Buffer.from(BEGINNING, 'hex') },
    });
    await db.eventLog.update({ where: { organizationId }, data: { hash: Buffer.from(last.hash, 'hex') } });
  }
  return { mark: last, events: events.length, isComplete };
}

/** Meanwhile another process has chained some events, or archived some. */
async function lookAgain(db: Queryable, organizationId: string): Promise<Step> {
  return { mark: await findMark(db, organizationId), events: 0, isComplete: false };
}

function follows([first]: readonly StoredEvent[], mark: Mark): boolean {
  return first?.position === mark.position + 1 && first.hash === null;
}

/** Those that have hashes are the oldest of a log: the last of them is looked for by halves. */
async function findMark(db: Queryable, organizationId: string): Promise<Mark> {
  const log = await db.eventLog.findUniqueOrThrow({ where: { organizationId } });
  let mark: Mark = { position: log.archivedThrough, hash: hexOf(log.archivedHash) ?? BEGINNING };
  for (let beyond = log.position + 1; beyond - mark.position > 1;) {
    const position = Math.floor((mark.position + beyond) / 2);
    const event = await db.event.findUnique({
      where: { organizationId_position: { organizationId, position } },
      select: { hash: true },
    });
    if (event?.hash) mark = { position, hash: hexOf(event.hash) ?? '' };
    else beyond = position;
  }
  return mark;
}

async function write(db: Queryable, mark: Mark, events: readonly StoredEvent[]): Promise<Mark> {
  const [first] = events;
  let { position, hash } = mark;
  const positions: number[] = [];
  const salts: string[] = [];
  const hashes: string[] = [];
  for (const event of events) {
    const salt = newSalt();
    hash = hashAfter(hash, { ...event, salt });
    position = event.position;
    positions.push(position);
    salts.push(salt);
    hashes.push(hash);
  }
  // Hazard: without the range, all pairs of rows are compared.
  await db.$executeRaw`
    UPDATE "Event" e SET "hash" = decode(c.hash, 'hex'), "salt" = decode(c.salt, 'hex')
      FROM unnest(${positions}::int[], ${salts}::text[], ${hashes}::text[]) AS c(position, salt, hash)
     WHERE e."organizationId" = ${first?.organizationId}::uuid AND e."position" = c.position
       AND e."position" BETWEEN ${positions[0]}::int AND ${position}::int`;
  return { position, hash };
}

/**
 * Chains all logs that need it.
 * @returns whether all are chained now.
 */
export async function chainLogs(prisma: PrismaClient, options: ChainingOptions): Promise<boolean> {
  let all = true;
  for (const { organizationId } of await findUnchained(prisma)) {
    if (!(await chainLog(prisma, organizationId, options))) all = false;
  }
  return all;
}
