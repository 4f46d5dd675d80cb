import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../support/clients.js';
import { ensureBuilt, killAll, ROOT, startProcess } from './server-process.js';

// The image is built by Docker, which may not be here: this holds what it is built from.

interface Copy {
  readonly sources: readonly string[];
  readonly from: string | undefined;
}

let dockerfile: string;
let copies: Copy[];
beforeAll(async () => {
  dockerfile = await readFile(`${ROOT}/Dockerfile`, 'utf8');
  copies = [...dockerfile.matchAll(/^COPY (?:--from=(\w+) )?(.+)$/gm)].map(([, from, words = '']) => ({
    from,
    sources: words.split(' ').slice(0, -1),
  }));
});

describe('the Dockerfile', () => {
  it('copies what there is, and nothing that .dockerignore leaves out', async () => {
    const ignored = (await readFile(`${ROOT}/.dockerignore`, 'utf8')).trim().split('\n');
    const sources = copies.filter(({ from }) => from === undefined).flatMap((copy) => copy.sources);
    expect(sources.length).toBeGreaterThan(8);
    expect(sources.filter((path) => !existsSync(`${ROOT}/${path}`) || ignored.includes(path))).toEqual([]);
  });

  it('copies all that its build runs on', async () => {
    const { scripts } = JSON.parse(await readFile(`${ROOT}/package.json`, 'utf8'));
    const run = [...dockerfile.matchAll(/npm run -s (\w+)/g)].map(([, name = '']) => String(scripts[name]));
    expect(run.length).toBe(3);
    const copied = copies.flatMap(({ sources }) => sources);
    for (const path of run.join(' ').match(/\b(client|src|tsconfig\.build\.json)\b/g) ?? [])
      expect(copied).toContain(path);
  });

  it('runs on one version of Node, which CI tests', async () => {
    const versions = new Set([...dockerfile.matchAll(/^FROM node:(\d+)-alpine/gm)].map(([, version]) => version));
    expect([...versions]).toEqual(['24']);
    expect(await readFile(`${ROOT}/.ci/run`, 'utf8')).toContain('image_node=');
  });
});

describe('what the image has', () => {
  let folder: string;
  let url: string;
  beforeAll(async () => {
    ensureBuilt();
    // Not within the tree, whose packages would stand in for those that the image lacks.
    folder = await mkdtemp(join(tmpdir(), 'uplift-image-'));
    for (const { sources } of copies.filter(({ from }) => from === undefined).slice(-3))
      for (const path of sources) await cp(`${ROOT}/${path}`, join(folder, path), { recursive: true });
    await bring('dist', ['bench', 'faults', 'fuzz', 'tools']);
    await bringPackages();
    const server = startProcess({ DATA_DIR: join(folder, 'data'), NODE_ENV: 'production' }, folder);
    url = await server.url;
  }, 180_000);
  afterAll(async () => {
    killAll();
    await rm(folder, { recursive: true, force: true });
  });

  /** Brings a folder of the tree, without some of what is in it: by links, or on another disk as a copy. */
  async function bring(path: string, without: readonly string[] = []): Promise<void> {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    const [from, to] = [`${ROOT}/${path}`, join(folder, path)];
    execFileSync('sh', ['-c', 'cp -al "$0" "$1" 2>/dev/null || cp -a "$0" "$1"', from, to]);
    for (const name of without) await rm(join(folder, path, name), { recursive: true, force: true });
  }

  /** The packages that are left after `npm prune --omit=dev --omit=peer --omit=optional`. */
  async function bringPackages(): Promise<void> {
    const { packages } = JSON.parse(await readFile(`${ROOT}/package-lock.json`, 'utf8')) as {
      packages: Record<string, { dev?: true; optional?: true; devOptional?: true; peer?: true; link?: true }>;
    };
    const kept = Object.entries(packages).filter(
      ([path, { dev, optional, devOptional, peer }]) =>
        path.startsWith('node_modules/') && !(dev || optional || devOptional || peer),
    );
    expect(kept.length).toBeGreaterThan(50);
    // Packages within others come with them.
    for (const [path] of kept.filter(([each]) => each.lastIndexOf('node_modules/') === 0)) await bring(path);
  }

  it('starts, and answers', async () => {
    expect(await ask(url, '{ practice(ref: "OPM SP 3.2") { title } }')).toMatchObject({
      data: { practice: { title: 'Manage the Deployment' } },
    });
    expect((await fetch(new URL('/', url))).status).toBe(200);
    expect((await fetch(new URL('/health/ready', url))).status).toBe(200);
  });

  it('passes the audits of GraphQL over HTTP', async () => {
    const results = await Promise.all(serverAudits({ url }).map(({ fn }) => fn()));
    expect(results.length).toBeGreaterThan(60);
    expect(results.filter(({ status }) => status !== 'ok')).toEqual([]);
  });
});
