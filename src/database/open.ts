import type { Logger } from '../logger.js';
import type { Database } from './database.js';
import type { SessionTimeouts } from './server.js';
import type { Storage } from './storage.js';

/**
 * Opens the database that the configuration names, with all migrations applied. Only the driver that is needed is loaded.
 * Without `timeouts`, its sessions take as long as they need.
 */
export async function openDatabase(storage: Storage, logger: Logger, timeouts?: SessionTimeouts): Promise<Database> {
  if (storage.kind === 'embedded') {
    const { openEmbeddedDatabase } = await import('./embedded.js');
    return openEmbeddedDatabase(storage.dataDir);
  }
  const { openServerDatabase } = await import('./server.js');
  return openServerDatabase(storage.url, storage.poolSize, logger, undefined, timeouts);
}
