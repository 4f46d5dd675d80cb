import { createUpliftClient, UpliftClientError } from '../../../client/src/index.js';
import type { ConnectionState } from '../../../client/src/index.js';
import { EventsDocument } from '../graphql.js';
import type { LiveEventFragment } from '../graphql.js';

/** An event of the log, as far as the screen shows it. */
export type LiveEvent = LiveEventFragment;

/** Events are delivered in batches, so that many at once are one change of the screen; in milliseconds. */
const BATCH = 16;

/** Close code of a socket whose credentials have ended. */
const FORBIDDEN = 4403;

/** Newest events that are kept at most: refetched data catches up with the stream by them. */
const RECENT = 2_000;

/** Where a stream begins: a place in the log, and the newest events by then, oldest first. */
export interface StreamStart {
  readonly cursor: string;
  readonly position: number;
  readonly events: { readonly nodes: readonly LiveEvent[] };
}

/** How the stream stands. */
export interface StreamState {
  readonly connection: ConnectionState;
  /** Position of the newest event that was delivered. */
  readonly position: number;
  /** The newest events, newest first. */
  readonly recent: readonly LiveEvent[];
  /** How many readings failed, and are tried again: what they would show is stale on the screen, or is not there. */
  readonly missing: number;
  /** How often the history was gone and everything had to be refetched. */
  readonly resets: number;
  /** What ended the stream for good; it needs a reload. */
  readonly failure?: string;
  /** Whether it is paused because the credentials have ended: `resume` continues once there are new ones. */
  readonly ended: boolean;
}

/** What listens to the stream. */
export interface StreamListener {
  /** Events in the order of the log, none lost and none twice. */
  onEvents?(events: readonly LiveEvent[]): void;
  /** The history after the last event is gone: what is on the screen must be refetched. */
  onReset?(): void;
  /** The connection stands, for the first time or again. */
  onLive?(): void;
  onState?(): void;
}

/** The organization's log, live. */
export interface Stream {
  readonly state: StreamState;
  listen(listener: StreamListener): () => void;
  /** Continues from the last event after the credentials had ended. */
  resume(): void;
  /** A reading has failed; returns what to call when it no longer does. */
  miss(): () => void;
  stop(): void;
}

/** Follows the log from a place on; `readStart` reads a new one where the history after it is gone. */
export function openStream(
  token: string | undefined,
  from: StreamStart,
  readStart: () => Promise<StreamStart | undefined>,
): Stream {
  const listeners = new Set<StreamListener>();
  const stopping = new AbortController();
  let batch: LiveEvent[] = [];

  const become = (change: Partial<StreamState>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener.onState?.();
  };
  const flush = (): void => {
    // After a `Reset`, the event at the newest position comes again.
    const events = batch.filter(({ position }) => position > state.position);
    batch = [];
    if (events.length === 0) return;
    for (const listener of listeners) listener.onEvents?.(events);
    become({
      position: events.at(-1)?.position ?? state.position,
      recent: [...events.toReversed(), ...state.recent].slice(0, RECENT),
    });
  };

  const client = createUpliftClient({
    url: new URL('/graphql', location.href).href,
    ...(token === undefined ? {} : { token }),
    onState(connection) {
      become({ connection });
      if (connection.status === 'live') for (const listener of listeners) listener.onLive?.();
    },
  });
  let state: StreamState = {
    connection: client.state,
    position: from.position,
    recent: from.events.nodes.toReversed(),
    missing: 0,
    resets: 0,
    ended: false,
  };
  /** Cursor of the last event that was received. */
  let last = from.cursor;

  const follow = (): Promise<void> =>
    client.subscribe(
      EventsDocument,
      {
        after: last,
        expectContiguous: true,
        signal: stopping.signal,
        async onReset() {
          batch = [];
          const start = await readStart();
          if (!start) return;
          last = start.cursor;
          become({ resets: state.resets + 1, position: start.position, recent: start.events.nodes.toReversed() });
          for (const listener of listeners) listener.onReset?.();
        },
      },
      ({ data, cursor }) => {
        last = cursor;
        if (!data) return;
        if (batch.push(data.events) === 1) setTimeout(flush, BATCH);
      },
    );
  const start = (): void => {
    follow().catch((error: unknown) => {
      if (error instanceof UpliftClientError && error.code === FORBIDDEN) return become({ ended: true });
      become({ failure: error instanceof Error ? error.message : String(error) });
    });
  };
  start();

  return {
    get state() {
      return state;
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    resume() {
      if (!state.ended) return;
      become({ ended: false });
      start();
    },
    miss() {
      become({ missing: state.missing + 1 });
      return () => become({ missing: state.missing - 1 });
    },
    stop: () => stopping.abort(),
  };
}
