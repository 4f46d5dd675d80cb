import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it, vi } from 'vitest';
import type { Database, Queryable } from '../../src/database/database.js';
import { SHARED } from '../../src/database/tables.js';
import { describeOnBothEngines } from '../support/engines.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 240_000 }); // On a busy machine.

/** A foreign key as the catalog of Postgres has it. */
interface ForeignKey {
  readonly name: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly to: string;
  readonly key: readonly string[];
  /** What becomes of it when the row that it leads to is updated, and deleted: `a` for no action, `c` cascade, `r` restrict. */
  readonly actions: string;
  readonly validated: boolean;
}

function foreignKeysOf({ prisma }: Database): Promise<ForeignKey[]> {
  const names = (columns: string, table: string) =>
    `(SELECT array_agg(a.attname::text ORDER BY k.n) FROM unnest(${columns}) WITH ORDINALITY k(num, n)
        JOIN pg_attribute a ON a.attrelid = ${table} AND a.attnum = k.num)`;
  return prisma.$queryRawUnsafe<ForeignKey[]>(`
    SELECT c.conname::text AS name, t.relname::text AS "table", ${names('c.conkey', 'c.conrelid')} AS columns, r.relname::text AS "to",
           ${names('c.confkey', 'c.confrelid')} AS key, c.confupdtype::text || c.confdeltype::text AS actions, c.convalidated AS validated
      FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class r ON r.oid = c.confrelid
     WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace ORDER BY 1, 2`);
}

/** A row with a value in each column that needs one, whatever it is. */
async function plant(db: Queryable, table: string, values: Readonly<Record<string, string>>): Promise<string> {
  const [row] = await db.$queryRawUnsafe<{ id: string | null }[]>(
    `INSERT INTO "${table}" AS t SELECT (jsonb_populate_record(NULL::"${table}", (
       SELECT jsonb_object_agg(a.attname, CASE y.typname
           WHEN 'uuid' THEN to_jsonb(gen_random_uuid()) WHEN 'jsonb' THEN '[]' WHEN 'bytea' THEN '"x"'
           ELSE CASE y.typcategory
             WHEN 'S' THEN to_jsonb(gen_random_uuid()::text) WHEN 'N' THEN '1' WHEN 'B' THEN 'true' WHEN 'D' THEN '"2026-01-01"' WHEN 'A' THEN '[]'
             WHEN 'E' THEN (SELECT to_jsonb(e.enumlabel::text) FROM pg_enum e WHERE e.enumtypid = y.oid LIMIT 1) END END)
         FROM pg_attribute a JOIN pg_type y ON y.oid = a.atttypid
        WHERE a.attrelid = '"${table}"'::regclass AND a.attnum > 0 AND a.attnotnull AND NOT a.attisdropped
       ) || $1::jsonb)).* RETURNING to_jsonb(t)->>'id' AS id`,
    JSON.stringify(values),
  );
  return row?.id ?? '';
}

/** Inserts a row that points to one of `owner`, with only that foreign key in force: all other columns lead nowhere, and hold anything. */
async function point(
  key: ForeignKey,
  all: readonly ForeignKey[],
  db: Queryable,
  own: string,
  owner: string,
): Promise<void> {
  // A trigger of records of access writes the head of their chain.
  for (const table of new Set([key.table, key.to, 'AccessLog'])) {
    const others = all.filter((each) => each.table === table && each.name !== key.name);
    const drops = others.map(({ name }) => `DROP CONSTRAINT "${name}"`).join(', ');
    if (drops) await db.$executeRawUnsafe(`ALTER TABLE "${table}" ${drops}`);
    await dropChecks(db, table);
  }
  const column = key.columns.find((each) => each !== 'organizationId') ?? '';
  const target = await plant(db, key.to, { organizationId: owner });
  await plant(db, key.table, { organizationId: own, [column]: target });
}

async function dropChecks(db: Queryable, table: string): Promise<void> {
  const checks = await db.$queryRaw<{ name: string }[]>`
    SELECT conname::text AS name FROM pg_constraint WHERE contype = 'c' AND conrelid = ${`"${table}"`}::regclass`;
  for (const { name } of checks) await db.$executeRawUnsafe(`ALTER TABLE "${table}" DROP CONSTRAINT "${name}"`);
}

const ROLLED_BACK = new Error('rolled back');

describeOnBothEngines('the keys of an organization', (database) => {
  let keys: ForeignKey[];

  beforeAll(async () => {
    keys = await foreignKeysOf(database());
  });

  it('every table of an organization names the organization in each row', async () => {
    const tables = await database().prisma.$queryRaw<{ name: string; owned: boolean }[]>`
      SELECT t.relname::text AS name, COALESCE(a.attnotnull, false) AS owned
        FROM pg_class t LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = 'organizationId'
       WHERE t.relnamespace = 'public'::regnamespace AND t.relkind IN ('r', 'p') AND t.relname <> '_prisma_migrations' ORDER BY 1`;
    expect(tables.flatMap(({ name, owned }) => (owned ? [] : [name]))).toEqual([...SHARED, 'Organization'].sort());
  });

  it('every primary and unique key has the organization', async () => {
    const without = await database().prisma.$queryRaw<{ name: string }[]>`
      SELECT i.relname::text AS name FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
        JOIN pg_attribute o ON o.attrelid = t.oid AND o.attname = 'organizationId'
       WHERE x.indisunique AND t.relnamespace = 'public'::regnamespace AND o.attnum <> ALL (x.indkey) ORDER BY 1`;
    expect(without.map(({ name }) => name)).toEqual([]);
  });

  it('every foreign key leads to the organization, or has it on both sides', () => {
    expect(keys.length).toBeGreaterThan(100);
    const across = keys.filter(
      ({ to, columns, key }) =>
        to !== 'Organization' && columns.indexOf('organizationId') !== key.indexOf('organizationId'),
    );
    const without = keys.filter(({ columns }) => !columns.includes('organizationId'));
    expect({ across, without }).toEqual({ across: [], without: [] });
  });

  it('every foreign key holds for rows that were there before, and neither moves a record nor leaves it without an organization', () => {
    expect(keys.filter(({ validated, actions }) => !validated || !/^a[cr]$/.test(actions))).toEqual([]);
  });

  it('a row that points to one of another organization is refused, whichever foreign key it is', async () => {
    const [own, other] = [randomUUID(), randomUUID()];
    const tries = keys.filter(({ to }) => to !== 'Organization');
    for (const key of tries) {
      const attempt = (owner: string) =>
        database().prisma.$transaction(async (db) => {
          await point(key, keys, db, own, owner);
          throw ROLLED_BACK;
        });
      await expect(attempt(own), key.name).rejects.toBe(ROLLED_BACK);
      await expect(attempt(other), key.name).rejects.toThrow(key.name);
    }
  });
});
