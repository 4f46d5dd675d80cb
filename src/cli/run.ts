import { ConfigError, readConfig } from '../config.js';
import type { Config } from '../config.js';
import type { Database } from '../database/database.js';
import { openDatabase } from '../database/open.js';
import { ArchiveError } from '../live/archive.js';
import { createLogger } from '../logger.js';
import type { Logger } from '../logger.js';
import { RefusalError } from '../refusal.js';
import { DataFolderBusyError, takeDataFolder } from '../server/data-folder.js';

/** A command was called in a way that it does not take. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Errors that say all there is to say: they are printed without a stack. */
const EXPECTED = [ArchiveError, ConfigError, UsageError, RefusalError, DataFolderBusyError];

/** Runs a command: its errors go to standard error, and the process ends with 2 for a wrong call, with 1 for any other. */
export async function run(command: (config: Config, logger: Logger) => Promise<void>): Promise<void> {
  try {
    await command(readConfig(process.env), createLogger('warn'));
    process.exitCode = 0;
  } catch (error) {
    const expected = error instanceof Error && EXPECTED.some((kind) => error instanceof kind);
    print(
      process.stderr,
      expected ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error),
    );
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
  // Hazard: a database in this process keeps timers of its own; what a command has to say is out by now.
  process.exit();
}

/** Opens the database for the time of some work. An embedded one must not be in use by a server. */
export async function withDatabase<T>(
  config: Config,
  logger: Logger,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const { storage } = config;
  const folder = storage.kind === 'embedded' ? await takeDataFolder(storage.dataDir) : undefined;
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

/** Prints a line. */
export function print(stream: NodeJS.WritableStream, line: string): void {
  stream.write(`${line}\n`);
}
