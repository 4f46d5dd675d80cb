import { Command } from '@commander-js/extra-typings';
import { openCatalogStore } from '../catalog/store.js';
import { systemClock } from '../clock.js';
import { ensureDemoOrganization, seedDemo } from '../demo/seed.js';
import { openBus } from '../live/open-bus.js';
import { readEnvironment } from './environment.js';
import { print } from './output.js';
import { withDatabase } from './with-database.js';

export const command = new Command()
  .description(
    'Puts the demo organization with its history into the database. Running servers tell of it; what is there already\n' +
      'is not done again.',
  )
  .action(async () => {
    const { config, logger } = readEnvironment();
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
      'The demo organization is there: get a token with npx uplift token --role viewer --organization demo',
    );
  });
