import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { codegen } from '@graphql-codegen/core';
import * as typedOperations from '@graphql-codegen/typescript-operations';
import { parse } from 'graphql';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

vi.setConfig({ testTimeout: 120_000 });

// One fragment on a page of deployments, in all places that have one: what tools of clients make of it.

const FIELDS = 'totalCount edges { cursor node { id state } } pageInfo { endCursor hasNextPage }';
const OPERATION = (fragment: string, id = '$id: ID!') => `
  query Fragments_Query(${id}) {
    deployments(first: 2) { ...${fragment} }
    unit: node(id: $id) { ... on Unit { deployments(first: 2) { ...${fragment} } } }
    improvement: node(id: $id) { ... on Improvement { deployments(first: 2) { ...${fragment} } } }
  }`;

const schemaFile = fileURLToPath(new URL('../../schema.graphql', import.meta.url));
const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fragments-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('is one type for GraphQL Code Generator', async () => {
  const document = parse(`fragment Page on DeploymentConnection { ${FIELDS} } ${OPERATION('Page')}`);
  const code = await codegen({
    filename: 'fragments.ts',
    schema: parse(await readFile(schemaFile, 'utf8')),
    documents: [{ location: 'fragments.graphql', document }],
    config: { inlineFragmentTypes: 'mask' },
    pluginMap: { typedOperations },
    plugins: [{ typedOperations: {} }],
  });
  expect(code.match(/export type PageFragment\b/g)).toHaveLength(1);
  expect(code.match(/'PageFragment': PageFragment/g)).toHaveLength(3);
});

it('is one reader for the Relay compiler', async () => {
  await mkdir(join(folder, 'src'));
  await symlink(modules, join(folder, 'node_modules'));
  await writeFile(
    join(folder, 'src', 'Fragments.js'),
    `import { graphql } from 'relay-runtime';
     graphql\`fragment Fragments_page on DeploymentConnection { ${FIELDS} }\`;
     graphql\`${OPERATION('Fragments_page')}\`;`,
  );
  const compiler = join(modules, 'relay-compiler', 'cli.js');
  const config = { src: './src', schema: schemaFile, language: 'typescript', artifactDirectory: './artifacts' };
  await mkdir(join(folder, 'artifacts'));
  await writeFile(join(folder, 'relay.config.json'), JSON.stringify(config));
  await promisify(execFile)(process.execPath, [compiler, 'relay.config.json'], { cwd: folder });
  const artifacts = await readdir(join(folder, 'artifacts'));
  expect(artifacts.toSorted()).toEqual(['Fragments_Query.graphql.ts', 'Fragments_page.graphql.ts']);
  const query = await readFile(join(folder, 'artifacts', 'Fragments_Query.graphql.ts'), 'utf8');
  expect(query.match(/FragmentRefs<"Fragments_page">/g)).toHaveLength(3);
});
