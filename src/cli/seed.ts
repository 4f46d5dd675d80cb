import { Command, InvalidArgumentError } from '@commander-js/extra-typings';
import { openCatalogStore } from '../process-model/store.js';
import type { Database } from '../database/database.js';
import { analyze } from '../database/statistics.js';
import { HISTORY, seedLarge } from '../demo/large/seed.js';
import type { LargeOptions } from '../demo/large/seed.js';
import { ensureDemoOrganization, seedDemo } from '../demo/seed.js';
import type { LogHead } from '../log/event.js';
import { openBus } from '../live/open-bus.js';
import { readEnvironment } from './environment.js';
import { UsageError } from './failures.js';
import { print, withProgress } from './output.js';
import { withDatabase } from './with-database.js';

export const command = new Command()
  .description(
    'Adds the demo organization with its history to the database. Running servers deliver its events; what exists already is not repeated. With --large, adds another organization instead, for measurements: written straight into the tables, all or nothing.',
  )
  .option('--large', 'a large organization, with a history of two and a half years')
  .option('--organization <slug>', 'with --large: its short name', 'large')
  .option('--improvements <number>', 'with --large: how many are deployed', parseCount, 200)
  .option('--projects <number>', 'with --large: in how many projects each of them is deployed', parseCount, 500)
  .option('--seed <number>', 'with --large: the same number on the same day makes the same history', parseCount, 1)
  .action(async ({ large, organization: slug, ...size }) => {
    const { config, logger } = readEnvironment();
    await withDatabase(config, logger, async (database) => {
      if (large) return makeLarge(database, { slug, ...size, now: database.clock.now() });
      const bus = await openBus(config, database, logger);
      await bus.start({ onHint: () => undefined, onGap: () => undefined });
      const catalogStore = await openCatalogStore(database);
      const environment = {
        database,
        clock: database.clock.now,
        committed: ({ organizationId, position }: LogHead) => bus.publish({ topic: 'log', organizationId, position }),
        catalogStore,
      };
      await ensureDemoOrganization(database, database.clock.now);
      await seedDemo(environment);
      await bus.stop();
      return print(
        process.stdout,
        'The demo organization is there: get a token with npx uplift token --role viewer --organization demo',
      );
    });
  });

async function makeLarge(database: Database, options: LargeOptions): Promise<void> {
  const { slug, improvements, projects } = options;
  if (await database.prisma.organization.findUnique({ where: { slug } }))
    throw new UsageError(`There is an organization ${slug} already.`);
  const began = performance.now();
  const { events } = await withProgress('days of its history', HISTORY, (advance) =>
    seedLarge(database, options, ({ done }) => advance(done)),
  );
  await analyze(database);
  const seconds = (performance.now() - began) / 1_000;
  print(
    process.stdout,
    `The organization ${slug} is there, with ${improvements * projects} deployments and ${events} events, ` +
      `${Math.round(events / seconds)} a second. Get a token with npx uplift token --role viewer --organization ${slug}`,
  );
}

function parseCount(value: string): number {
  const count = Number(value);
  if (Number.isInteger(count) && count > 0 && count <= 100_000) return count;
  throw new InvalidArgumentError('It takes a whole number from 1.');
}
