import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import { dayOf } from '../../src/clock.js';
import { DEMO_SLUG } from '../../src/demo/people.js';
import { ensureDemoOrganization, seedDemo } from '../../src/demo/seed.js';
import { takeOverOrganization } from '../../src/import-export/backup/read.js';
import { copyOrganization } from '../../src/import-export/backup/write.js';
import type { Services } from '../../src/schema/context.js';

type DemoServices = Pick<Services, 'database' | 'clock' | 'committed' | 'catalogStore'>;

/**
 * Puts the demo into the database of a server, as it is on the day of its clock. To play it takes thousands of statements:
 * the first of a run leaves a copy for the others, which get its ids and a log of their own.
 */
export async function putDemo({ services }: { readonly services: DemoServices }): Promise<void> {
  const { prisma } = services.database;
  const copy = join(inject('folder'), `demo-${dayOf(services.clock()).getTime()}.jsonl`);
  if (existsSync(copy)) {
    await takeOverOrganization(prisma, copy, { catalog: services.catalogStore.current() });
    return;
  }
  await ensureDemoOrganization(services.database, services.clock);
  await seedDemo(services);
  // The workers may both be first: each writes a copy of its own, and either will do.
  const own = `${copy}.${process.pid}`;
  await copyOrganization(prisma, DEMO_SLUG, own);
  await rename(own, copy);
}
