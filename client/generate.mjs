/**
 * Writes `src/schema.ts`, what caches must know of the schema: run by `npm run schema:print` after the schema has been printed.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { buildSchema, getNamedType, getNullableType, isAbstractType, isListType, isObjectType } from 'graphql';

const schema = buildSchema(await readFile(new URL('../schema.graphql', import.meta.url), 'utf8'));
const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
const objects = types.filter(isObjectType);
const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];

const possibleTypes = Object.fromEntries(
  types.filter(isAbstractType).map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]),
);
const withoutId = objects.filter((type) => !roots.includes(type) && !type.getFields().id).map(({ name }) => name);

/** Results of mutations are not kept, and lists are kept as they come: neither is merged. */
const single = objects
  .filter((type) => type !== schema.getMutationType() && !type.name.endsWith('Payload'))
  .flatMap((type) => Object.values(type.getFields()))
  .filter(({ type }) => !isListType(getNullableType(type)))
  .map(({ type }) => getNamedType(type).name);
const merged = withoutId.filter((name) => single.includes(name));

const lines = [
  '// Written by `npm run schema:print` from schema.graphql.\n',
  '/** The types of each interface and union. */',
  `export const possibleTypes: Record<string, string[]> = ${JSON.stringify(possibleTypes)};\n`,
  '/** Types whose objects have no id. */',
  `export const withoutId = ${JSON.stringify(withoutId.join(' '))}.split(' ');\n`,
  '/** Those of them that stand alone in a field, where what has been read of one adds up. */',
  `export const merged = ${JSON.stringify(merged.join(' '))}.split(' ');\n`,
];
await writeFile(new URL('src/schema.ts', import.meta.url), lines.join('\n'));
