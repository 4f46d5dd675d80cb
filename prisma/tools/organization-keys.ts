import type { SchemaFile } from './schema-engine.js';

const MODEL = /^model (\w+) \{\n([^]*?)^\}/gm;

/** Of a field that leads to a record: the type of the record, and what names it. */
const RELATION = /^( +\w+ +(\w+).*@relation\(.*)fields: \[(\w+)\], references: \[id\]/gm;

/**
 * The schema as the database has it: every foreign key between records of an organization has `organizationId` as well, so
 * that no row can point to one of another organization. Prisma's client must not know: it would look related records up by
 * pairs of columns, for which Postgres takes twenty times as long. No update cascades, since no record moves to another one.
 */
export function withOrganizationKeys(files: readonly SchemaFile[]): SchemaFile[] {
  const bodies = files.flatMap(({ content }) =>
    [...content.matchAll(MODEL)].map(([, name = '', body = '']) => ({ name, body })),
  );
  const owned = new Set(bodies.flatMap(({ name, body }) => (/^ *organizationId +String /m.test(body) ? [name] : [])));
  const referenced = new Set(
    bodies.flatMap(({ name, body }) =>
      owned.has(name) ? [...body.matchAll(RELATION)].map(([, , type = '']) => type) : [],
    ),
  );
  const keyed = (name: string, body: string): string => {
    const keys = referenced.has(name) ? ['id'] : [];
    let relations = body.replaceAll(RELATION, (line, before: string, type: string, field: string) => {
      if (!owned.has(type)) return `${line}, onUpdate: NoAction`;
      if (new RegExp(`^ +${field} .*@unique`, 'm').test(body)) keys.push(field);
      return `${before}fields: [${field}, organizationId], references: [id, organizationId], onUpdate: NoAction`;
    });
    for (const key of keys) relations = relations.replace(new RegExp(`^( +${key} .*) @unique`, 'm'), '$1');
    return `${relations}${keys.map((key) => `  @@unique([${key}, organizationId])\n`).join('')}`;
  };
  return files.map(({ path, content }) => ({
    path,
    content: content.replaceAll(MODEL, (model, name: string, body: string) =>
      owned.has(name) ? `model ${name} {\n${keyed(name, body)}}` : model,
    ),
  }));
}
