import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ensureBuilt, ROOT } from '../process/server-process.js';

vi.setConfig({ testTimeout: 60_000 }); // On a busy machine.

const run = promisify(execFile);

/** Packages of this repository that a project has beside the client: the peers, and what its own code imports. */
const BESIDE = ['graphql', 'graphql-ws', '@apollo/client', 'rxjs', '@graphql-typed-document-node/core'];

const MAIN = `import { createUpliftClient } from '@uplift/client';
import type { ConnectionState, TypedDocument } from '@uplift/client';
import { cacheOptions } from '@uplift/client/apollo';
import { keys } from '@uplift/client/graphcache';
import { InMemoryCache } from '@apollo/client';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';

interface Data { readonly events: { readonly position: number } }
declare const generated: TypedDocumentNode<Data, { after?: string; filter?: { types: string[] } }>;

export const states: ConnectionState[] = [];
export const cache = new InMemoryCache(cacheOptions);
export const known: null | undefined = keys['MatrixCell']?.();
export const client = createUpliftClient({ url: 'https://uplift.example/graphql', onState: (state) => states.push(state) });
export async function watch(): Promise<number | undefined> {
  for await (const { data } of client.iterate(generated, { variables: { filter: { types: [] } } })) return data?.events.position;
  // @ts-expect-error There is no such variable.
  client.iterate(generated, { variables: { nothing: 1 } });
  return undefined;
}
export type { TypedDocument };
`;

const ONLY_CLIENT = `import { createUpliftClient } from '@uplift/client';
console.log(createUpliftClient({ url: location.href }).state.status);
`;

let folder: string;
beforeAll(async () => {
  ensureBuilt();
  folder = await mkdtemp(join(tmpdir(), 'uplift-project-'));
  const project = { name: 'project', private: true, type: 'module' };
  await writeFile(join(folder, 'package.json'), JSON.stringify(project));
  const options = ['pack', join(ROOT, 'client'), '--json', '--pack-destination', folder, '--offline'];
  const [packed] = JSON.parse((await run('npm', options, { cwd: folder })).stdout);
  // Peers come from this repository and not from a registry: npm is told to leave them alone.
  await run('npm', ['install', `./${packed.filename}`, '--offline', '--legacy-peer-deps', '--no-audit'], {
    cwd: folder,
  });
  for (const name of BESIDE) {
    await mkdir(join(folder, 'node_modules', name, '..'), { recursive: true });
    await symlink(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name));
  }
  await writeFile(join(folder, 'main.ts'), MAIN);
  await writeFile(join(folder, 'only-client.ts'), ONLY_CLIENT);
});
afterAll(() => rm(folder, { recursive: true }));

test('the package has its scripts, their types and its README, and says what it needs', async () => {
  const installed = join(folder, 'node_modules/@uplift/client');
  const files = (await readdir(installed, { recursive: true })).filter((name) => /\.\w+$/.test(name)).sort();
  const scripts = (await readdir(join(ROOT, 'client/src'))).map((name) => name.replace(/\.ts$/, ''));
  expect(files).toEqual(
    ['README.md', 'package.json', ...scripts.flatMap((name) => [`dist/${name}.d.ts`, `dist/${name}.js`])].sort(),
  );
  const manifest = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'));
  const product = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  expect(manifest.dependencies).toBeUndefined();
  expect(Object.keys(manifest.peerDependencies).sort()).toEqual(['graphql', 'graphql-ws']);
  for (const same of ['version', 'license', 'engines']) expect(manifest[same]).toEqual(product[same]);
});

test('a project type-checks against it, strictly, with the resolution of bundlers and with that of Node', async () => {
  for (const module of [
    { module: 'ESNext', moduleResolution: 'Bundler' },
    { module: 'NodeNext', moduleResolution: 'NodeNext' },
  ]) {
    const options = { ...module, strict: true, exactOptionalPropertyTypes: true, noEmit: true, target: 'ES2022' };
    const compilerOptions = { ...options, lib: ['ES2023', 'DOM'], types: [], skipLibCheck: true };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['main.ts'] }));
    await run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', folder]).catch((error) => {
      throw new Error(`${module.module}: ${error.stdout}`);
    });
  }
});

test('Vite bundles it for browsers, small', async () => {
  const bundle = async (entry: string) => {
    const output = await build({
      root: folder,
      logLevel: 'error',
      build: { write: false, lib: { entry: join(folder, entry), formats: ['es'] }, minify: true, target: 'es2022' },
    });
    const [{ output: chunks }] = output as { output: { code?: string }[] }[] as [{ output: { code?: string }[] }];
    return chunks.map(({ code }) => code ?? '').join('');
  };
  const code = await bundle('only-client.ts');
  expect(code).toContain('persistedQuery');
  expect(code, 'what caches need is left out').not.toContain('MatrixCell');
  expect(gzipSync(code).length).toBeLessThan(12_000);
  expect(await bundle('main.ts')).toContain('MatrixCell');
});
