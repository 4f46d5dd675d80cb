import type { Clock } from '../../clock.js';
import { dayOf } from '../../clock.js';
import type { Database } from '../../database/database.js';
import type { LogPosition } from '../../log/cursor.js';
import type { LiveDelivery } from '../../live/delivery.js';
import type { Feed } from '../../live/feed.js';
import { passes } from '../../log/event-filter.js';
import type { EventFilter } from '../../log/event-filter.js';
import { readHead, readLog } from '../../log/event-log.js';
import type { LoggedEvent } from '../../log/event.js';
import { liveSource } from '../../live/source.js';
import type { LiveSource } from '../../live/source.js';
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

/**
 * The progress of some deployments as a stream of states: the state now, then the state after changes. Changes that
 * come while the reader is busy are merged; what is delivered never goes back in time.
 */
export async function watchProgress(
  { database, delivery, clock }: WatchServices,
  scope: ProgressScope,
): Promise<LiveSource<WatchedProgress>> {
  const open = await delivery.open(scope.organizationId);
  const filter: EventFilter = {
    improvementIds: scope.improvementId ? [scope.improvementId] : undefined,
    unitIds: scope.unitIds ?? undefined,
  };
  const concerns = (event: LoggedEvent) => event.deploymentId !== null && passes(event, filter);
  const state = async (events: readonly LoggedEvent[]) => {
    const snapshot = await progressSnapshot(database.prisma, scope, dayOf(clock()));
    const { epoch, position, hash } = snapshot;
    // The database may be ahead of the feed: what the snapshot covers is not delivered again.
    const read = events.at(-1)?.position ?? position;
    const ahead = read < position ? await readLog(database.prisma, scope.organizationId, read, position - read) : [];
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

/** One state of a progress stream: what it covers, how it stands, and the event that brought it, if any. */
export interface WatchedProgress {
  readonly scope: ProgressScope;
  readonly snapshot: ProgressSnapshot;
  readonly latest: WatchedEvent | null;
}

function resetAt(organizationId: string, { head, hash }: Feed, occurredAt: Date): LoggedEvent {
  return {
    organizationId,
    position: head,
    type: 'Reset',
    occurredAt,
    actorId: null,
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
