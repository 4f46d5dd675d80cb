import DataLoader from 'dataloader';
import type { CommandEnvironment } from '../commands/execute.js';
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
