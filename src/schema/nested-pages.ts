import DataLoader from 'dataloader';
import type { Queryable } from '../database/database.js';
import { orderSql, withinSql } from '../database/keyset.js';
import type { KeyType, Slice, SqlKey } from '../database/keyset.js';
import { Prisma } from '../generated/prisma/client.js';
import { groupBy } from '../group-by.js';

/** A list that each of many records has, such as the deployments of improvements. */
export interface NestedList {
  /** Name of the table, which is that of the model. */
  readonly table: string;
  /** Whose list a row is on, as SQL over the rows `d` and the records `p(id)`. */
  readonly of: Prisma.Sql;
  /** What is on it, as SQL over the rows `d`. */
  readonly where: Prisma.Sql;
  /** What comes first, by what is never null, as SQL over the rows `d`; equal ones by their id. */
  readonly orderBy: { readonly sql: Prisma.Sql; readonly type: KeyType; readonly direction: 'asc' | 'desc' };
}

/** A page of the list of one record. */
interface Wanted {
  readonly parentId: string;
  readonly list: NestedList;
  readonly slice: Slice;
  /** What is asked for of the records, for a query of Prisma's. */
  readonly selection: object;
  /** Reads records by their ids, in no order. */
  readonly read: (query: object) => Promise<{ id: string }[]>;
}

type Counted = Pick<Wanted, 'parentId' | 'list'>;

/**
 * Pages of long lists, for all records that have one: two statements, and no row beyond the pages is read. Prisma itself
 * reads the whole lists and cuts them: with 20 improvements in 500 projects, 10,000 rows to show 400.
 */
export class NestedPages {
  readonly #pages: DataLoader<Wanted, readonly { id: string }[]>;
  readonly #counts: DataLoader<Counted, number>;

  constructor(db: Queryable) {
    this.#pages = new DataLoader((wanted) => inGroups(wanted, (group) => readPages(db, group)), { cache: false });
    this.#counts = new DataLoader((wanted) => inGroups(wanted, (group) => countRows(db, group)), { cache: false });
  }

  /** A slice of the list of one record. */
  slice(
    parentId: string,
    list: NestedList,
    slice: Slice,
    selection: Wanted['selection'],
    read: Wanted['read'],
  ): Promise<readonly { id: string }[]> {
    return this.#pages.load({ parentId, list, slice, selection, read });
  }

  /** How many records the list of one record has. */
  count(parentId: string, list: NestedList): Promise<number> {
    return this.#counts.load({ parentId, list });
  }
}

/** Does what is the same but for the record at once; results are by the ids of the records. */
async function inGroups<Key extends Counted & Partial<Wanted>, Value>(
  wanted: readonly Key[],
  work: (group: readonly [Key, ...Key[]]) => Promise<ReadonlyMap<string, Value>>,
): Promise<Value[]> {
  const keys = new Map(
    wanted.map((each) => {
      const { where, of, orderBy, table } = each.list;
      const parts = [of, where, orderBy.sql].map(({ sql, values }) => [sql, values]);
      return [each, JSON.stringify([table, orderBy.direction, parts, each.slice, each.selection])];
    }),
  );
  const groups = groupBy(wanted, (each) => keys.get(each));
  const done = new Map(await Promise.all([...groups].map(async ([key, group]) => [key, await work(group)] as const)));
  return wanted.map((each) => done.get(keys.get(each))?.get(each.parentId) as Value);
}

async function readPages(db: Queryable, group: readonly [Wanted, ...Wanted[]]) {
  const [{ list, slice, selection, read }] = group;
  const pages = await findIds(db, list, slice, parentsOf(group));
  const rows = await read({ ...selection, where: { id: { in: pages.flatMap(({ ids }) => ids) } } });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return new Map(pages.map(({ parentId, ids }) => [parentId, ids.flatMap((id) => byId.get(id) ?? [])]));
}

/** The ids of a slice of each list, in its order. */
async function findIds(
  db: Queryable,
  { table, of, where, orderBy: { sql, type, direction } }: NestedList,
  slice: Slice,
  parentIds: string[],
): Promise<{ parentId: string; ids: string[] }[]> {
  const keys: SqlKey[] = [
    { sql, type, descending: direction === 'desc' },
    { sql: Prisma.sql`d."id"`, type: 'uuid', descending: false },
  ];
  const pages = await db.$queryRaw<{ parentId: string; ids: string[] }[]>`
    SELECT p.id::text AS "parentId", ARRAY(
             SELECT d."id"::text FROM ${Prisma.raw(`"${table}"`)} d WHERE ${of} AND ${where} AND ${withinSql(keys, slice)}
              ORDER BY ${orderSql(keys, slice.fromEnd)} LIMIT ${slice.limit}) AS ids
      FROM unnest(${parentIds}::uuid[]) p(id)`;
  return slice.fromEnd ? pages.map(({ parentId, ids }) => ({ parentId, ids: ids.toReversed() })) : pages;
}

async function countRows(db: Queryable, group: readonly [Counted, ...Counted[]]): Promise<ReadonlyMap<string, number>> {
  const [{ list }] = group;
  const table = Prisma.raw(`"${list.table}"`);
  const counts = await db.$queryRaw<{ parentId: string; count: number }[]>`
    SELECT p.id::text AS "parentId", (SELECT COUNT(*)::int FROM ${table} d WHERE ${list.of} AND ${list.where}) AS count
      FROM unnest(${parentsOf(group)}::uuid[]) p(id)`;
  return new Map(counts.map(({ parentId, count }) => [parentId, count]));
}

function parentsOf(group: readonly Counted[]): string[] {
  return [...new Set(group.map(({ parentId }) => parentId))];
}
