import type { UpliftResult } from './types.js';
import type { Subscription } from './subscription.js';

/** Results that a reader may be behind; what comes after them is asked for again when they have been read. */
const MOST_QUEUED = 1_000;

interface Reader<Result> {
  resolve(result: IteratorResult<Result, undefined>): void;
  reject(error: unknown): void;
}

/**
 * The results of a subscription that starts at the first `next`; `stop` ends it.
 *
 * A plain object and not a generator: `return` must end it at once, also while `next` waits for a result.
 */
export function iterate<Data>(
  subscribe: (onResult: (result: UpliftResult<Data>) => void) => Subscription,
  stop: () => void,
): AsyncIterableIterator<UpliftResult<Data>, undefined> {
  const results: UpliftResult<Data>[] = [];
  const readers: Reader<UpliftResult<Data>>[] = [];
  let subscription: Subscription | undefined;
  let ended = false;
  let failure: { readonly error: unknown } | undefined;

  const take = (result: UpliftResult<Data>): void => {
    const reader = readers.shift();
    if (reader) return reader.resolve({ value: result, done: false });
    if (results.push(result) >= MOST_QUEUED) subscription?.pause();
  };

  const end = (): void => {
    ended = true;
    for (const reader of readers.splice(0)) settle(reader);
  };

  /** Answers a reader at the end: the first one gets what went wrong. */
  const settle = (reader: Reader<UpliftResult<Data>>): void => {
    const failed = failure;
    failure = undefined;
    if (failed) reader.reject(failed.error);
    else reader.resolve({ value: undefined, done: true });
  };

  const begin = (): Subscription => {
    const started = subscribe(take);
    started.ended.then(end, (error: unknown) => {
      failure = { error };
      end();
    });
    return started;
  };

  const leave = (): void => {
    results.length = 0;
    stop();
    end();
  };

  const iterator: AsyncIterableIterator<UpliftResult<Data>, undefined> = {
    next: () =>
      new Promise((resolve, reject) => {
        if (!ended) subscription ??= begin();
        const result = results.shift();
        if (result) return resolve({ value: result, done: false });
        if (ended) return settle({ resolve, reject });
        readers.push({ resolve, reject });
        subscription?.resume();
      }),
    async return() {
      leave();
      return { value: undefined, done: true };
    },
    async throw(error) {
      leave();
      throw error;
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}
