import { Command } from '@commander-js/extra-typings';
import type { Database } from '../database/database.js';
import { chainLogs, findUnchained } from '../log/chaining.js';
import { readEnvironment } from './environment.js';
import { print, withProgress } from './output.js';
import { withDatabase } from './with-database.js';

/** Events that are chained in one transaction. */
const BATCH = 2_000;

export const command = new Command()
  .description(
    'Applies the migrations that the database lacks, each whole or not at all. It may run beside servers; if several start it at once, one applies them and the others wait. Then it chains the logs that a version without hashes wrote: interrupt that as you like, servers continue it, more slowly.',
  )
  .action(async () => {
    const { config, logger } = readEnvironment();
    if (config.storage.kind === 'server') {
      const { migrateServer } = await import('../database/server.js');
      const { applied, ahead } = await migrateServer(config.storage.url);
      const names = applied.map(({ name }) => name).join(', ');
      print(process.stdout, names ? `Applied: ${names}` : 'The database is up to date.');
      if (ahead.length > 0) print(process.stdout, `It is ahead of this version by ${ahead.join(', ')}.`);
      return withDatabase(config, logger, chain);
    }
    await withDatabase(config, logger, async (database) => {
      print(process.stdout, 'The embedded database is up to date.');
      await chain(database);
    });
  });

async function chain({ prisma }: Database): Promise<void> {
  const unchained = await findUnchained(prisma);
  if (unchained.length === 0) return;
  const total = unchained.reduce((sum, { events }) => sum + events, 0);
  let done = 0;
  const all = await withProgress('events chained', total, (advance) =>
    chainLogs(prisma, { batch: BATCH, onProgress: (events) => advance((done += events)) }),
  );
  print(process.stdout, all ? `Chained ${done} events.` : `Chained ${done} events; another process chains the rest.`);
}
