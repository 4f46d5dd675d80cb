import { parse } from 'scim2-parse-filter';
import type { Filter } from 'scim2-parse-filter';
import type { Prisma } from '../../generated/prisma/client.js';
import { decodeGlobalId, isUuid } from '../../ids.js';
import { isStorable } from '../../text.js';
import { ScimError } from './error.js';

/** Longest filter, in characters. */
const MAX_FILTER = 1_000;

/**
 * The people whom a filter finds: `userName`, `externalId` and `id`, compared by `eq`, and several such conditions by `and`.
 * @throws ScimError for any other one.
 */
export function whereOf(filter: string): Prisma.PersonWhereInput {
  if (filter.length > MAX_FILTER) throw new ScimError(400, 'The filter is too long.', 'invalidFilter');
  return conditionOf(parsed(filter));
}

function parsed(filter: string): Filter {
  try {
    return parse(filter);
  } catch {
    throw new ScimError(400, 'The filter is malformed.', 'invalidFilter');
  }
}

function conditionOf(filter: Filter): Prisma.PersonWhereInput {
  if (filter.op === 'and' && 'filters' in filter) return { AND: filter.filters.map(conditionOf) };
  if (filter.op !== 'eq' || typeof filter.compValue !== 'string' || !isStorable(filter.compValue)) throw unsupported();
  const value = filter.compValue;
  switch (filter.attrPath.toLowerCase()) {
    case 'username':
      return { OR: [{ email: value.toLowerCase() }, { email: null, subject: value }] };
    case 'externalid':
      return { subject: value };
    case 'id':
      return { id: { in: [personId(value) ?? []].flat() } };
    default:
      throw unsupported();
  }
}

function unsupported(): ScimError {
  return new ScimError(400, 'Filters compare userName, externalId or id by eq, joined by and.', 'invalidFilter');
}

/** The database id of a person; undefined for what is no id of one. */
export function personId(globalId: string): string | undefined {
  const decoded = decodeGlobalId(globalId);
  return decoded?.typename === 'Person' && isUuid(decoded.id) ? decoded.id : undefined;
}
