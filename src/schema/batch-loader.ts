import DataLoader from 'dataloader';
import type { CommandEnvironment } from '../commands/execute.js';
import { groupBy } from '../group-by.js';
import type { Context } from './context.js';

/** Declares something that each execution has one of, made when it is first asked for. */
export function perExecution<T>(make: (environment: CommandEnvironment) => T): (context: Context) => T {
  // Hazard: what outlives an execution serves stale rows. Each execution has a context of its own.
  const made = new WeakMap<Context, T>();
  return (context) => {
    const known = made.get(context);
    if (known !== undefined) return known;
    const value = make(context.services);
    made.set(context, value);
    return value;
  };
}

/**
 * Declares a look-up that is collected over one execution and asked of the database at once. `read` answers the keys in
 * their order; `cacheKey` identifies keys that are not primitive.
 */
export function batchLoader<Key, Value, CacheKey = Key>(
  read: (keys: readonly Key[], environment: CommandEnvironment) => Promise<ArrayLike<Value | Error>>,
  cacheKey?: (key: Key) => CacheKey,
): (context: Context) => DataLoader<Key, Value, CacheKey> {
  return perExecution(
    (environment) =>
      new DataLoader<Key, Value, CacheKey>(
        (keys) => read(keys, environment),
        cacheKey ? { cacheKeyFn: cacheKey } : undefined,
      ),
  );
}

/** A record that is looked up, and what is asked for of it. */
export interface Wanted<Of> {
  readonly id: string;
  readonly of: Of;
}

/**
 * Declares a look-up by id that is collected over one execution and asked of the database once for all that want the same of
 * it. `read` answers what it found, by id; `none` is for whom it found nothing.
 */
export function groupedLoader<Of, Value>(
  read: (ids: readonly string[], of: Of, environment: CommandEnvironment) => Promise<ReadonlyMap<string, Value>>,
  none: Value,
): (context: Context) => DataLoader<Wanted<Of>, Value, string> {
  const keyOf = ({ of }: Wanted<Of>): string => JSON.stringify(of);
  return batchLoader<Wanted<Of>, Value, string>(
    async (wanted, environment) => {
      const reading = Array.from(groupBy(wanted, keyOf), async ([key, group]) => {
        const ids = group.map(({ id }) => id);
        return [key, await read(ids, group[0].of, environment)] as const;
      });
      const found = new Map(await Promise.all(reading));
      return wanted.map((each) => found.get(keyOf(each))?.get(each.id) ?? none);
    },
    (each) => `${each.id} ${keyOf(each)}`,
  );
}
