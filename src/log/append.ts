import type { Queryable } from '../database/database.js';
import { bodyHash, newSalt } from './chain.js';
import type { Addition, EventService, LoggedEvent, LogHead, LogKeys, NewEvent } from './event.js';

/** Who caused a set of events, and when by the clock of the server that did it. */
export interface Cause {
  readonly organizationId: string;
  readonly actorId: string | null;
  /** The API token with which they acted; absent where they acted by themselves. */
  readonly viaTokenId?: string | null;
  /** What of Uplift does it by itself; absent where somebody does. */
  readonly viaService?: EventService | null;
  readonly at: Date;
}

/**
 * Appends events to the organization's log and returns them as they stand there: what others read is the same.
 *
 * Must be the last write before commit. It takes the lock of the organization's head row, so from here on commits of
 * one organization stand in line: positions are dense, and a reader that sees position n sees all before it. Work done
 * after it would hold up every other writer. Times never run backwards along the log, whatever the servers' clocks say.
 *
 * Each event is hashed with the one before it: its content here, and its place by the database, under the lock.
 *
 * An event of an improvement that names no plan gets the improvement's plan that is not over, so that all that happens
 * under a plan is found by it; no command has to look it up.
 */
export async function appendEvents(db: Queryable, cause: Cause, events: readonly NewEvent[]): Promise<Addition> {
  const { organizationId, actorId, at } = cause;
  const rows = JSON.stringify(events.map((event) => salted(cause, event)));
  const [appended] = await db.$queryRaw<Appended[]>`
    SELECT base, occurred, epoch, "hintKey", encode(previous, 'hex') AS "previousHash", plans::text[] AS plans, stored,
           ARRAY(SELECT encode(h, 'hex') FROM unnest(hashes) WITH ORDINALITY u(h, n) ORDER BY n) AS hashes
      FROM log_append_events(${organizationId}::uuid, ${actorId}::uuid, ${at}::timestamptz, ${rows}::jsonb)`;
  if (!appended) throw noLog(cause);
  const { base, epoch, hintKey, previousHash } = appended;
  const stored = events.map((event, index) => storedEvent(cause, event, appended, index));
  return { organizationId, position: base + events.length, epoch, hintKey, previousHash, events: stored };
}

/** What the database says of events that were appended. */
interface Appended extends LogKeys {
  /** Position before the first of them. */
  readonly base: number;
  readonly occurred: Date;
  readonly previousHash: string | null;
  readonly plans: readonly (string | null)[];
  readonly hashes: readonly (string | null)[];
  /** Their fields as those who read the log get them. */
  readonly stored: readonly Pick<LoggedEvent, 'before' | 'after'>[];
}

/** An event as it stands in the log. Hazard: it must be what is read from there, to the order of its fields. */
function storedEvent(
  { organizationId, actorId, viaTokenId = null, viaService = null }: Cause,
  event: NewEvent,
  { base, occurred, plans, hashes, stored }: Appended,
  index: number,
): LoggedEvent {
  const { type, signIn, recordType, recordId, recordVersion, improvementId, deploymentId, unitId, note } = event;
  return {
    organizationId,
    position: base + index + 1,
    type,
    occurredAt: occurred,
    actorId,
    viaTokenId,
    viaService,
    signIn: signIn ? { ...signIn } : null,
    recordType,
    recordId,
    recordVersion,
    improvementId: improvementId ?? null,
    planId: plans[index] ?? null,
    deploymentId: deploymentId ?? null,
    unitId: unitId ?? null,
    note: note ?? null,
    before: stored[index]?.before ?? null,
    after: stored[index]?.after ?? null,
    hash: hashes[index] ?? null,
  };
}

/** An event with the salt of its commitments and the hash of its content. */
function salted({ organizationId, actorId, viaTokenId = null, viaService = null }: Cause, event: NewEvent) {
  const { improvementId = null, deploymentId = null, unitId = null, note = null, before = null, after } = event;
  const salt = newSalt();
  const who = { organizationId, actorId, viaTokenId, viaService, signIn: event.signIn ?? null };
  const content = { ...event, ...who, improvementId, deploymentId, unitId, note, before, after };
  return {
    ...event,
    viaTokenId,
    viaService,
    salt: `\\x${salt}`,
    body: `\\x${bodyHash({ ...content, salt, proof: null })}`,
  };
}

/** Sets events of a long work aside, for the time of its transaction; `staged` is how many there are by now. */
export async function stageEvents(
  db: Queryable,
  cause: Cause,
  staged: number,
  events: readonly NewEvent[],
): Promise<void> {
  if (staged === 0) {
    await db.$executeRaw`CREATE TEMPORARY TABLE "StagedEvent" ("ordinal" int PRIMARY KEY, "event" jsonb) ON COMMIT DROP`;
    // Hazard: appending them takes as long as there are many; its transaction has a limit.
    await db.$executeRaw`SET LOCAL statement_timeout TO 0`;
  }
  await db.$executeRaw`
    INSERT INTO "StagedEvent" SELECT ${staged}::int + n, event
      FROM jsonb_array_elements(${JSON.stringify(events.map((event) => salted(cause, event)))}::jsonb) WITH ORDINALITY AS s(event, n)`;
}

/** Appends the events that were set aside, as `appendEvents` does: so many. Returns the head, and none of them. */
export async function appendStaged(db: Queryable, cause: Cause, count: number): Promise<LogHead> {
  const { organizationId, actorId, at } = cause;
  let position: number | undefined;
  for (let first = 1; first <= count; first += APPENDED_AT_ONCE) {
    const last = Math.min(first + APPENDED_AT_ONCE - 1, count);
    const [appended] = await db.$queryRaw<{ position: number }[]>`
      SELECT a.base + cardinality(a.hashes) AS position
        FROM log_append_events(${organizationId}::uuid, ${actorId}::uuid, ${at}::timestamptz,
             (SELECT jsonb_agg("event" ORDER BY "ordinal") FROM "StagedEvent" WHERE "ordinal" BETWEEN ${first}::int AND ${last}::int)) a`;
    position = appended?.position;
  }
  if (position === undefined) throw noLog(cause);
  return { organizationId, position };
}

/** Events that were set aside and are appended in one statement. */
const APPENDED_AT_ONCE = 1_000;

function noLog({ organizationId }: Cause): Error {
  return new Error(`The organization ${organizationId} has no log.`);
}
