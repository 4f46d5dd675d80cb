import type { LoggedEvent } from './event.js';
import type { OpenFeed } from './delivery.js';

/** Pause before what could not be read is tried again, in milliseconds. */
const RETRY_DELAY = 500;

/** What an open feed is followed with. */
export interface FollowOptions<T> {
  readonly open: OpenFeed;
  /** Events up to here have been seen. */
  readonly after: number;
  /** Makes the next value of the events after `after`, or undefined when there is nothing to tell yet. */
  readonly next: (events: readonly LoggedEvent[]) => Promise<Step<T> | undefined> | Step<T> | undefined;
  /** A value that comes before everything else. */
  readonly first?: () => Promise<Step<T>>;
}

/** A value, and the position up to which it covers the log. */
export interface Step<T> {
  readonly value: T;
  readonly position: number;
  /** Position of the newest event that it tells of; where absent, the position. */
  readonly newest?: number;
}

/**
 * Follows an organization's log at the reader's own pace: it is asked for one value after the other and keeps nothing
 * but its position, so a slow reader costs no memory and delays nobody.
 *
 * A plain object and not a generator: `return` must end it at once, also while `next` waits for news.
 */
export function follow<T>({ open, after, next, first }: FollowOptions<T>): AsyncIterableIterator<T, undefined> {
  let position = after;
  let begun = first === undefined;
  let done = false;
  let end: (() => void) | undefined;

  const finish = (): void => {
    if (done) return;
    done = true;
    end?.();
    open.release();
  };

  /** Waits for what `begin` promises to call, or for the end. */
  const wait = (begin: (wake: () => void) => () => void): Promise<void> =>
    new Promise((resolve) => {
      const giveUp = begin(resolve);
      end = () => {
        giveUp();
        resolve();
      };
    });
  const news = (wake: () => void) => open.feed.whenBeyond(position, wake);
  const pause = (wake: () => void) => {
    const timer = setTimeout(wake, RETRY_DELAY).unref();
    return () => clearTimeout(timer);
  };

  const step = async (): Promise<Step<T> | undefined> => {
    if (!begun && first) {
      const value = await first();
      begun = true;
      return value;
    }
    for (;;) {
      const events = await open.feed.read(position);
      const last = events.at(-1);
      if (!last) return undefined;
      const value = await next(events);
      if (value) return value;
      position = last.position;
    }
  };

  return {
    async next() {
      while (!done) {
        try {
          const made = await step();
          if (made) {
            position = made.position;
            if (!done) return { value: made.value, done: false };
          } else if (!done) {
            await wait(news);
          }
        } catch (error) {
          // A database that is away comes back. Nothing is lost: the position is where it was.
          open.failed(error);
          if (!done) await wait(pause);
        }
      }
      return { value: undefined, done: true };
    },
    async return() {
      finish();
      return { value: undefined, done: true };
    },
    async throw(error) {
      finish();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
