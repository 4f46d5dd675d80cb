import { Prisma } from '../generated/prisma/client.js';
import type { Queryable } from '../database/database.js';
import type { HashedHead, LoggedEvent, LogKeys } from './event.js';

/** Events read from the log at once. */
export const LOG_PAGE = 500;

/** What of an event stays in the database: texts that were erased could be guessed by it. */
export const SECRETS = { salt: true, proof: true } as const;

/** The columns of an event that others get, in the order of Prisma; those of a newer version are ignored. */
export const EVENT_COLUMNS = Object.keys(Prisma.EventScalarFieldEnum).filter((column) => !(column in SECRETS));

/** What was read by Prisma, such as an event, with its hash in hexadecimal. */
export function loggedEvent<Read extends { readonly hash: Uint8Array | null }>(
  event: Read,
): Omit<Read, 'hash'> & { readonly hash: string | null } {
  return { ...event, hash: hexOf(event.hash) };
}

/** Bytes in hexadecimal; null stays null. */
export function hexOf(bytes: Uint8Array): string;
export function hexOf(bytes: Uint8Array | null): string | null;
export function hexOf(bytes: Uint8Array | null): string | null {
  return bytes && Buffer.from(bytes).toString('hex');
}

/** A page of an organization's log: the events after a position, oldest first, at most `LOG_PAGE` of them. */
export async function readLog(
  db: Queryable,
  organizationId: string,
  after: number,
  limit = LOG_PAGE,
): Promise<LoggedEvent[]> {
  const events = await db.event.findMany({
    where: { organizationId, position: { gt: after } },
    orderBy: { position: 'asc' },
    take: limit,
    omit: SECRETS,
  });
  return events.map(loggedEvent);
}

/** The head and the keys of one organization's log, or null where there is no such organization. */
export async function readHead(db: Queryable, organizationId: string): Promise<(HashedHead & LogState) | null> {
  const head = await db.eventLog.findUnique({
    where: { organizationId },
    select: { organizationId: true, position: true, epoch: true, hintKey: true, hash: true, erasures: true },
  });
  return head && loggedEvent(head);
}

/** What servers know of a log besides its events. */
export interface LogState extends LogKeys {
  /** How often texts of its events were erased: what was read before that still has them. */
  readonly erasures: number;
}

/** A place in a log, by which it is looked at. */
export interface KnownPlace {
  readonly organizationId: string;
  readonly position: number;
}

/** Where a log is, and the hash that it has at a position that was known: null where it has none there, or no event. */
export interface LookedAt extends HashedHead, LogState {
  readonly known: number;
  readonly knownHash: string | null;
}

/** The heads of some logs and their hashes at positions that are known: one statement, so that all is of one moment. */
export function lookAtLogs(db: Queryable, places: readonly KnownPlace[]): Promise<LookedAt[]> {
  return db.$queryRaw<LookedAt[]>`
    SELECT l."organizationId"::text AS "organizationId", l."position", l."epoch", l."hintKey", l."erasures", encode(l."hash", 'hex') AS hash, k.known,
           encode(CASE k.known WHEN l."position" THEN l."hash" WHEN l."archivedThrough" THEN l."archivedHash" ELSE e."hash" END, 'hex') AS "knownHash"
      FROM unnest(${places.map(({ organizationId }) => organizationId)}::uuid[], ${places.map(({ position }) => position)}::int[]) AS k(of, known)
      JOIN "EventLog" l ON l."organizationId" = k.of
      LEFT JOIN "Event" e ON e."organizationId" = k.of AND e."position" = k.known`;
}

/** The events that changed a record after the version that a client has read, oldest first, at most 100. */
export async function readChangesSince(
  db: Queryable,
  organizationId: string,
  recordId: string,
  readVersion: number,
): Promise<LoggedEvent[]> {
  const events = await db.event.findMany({
    where: { organizationId, recordId, recordVersion: { gt: readVersion } },
    orderBy: { position: 'asc' },
    take: 100,
    omit: SECRETS,
  });
  return events.map(loggedEvent);
}

/** Fields of a record as JSON, for an event: dates and days as instants in UTC, absent values as null. */
export function jsonFields(fields: Readonly<Record<string, unknown>>): Prisma.JsonObject {
  return JSON.parse(
    JSON.stringify(fields, (_key, value: unknown) => (value === undefined ? null : value)),
  ) as Prisma.JsonObject;
}
