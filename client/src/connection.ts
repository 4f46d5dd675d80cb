import { createClient } from 'graphql-ws/client';
import type { FormattedExecutionResult, Sink, SubscribePayload } from 'graphql-ws/client';
import { guarded, socketUrl } from './socket.js';
import type { ConnectionState, UpliftClientOptions } from './types.js';

/** Pauses before an attempt, in milliseconds: at least the first, at random up to a bound that doubles with each failure. */
const BACKOFF = { least: 50, first: 500, most: 15_000 } as const;

/** A connection that lasts this long was a success, in milliseconds: the next pause is short again. */
const STABLE = 5_000;

/** How often a live connection is probed, and how long a connection and an answer may take, in milliseconds. */
const PATIENCE = { probe: 10_000, connect: 10_000, answer: 5_000 } as const;

/** Close codes: the end of the last subscription, no or wrong credentials, and a socket that the client gave up. */
const NORMAL = 1000;
const FORBIDDEN = 4403;
const TERMINATED = 4499;

/** Codes of the private range (4000–4999) after which another attempt may succeed: something took too long. */
const RETRIABLE = [4408, TERMINATED, 4504];

/** The stock client on one connection that comes back by itself. */
export interface Connection {
  /** Runs an operation; `onBeginning` is called with the position at which a subscription begins, where it asks for that. */
  run<Extensions>(
    payload: SubscribePayload,
    sink: Sink<FormattedExecutionResult<Record<string, unknown>, Extensions>>,
    onBeginning: (at: LogPosition) => void,
  ): () => void;
  readonly state: ConnectionState;
  /** Acquires the connection; returns how to release it. */
  use(): () => void;
  /** A result has come: the connection is good. */
  progressed(): void;
}

/** A position in the organization's log. */
export interface LogPosition {
  readonly cursor: string;
  readonly position: number;
}

/** How a socket was closed, or why it broke, as far as it says. */
export interface CloseReason {
  readonly code: number;
  readonly reason: string;
}

/** Makes a connection, which opens when it is first used. */
export function createConnection({ url, token, webSocket, onState }: UpliftClientOptions): Connection {
  let state: ConnectionState = { status: 'idle', since: Date.now(), attempt: 0 };
  let users = 0;
  /** Attempts in a row that did not last. */
  let attempt = 0;
  /** Whether there is a socket whose end has not been counted yet. */
  let trying = false;
  /** When the connection was made; undefined while there is none. */
  let liveSince: number | undefined;
  let reason: string | undefined;
  let opened = 0;
  let watchdog: ReturnType<typeof setTimeout> | undefined;
  let endPause: (() => void) | undefined;
  /** Called with where a subscription begins, by the id of the operation. */
  const beginnings = new Map<string, (at: LogPosition) => void>();
  let operations = 0;

  const become = (status: ConnectionState['status']): void => {
    const now: ConnectionState = {
      status,
      since: Date.now(),
      attempt: status === 'live' ? 0 : attempt,
      ...(reason ? { reason } : {}),
    };
    if (state.status === now.status && state.attempt === now.attempt) return;
    state = now;
    // Not from within the stock client, which would take what a callback throws for an error of the server.
    if (onState) queueMicrotask(() => onState(now));
  };

  const watch = (patience: number): void => {
    clearTimeout(watchdog);
    watchdog = setTimeout(() => client.terminate(), patience);
  };
  const unwatch = (): void => clearTimeout(watchdog);

  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const retryWait = async (): Promise<void> => {
    if (users === 0 || attempt === 0) return;
    become('waiting');
    const bound = Math.min(BACKOFF.first * 2 ** (attempt - 1), BACKOFF.most);
    await pause(BACKOFF.least + Math.random() * bound);
    endPause = undefined;
  };

  /** Hazard: what this throws, the stock client would turn into a close code after which it never comes back. */
  const connectionParams = async (): Promise<Record<string, unknown>> => {
    if (token === undefined) return {};
    const mine = opened;
    try {
      return { Authorization: `Bearer ${typeof token === 'function' ? await token() : token}` };
    } catch (error) {
      reason = `no token: ${error instanceof Error ? error.message : String(error)}`;
      if (mine === opened) client.terminate();
      return {};
    }
  };

  /** A socket has ended: called once or twice, by an error and by its close. */
  const ended = (event: unknown): void => {
    unwatch();
    if (isClose(event) && event.code !== TERMINATED) reason = `${event.code} ${event.reason}`.trim();
    const unwanted = users === 0 || (isClose(event) && event.code === NORMAL);
    if (trying && !unwanted) {
      if (liveSince !== undefined && Date.now() - liveSince >= STABLE) attempt = 0;
      attempt += 1;
    }
    trying = false;
    liveSince = undefined;
    if (unwanted) become('idle');
  };

  const client = createClient({
    url: socketUrl(url),
    webSocketImpl: guarded(webSocket),
    generateID: () => String(operations),
    connectionParams,
    keepAlive: PATIENCE.probe,
    retryAttempts: Infinity,
    retryWait,
    shouldRetry: (error) => isRetriable(error, typeof token === 'function'),
    on: {
      connecting() {
        trying = true;
        become('connecting');
        watch(PATIENCE.connect);
      },
      opened: () => void (opened += 1),
      connected() {
        unwatch();
        liveSince = Date.now();
        reason = undefined;
        become('live');
      },
      ping(received, payload) {
        if (!received) return watch(PATIENCE.answer);
        if (isBeginning(payload)) beginnings.get(payload.id)?.(payload);
      },
      pong: (received) => {
        if (received) unwatch();
      },
      error: ended,
      closed: ended,
    },
  });

  return {
    run(payload, sink, onBeginning) {
      operations += 1;
      const id = String(operations);
      beginnings.set(id, onBeginning);
      const unsubscribe = client.subscribe(payload, sink);
      return () => {
        beginnings.delete(id);
        unsubscribe();
      };
    },
    get state() {
      return state;
    },
    use() {
      users += 1;
      let used = true;
      return () => {
        if (!used) return;
        used = false;
        users -= 1;
        if (users > 0) return;
        attempt = 0;
        reason = undefined;
        endPause?.();
        if (liveSince !== undefined) return; // The stock client closes it.
        unwatch();
        client.terminate();
        become('idle');
      };
    },
    progressed() {
      attempt = 0;
    },
  };
}

/** Whether something is the event of a closed socket. */
export function isClose(event: unknown): event is CloseReason {
  return typeof event === 'object' && event !== null && 'code' in event && 'reason' in event;
}

/** A ping of the server that says where a subscription begins. */
function isBeginning(payload: unknown): payload is LogPosition & { id: string } {
  const { id, cursor, position } = (payload ?? {}) as Readonly<Record<string, unknown>>;
  return typeof id === 'string' && typeof cursor === 'string' && typeof position === 'number';
}

/** The stock client has ruled out before what is fatal by the protocol. */
function isRetriable(error: unknown, canRenew: boolean): boolean {
  if (!isClose(error) || error.code < 4_000) return true;
  return error.code === FORBIDDEN ? canRenew : RETRIABLE.includes(error.code);
}
