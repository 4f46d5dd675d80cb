import { Prisma } from '../generated/prisma/client.js';
import { decodeGlobalId, isUuid } from '../ids.js';
import { fault } from './faults.js';

/** Ids of a filter; one of another type is a bug of the caller. */
export function filterIds(ids: readonly string[] | null | undefined, typename: string): string[] | undefined {
  return ids?.map((globalId) => plainId(globalId, typename));
}

/** The one id of a filter; one of another type is a bug of the caller. */
export function filterId(id: string | null | undefined, typename: string): string | undefined {
  return typeof id === 'string' ? plainId(id, typename) : undefined;
}

/** A condition of Prisma's on a column. */
type AnyOf<Value> = { equals?: Value; in?: Value[] };

/**
 * The condition on a column for having any of some values; none where nothing is given. One value alone is compared by `=`:
 * for a set of values, even of one, Postgres reads no index in the order of its later columns, but sorts what it finds.
 */
export function anyOf<Value>(values: readonly Value[] | null | undefined): AnyOf<Value> {
  if (!values) return {};
  const [only] = values;
  return values.length === 1 && only !== undefined ? { equals: only } : { in: [...values] };
}

/** The same as SQL, with the type of the column. */
export function anyOfSql(column: Prisma.Sql, values: readonly string[], type: string): Prisma.Sql {
  const [only] = values;
  return values.length === 1
    ? Prisma.sql`${column} = ${only}::${Prisma.raw(type)}`
    : Prisma.sql`${column} = ANY(${[...values]}::${Prisma.raw(type)}[])`;
}

/** The condition on a column for having any of some ids of a type; none where nothing is given. */
export function anyIdOf(ids: readonly string[] | null | undefined, typename: string): AnyOf<string> {
  return anyOf(filterIds(ids, typename));
}

/** The same as a part of SQL; no part where nothing is given. */
export function anyIdOfSql(
  column: Prisma.Sql,
  ids: readonly string[] | null | undefined,
  typename: string,
): readonly Prisma.Sql[] {
  const plain = filterIds(ids, typename);
  return plain ? [anyOfSql(column, plain, 'uuid')] : [];
}

/** Keys of a filter by items of the catalog; one of another type is a bug of the caller. */
export function filterKeys(ids: readonly string[], typename: string): string[] {
  return ids.map((globalId) => decoded(globalId, typename));
}

function plainId(globalId: string, typename: string): string {
  const id = decoded(globalId, typename);
  if (!isUuid(id)) throw notAnIdOf(globalId, typename);
  return id;
}

function decoded(globalId: string, typename: string): string {
  const id = decodeGlobalId(globalId);
  if (id?.typename !== typename) throw notAnIdOf(globalId, typename);
  return id.id;
}

const notAnIdOf = (globalId: string, typename: string) =>
  fault('BAD_USER_INPUT', `"${globalId.slice(0, 60)}" is not the id of a ${typename}.`);
