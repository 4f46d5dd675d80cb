import type { Delivered } from './delivered.js';
import { follow } from './stream.js';
import type { FollowOptions, Step } from './stream.js';

/**
 * What a live subscription watches, before anybody decides who reads it together. Two sources of one view make the same
 * values of the same events, so that subscribers of the view may share them.
 */
export interface LiveSource<T> extends FollowOptions<Delivered<T>>, AsyncIterable<Delivered<T>> {
  /** Whether every value counts, or only the newest, which then says all that those before it said. */
  readonly kind: 'log' | 'state';
  /** Position that a value made by `first` covers at least, were it made now: one made for another may do. */
  readonly firstCovers?: () => Promise<number> | number;
  /** The value that says that what comes next is gone, and covers the log up to its head. */
  readonly reset?: () => Promise<Step<Delivered<T>>>;
}

/** Makes a source; whoever iterates it follows it alone. */
export function liveSource<T>(options: Omit<LiveSource<T>, typeof Symbol.asyncIterator>): LiveSource<T> {
  return { ...options, [Symbol.asyncIterator]: () => follow(options) };
}
