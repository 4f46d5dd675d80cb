import { readRedisAddress } from '../../live/redis-address.js';
import { openRedisClient } from '../../live/redis-wire.js';
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
 * Adds budgets up in Redis, with the servers of the same namespace. That may be away: then servers count for themselves, and the bus logs it.
 * @throws TypeError for an address that is none.
 */
export function openRedisBudgets(url: string, namespace: string): BudgetSharing {
  const address = readRedisAddress(url);
  if (typeof address === 'string') throw new TypeError(`The address of Redis ${address}.`);
  const client = openRedisClient(address, PATIENCE);
  client.on('error', () => undefined);
  client.connect().catch(() => undefined);
  return {
    async add(account, minute, { operations, cost }) {
      const key = `${namespace}:budget:${minute}:${account}`;
      const answer = (await client.eval(ADD, 1, key, operations, cost, KEPT)) as [number, number];
      return { operations: answer[0], cost: answer[1] };
    },
    close: () => client.disconnect(),
  };
}
