/**
 * Writes `graphql.ts`: each operation of the `.graphql` files here as a document with the types of its variables and its
 * result, from the schema. Run it after a change of either: `npm run dashboard:types`.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { codegen } from '@graphql-codegen/core';
import * as typedDocuments from '@graphql-codegen/typed-document-node';
import * as typedOperations from '@graphql-codegen/typescript-operations';
import { parse } from 'graphql';

const HEADER = '// Written by `npm run dashboard:types` from the .graphql files and schema.graphql.\n';

const here = new URL('./', import.meta.url);
const read = async (path) => parse(await readFile(new URL(path, here), 'utf8'));
const paths = (await readdir(here, { recursive: true })).filter((path) => path.endsWith('.graphql')).sort();

const filename = fileURLToPath(new URL('graphql.ts', here));
const code = await codegen({
  filename,
  schema: await read('../../schema.graphql'),
  documents: await Promise.all(paths.map(async (location) => ({ location, document: await read(location) }))),
  config: {
    enumType: 'string-literal',
    scalars: { ID: 'string', Cursor: 'string', Date: 'string', DateTime: 'string', JSON: 'unknown' },
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
