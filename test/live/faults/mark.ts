import { decodeCursor } from '../../../src/log/cursor.js';

/** Digits of a hash that are in a mark: as many as a number holds exactly. */
const DIGITS = 12;

/** Of a cursor without a hash. */
const NONE = -1;

/** What tells an event from another one that the log had at the same position: the beginning of its hash, as a number. */
export function markOf(hash: string): number {
  return Number.parseInt(hash.slice(0, DIGITS), 16);
}

/** The mark of the event of a cursor; of a cursor that names none, a mark that no event has. */
export function markOfCursor(cursor: string): number {
  const hash = decodeCursor(cursor)?.hash;
  return hash ? markOf(hash) : NONE;
}
