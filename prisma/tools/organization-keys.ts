import type { SchemaFile } from './schema-engine.js';

const MODEL = /^model (\w+) \{\n([^]*?)^\}/gm;

/** Of a field that leads to a record: the type of the record, and what names it. */
const RELATION = /^( +\w+ +(\w+).*@relation\(.*)fields: \[(\w+)\], references: \[id\]/gm;

/** A key of one column, in the line of its field. */
const KEY = /^( +(\w+) .*?) +@(id|unique)\b/gm;

/** A key of several columns. */
const KEY_OF_SEVERAL = /^( +@@(?:id|unique)\(\[)([^\]]*)\]/gm;

/**
 * The schema as the database has it: every key, and every foreign key between records of an organization, has `organizationId` as
 * well, so that no row can point to one of another organization. Prisma's client must not know: it would look related records up
 * by pairs of columns, for which Postgres takes twenty times as long. No update cascades, since no record moves to another one.
 */
export function withOrganizationKeys(files: readonly SchemaFile[]): SchemaFile[] {
  const models = files.flatMap(({ content }) => [...content.matchAll(MODEL)]);
  const owned = new Set(
    models.flatMap(([, name = '', body = '']) => (/^ *organizationId +String /m.test(body) ? [name] : [])),
  );
  const keyed = (body: string): string => {
    const keys: string[] = [];
    const fields = body
      .replaceAll(RELATION, (line, before: string, type: string, field: string) =>
        owned.has(type)
          ? `${before}fields: [${field}, organizationId], references: [id, organizationId], onUpdate: NoAction`
          : `${line}, onUpdate: NoAction`,
      )
      .replaceAll(KEY, (line, field: string, name: string, kind: string) => {
        if (name === 'organizationId') return line;
        keys.push(`  @@${kind}([${name}, organizationId])\n`);
        return field;
      })
      .replaceAll(KEY_OF_SEVERAL, (line, before: string, names: string) =>
        names.includes('organizationId') ? line : `${before}${names}, organizationId]`,
      );
    return `${fields}${keys.join('')}`;
  };
  return files.map(({ path, content }) => ({
    path,
    content: content.replaceAll(MODEL, (model, name: string, body: string) =>
      owned.has(name) ? `model ${name} {\n${keyed(body)}}` : model,
    ),
  }));
}
