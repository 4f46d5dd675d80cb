import type { Database } from '../database/database.js';
import { vital } from '../database/statements.js';
import type { Logger } from '../logger.js';
import type { Bus } from './bus.js';
import type { LogPosition } from '../log/cursor.js';
import { lookAtLogs, readHead, readLog } from '../log/event-log.js';
import type { LogState, LookedAt } from '../log/event-log.js';
import type { AddedEvents, Commit, LogHead } from '../log/event.js';
import { differ, Feed, OtherLogError } from './feed.js';
import { findLoss } from './loss.js';
import type { Loss } from './loss.js';
import { canReplay } from './replay.js';
import type { Replay, ReplayBounds } from './replay.js';

/**
 * How often the heads of the logs are looked up, in milliseconds: while hints are known to arrive, and while not. Also
 * where a hint is lost, permissions that were taken away must end what is watched within a second of the commit.
 */
const POLL_HEALTHY = 500;
const POLL_UNHEALTHY = 200;

/** Organizations whose last loss is remembered. */
const MOST_LOSSES = 100;

/** The feeds of one server: opened for the organizations that have subscribers, kept up to date by hints and polls. */
export interface LiveDelivery {
  /** Starts listening to the bus and polling. */
  start(): Promise<void>;
  /** To be called on each commit of this server. */
  readonly committed: (commit: Commit) => void;
  /** To be called when this server replaced the catalog. */
  catalogReplaced(): void;
  /** Opens an organization's feed and holds it open until released. */
  open(organizationId: string): Promise<OpenFeed>;
  /** Whether all that comes after a place in an open log can be replayed; where not, the client gets a `Reset`. */
  canReplay(organizationId: string, open: OpenFeed, place: LogPosition, now: Date): Promise<Replay>;
  /** Number of feeds that are open. */
  readonly openFeeds: number;
  readonly counts: DeliveryCounts;
  /** Ends everything; calling again does nothing. */
  stop(): Promise<void>;
}

/** How the delivery does, since its start. */
export interface DeliveryCounts {
  /** Times that hints may have been lost. */
  readonly gaps: number;
  /** Times that a log turned out to be another one: a failover or a restore has lost commits. */
  readonly replaced: number;
  /** Events that were lost that way, as far as is known. */
  readonly lostEvents: number;
  /** The last loss of each organization that had one, by its id. */
  readonly losses: ReadonlyMap<string, Loss>;
  /** Time since the heads of all open logs were known, in milliseconds. */
  readonly headsAge: number;
}

/** A feed that is held open, and the epoch of its log for cursors where it is not chained. */
export interface OpenFeed {
  readonly feed: Feed;
  readonly epoch: string;
  /** Called when a read fails and is retried. */
  failed(error: unknown): void;
  release(): void;
}

interface Entry {
  readonly opening: Promise<Opened>;
  feed?: Feed;
  keys?: LogState;
  /** The furthest position announced so far: news may come while the feed is being opened. */
  announced: number;
  holders: number;
}

/** A feed, and the keys of its log as they are. */
interface Opened {
  readonly feed: Feed;
  readonly keysNow: () => LogState;
}

/** What was known of a log when it was looked at. */
interface Known {
  readonly entry: Entry;
  readonly feed: Feed;
  readonly keys: LogState;
  readonly generation: number;
  readonly position: number;
  readonly hash: string | null;
}

/** What the live delivery of a server is made of. */
export interface LiveDeliveryParts {
  readonly database: Database;
  readonly bus: Bus;
  readonly logger: Logger;
  readonly replay: ReplayBounds;
  /** Called when another server may have replaced the catalog. */
  readonly onCatalogReplaced: () => void;
}

/** Creates the live delivery of a server. */
export function createLiveDelivery(parts: LiveDeliveryParts): LiveDelivery {
  const { database, bus, logger, replay, onCatalogReplaced } = parts;
  const entries = new Map<string, Entry>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let gaps = 0;
  let replaced = 0;
  let lostEvents = 0;
  const losses = new Map<string, Loss>();
  let lookedAt = performance.now();

  const notify = ({ organizationId, position }: LogHead, added?: AddedEvents): void => {
    const entry = entries.get(organizationId);
    if (!entry) return;
    entry.announced = Math.max(entry.announced, position);
    entry.feed?.notify(position, added?.events, added?.previousHash);
  };

  /** Forgets what this server holds of a log. Each subscriber gets a `Reset`, and then what the log has now. */
  const forget = ({ entry, feed }: Known, found: LookedAt): void => {
    entry.announced = found.position;
    entry.keys = found;
    feed.replace(found.position, found.hash);
  };

  /** The log is another one than this server has followed: what is known of it is forgotten, and said to be lost. */
  const replace = (known: Known, found: LookedAt): void => {
    const { organizationId } = found;
    const { feed, position } = known;
    const places = [...feed.places];
    forget(known, found);
    onCatalogReplaced();
    replaced += 1;
    findLoss(database.prisma, organizationId, position, places).then(
      (loss) => {
        losses.delete(organizationId);
        losses.set(organizationId, loss);
        for (const oldest of losses.keys()) if (losses.size > MOST_LOSSES) losses.delete(oldest);
        lostEvents += loss.last - loss.first + 1;
        const { first, last, isCertain } = loss;
        logger.error(
          { organizationId, first, last, isCertain, head: found.position },
          'the log was replaced: the events first to last that were committed are lost, by a failover or a restore',
        );
      },
      (error: unknown) =>
        logger.error({ err: error, organizationId, last: position }, 'the log was replaced: events are lost'),
    );
  };

  /** Asks where some logs are, and whether they still have what is known of them. */
  const compare = async (organizationIds: Iterable<string>): Promise<void> => {
    const asked = new Map<string, Known>();
    for (const organizationId of organizationIds) {
      const entry = entries.get(organizationId);
      if (!entry?.feed || !entry.keys) continue;
      const { feed, keys } = entry;
      const { generation, head: position, hash } = feed;
      asked.set(organizationId, { entry, feed, keys, generation, position, hash });
    }
    if (asked.size === 0) return;
    const places = Array.from(asked, ([organizationId, { position }]) => ({ organizationId, position }));
    for (const found of await vital(() => lookAtLogs(database.prisma, places))) {
      const known = asked.get(found.organizationId);
      // Hazard: of two looks under way, the second finds what the first has replaced already.
      if (!known || known.feed.generation !== known.generation) continue;
      if (isOther(known, found)) {
        replace(known, found);
        continue;
      }
      if (found.erasures !== known.keys.erasures) {
        forget(known, found);
        logger.info({ organizationId: found.organizationId }, 'texts of events were erased: read the log again');
        continue;
      }
      known.feed.learn(known.position, found.knownHash);
      notify(found);
    }
  };

  const poll = async (): Promise<void> => {
    const asked = performance.now();
    try {
      await compare(entries.keys());
      lookedAt = asked;
    } catch (error) {
      if (!stopped) logger.warn({ err: error }, 'failed to poll the heads of the logs');
    }
  };

  const pollAgain = (): void => {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(look, bus.healthy ? POLL_HEALTHY : POLL_UNHEALTHY);
    timer.unref();
  };

  const look = (): void => {
    onCatalogReplaced();
    void poll().finally(pollAgain);
  };

  const failed = (organizationId: string, error: unknown): void => {
    if (error instanceof OtherLogError) return look();
    if (!stopped) logger.warn({ err: error, organizationId }, 'failed to read the log; retrying');
  };

  const openEntry = (organizationId: string): Entry => {
    const opening = readHead(database.prisma, organizationId).then((head) => {
      if (!head) throw new Error(`There is no log of the organization ${organizationId}.`);
      const feed = new Feed(
        head.position,
        (after) => readLog(database.prisma, organizationId, after),
        (error) => failed(organizationId, error),
        head.hash,
      );
      entry.feed = feed;
      entry.keys = head;
      feed.notify(entry.announced);
      return { feed, keysNow: () => entry.keys ?? head };
    });
    const entry: Entry = { opening, announced: 0, holders: 0 };
    opening.catch(() => entries.delete(organizationId));
    entries.set(organizationId, entry);
    return entry;
  };

  return {
    async start() {
      await bus.start({
        onHint: (hint) => (hint.topic === 'catalog' ? onCatalogReplaced() : notify(hint, hint.added)),
        keysOf({ organizationId, position }) {
          const { feed, keys } = entries.get(organizationId) ?? {};
          return feed && position > feed.head ? keys : undefined;
        },
        onGap() {
          gaps += 1;
          look();
        },
      });
      pollAgain();
    },
    committed(commit) {
      const { organizationId, position } = commit;
      const added = 'events' in commit ? commit : undefined;
      bus.publish({ topic: 'log', organizationId, position, added });
      // Respond to the writer first: fan-out to ten thousand may take long.
      setImmediate(() => notify(commit, added));
    },
    catalogReplaced: () => bus.publish({ topic: 'catalog' }),
    async open(organizationId) {
      const entry = entries.get(organizationId) ?? openEntry(organizationId);
      entry.holders += 1;
      let held = true;
      const release = (): void => {
        if (!held) return;
        held = false;
        entry.holders -= 1;
        if (entry.holders === 0 && entries.get(organizationId) === entry) entries.delete(organizationId);
      };
      try {
        const { feed, keysNow } = await entry.opening;
        return {
          feed,
          get epoch() {
            return keysNow().epoch;
          },
          failed: (error) => failed(organizationId, error),
          release,
        };
      } catch (error) {
        release();
        throw error;
      }
    },
    canReplay(organizationId, { feed, epoch }, place, now) {
      const lookAgain = () => compare([organizationId]);
      return canReplay({ db: database.prisma, organizationId, epoch, feed, bounds: replay, lookAgain }, place, now);
    },
    get openFeeds() {
      return entries.size;
    },
    counts: {
      get gaps() {
        return gaps;
      },
      get replaced() {
        return replaced;
      },
      get lostEvents() {
        return lostEvents;
      },
      losses,
      get headsAge() {
        return performance.now() - lookedAt;
      },
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await bus.stop();
    },
  };
}

/**
 * Whether a log is another one than was known: it is shorter, or has another event where the newest one was. Where it is not
 * chained, only a new epoch shows it, which an operator sets.
 */
function isOther(known: Known, found: LookedAt): boolean {
  if (found.position < known.position) return true;
  if (known.hash === null) return found.epoch !== known.keys.epoch;
  return found.hash === null || differ(known.hash, found.knownHash);
}
