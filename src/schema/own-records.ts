import type { Queryable } from '../database/database.js';
import { belongs, organizationTables } from '../exchange/copy/tables.js';
import { getDatamodel } from '../generated/pothos-types.js';
import { isUuid } from '../ids.js';

/** The key of a record, and whose it has to be. */
export interface OwnRecord {
  readonly model: string;
  /** Values of the columns of its primary key, whatever somebody sent. */
  readonly key: readonly unknown[];
  readonly organizationId: string;
}

/** Whether there is such a record in the organization. */
export async function isOwnRecord(db: Queryable, { model, key, organizationId }: OwnRecord): Promise<boolean> {
  const columns = keyColumns(model);
  const values = key.filter((value): value is string => typeof value === 'string' && isUuid(value));
  if (values.length !== columns.length || key.length !== columns.length) return false;
  const conditions = columns.map((column, n) => `t."${column}" = $${n + 2}::uuid`);
  const sql = `SELECT 1 FROM "${model}" t WHERE ${[...conditions, belongs(organizationTables(), model)].join(' AND ')}`;
  const rows = await db.$queryRawUnsafe<unknown[]>(sql, organizationId, ...values);
  return rows.length > 0;
}

interface Model {
  readonly fields: readonly { readonly name: string; readonly isId: boolean }[];
  readonly primaryKey: { readonly fields: readonly string[] } | null;
}

/** The columns of the primary key of a table. */
export function keyColumns(name: string): readonly string[] {
  const models = getDatamodel().datamodel.models as unknown as Readonly<Record<string, Model>>;
  const { fields = [], primaryKey } = models[name] ?? { primaryKey: null };
  return primaryKey?.fields ?? fields.filter(({ isId }) => isId).map((field) => field.name);
}
