import type { Clock } from '../../clock.js';
import type { Database } from '../../database/database.js';
import type { LogPosition } from '../../log/cursor.js';
import type { LiveDelivery } from '../../live/delivery.js';
import type { Feed } from '../../live/feed.js';
import { passes } from '../../log/event-filter.js';
import type { EventFilter } from '../../log/event-filter.js';
import { readHead, readLog } from '../../log/event-log.js';
import type { HashedHead, LoggedEvent } from '../../log/event.js';
import { liveSource } from '../../live/source.js';
import type { LiveSource } from '../../live/source.js';
import { readCalendar } from '../../time/calendar.js';
import { dayEvents } from '../../midnight/events.js';
import { progressSnapshot } from '../operations/progress.js';
import type { ProgressScope, ProgressSnapshot } from '../operations/progress.js';

/** What watching needs of the server. */
export interface WatchServices {
  readonly database: Database;
  readonly delivery: LiveDelivery;
  readonly clock: Clock;
}

/** An event of the log with the epoch of the log, for its cursor. */
export type WatchedEvent = LoggedEvent & { readonly epoch: string };

/**
 * The organization's log as a stream: every event that passes the filter, in order, none twice. `after` absent: from
 * now on. A place from which nothing can be replayed (another log's, the future, too far behind, archived) gets one
 * `Reset` first, at the head.
 */
export async function watchEvents(
  { delivery, clock }: WatchServices,
  organizationId: string,
  filter: EventFilter,
  after: LogPosition | undefined,
): Promise<LiveSource<WatchedEvent>> {
  const open = await delivery.open(organizationId);
  const { feed, epoch } = open;
  const deliver = (event: LoggedEvent) => ({
    position: event.position,
    value: { value: { ...event, epoch }, place: { epoch, position: event.position, hash: event.hash } },
  });
  try {
    const replay = after && (await delivery.canReplay(organizationId, open, after, clock()));
    const lost = replay?.possible === false;
    const reset = async () => deliver(resetAt(organizationId, feed, clock()));
    const beginning = lost || !after ? feed.place : after;
    return liveSource({
      kind: 'log',
      open,
      after: beginning.position,
      afterHash: beginning.hash,
      generation: replay?.generation ?? feed.generation,
      ...(lost ? { first: reset, firstCovers: () => feed.head } : {}),
      reset,
      next: (events) => {
        const wanted = events.find((event) => passes(event, filter));
        return wanted && deliver(wanted);
      },
    });
  } catch (error) {
    open.release();
    throw error;
  }
}

/** A moment of the log, and what was read at it. */
export interface Snapshot extends HashedHead {
  readonly epoch: string;
}

/** One state of a stream of states: what it covers, how it stands, and the event that brought it, if any. */
export interface WatchedState<Scope, Read extends Snapshot> {
  readonly scope: Scope;
  readonly snapshot: Read;
  readonly latest: WatchedEvent | null;
}

/** What a stream of states watches. */
interface StateView<Scope, Read extends Snapshot> {
  readonly scope: Scope;
  /** Reads the state together with the position of the log at which it is so. */
  readonly read: () => Promise<Read>;
  /** Whether the state may be another one after an event. */
  readonly concerns: (event: LoggedEvent) => boolean;
}

/**
 * Something as a stream of states: the state now, then the state after changes. Changes that come while the reader is busy
 * are merged; what is delivered never goes back in time.
 */
export async function watchState<Scope extends { readonly organizationId: string }, Read extends Snapshot>(
  { database, delivery }: WatchServices,
  { scope, read, concerns }: StateView<Scope, Read>,
): Promise<LiveSource<WatchedState<Scope, Read>>> {
  const open = await delivery.open(scope.organizationId);
  const state = async (events: readonly LoggedEvent[]) => {
    const snapshot = await read();
    const { epoch, position, hash } = snapshot;
    // The database may be ahead of the feed: what the snapshot covers is not delivered again.
    const seen = events.at(-1)?.position ?? position;
    const ahead = seen < position ? await readLog(database.prisma, scope.organizationId, seen, position - seen) : [];
    const latest = ahead.findLast(concerns) ?? events.findLast(concerns);
    return {
      position,
      ...(latest ? { newest: latest.position } : {}),
      value: {
        value: { scope, snapshot, latest: latest ? { ...latest, epoch } : null },
        place: { epoch, position, hash },
      },
    };
  };
  return liveSource({
    kind: 'state',
    open,
    after: open.feed.head,
    generation: open.feed.generation,
    first: () => state([]),
    firstCovers: async () => (await readHead(database.prisma, scope.organizationId))?.position ?? 0,
    next: (events) => (events.some(concerns) ? state(events) : undefined),
  });
}

/** One state of a progress stream. */
export type WatchedProgress = WatchedState<ProgressScope, ProgressSnapshot>;

/** The progress of some deployments as a stream of states. */
export function watchProgress(services: WatchServices, scope: ProgressScope): Promise<LiveSource<WatchedProgress>> {
  const filter: EventFilter = {
    improvementIds: scope.improvementId ? [scope.improvementId] : undefined,
    unitIds: scope.unitIds ?? undefined,
  };
  return watchState(services, {
    scope,
    read: async () => {
      const { prisma } = services.database;
      const calendar = await readCalendar(prisma, scope.organizationId);
      return progressSnapshot(prisma, scope, calendar.at(services.clock()));
    },
    concerns: (event) => Object.hasOwn(dayEvents, event.type) || (event.deploymentId !== null && passes(event, filter)),
  });
}

function resetAt(organizationId: string, { head, hash }: Feed, occurredAt: Date): LoggedEvent {
  return {
    organizationId,
    position: head,
    type: 'Reset',
    occurredAt,
    actorId: null,
    viaTokenId: null,
    viaService: null,
    signIn: null,
    recordType: 'EventLog',
    recordId: organizationId,
    recordVersion: 0,
    improvementId: null,
    planId: null,
    deploymentId: null,
    unitId: null,
    note: null,
    before: null,
    after: {},
    hash,
  };
}
