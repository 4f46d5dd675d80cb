import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { inTurn } from '../event-loop.js';
import { createClient } from './database.js';
import type { Database, OnStatement } from './database.js';
import { machineClock } from './database-clock.js';
import { createFairQueue } from './fair-queue.js';
import { embeddedInstallation } from './installation.js';
import { migrate } from './migrate.js';
import { sessionScript } from './session.js';
import { pgliteSession } from './sql.js';
import { CanceledError, scopeHere } from './statements.js';
import { analyze } from './statistics.js';

/** How long a transaction waits for the one session, and how long it may take, in milliseconds. */
const TRANSACTION = { maxWait: 15_000, timeout: 20_000 };

/** A new cluster with the migrations applied, as an archive made by the build: unpacking it is faster than `initdb`. */
const TEMPLATE = fileURLToPath(new URL('../../dist/template.tar.gz', import.meta.url));

/**
 * Opens Postgres inside this process, with its files in `dataDir` (created when missing), and applies migrations.
 * Only one process may have the folder open: the caller holds its lock (see `data-folder.ts`).
 */
export async function openEmbeddedDatabase(dataDir: string): Promise<Database> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const isNew = !hasEmbeddedDatabase(dataDir);
  const database = await wrap(await openFolder(dataDir));
  if (!isNew) await analyze(database);
  return database;
}

/** Opens an empty database in memory, for tests: gone when closed. */
export async function openMemoryDatabase(onStatement?: OnStatement): Promise<Database> {
  return wrap(await PGlite.create('memory://', await templateOption()), onStatement);
}

/** Makes the archive that new databases start from. */
export async function writeTemplate(): Promise<void> {
  const pglite = await PGlite.create('memory://');
  await prepare(pglite);
  const archive = await pglite.dumpDataDir('gzip');
  await writeFile(TEMPLATE, Buffer.from(await archive.arrayBuffer()));
  await pglite.close();
}

/** Whether there is a database in the folder. */
export function hasEmbeddedDatabase(dataDir: string): boolean {
  return existsSync(markOf(dataDir));
}

/** The file that says that a cluster is complete. */
function markOf(dataDir: string): string {
  return join(dataDir, 'pgdata.complete');
}

async function openFolder(dataDir: string): Promise<PGlite> {
  const folder = join(dataDir, 'pgdata');
  if (hasEmbeddedDatabase(dataDir)) return PGlite.create(folder);
  // Hazard: a process that was killed in its very first start leaves half a cluster. Nothing has been written to it yet.
  await rm(folder, { recursive: true, force: true });
  const pglite = await PGlite.create(folder, await templateOption());
  await writeFile(markOf(dataDir), '');
  return pglite;
}

async function templateOption(): Promise<{ loadDataDir?: Blob }> {
  return existsSync(TEMPLATE) ? { loadDataDir: new Blob([await readFile(TEMPLATE)]) } : {};
}

/** Sets up the one session, and applies migrations. */
async function prepare(pglite: PGlite): Promise<void> {
  await pglite.exec(sessionScript());
  const { applied } = await migrate(pgliteSession(pglite));
  // Hazard: PGlite looks for array types when it opens, and writes arrays of enums that came later as JSON.
  if (applied.length > 0) await pglite.refreshArrayTypes();
}

/**
 * Forgets how to read arrays of what no column has. Hazard: PGlite copies its table of parsers for every statement, and for
 * the arrays of all types of Postgres, and of the rows of each table, that is half of the time of a small statement.
 */
async function forgetStrangeArrays(pglite: PGlite): Promise<void> {
  const { rows } = await pglite.query<{ oid: number }>(`
    SELECT a.oid FROM pg_type a WHERE a.typcategory = 'A' AND NOT EXISTS (
      SELECT FROM pg_attribute c JOIN pg_class r ON r.oid = c.attrelid
       WHERE r.relnamespace = current_schema::regnamespace AND r.relkind = 'r' AND c.attnum > 0
         AND c.atttypid IN (a.oid, a.typelem))`);
  for (const { oid } of rows) delete pglite.parsers[oid];
}

/**
 * Lets the event loop turn between statements, and operations take turns. Hazard: PGlite answers without a turn and does one
 * statement after the other, so that an operation of hundreds of statements, or several of dear ones, would hold up everything
 * else in this process, and all other operations.
 */
function takeTurns(pglite: PGlite): void {
  const query = pglite.query.bind(pglite);
  const queue = createFairQueue();
  pglite.query = (...args) => {
    const scope = scopeHere();
    return queue(scope, () => {
      if (scope?.signal?.aborted) throw new CanceledError();
      return query(...args);
    }) as never;
  };
  const transaction = pglite.transaction.bind(pglite);
  pglite.transaction = (work) =>
    transaction((queries) => {
      // Hazard: these must not wait for statements outside, which wait for the transaction.
      const inside = queries.query.bind(queries);
      queries.query = async (...args) => {
        await inTurn();
        return inside(...args) as never;
      };
      return work(queries);
    });
}

async function wrap(pglite: PGlite, onStatement?: OnStatement): Promise<Database> {
  await prepare(pglite);
  await forgetStrangeArrays(pglite);
  takeTurns(pglite);
  const prisma = createClient(new PrismaPGlite(pglite), TRANSACTION, onStatement);
  let closing: Promise<void> | undefined;
  return {
    prisma,
    exclusive: true,
    clock: machineClock,
    installation: embeddedInstallation,
    close: () => (closing ??= prisma.$disconnect().then(() => pglite.close())),
  };
}
