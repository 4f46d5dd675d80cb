import { withoutId } from './schema.js';

/** The option `keys` of urql's `cacheExchange` (Graphcache) for an Uplift server: the types whose objects have no id. */
export const keys: Record<string, () => null> = Object.fromEntries(withoutId.map((name) => [name, () => null]));
