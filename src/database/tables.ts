import { models as allModels } from './datamodel.js';

/** A table with rows of an organization. */
export interface Table {
  readonly name: string;
  /** Columns that order its rows, the same in every database. */
  readonly order: readonly string[];
  /** Columns that lead to rows of other tables. */
  readonly references: readonly { readonly column: string; readonly to: string }[];
  /** Whether rows of other tables lead here, by their id. */
  readonly referenced: boolean;
  /** The columns that are a matter of the database and not of the organization. */
  readonly left: readonly string[];
}

/** Tables that belong to no organization: the process model is the same for all, and an installation identifies a database. */
export const SHARED: readonly string[] = ['CatalogImport', 'Installation'];

/**
 * Access belongs to this database: a copy of an organization has no sessions, no tokens, and no record of their use. Nor has it
 * webhooks: what happens in a copy must not reach the endpoints of the original.
 */
export const ACCESS: readonly string[] = [
  'Session',
  'Token',
  'AccessRecord',
  'AccessLog',
  'Webhook',
  'WebhookDelivery',
];

/**
 * The epoch distinguishes a copy of a log from the log, and the key of its hints is a secret: a copy gets its own of both.
 * Checkpoints are made by the servers of a database, and the secrets of clients are sealed with a key of theirs.
 */
const LEFT: Readonly<Record<string, readonly string[]>> = {
  EventLog: ['epoch', 'hintKey', 'checkpointAt', 'checkpointPosition', 'checkpointAccessPosition'],
  Issuer: ['clientSecret'],
};

interface Field {
  readonly name: string;
  readonly type: string;
  readonly isId: boolean;
  readonly relationFromFields?: readonly string[];
}

type Models = Readonly<
  Record<
    string,
    { readonly fields: readonly Field[]; readonly primaryKey: { readonly fields: readonly string[] } | null }
  >
>;

/** Every table whose rows make an organization, by the schema itself: what a row leads to comes before it, also in its own table. */
export function organizationTables(): readonly Table[] {
  const models = allModels() as unknown as Models;
  const names = Object.keys(models).filter((name) => !SHARED.includes(name) && !ACCESS.includes(name));
  const referenced = new Set(names.flatMap((name) => referencesOf(models, name).map(({ to }) => to)));
  const tables: Table[] = [];
  const place = (name: string, on: readonly string[]): void => {
    if (tables.some((table) => table.name === name)) return;
    if (on.includes(name)) throw new Error(`The tables ${[...on, name].join(' → ')} lead back to one another.`);
    const references = referencesOf(models, name);
    for (const { to } of references) if (to !== name) place(to, [...on, name]);
    tables.push({
      name,
      references,
      referenced: referenced.has(name),
      left: LEFT[name] ?? [],
      order: orderOf(models, name),
    });
  };
  for (const name of names) place(name, []);
  return tables;
}

/** The condition on the rows `t` of a table that are of an organization, whose id it has as `$1`. */
export function belongs(name: string): string {
  return `t."${name === 'Organization' ? 'id' : 'organizationId'}" = $1::uuid`;
}

function referencesOf(models: Models, name: string): { column: string; to: string }[] {
  return (models[name]?.fields ?? []).flatMap(({ type, relationFromFields = [] }) =>
    relationFromFields.map((column) => ({ column, to: type })),
  );
}

/** The columns of the primary key of a table. */
export function keyColumns(name: string): readonly string[] {
  const models = allModels() as unknown as Models;
  const { fields = [], primaryKey } = models[name] ?? { primaryKey: null };
  return primaryKey?.fields ?? fields.filter(({ isId }) => isId).map((field) => field.name);
}

/** Hazard: texts are ordered by the language of a database unless that is said. */
function orderOf(models: Models, name: string): string[] {
  const fields = models[name]?.fields ?? [];
  const key = keyColumns(name);
  // Rows that lead to others of their table come after those that lead to none: they are never led to.
  const own = referencesOf(models, name).filter(({ to }) => to === name);
  const last = own.map(({ column }) => `t."${column}" IS NOT NULL`);
  const keys = key
    .filter((column) => column !== 'organizationId' || key.length === 1)
    .map((column) =>
      fields.find((field) => field.name === column)?.type === 'String'
        ? `t."${column}"::text COLLATE "C"`
        : `t."${column}"`,
    );
  return [...last, ...keys];
}
