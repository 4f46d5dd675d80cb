import type { Update } from './update.js';
import type { OpenFeed } from './delivery.js';
import type { LoggedEvent } from '../log/event.js';

/** A value, and the position up to which it covers the log. */
export interface Covered<T> {
  readonly value: T;
  readonly position: number;
  /** Position of the newest event that it covers; where absent, the position. */
  readonly newest?: number;
}

/** What a live subscription watches, without what makes it look like a stream. */
export interface LiveSourceOptions<T> {
  /** Whether every value counts, or only the newest, which then says all that those before it said. */
  readonly kind: 'log' | 'state';
  readonly open: OpenFeed;
  /** Events up to here have been seen. */
  readonly after: number;
  /** The hash there, or its beginning, where it is known. */
  readonly afterHash?: string | null | undefined;
  /** The generation of the log in which that is so. */
  readonly generation: number;
  /** Makes the next value of the events after `after`, or undefined when there is nothing to deliver yet. */
  readonly next: (
    events: readonly LoggedEvent[],
  ) => Promise<Covered<Update<T>> | undefined> | Covered<Update<T>> | undefined;
  /** A value that comes before everything else. */
  readonly first?: () => Promise<Covered<Update<T>>>;
  /** Position that a value made by `first` covers at least, were it made now: one made for another may do. */
  readonly firstCovers?: () => Promise<number> | number;
  /** The value that says that what comes next is gone, and covers the log up to its head. */
  readonly reset?: () => Promise<Covered<Update<T>>>;
}

/**
 * What a live subscription watches, before anybody decides who reads it together. Two sources of one view make the same
 * values of the same events, so that subscribers of the view may share them.
 */
export interface LiveSource<T> extends LiveSourceOptions<T>, AsyncIterable<Update<T>> {}

/**
 * Makes a source. Hazard: GraphQL takes nothing but an async iterable for a stream, and this one must not be iterated: the
 * hub is the one way of following the log.
 */
export function liveSource<T>(options: LiveSourceOptions<T>): LiveSource<T> {
  return {
    ...options,
    [Symbol.asyncIterator]() {
      throw new Error('A live source is read through the hub.');
    },
  };
}
