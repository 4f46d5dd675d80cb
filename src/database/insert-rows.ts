import { randomUUID } from 'node:crypto';
import { Prisma } from '../generated/prisma/client.js';
import type { Queryable } from './database.js';

/** Where the last id stands: milliseconds since 1970, with 12 bits to count within one. */
let last = 0;

/** A UUID of version 7, greater than the ones before. */
function newId(): string {
  last = Math.max(last + 1, Date.now() * 4_096);
  const time = last.toString(16).padStart(15, '0');
  return `${time.slice(0, 8)}-${time.slice(8, 12)}-7${time.slice(12)}-${randomUUID().slice(19)}`;
}

/**
 * Inserts rows that have an id of their own, and returns them in their order, with the defaults of their columns: one
 * statement with one parameter, however many. Prisma's own takes a parameter a value, and ten times as long.
 */
export async function insertRows<Row extends { readonly id: string }>(
  db: Queryable,
  table: Prisma.ModelName,
  rows: readonly Omit<Partial<Row>, 'id'>[],
): Promise<Row[]> {
  const withIds = rows.map((row) => ({ id: newId(), ...row }));
  const [first] = withIds;
  if (!first) return [];
  const name = Prisma.raw(`"${table}"`);
  const columns = Prisma.raw(
    Object.keys(first)
      .map((column) => `"${column}"`)
      .join(),
  );
  const inserted = await db.$queryRaw<Row[]>`
    INSERT INTO ${name} (${columns})
    SELECT ${columns} FROM jsonb_populate_recordset(NULL::${name}, ${JSON.stringify(withIds)}::jsonb) RETURNING *`;
  const byId = new Map(inserted.map((row) => [row.id, row]));
  return withIds.flatMap(({ id }) => byId.get(id) ?? []);
}
