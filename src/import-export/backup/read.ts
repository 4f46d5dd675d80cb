import { randomBytes } from 'node:crypto';
import type { Catalog } from '../../process-model/catalog.js';
import type { PrismaClient, Queryable } from '../../database/database.js';
import { keyColumns } from '../../database/tables.js';
import { changed, SealedFileError } from '../../checksummed-file.js';
import { verifyChain } from '../../log/verification.js';
import { readRows, verifyCopy } from './file.js';
import type { CopyHeader, CopyRow } from './file.js';
import { COPY_TIMEOUT, newestMigration } from './write.js';
import type { OnRows } from './write.js';

/** Rows written at once. */
const STEP = 1_000;

/** What an organization is taken over with. */
export interface CopyTarget {
  /** The model in force: practices that records name must be there. */
  readonly catalog: Pick<Catalog, 'practice'>;
  /** Its slug here; absent for the one that it had. */
  readonly slug?: string | undefined;
  readonly onRows?: OnRows | undefined;
}

/**
 * Takes an organization over from a copy, all or nothing. Its records keep their ids and its log its positions and hashes: a
 * cursor of the original goes on where the copy has its event. The log gets a new epoch, for cursors without a hash.
 * @throws SealedFileError where the copy is not as it was written, is of another version, or is in the way of what is here.
 */
export async function takeOverOrganization(
  prisma: PrismaClient,
  file: string,
  { catalog, slug, onRows = () => undefined }: CopyTarget,
): Promise<CopyHeader> {
  const header = await verifyCopy(file);
  const named = slug ?? header.organization;
  await prisma.$transaction(
    async (db) => {
      await demandRoom(db, header, named);
      const changes: Readonly<Record<string, object>> = {
        Organization: { slug: named },
        EventLog: { epoch: randomBytes(6).toString('hex'), hintKey: randomBytes(32).toString('hex') },
      };
      const all = Object.values(header.counts).reduce((sum, count) => sum + count, 0);
      let done = 0;
      for await (const rows of pages(readRows(file))) {
        await insert(db, rows, changes);
        onRows((done += rows.length), all);
      }
      await demandPractices(db, header.organizationId, catalog);
      await demandChain(db, header.organizationId, file);
    },
    { maxWait: 30_000, timeout: COPY_TIMEOUT },
  );
  return { ...header, organization: named };
}

async function demandRoom(db: Queryable, { organizationId, migration }: CopyHeader, slug: string): Promise<void> {
  const here = await newestMigration(db);
  if (migration !== here) {
    throw new SealedFileError(
      `The copy is of a database at ${migration}, and this one is at ${here}: take it over with that version, then update.`,
    );
  }
  const found = await db.organization.findMany({ where: { OR: [{ id: organizationId }, { slug }] } });
  if (found.some(({ id }) => id === organizationId)) {
    throw new SealedFileError(
      `This very organization is here already, as ${found.find(({ id }) => id === organizationId)?.slug}: records keep their ids, so a copy of it needs another database.`,
    );
  }
  if (found.length > 0)
    throw new SealedFileError(`There is an organization ${slug} already: give another name with --as.`);
}

/** Rows of one table at a time, so many at most. */
async function* pages(rows: AsyncIterable<CopyRow>): AsyncGenerator<readonly CopyRow[]> {
  let page: CopyRow[] = [];
  for await (const row of rows) {
    if (page.length === STEP || (page[0] && page[0].table !== row.table)) {
      yield page;
      page = [];
    }
    page.push(row);
  }
  if (page.length > 0) yield page;
}

async function insert(
  db: Queryable,
  rows: readonly CopyRow[],
  changes: Readonly<Record<string, object>>,
): Promise<void> {
  const table = rows[0]?.table;
  if (!table) return;
  const change = changes[table.name];
  const texts = rows.map(({ row, text }) => (change ? JSON.stringify({ ...row, ...change }) : text));
  const json = `[${texts.join(',')}]`;
  if (keyColumns(table.name).includes('id')) await demandNewIds(db, table.name, json);
  await db.$executeRawUnsafe(
    `INSERT INTO "${table.name}" SELECT * FROM jsonb_populate_recordset(NULL::"${table.name}", $1::jsonb)`,
    json,
  );
}

/** Hazard: keys are unique within an organization, and records are looked up by their ids alone. */
async function demandNewIds(db: Queryable, table: string, rows: string): Promise<void> {
  const taken = await db.$queryRawUnsafe<unknown[]>(
    `SELECT FROM "${table}" JOIN jsonb_to_recordset($1::jsonb) AS row(id uuid) USING (id) LIMIT 1`,
    rows,
  );
  if (taken.length > 0)
    throw new SealedFileError('A record of the copy is in this database already: it needs another database.');
}

/** Hazard: a practice that the model in force lacks would leave records pointing at nothing. */
async function demandPractices(
  db: Queryable,
  organizationId: string,
  catalog: Pick<Catalog, 'practice'>,
): Promise<void> {
  const named = await db.$queryRaw<{ ref: string }[]>`
    SELECT UNNEST("practices") AS ref FROM "Improvement" WHERE "organizationId" = ${organizationId}::uuid
     UNION SELECT "practiceRef" FROM "Affirmation" WHERE "organizationId" = ${organizationId}::uuid ORDER BY ref`;
  const lacking = named.filter(({ ref }) => !catalog.practice(ref)).map(({ ref }) => ref);
  if (lacking.length > 0)
    throw new SealedFileError(`The model in force here lacks practices that the copy names: ${lacking.join(', ')}.`);
}

/** Hazard: an attacker who alters a copy can write a matching checksum, but no hashes that match those that others have kept. */
async function demandChain(db: Queryable, organizationId: string, file: string): Promise<void> {
  const { hash, broken } = await verifyChain(db, organizationId);
  if (hash !== null && broken) throw changed(file, `its log at ${broken.position}, ${broken.what}`);
}
