import { systemClock } from '../clock.js';
import { ensureDemoOrganization, seedDemo } from '../demo/seed.js';
import { openBus } from '../live/open-bus.js';
import { openCatalogStore } from '../catalog/store.js';
import { print, run, withDatabase } from './run.js';

await run(async (config, logger) => {
  await withDatabase(config, logger, async (database) => {
    const bus = await openBus(config.redisUrl, true, logger);
    await bus.start({ onHint: () => undefined, onGap: () => undefined });
    await openCatalogStore(database);
    const environment = {
      database,
      clock: systemClock,
      committed: (head: { organizationId: string; position: number }) => bus.publish({ topic: 'log', ...head }),
    };
    await ensureDemoOrganization(environment);
    await seedDemo(environment);
    await bus.stop();
  });
  print(
    process.stdout,
    'The demo organization is there: get a token with npm run -s token -- --role viewer --organization demo',
  );
});
