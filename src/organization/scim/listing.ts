import { ScimError } from './error.js';

/** Resources on a page: most, and where a client does not say. */
const PAGE = { most: 200, usual: 100 };

/** A page of a list: `startIndex` counts from 1. */
export interface Page {
  readonly startIndex: number;
  readonly count: number;
}

/** The page that a query asks for. */
export function pageOf(query: URLSearchParams): Page {
  return {
    startIndex: Math.max(1, whole(query, 'startIndex') ?? 1),
    count: Math.min(PAGE.most, Math.max(0, whole(query, 'count') ?? PAGE.usual)),
  };
}

/** A page of a list, as clients get it. */
export function listOf({ startIndex }: Page, totalResults: number, resources: readonly object[]): object {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults,
    startIndex,
    itemsPerPage: resources.length,
    Resources: resources,
  };
}

/** A whole number of the query; undefined where it is not there. */
function whole(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  if (!/^-?\d{1,9}$/.test(text)) throw new ScimError(400, `${name}: Must be a whole number.`, 'invalidValue');
  return Number(text);
}
