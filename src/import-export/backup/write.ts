import type { PrismaClient, Queryable } from '../../database/database.js';
import { hexOf } from '../../log/event-log.js';
import { isUuid } from '../../ids.js';
import { SealedFileError, writeSealed } from '../../checksummed-file.js';
import { FORMAT, lineOf, verifyCopy } from './file.js';
import type { CopyHeader } from './file.js';
import { belongs, organizationTables } from '../../database/tables.js';
import type { Table } from '../../database/tables.js';

/** Rows read at once. */
const STEP = 1_000;

/** Longest that a copy may take, in milliseconds: it blocks no writers. */
export const COPY_TIMEOUT = 3_600_000;

/** Called with how many rows are done, of how many. */
export type OnRows = (done: number, all: number) => void;

/**
 * Writes a copy of an organization, of one moment, to a sealed file: all of its records, its log with every position, and
 * what its commands under a client's key came to.
 * @throws SealedFileError where there is no such organization, or the file is there already.
 */
export async function copyOrganization(
  prisma: PrismaClient,
  slug: string,
  file: string,
  onRows: OnRows = () => undefined,
): Promise<CopyHeader> {
  return prisma.$transaction(
    async (db) => {
      const { header, lines } = await readCopy(db, slug, onRows);
      await writeSealed(file, lines, verifyCopy);
      return header;
    },
    // One state of the database, however long it takes.
    { isolationLevel: 'RepeatableRead', maxWait: 30_000, timeout: COPY_TIMEOUT },
  );
}

/**
 * Reads a copy of an organization: its header, and its lines page by page. Call it in a transaction that sees one moment.
 * @throws SealedFileError where there is no such organization.
 */
export async function readCopy(
  db: Queryable,
  slug: string,
  onRows: OnRows = () => undefined,
): Promise<{ readonly header: CopyHeader; readonly lines: AsyncGenerator<readonly string[]> }> {
  await db.$executeRaw`SET LOCAL TIME ZONE 'UTC'`;
  const header = await headerOf(db, slug);
  return { header, lines: linesOf(db, header, onRows) };
}

/** The newest migration that a database has. */
export async function newestMigration(db: Queryable): Promise<string> {
  const [newest] = await db.$queryRaw<{ name: string }[]>`
    SELECT "migration_name" AS name FROM "_prisma_migrations" WHERE "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL
     ORDER BY "migration_name" COLLATE "C" DESC LIMIT 1`;
  return newest?.name ?? '';
}

async function headerOf(db: Queryable, slug: string): Promise<CopyHeader> {
  const log = await db.eventLog.findFirst({ where: { organization: { slug } } });
  if (!log) throw new SealedFileError(`There is no organization ${slug}.`);
  const counts: Record<string, number> = {};
  for (const { name } of organizationTables()) {
    const [row] = await db.$queryRawUnsafe<{ count: number }[]>(
      `SELECT COUNT(*)::int AS count FROM "${name}" t WHERE ${belongs(name)}`,
      log.organizationId,
    );
    counts[name] = row?.count ?? 0;
  }
  const { organizationId, position } = log;
  const hash = hexOf(log.hash);
  return {
    ...FORMAT,
    organization: slug,
    organizationId,
    position,
    hash,
    migration: await newestMigration(db),
    counts,
  };
}

async function* linesOf(db: Queryable, header: CopyHeader, onRows: OnRows): AsyncGenerator<readonly string[]> {
  yield [JSON.stringify(header)];
  const all = Object.values(header.counts).reduce((sum, count) => sum + count, 0);
  let done = 0;
  for (const table of organizationTables()) {
    for await (const rows of rowsOf(db, table, header.organizationId)) {
      yield rows.map((row) => lineOf(table, row));
      onRows((done += rows.length), all);
    }
  }
}

/** The rows of a table by a cursor: no page is looked for, and no more than one is in memory. */
async function* rowsOf(
  db: Queryable,
  { name, order, left }: Table,
  organizationId: string,
): AsyncGenerator<readonly string[]> {
  // A cursor takes no parameters.
  if (!isUuid(organizationId)) throw new Error(`${organizationId} is no id.`);
  const condition = belongs(name).replace('$1', `'${organizationId}'`);
  const row = left.reduce((text, column) => `${text} - '${column}'`, 'to_jsonb(t)');
  await db.$executeRawUnsafe(
    `DECLARE "rows" NO SCROLL CURSOR FOR SELECT (${row})::text AS row FROM "${name}" t WHERE ${condition} ORDER BY ${order.join(', ')}`,
  );
  for (;;) {
    const rows = await db.$queryRawUnsafe<{ row: string }[]>(`FETCH ${STEP} FROM "rows"`);
    if (rows.length > 0) yield rows.map((each) => each.row);
    if (rows.length < STEP) break;
  }
  await db.$executeRawUnsafe(`CLOSE "rows"`);
}
