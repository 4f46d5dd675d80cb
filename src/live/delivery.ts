import type { Database } from '../database/database.js';
import { vital } from '../database/statements.js';
import type { Logger } from '../logger.js';
import type { Bus, Hint } from './bus.js';
import type { LogPosition } from '../log/cursor.js';
import { readHead, readHeads, readLog } from '../log/event-log.js';
import type { Commit, LogKeys } from '../log/event.js';
import { Feed } from './feed.js';
import { canReplay } from './replay.js';
import type { ReplayBounds } from './replay.js';
import { openSealed, sealEvents } from './encrypted-events.js';

/**
 * How often the heads of the logs are looked up, in milliseconds: while hints are known to arrive, and while not. Also
 * where a hint is lost, permissions that were taken away must end what is watched within a second of the commit.
 */
const POLL_HEALTHY = 500;
const POLL_UNHEALTHY = 200;

/** The feeds of one server: opened for the organizations that somebody watches, kept up to date by hints and polls. */
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
  canReplay(organizationId: string, open: OpenFeed, place: LogPosition, now: Date): Promise<boolean>;
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
  /** Time since the heads of all open logs were known, in milliseconds. */
  readonly headsAge: number;
}

/** A feed that somebody holds open, and the epoch of its log for cursors. */
export interface OpenFeed {
  readonly feed: Feed;
  readonly epoch: string;
  /** Called when a read fails and is retried. */
  failed(error: unknown): void;
  release(): void;
}

interface Entry {
  readonly opening: Promise<Omit<OpenFeed, 'release'>>;
  feed?: Feed;
  keys?: LogKeys;
  /** The furthest position announced so far: news may come while the feed is being opened. */
  announced: number;
  holders: number;
}

/** What the live delivery of a server is made of. */
export interface LiveDeliveryParts {
  readonly database: Database;
  readonly bus: Bus;
  readonly logger: Logger;
  readonly replay: ReplayBounds;
  /** Distinguishes the servers of this database from others on the bus. */
  readonly namespace: string;
  /** Called when another server may have replaced the catalog. */
  readonly onCatalogReplaced: () => void;
}

/** Creates the live delivery of a server. */
export function createLiveDelivery(parts: LiveDeliveryParts): LiveDelivery {
  const { database, bus, logger, replay, namespace, onCatalogReplaced } = parts;
  const entries = new Map<string, Entry>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let gaps = 0;
  let lookedAt = performance.now();

  const notify = (commit: Commit): void => {
    const entry = entries.get(commit.organizationId);
    if (!entry) return;
    entry.announced = Math.max(entry.announced, commit.position);
    entry.feed?.notify(commit.position, 'events' in commit ? commit.events : []);
  };

  const hear = (hint: Hint): void => {
    if (hint.topic === 'catalog') return onCatalogReplaced();
    const { feed, keys } = entries.get(hint.organizationId) ?? {};
    if (!feed || !keys || hint.sealed === undefined || hint.position <= feed.head) return notify(hint);
    feed.notify(hint.position, openSealed(hint.sealed, hint, keys, namespace));
  };

  const poll = async (): Promise<void> => {
    const asked = performance.now();
    try {
      if (entries.size > 0) {
        for (const head of await vital(() => readHeads(database.prisma, [...entries.keys()]))) notify(head);
      }
      lookedAt = asked;
    } catch (error) {
      if (!stopped) logger.warn({ err: error }, 'could not look up the heads of the logs');
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

  const openEntry = (organizationId: string): Entry => {
    const failed = (error: unknown): void => {
      if (!stopped) logger.warn({ err: error, organizationId }, 'could not read the log; trying again');
    };
    const opening = readHead(database.prisma, organizationId).then((head) => {
      if (!head) throw new Error(`There is no log of the organization ${organizationId}.`);
      const feed = new Feed(head.position, (after) => readLog(database.prisma, organizationId, after), failed);
      entry.feed = feed;
      entry.keys = head;
      feed.notify(entry.announced);
      return { feed, epoch: head.epoch, failed };
    });
    const entry: Entry = { opening, announced: 0, holders: 0 };
    opening.catch(() => entries.delete(organizationId));
    entries.set(organizationId, entry);
    return entry;
  };

  return {
    async start() {
      await bus.start({
        onHint: hear,
        onGap() {
          gaps += 1;
          look();
        },
      });
      pollAgain();
    },
    committed(commit) {
      const { organizationId, position } = commit;
      const sealed = 'events' in commit ? sealEvents(commit, namespace) : undefined;
      bus.publish({ topic: 'log', organizationId, position, ...(sealed !== undefined ? { sealed } : {}) });
      // Respond to the writer first: fan-out to ten thousand may take long.
      setImmediate(() => notify(commit));
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
        return { ...(await entry.opening), release };
      } catch (error) {
        release();
        throw error;
      }
    },
    canReplay(organizationId, { feed, epoch }, place, now) {
      return canReplay({ db: database.prisma, organizationId, epoch, feed, bounds: replay }, place, now);
    },
    get openFeeds() {
      return entries.size;
    },
    counts: {
      get gaps() {
        return gaps;
      },
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
