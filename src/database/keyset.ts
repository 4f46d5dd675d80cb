import { isoDay } from '../clock.js';
import { Prisma } from '../generated/prisma/client.js';

/** What kind of value a list is ordered by. It is never null. */
export type KeyType = 'text' | 'integer' | 'instant' | 'day' | 'uuid';

/** One of the values that a list is ordered by. The values of a row together are its alone. */
export interface Key {
  readonly type: KeyType;
  readonly descending: boolean;
}

/** A value of a key. */
export type KeyValue = string | number | Date;

/**
 * A part of an ordered list. Its bounds are values of the keys, not rows: it stays where it is when rows come, change or go.
 */
export interface Slice {
  /** Only rows after this place. */
  readonly after?: readonly KeyValue[] | undefined;
  /** Only rows before this place. */
  readonly before?: readonly KeyValue[] | undefined;
  /** Number of rows at most. */
  readonly limit: number;
  /** Whether to take the last rows instead of the first. Rows come in the order of the list either way. */
  readonly fromEnd: boolean;
}

/** A key and the SQL that computes it. */
export interface SqlKey extends Key {
  readonly sql: Prisma.Sql;
}

const SQL_TYPES: Readonly<Record<KeyType, Prisma.Sql>> = {
  text: Prisma.raw('text'),
  integer: Prisma.raw('int'),
  instant: Prisma.raw('timestamptz'),
  day: Prisma.raw('date'),
  uuid: Prisma.raw('uuid'),
};

/** The condition on rows that a slice stands for, but for its limit. */
export function withinSql(keys: readonly SqlKey[], { after, before }: Slice): Prisma.Sql {
  const bounds = [after && beyond(keys, after, true), before && beyond(keys, before, false)];
  return Prisma.join([Prisma.sql`TRUE`, ...bounds.filter((bound) => bound !== undefined)], ' AND ');
}

// The first comparison alone would be redundant: it is the one that an index can be searched by.
function beyond(keys: readonly SqlKey[], values: readonly KeyValue[], forward: boolean): Prisma.Sql {
  const [key, ...others] = keys;
  const [value, ...more] = values;
  if (!key || value === undefined) throw new Error('A slice needs a value for each key.');
  const operator = forward === key.descending ? '<' : '>';
  const written = key.type === 'day' && value instanceof Date ? isoDay(value) : value;
  const compare = (sign: string) => Prisma.sql`${key.sql} ${Prisma.raw(sign)} ${written}::${SQL_TYPES[key.type]}`;
  if (others.length === 0) return compare(operator);
  return Prisma.sql`${compare(`${operator}=`)} AND (${compare(operator)} OR (${beyond(others, more, forward)}))`;
}

/** The order of a list, or its reverse. */
export function orderSql(keys: readonly SqlKey[], reversed: boolean): Prisma.Sql {
  return Prisma.join(keys.map(({ sql, descending }) => Prisma.sql`${sql} ${direction(descending !== reversed)}`));
}

function direction(descending: boolean): Prisma.Sql {
  return Prisma.raw(descending ? 'DESC' : 'ASC');
}

/** A row of a slice, beside the number of rows in the whole list. The one row of an empty slice has nothing else. */
export interface Sliced {
  /** Place in the slice as it was read; null for no row. */
  readonly place: number | null;
  readonly total: number;
}

/**
 * Selects a slice of the rows that `list` selects, and with each the length of the whole list. The keys are about rows
 * `l`. See `readSliced` for what comes back.
 */
export function sliceSql(list: Prisma.Sql, keys: readonly SqlKey[], slice: Slice): Prisma.Sql {
  const order = orderSql(keys, slice.fromEnd);
  return Prisma.sql`
    WITH list AS (${list})
    SELECT page.*, counted.total FROM (SELECT COUNT(*)::int AS total FROM list) counted
      LEFT JOIN (SELECT l.*, (ROW_NUMBER() OVER (ORDER BY ${order}))::int AS place FROM list l
                  WHERE ${withinSql(keys, slice)} ORDER BY ${order} LIMIT ${slice.limit}) page ON TRUE`;
}

/** The rows of a slice in the order of the list, and the length of the whole list. */
export function readSliced<Row extends Sliced>(
  rows: readonly Row[],
  { fromEnd }: Slice,
): { items: Row[]; total: number } {
  const items = rows.filter(({ place }) => place !== null).sort((a, b) => (a.place ?? 0) - (b.place ?? 0));
  return { items: fromEnd ? items.toReversed() : items, total: rows[0]?.total ?? 0 };
}
