import { print, run, withDatabase } from './run.js';

await run(async (config, logger) => {
  if (config.storage.kind === 'server') {
    const { migrateServer } = await import('../database/server.js');
    const applied = await migrateServer(config.storage.url);
    print(process.stdout, applied.length > 0 ? `Applied: ${applied.join(', ')}` : 'The database is up to date.');
    return;
  }
  await withDatabase(config, logger, async () => print(process.stdout, 'The embedded database is up to date.'));
});
