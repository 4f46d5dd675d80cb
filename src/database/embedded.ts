import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { createClient } from './database.js';
import type { Database, OnStatement } from './database.js';
import { migrate } from './migrate.js';
import { pgliteSession } from './sql.js';

/** How long a transaction waits for the one session, and how long it may take, in milliseconds. */
const TRANSACTION = { maxWait: 15_000, timeout: 20_000 };

/**
 * Opens Postgres inside this process, with its files in `dataDir` (created when missing), and applies migrations.
 * Only one process may have the folder open: the caller holds its lock (see `data-folder.ts`).
 */
export async function openEmbeddedDatabase(dataDir: string): Promise<Database> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  return wrap(await PGlite.create(join(dataDir, 'pgdata')));
}

/** Opens an empty database in memory, for tests: gone when closed. */
export async function openMemoryDatabase(onStatement?: OnStatement): Promise<Database> {
  return wrap(await PGlite.create('memory://'), onStatement);
}

async function wrap(pglite: PGlite, onStatement?: OnStatement): Promise<Database> {
  await migrate(pgliteSession(pglite));
  const prisma = createClient(new PrismaPGlite(pglite), TRANSACTION, onStatement);
  let closing: Promise<void> | undefined;
  return {
    prisma,
    exclusive: true,
    close: () => (closing ??= prisma.$disconnect().then(() => pglite.close())),
  };
}
