/** A place in an organization's log that a client can come back to. */
export interface LogPosition {
  /** Of use only where the hash is not known. */
  readonly epoch: string;
  readonly position: number;
  /** Hash of the event at the position, in hexadecimal, or its first `HASH_DIGITS`; absent or null where it is not known. */
  readonly hash?: string | null | undefined;
}

/**
 * How much of a hash a cursor has, in hexadecimal digits. No epoch has as many: a server of the version before takes it for
 * another epoch, and answers with a `Reset`.
 */
const HASH_DIGITS = 24;

/** Longest cursor that is looked at, in characters. */
const MAX_LENGTH = 100;

/** Writes a place as a cursor: opaque to clients, with its version in front. */
export function encodeCursor({ epoch, position, hash }: LogPosition): string {
  return Buffer.from(`1:${hash ? hash.slice(0, HASH_DIGITS) : epoch}:${position}`).toString('base64url');
}

/** Reads a cursor; undefined for anything that is none. */
export function decodeCursor(cursor: string): LogPosition | undefined {
  if (cursor.length > MAX_LENGTH) return undefined;
  const match = /^1:([0-9a-f]{1,32}):(0|[1-9]\d{0,9})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  const [, seen, position] = match ?? [];
  if (seen === undefined || position === undefined || Number(position) > 2_147_483_647) return undefined;
  const isHash = seen.length === HASH_DIGITS;
  const place = { epoch: isHash ? '' : seen, position: Number(position), ...(isHash ? { hash: seen } : {}) };
  return encodeCursor(place) === cursor ? place : undefined; // Node's decoder passes over what is not base64.
}
