import type { Queryable } from '../database/database.js';
import { encodeCursor } from '../log/cursor.js';
import type { LogPosition } from '../log/cursor.js';
import { lookAtLogs, readHead } from '../log/event-log.js';
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
  /** Looks whether the log is still the one that the feed has followed. */
  readonly lookAgain: () => Promise<void>;
}

/** Whether all that comes after a place can be replayed, in which generation of the log. */
export interface Replay {
  readonly possible: boolean;
  readonly generation: number;
}

/**
 * Whether all that comes after a place can be replayed: the log has at the place what the client saw there, neither too many
 * events nor too old ones are missing, and none of them has been archived. Costs no SQL where memory reaches, else one row
 * for the place and one for what comes next.
 */
export async function canReplay(log: ReplayLog, place: LogPosition, now: Date): Promise<Replay> {
  for (;;) {
    const { generation } = log.feed;
    const possible = await judgeOnce(log, place, now);
    if (generation === log.feed.generation) return { possible, generation };
  }
}

/** What is being found out of places in each log. */
const judging = new WeakMap<ReplayLog['feed'], Map<string, Promise<boolean>>>();

/** Many clients come back together to the same place: it is looked up once for all of them. */
function judgeOnce(log: ReplayLog, place: LogPosition, now: Date): Promise<boolean> {
  const pending = judging.get(log.feed) ?? new Map<string, Promise<boolean>>();
  judging.set(log.feed, pending);
  const key = `${log.feed.generation} ${encodeCursor(place)}`;
  const running = pending.get(key) ?? judge(log, place, now).finally(() => pending.delete(key));
  pending.set(key, running);
  return running;
}

async function judge(log: ReplayLog, place: LogPosition, now: Date): Promise<boolean> {
  const { db, organizationId, feed, bounds } = log;
  const head = await headWith(log, place);
  if (head === undefined || place.position > head || head - place.position > bounds.maxEvents) return false;
  if (place.position >= feed.head) return true;
  const next = feed.isBuffered(place.position)
    ? (await feed.read(place.position))[0]
    : await db.event.findUnique({
        where: { organizationId_position: { organizationId, position: place.position + 1 } },
        select: { occurredAt: true },
      });
  return next !== undefined && next !== null && now.getTime() - next.occurredAt.getTime() <= bounds.maxAge;
}

/**
 * The head of the log, where it is one that has the place. A client may have seen more than this server has heard of: before
 * its place is called the future, or another log's, the log is asked.
 */
async function headWith(log: ReplayLog, place: LogPosition): Promise<number | undefined> {
  const { db, organizationId, feed } = log;
  const { position, hash } = place;
  if (!hash && place.epoch !== log.epoch) return undefined;
  if (!hash || position === 0) {
    return position <= feed.head ? feed.head : (await readHead(db, organizationId))?.position;
  }
  const known = feed.hashAt(position);
  if (known?.startsWith(hash)) return feed.head;
  const [found] = await lookAtLogs(db, [{ organizationId, position }]);
  if (!found?.knownHash?.startsWith(hash)) return undefined;
  // Memory has another event there: this server has not noticed yet that the log was replaced.
  if (known) await log.lookAgain();
  return Math.max(feed.head, found.position);
}
