import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test, vi } from 'vitest';
import { verifyAccessRecords } from '../../src/auth/access-chain.js';
import { migrate } from '../../src/database/migrate.js';
import { migrateServer, openServerDatabase } from '../../src/database/server.js';
import { pgSession } from '../../src/database/sql.js';
import { createLogger } from '../../src/logger.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';
import { ROOT } from '../process/server-process.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // On a busy machine.

const CHAINING = '20261130093500_access_chain';

describeWithServices('a database whose records of access are not chained yet', ({ postgresUrl }) => {
  test('has all of them chained by the migration, in the order in which they occurred', async () => {
    const url = await createDatabase(postgresUrl);
    const folder = await mkdtemp(join(tmpdir(), 'uplift-migrations-'));
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      const migrations = join(ROOT, 'prisma/migrations');
      for (const name of (await readdir(migrations)).filter((each) => each < CHAINING))
        await cp(join(migrations, name), join(folder, name), { recursive: true });
      await migrate(pgSession(client), folder);
      await client.query(`
        INSERT INTO "Organization" ("id", "slug", "name", "createdAt")
          SELECT ('01930000-0000-7000-8000-00000000000' || n)::uuid, 'org-' || n, 'Org', now() FROM generate_series(1, 3) n;
        INSERT INTO "AccessRecord" ("id", "organizationId", "kind", "occurredAt", "about", "address", "agent")
          SELECT gen_random_uuid(), ('01930000-0000-7000-8000-00000000000' || 1 + n % 2)::uuid, 'SIGN_IN', now() - n * interval '1 hour',
                 'number ' || n, CASE WHEN n % 3 > 0 THEN '203.0.113.9' END, 'A "browser"' FROM generate_series(1, 40) n`);
      await migrateServer(url);
      const database = await openServerDatabase(url, 2, createLogger('silent'));
      const { prisma } = database;
      const organizations = await prisma.organization.findMany({ orderBy: { slug: 'asc' } });
      for (const [index, { id: organizationId }] of organizations.entries()) {
        const found = await verifyAccessRecords(prisma, organizationId);
        expect([found.from, found.through, found.broken]).toEqual([1, index < 2 ? 20 : 0, undefined]);
        const records = await prisma.accessRecord.findMany({
          where: { organizationId },
          orderBy: { occurredAt: 'asc' },
        });
        expect(records.map(({ position }) => position)).toEqual(records.map((_record, n) => n + 1));
        await prisma.accessRecord.create({ data: { organizationId, kind: 'SIGN_IN', occurredAt: new Date() } });
        expect(await verifyAccessRecords(prisma, organizationId)).toMatchObject({ through: records.length + 1 });
      }
      await expect(prisma.$executeRaw`UPDATE "AccessRecord" SET "about" = 'x'`).rejects.toThrow('stay as they were');
      await database.close();
    } finally {
      await client.end();
      await rm(folder, { recursive: true });
      await dropDatabase(url);
    }
  });
});
