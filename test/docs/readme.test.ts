import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launch } from '../dashboard/browser.js';
import { blocksOf } from '../process/release.js';
import { killAll, ROOT, startProcess } from '../process/server-process.js';
import type { ServerProcess } from '../process/server-process.js';
import { ask } from '../support/clients.js';

/* oxlint-disable typescript/no-explicit-any -- answers may have any shape */

/** The address that the README has. */
const ADDRESS = 'http://127.0.0.1:4000';

let folder: string;
let server: ServerProcess;
let url: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'uplift-readme-'));
  server = startProcess({ DATA_DIR: folder });
  url = new URL(await server.url).origin;
  await server.says('The demo is complete', 120_000);
}, 150_000); // On a busy machine.
afterAll(async () => {
  killAll();
  await rm(folder, { recursive: true, force: true });
});

/** The first block of a language under a heading, with the address of this server for that of the README. */
async function block(heading: string, language: string): Promise<string> {
  const [text] = await blocksOf('README.md', heading, language);
  if (text === undefined) throw new Error(`There is no ${language} under ${heading}.`);
  return text.replaceAll(ADDRESS, url);
}

/** Runs a command of the README as a reader would, beside the server. */
async function shell(command: string): Promise<Record<string, any>> {
  const { stdout } = await promisify(execFile)('bash', ['-euc', command], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], DATA_DIR: folder },
  });
  return (JSON.parse(stdout) as { data: Record<string, any> }).data;
}

interface Matrix {
  readonly nodes: readonly { readonly deployments: { readonly nodes: readonly Cell[] } }[];
}
interface Cell {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}

test('the first query answers with the practices that the text names', async () => {
  const { practice } = await shell(await block('First query', 'sh'));
  const refs = practice.references.flatMap(({ practices }: { practices: { ref: string }[] }) =>
    practices.map(({ ref }) => ref),
  );
  expect(refs.sort().join(' ')).toBe(
    'CAR SP 2.1 OPF SP 3.1 OPF SP 3.2 OPF SP 3.3 OPF SP 3.4 OT SP 2.1 OT SP 2.2 OT SP 2.3',
  );
});

test('the matrix has what the first mutation takes, and a page sees it arrive', { timeout: 60_000 }, async () => {
  const { data } = await ask(`${url}/graphql`, await block('First query', 'graphql'));
  const { nodes } = data?.['improvements'] as Matrix;
  const cells = nodes.flatMap(({ deployments }) => deployments.nodes);
  const cell = cells.find(({ state }) => state === 'IN_PROGRESS');
  if (!cell) throw new Error('No deployment of the demo is in progress.');

  const path = inject('chromiumPath');
  const browser = path === null ? undefined : await launch(path);
  const page = await browser?.newPage();
  const logged: string[] = [];
  page?.on('console', (message) => logged.push(message.text()));
  await page?.goto(`${url}/graphql`);
  await page?.evaluate(await block('First subscription', 'js'));
  const results = () => logged.filter((text) => text.length > 0).length;
  if (page) await expect.poll(results, { timeout: 20_000 }).toBeGreaterThan(0);
  const before = results();

  const command = (await block('First mutation', 'sh'))
    .replace('"…"', `"${cell.id}"`)
    .replace('"version":4', `"version":${cell.version}`);
  const { recordProgress } = await shell(command);
  expect(recordProgress).toMatchObject({ __typename: 'RecordProgressPayload', deployment: { percent: 75 } });
  if (page) await expect.poll(results, { timeout: 20_000 }).toBeGreaterThan(before);
  await browser?.close();
});
