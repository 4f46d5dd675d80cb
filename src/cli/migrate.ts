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
      const { applied, ahead } = await migrateServer(config.storage.url);
      const names = applied.map(({ name }) => name).join(', ');
      print(process.stdout, names ? `Applied: ${names}` : 'The database is up to date.');
      if (ahead.length > 0) print(process.stdout, `It is ahead of this version by ${ahead.join(', ')}.`);
      return;
    }
    await withDatabase(config, logger, async () => print(process.stdout, 'The embedded database is up to date.'));
  });
