import type { GraphQLFormattedError } from 'graphql';
import { isClose } from './connection.js';
import type { Connection, LogPosition } from './connection.js';
import type { Operation } from './operation.js';
import { UpliftClientError } from './types.js';
import type { Anomaly, SubscribeOptions, UpliftResult } from './types.js';

/** A subscription that goes on from where it was, whatever happens to the connection. */
export interface Subscription {
  /** Resolves at the end; rejects with what ended it. */
  readonly ended: Promise<void>;
  /** Nothing more comes until `resume`, which goes on from the last result. */
  pause(): void;
  resume(): void;
}

type Data = Record<string, unknown> | null;

/** Pauses before trying again what was too much, where the server does not say how long: the first, doubled each time up to the last. */
const LIMITED = { first: 1_000, most: 30_000 } as const;

/** Starts a subscription; `onResult` gets each result once, in order. */
export function subscribe(
  connection: Connection,
  operation: Operation,
  options: SubscribeOptions<Record<string, unknown>>,
  onResult: (result: UpliftResult<never>) => void,
  onAnomaly: (anomaly: Anomaly) => void,
): Subscription {
  const { expectContiguous = false, signal, onReset } = options;
  const resumes = /\$after\s*:\s*LogCursor\b/.test(operation.text);
  if (resumes && !/\b__typename\b/.test(operation.text)) {
    throw new TypeError('Select __typename in a subscription with $after: it distinguishes a Reset from an event.');
  }
  let cursor = options.after;
  /** Everything up to here has been handed on; undefined while that is not known. */
  let position: number | undefined;
  /** The gap that was gone back for: if it is still there, the server has no more. */
  let closing: number | undefined;
  let done = false;
  let paused = false;
  let stop: (() => void) | undefined;
  /** Runs while the server has asked for a pause, so many times in a row. */
  let timer: ReturnType<typeof setTimeout> | undefined;
  let limited = 0;
  let settle!: { resolve(): void; reject(error: unknown): void };
  const ended = new Promise<void>((resolve, reject) => void (settle = { resolve, reject }));
  const release = connection.use();

  const halt = (): void => {
    clearTimeout(timer);
    stop?.();
    stop = undefined;
  };
  const finish = (): void => {
    done = true;
    halt();
    signal?.removeEventListener('abort', cancel);
    release();
  };
  const cancel = (): void => {
    if (!done) finish();
    settle.resolve();
  };
  const fail = (error: unknown): void => {
    if (!done) finish();
    settle.reject(error);
  };

  /** Begins again, from where it was, once there may be room for it. */
  const later = (errors: readonly GraphQLFormattedError[]): void => {
    halt();
    timer = setTimeout(start, pauseOf(errors, limited));
    limited += 1;
  };

  /** Runs the operation until it is stopped; nothing of it comes after that. */
  const start = (): void => {
    stop?.();
    // Hazard: what was on its way still comes after unsubscribing.
    let running = true;
    const variables = { ...options.variables, ...(resumes ? { after: cursor } : {}) };
    const unsubscribe = connection.run<LogPosition>(
      // The server says where it begins: without that, a cut before the first result would lose what came in between.
      operation.payload(variables, resumes && cursor === undefined),
      {
        next(result) {
          if (!running) return;
          connection.progressed();
          try {
            const { data, errors, extensions } = result;
            if (!extensions?.cursor) {
              if (willPass(errors)) return later(errors);
              if (operation.wantsText(errors)) return start();
              throw refused(errors ?? []);
            }
            limited = 0;
            take(data ?? null, extensions, errors);
            if (running && resumes) variables['after'] = cursor;
          } catch (error) {
            fail(error);
          }
        },
        error: (error) => {
          if (!running) return;
          if (willPass(error)) later(error);
          else if (operation.wantsText(error)) start();
          else fail(asError(error));
        },
        complete: () => {
          if (running) cancel();
        },
      },
      (at) => {
        if (running && cursor === undefined) ({ cursor, position } = at);
        if (resumes) variables['after'] = cursor;
      },
    );
    stop = () => {
      running = false;
      // Hazard: unsubscribing within `next`, when `complete` comes in the same turn, the stock client counts twice and keeps
      // the socket open forever.
      queueMicrotask(unsubscribe);
    };
  };

  const take = (data: Data, at: LogPosition, errors?: readonly GraphQLFormattedError[]): void => {
    const reset = resumes && Object.values(data ?? {}).some(isReset);
    if (resumes && !reset && position !== undefined) {
      if (at.position <= position) return onAnomaly({ kind: 'duplicate', position: at.position });
      const expected = position + 1;
      if (expectContiguous && at.position > expected && closing !== expected) {
        closing = expected;
        onAnomaly({ kind: 'gap', expected, position: at.position });
        return start();
      }
    }
    ({ cursor, position } = at);
    if (reset && onReset) {
      halt();
      void Promise.resolve(onReset(at.cursor)).then(() => {
        if (!done) start();
      }, fail);
      return;
    }
    onResult({ data: data as never, ...(errors ? { errors } : {}), ...at });
  };

  signal?.addEventListener('abort', cancel);
  if (signal?.aborted) cancel();
  else start();
  return {
    ended,
    pause() {
      paused = true;
      halt();
    },
    resume() {
      if (!paused || done) return;
      paused = false;
      start();
    },
  };
}

function isReset(value: unknown): boolean {
  return typeof value === 'object' && value !== null && (value as { __typename?: unknown }).__typename === 'Reset';
}

/** Codes of errors that pass: the same may be sent again, after a while. */
const PASSING: readonly unknown[] = ['RATE_LIMITED', 'SERVICE_UNAVAILABLE'];

/** Whether the only thing wrong is that there is too much to do now, for us or for the server. */
function willPass(errors: unknown): errors is readonly GraphQLFormattedError[] {
  if (!Array.isArray(errors) || errors.length === 0) return false;
  return (errors as readonly GraphQLFormattedError[]).every(({ extensions }) => PASSING.includes(extensions?.['code']));
}

/** How long to wait, in milliseconds: as the server says, and a little more, or all who wait would come at once. */
function pauseOf(errors: readonly GraphQLFormattedError[], times: number): number {
  const pauses = errors.map(({ extensions }) => Number(extensions?.['retryAfter'])).filter((seconds) => seconds > 0);
  const pause = pauses.length > 0 ? Math.max(...pauses) * 1_000 : Math.min(LIMITED.first * 2 ** times, LIMITED.most);
  return pause + Math.random() * LIMITED.first;
}

function asError(error: unknown): unknown {
  if (Array.isArray(error)) return refused(error as GraphQLFormattedError[]);
  if (!isClose(error)) return error;
  return new UpliftClientError(`The server closed the connection: ${error.code} ${error.reason}`.trim(), error, error);
}

function refused(errors: readonly GraphQLFormattedError[]): UpliftClientError {
  return new UpliftClientError(errors.map(({ message }) => message).join('\n') || 'No result of Uplift.', { errors });
}
