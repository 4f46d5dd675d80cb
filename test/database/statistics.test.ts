import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openEmbeddedDatabase } from '../../src/database/embedded.js';
import { createOrganization } from '../../src/organization/operations/organization.js';

test('an embedded database has statistics when it is opened again: it has no autovacuum', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'uplift-statistics-'));
  try {
    const first = await openEmbeddedDatabase(folder);
    const administrator = { name: 'Ada', subject: 'ada' };
    await createOrganization(first, () => new Date(), { slug: 'acme', name: 'Acme', administrator });
    await first.close();
    const again = await openEmbeddedDatabase(folder);
    const [row] = await again.prisma.$queryRaw<{ rows: number }[]>`
      SELECT reltuples::int AS rows FROM pg_class WHERE relname = 'Person'`;
    await again.close();
    expect(row).toEqual({ rows: 1 });
  } finally {
    await rm(folder, { recursive: true });
  }
});
