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

/** The condition on a column for having any of some values; none where nothing is given. */
export function anyOf<Value>(values: readonly Value[] | null | undefined): { in?: Value[] } {
  return values ? { in: [...values] } : {};
}

/** The condition on a column for having any of some ids of a type; none where nothing is given. */
export function anyIdOf(ids: readonly string[] | null | undefined, typename: string): { in?: string[] } {
  return anyOf(filterIds(ids, typename));
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
