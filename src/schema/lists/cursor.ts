import { isStorableInstant } from '../../clock.js';
import type { Key, KeyType, KeyValue } from '../../database/keyset.js';
import { isUuid } from '../../ids.js';
import { fault } from '../faults.js';

/** How a list is ordered. */
export interface ListOrder<K extends Key = Key> {
  /** The items and what they are ordered by: cursors of lists with another name are refused. */
  readonly name: string;
  readonly keys: readonly K[];
}

/** Characters of a cursor at most: the longest name of a record has less than half of it. */
const MAX_LENGTH = 4_000;

/**
 * Writes the cursor of an item: the values of the keys, and nothing else. A page after it begins where the item stood, even
 * if the item has changed, moved or gone since.
 */
export function writeCursor({ name }: ListOrder, values: readonly KeyValue[]): string {
  const written = values.map((value) => (value instanceof Date ? value.getTime() : value));
  return Buffer.from(JSON.stringify([name, ...written])).toString('base64url');
}

/**
 * Reads a cursor. It need not be one that was handed out: it is only ever compared with items that the reader may see.
 * @throws BAD_USER_INPUT unless it is a place in a list of this order.
 */
export function readCursor({ name, keys }: ListOrder, cursor: string): KeyValue[] {
  const [listName, ...values] = parse(cursor);
  if (typeof listName !== 'string') throw invalidCursor();
  if (listName !== name) throw fault('BAD_USER_INPUT', 'This cursor does not belong to this list.');
  if (values.length !== keys.length) throw invalidCursor();
  return keys.map(({ type }, index) => {
    const value = readers[type](values[index]);
    if (value === undefined) throw invalidCursor();
    return value;
  });
}

function parse(cursor: string): readonly unknown[] {
  if (cursor.length > MAX_LENGTH) throw invalidCursor();
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parsed)) return parsed;
  } catch {
    // Not JSON, so refused below.
  }
  throw invalidCursor();
}

const invalidCursor = () => fault('BAD_USER_INPUT', 'Invalid cursor.');

/** Reads a value of each type; undefined for anything that the database would not take. */
const readers: Readonly<Record<KeyType, (value: unknown) => KeyValue | undefined>> = {
  // Postgres stores neither NUL nor half of a surrogate pair.
  text: (value) => (typeof value === 'string' && !/[\0\p{Surrogate}]/u.test(value) ? value : undefined),
  integer: (value) => (typeof value === 'number' && (value | 0) === value ? value : undefined),
  instant: readInstant,
  day: readInstant,
  uuid: (value) => (typeof value === 'string' && isUuid(value) ? value : undefined),
};

function readInstant(value: unknown): Date | undefined {
  if (typeof value !== 'number' || !Number.isInteger(value)) return undefined;
  const instant = new Date(value);
  return isStorableInstant(instant) ? instant : undefined;
}
