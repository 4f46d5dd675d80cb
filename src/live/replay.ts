import type { Queryable } from '../database/database.js';
import type { LogPosition } from '../log/cursor.js';
import { readHead } from '../log/event-log.js';
import type { Feed } from './feed.js';

/** How far back a cursor may be: what is further gets a `Reset`. The log itself stays. */
export interface ReplayBounds {
  /** Most events that are replayed to one subscriber. */
  readonly maxEvents: number;
  /** Age of the oldest event that is replayed, in milliseconds. */
  readonly maxAge: number;
}

/** A log of an organization, by which cursors are judged. */
export interface ReplayLog {
  readonly db: Queryable;
  readonly organizationId: string;
  readonly epoch: string;
  readonly feed: Feed;
  readonly bounds: ReplayBounds;
}

/**
 * Whether all that comes after a place can be replayed: the place is of this log and not of its future, neither too many
 * events nor too old ones are missing, and none of them has been archived. Costs no SQL where memory reaches, else one row.
 */
export async function canReplay(log: ReplayLog, place: LogPosition, now: Date): Promise<boolean> {
  const { db, organizationId, feed, bounds } = log;
  if (place.epoch !== log.epoch) return false;
  // A client may have seen more than this server has heard of yet: before its place is called the future, the log is asked.
  const head = place.position <= feed.head ? feed.head : ((await readHead(db, organizationId))?.position ?? 0);
  if (place.position > head || head - place.position > bounds.maxEvents) return false;
  if (place.position >= feed.head) return true;
  const next = feed.isBuffered(place.position)
    ? (await feed.read(place.position))[0]
    : await db.event.findUnique({
        where: { organizationId_position: { organizationId, position: place.position + 1 } },
        select: { occurredAt: true },
      });
  return next !== undefined && next !== null && now.getTime() - next.occurredAt.getTime() <= bounds.maxAge;
}
