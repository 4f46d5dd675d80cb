import type { Logger } from '../logger.js';
import type { Bus } from './bus.js';
import { createInProcessBus } from './in-process-bus.js';

/** The bus that the configuration asks for; `alone` says whether no other process writes to the database. */
export async function openBus(redisUrl: string | undefined, alone: boolean, logger: Logger): Promise<Bus> {
  if (!redisUrl) return createInProcessBus(alone);
  const { createRedisBus } = await import('./redis-bus.js');
  return createRedisBus(redisUrl, logger);
}
