import type { Database } from '../database/database.js';
import { namespaceOf } from '../database/installation.js';
import type { Logger } from '../logger.js';
import type { Bus } from './bus.js';
import { createInProcessBus } from './in-process-bus.js';

/** The bus that the configuration asks for, for the servers of a database. */
export async function openBus(
  { redisUrl, redisPrefix }: { readonly redisUrl: string | undefined; readonly redisPrefix: string },
  database: Pick<Database, 'exclusive' | 'installation'>,
  logger: Logger,
): Promise<Bus> {
  if (!redisUrl) return createInProcessBus(database.exclusive);
  const { createRedisBus } = await import('./redis-bus.js');
  return createRedisBus(redisUrl, await namespaceOf(redisPrefix, database), logger);
}
