import type { Queryable } from '../database/database.js';
import { belongs, keyColumns, organizationTables } from '../exchange/copy/tables.js';
import { isUuid } from '../ids.js';

/** The key of a record, and whose it has to be. */
export interface OwnRecord {
  readonly model: string;
  /** Values of the columns of its primary key, whatever somebody sent. */
  readonly key: readonly unknown[];
  readonly organizationId: string;
}

/** How a record of a table is looked up: how many values its key has, and a statement of the organization and these. */
interface LookUp {
  readonly values: number;
  readonly sql: string;
}

/** Whether there is such a record in the organization. */
export async function isOwnRecord(db: Queryable, { model, key, organizationId }: OwnRecord): Promise<boolean> {
  const { values, sql } = lookUpOf(model);
  if (key.length !== values || !key.every((value) => typeof value === 'string' && isUuid(value))) return false;
  const rows = await db.$queryRawUnsafe<unknown[]>(sql, organizationId, ...key);
  return rows.length > 0;
}

const lookUps = new Map<string, LookUp>();

/** The way to the organization is found once for each table: each page that begins at a cursor asks for it. */
function lookUpOf(model: string): LookUp {
  const known = lookUps.get(model);
  if (known) return known;
  const columns = keyColumns(model);
  const conditions = columns.map((column, n) => `t."${column}" = $${n + 2}::uuid`);
  const sql = `SELECT 1 FROM "${model}" t WHERE ${[...conditions, belongs(organizationTables(), model)].join(' AND ')}`;
  const lookUp = { values: columns.length, sql };
  lookUps.set(model, lookUp);
  return lookUp;
}
