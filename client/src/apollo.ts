import { merged, possibleTypes } from './schema.js';

/** A policy of a type, as far as it is needed here. */
interface Policy {
  readonly merge?: true;
  readonly keyFields?: false;
}

/**
 * Options of Apollo Client's `InMemoryCache` for an Uplift server: `new InMemoryCache(cacheOptions)`.
 *
 * Objects without an id are merged, so that queries that read different fields of one do not replace each other's. Events are
 * not kept by their id: a stream of them would grow the cache without bound.
 */
export const cacheOptions: {
  readonly possibleTypes: Record<string, string[]>;
  readonly typePolicies: Record<string, Policy>;
} = {
  possibleTypes,
  typePolicies: {
    // One of each: also where a query does not select the id.
    Viewer: { merge: true },
    Organization: { merge: true },
    ...Object.fromEntries(merged.map((name) => [name, { merge: true }] as const)),
    Event: { keyFields: false },
  },
};
