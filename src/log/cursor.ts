/** A place in an organization's log that a client can come back to. */
export interface LogPosition {
  readonly epoch: string;
  readonly position: number;
}

/** Longest cursor that is looked at, in characters. */
const MAX_LENGTH = 100;

/** Writes a place as a cursor: opaque to clients, with its version in front. */
export function encodeCursor({ epoch, position }: LogPosition): string {
  return Buffer.from(`1:${epoch}:${position}`).toString('base64url');
}

/** Reads a cursor; undefined for anything that is none. */
export function decodeCursor(cursor: string): LogPosition | undefined {
  if (cursor.length > MAX_LENGTH) return undefined;
  const match = /^1:([0-9a-f]{1,32}):(0|[1-9]\d{0,9})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  const [, epoch, position] = match ?? [];
  if (epoch === undefined || position === undefined || Number(position) > 2_147_483_647) return undefined;
  const place = { epoch, position: Number(position) };
  return encodeCursor(place) === cursor ? place : undefined; // Node's decoder passes over what is not base64.
}
