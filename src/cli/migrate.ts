import { Command } from '@commander-js/extra-typings';
import { readEnvironment } from './environment.js';
import { print } from './output.js';
import { withDatabase } from './with-database.js';

export const command = new Command()
  .description(
    'Applies the migrations that the database lacks, each whole or not at all. Servers may run; of several that are\n' +
      'asked at once, one applies and the others wait.',
  )
  .action(async () => {
    const { config, logger } = readEnvironment();
    if (config.storage.kind === 'server') {
      const { migrateServer } = await import('../database/server.js');
      const applied = await migrateServer(config.storage.url);
      print(process.stdout, applied.length > 0 ? `Applied: ${applied.join(', ')}` : 'The database is up to date.');
      return;
    }
    await withDatabase(config, logger, async () => print(process.stdout, 'The embedded database is up to date.'));
  });
