import type { LogPosition } from '../log/cursor.js';

/** What a live subscription hands to its execution: the value, and where in the log it stands. */
export interface Update<T> {
  readonly value: T;
  /** The place to go on from; the client gets it in `extensions` too, whatever it selects. */
  readonly place: LogPosition;
}
