import type { Config } from './config.js';
import type { Database } from '../database/database.js';
import { openDatabase } from '../database/open.js';
import type { Logger } from '../logger.js';
import { lockDataDir } from '../server/ops/data-dir-lock.js';

/** Opens the database for the time of some work. An embedded one must not be in use by a server. */
export async function withDatabase<T>(
  config: Config,
  logger: Logger,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const { storage } = config;
  const folder = storage.kind === 'embedded' ? await lockDataDir(storage.dataDir) : undefined;
  try {
    const database = await openDatabase(storage, logger);
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  } finally {
    await folder?.release();
  }
}
