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

function plainId(globalId: string, typename: string): string {
  const id = decodeGlobalId(globalId);
  if (id?.typename !== typename || !isUuid(id.id))
    throw fault('BAD_USER_INPUT', `"${globalId.slice(0, 60)}" is not the id of a ${typename}.`);
  return id.id;
}
