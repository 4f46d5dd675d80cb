/**
 * Writes `graphql.ts`: each operation of the `.graphql` files here as a document with the types of its variables and its
 * result, from the schema, and a `graphql.ts` of their own for folders whose pages are loaded when they are first shown; and `public/operations.json`: the texts as the page sends them, by their hash, for servers that do
 * only operations that they know; `command/forms.json`: the fields of the commands, for their forms; and `admin/event-types.json`. Run it after a change of either: `npm run dashboard:types`.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { codegen } from '@graphql-codegen/core';
import * as typedDocuments from '@graphql-codegen/typed-document-node';
import * as typedOperations from '@graphql-codegen/typescript-operations';
import { getOperationAST, Kind, OperationTypeNode, parse, print } from 'graphql';
import { cacheExchange, Client, fetchExchange } from 'urql';
import { transformWithOxc } from 'vite';
import { formsOf } from './command/forms.mjs';

const HEADER = '// Written by `npm run dashboard:types` from the .graphql files and schema.graphql.\n';

const here = new URL('./', import.meta.url);
const read = async (path) => parse(await readFile(new URL(path, here), 'utf8'));
const paths = (await readdir(here, { recursive: true })).filter((path) => path.endsWith('.graphql')).sort();

/** The files that are written, each with the operations that it has; all have the fragment of refusals. */
const REFUSAL = 'command/refusal.graphql';
const LATER = ['admin', 'comments', 'person', 'reviews', 'search', 'training'];
const folderOf = (path) => LATER.find((folder) => path.startsWith(`${folder}/`));
const OUTPUTS = {
  'graphql.ts': paths.filter((path) => folderOf(path) === undefined),
  ...Object.fromEntries(
    LATER.map((folder) => [`${folder}/graphql.ts`, [REFUSAL, ...paths.filter((path) => folderOf(path) === folder)]]),
  ),
};

const schema = await read('../../schema.graphql');
const documents = [];
for (const [output, sources] of Object.entries(OUTPUTS)) {
  const filename = fileURLToPath(new URL(output, here));
  const code = await codegen({
    filename,
    schema,
    documents: await Promise.all(sources.map(async (location) => ({ location, document: await read(location) }))),
    config: {
      enumType: 'string-literal',
      scalars: { ID: 'string', LogCursor: 'string', Date: 'string', DateTime: 'string', JSON: 'unknown' },
      immutableTypes: true,
      mergeFragmentTypes: true,
      skipTypename: true,
      useTypeImports: true,
      disableDescriptions: true,
      optimizeDocumentNode: true,
    },
    pluginMap: { typedOperations, typedDocuments },
    plugins: [{ typedOperations: {} }, { typedDocuments: {} }],
  });
  await writeFile(filename, HEADER + code);
  const script = await transformWithOxc(code, filename);
  const module = await import(`data:text/javascript,${encodeURIComponent(script.code)}`);
  documents.push(...Object.values(module));
}
const texts = [];
// Whatever urql makes of a document: it adds and prints in its own way.
const client = new Client({
  url: 'http://nowhere.invalid',
  preferGetMethod: false,
  exchanges: [cacheExchange, fetchExchange],
  fetch: async (_url, { body }) => {
    texts.push(JSON.parse(body).query);
    return Response.json({ data: null });
  },
});
for (const document of documents) {
  const operation = getOperationAST(document)?.operation;
  if (!operation) continue; // A fragment, which is part of others.
  if (operation === OperationTypeNode.SUBSCRIPTION) texts.push(print(document));
  else await (operation === OperationTypeNode.QUERY ? client.query(document, {}) : client.mutation(document, {}));
}
const hashed = texts.map((text) => [createHash('sha256').update(text).digest('hex'), text]);
const writeJson = (path, value) => writeFile(new URL(path, here), `${JSON.stringify(value, undefined, 2)}\n`);
await writeJson('public/operations.json', Object.fromEntries(hashed));
await writeJson(
  'command/forms.json',
  formsOf(JSON.parse(await readFile(new URL('../../commands.schema.json', here), 'utf8'))),
);
const eventType = schema.definitions.find(
  ({ kind, name }) => kind === Kind.ENUM_TYPE_DEFINITION && name.value === 'EventType',
);
await writeJson(
  'admin/event-types.json',
  eventType.values.map(({ name }) => name.value),
);
