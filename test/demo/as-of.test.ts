import { expect, it } from 'vitest';
import { openServerDatabase } from '../../src/database/server.js';
import { seedLarge } from '../../src/demo/large/seed.js';
import { createLogger } from '../../src/logger.js';
import { createDatabase, describeWithServices } from '../support/services.js';
import { expectAsOfIsReplay } from './as-of-is-replay.js';

/** Improvements and projects; `npm run test:scale` takes many. */
const [improvements = 0, projects = 0] = (process.env['SCALE'] ?? '5x20').split('x').map(Number);
const SAMPLES = 20;
const LONG = 3_600_000;

describeWithServices('a large organization', ({ postgresUrl }) => {
  it(
    `has at any position of its log, with ${improvements} by ${projects}, what a replay tells`,
    { timeout: LONG },
    async () => {
      const database = await openServerDatabase(await createDatabase(postgresUrl), 4, createLogger('silent'));
      try {
        const options = { slug: 'large', improvements, projects, seed: 3, now: new Date() };
        const { organizationId, events } = await seedLarge(database, options, () => undefined);
        const positions = await expectAsOfIsReplay(database.prisma, organizationId, SAMPLES);
        expect(positions.at(-1)).toBe(events);
        expect(await database.prisma.deployment.count()).toBe(improvements * projects);
      } finally {
        await database.close();
      }
    },
  );
});
