import { readRedisAddress } from '../../live/redis-address.js';
import { describeRefusal } from '../../live/redis-refusal.js';
import { openRedisClient } from '../../live/redis-wire.js';
import type { Logger } from '../../logger.js';
import type { BudgetSharing } from './budgets.js';

/** How long what was taken in a minute is kept, in milliseconds: clocks of servers differ. */
const KEPT = 180_000;

/** How long Redis may take to answer, in milliseconds. */
const PATIENCE = 1_000;

/** Adds to both figures at once, and answers with both. */
const ADD = `
local operations = redis.call('HINCRBY', KEYS[1], 'operations', ARGV[1])
local cost = redis.call('HINCRBY', KEYS[1], 'cost', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return { operations, cost }`;

/**
 * Adds budgets up in Redis, with the servers of the same namespace. If it is away or refuses, each server
 * counts by itself: the bus logs the first, and this the second, once.
 * @throws TypeError for an address that is none.
 */
export function openRedisBudgets(url: string, namespace: string, logger: Logger): BudgetSharing {
  const address = readRedisAddress(url);
  if (typeof address === 'string') throw new TypeError(`The address of Redis ${address}.`);
  const client = openRedisClient(address, PATIENCE);
  client.on('error', () => undefined);
  client.connect().catch(() => undefined);
  /** Why Redis refused, if it was said and has not passed since. */
  let said: string | undefined;
  const report = (refusal: string | undefined): void => {
    if (refusal && refusal !== said)
      logger.warn(`Redis cannot share budgets: ${refusal}; each server counts by itself`);
    said = refusal ?? said;
  };
  return {
    async add(account, minute, { operations, cost }) {
      const key = `${namespace}:budget:${minute}:${account}`;
      const added = client.eval(ADD, 1, key, operations, cost, KEPT) as Promise<[number, number]>;
      added.catch((error: Error) => report(describeRefusal(error)));
      const answer = await added;
      if (said) logger.info('Redis shares budgets again');
      said = undefined;
      return { operations: answer[0], cost: answer[1] };
    },
    close: () => client.disconnect(),
  };
}
