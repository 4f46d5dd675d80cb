import { parse } from 'scim2-parse-filter';
import type { Filter } from 'scim2-parse-filter';
import { isStorable } from '../../text.js';
import { ScimError } from './error.js';

/** Longest filter, in characters. */
const MAX_FILTER = 1_000;

/** A condition that an attribute has a value. */
export interface Comparison {
  /** The attribute, in lower case. */
  readonly attribute: string;
  readonly value: string;
}

/**
 * The conditions of a filter that compares attributes by `eq`, joined by `and`. `what` says which ones may be compared.
 * @throws ScimError for any other one.
 */
export function comparisonsOf(filter: string, what: string): Comparison[] {
  if (filter.length > MAX_FILTER) throw new ScimError(400, 'The filter is too long.', 'invalidFilter');
  return comparisonsIn(parsed(filter), what);
}

function parsed(filter: string): Filter {
  try {
    return parse(filter);
  } catch {
    throw new ScimError(400, 'The filter is malformed.', 'invalidFilter');
  }
}

function comparisonsIn(filter: Filter, what: string): Comparison[] {
  if (filter.op === 'and' && 'filters' in filter) return filter.filters.flatMap((each) => comparisonsIn(each, what));
  if (filter.op !== 'eq' || typeof filter.compValue !== 'string' || !isStorable(filter.compValue))
    throw unsupportedFilter(what);
  return [{ attribute: filter.attrPath.toLowerCase(), value: filter.compValue }];
}

/** Refuses a filter, and says what filters may compare. */
export function unsupportedFilter(what: string): ScimError {
  return new ScimError(400, `Filters compare ${what} by eq, joined by and.`, 'invalidFilter');
}
