import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { isLive, launch, PATIENCE } from '../dashboard/browser.js';
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
  await server.says('The demo is complete', 180_000);
}, 300_000); // On a busy machine.
afterAll(async () => {
  killAll();
  await rm(folder, { recursive: true, force: true });
});

/** The first block of a language under a heading, with the address of this server for that of the page. */
async function block(heading: string, language: string, page = 'README.md'): Promise<string> {
  const [text] = await blocksOf(page, heading, language);
  if (text === undefined) throw new Error(`There is no ${language} under ${heading}.`);
  return text.replaceAll(ADDRESS, url);
}

const environment = () => ({ PATH: process.env['PATH'], HOME: process.env['HOME'], DATA_DIR: folder });

/** Runs a command of the README as a reader would, beside the server. */
async function shell(command: string): Promise<Record<string, any>> {
  const { stdout } = await promisify(execFile)('bash', ['-euc', command], { cwd: ROOT, env: environment() });
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

test('the matrix has what the first mutation takes, and a page sees it arrive', { timeout: 180_000 }, async () => {
  const { data } = await ask(`${url}/graphql`, await block('First mutation', 'graphql'));
  const { nodes } = data?.['improvements'] as Matrix;
  const cells = nodes.flatMap(({ deployments }) => deployments.nodes);
  const cell = cells.find(({ state }) => state === 'IN_PROGRESS');
  if (!cell) throw new Error('No deployment of the demo is in progress.');

  const path = inject('chromiumPath');
  const browser = path === null ? undefined : await launch(path);
  const page = await browser?.newPage();
  page?.setDefaultTimeout(PATIENCE);
  const logged: string[] = [];
  page?.on('console', (message) => logged.push(message.text()));
  await page?.goto(`${url}/health/live`); // Any page of the server's origin will do, and this is the smallest.
  await page?.evaluate(await block('Over Server-Sent Events', 'js', 'docs/clients.md'));
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

test('a client asks what an operation costs', async () => {
  const response = await promisify(execFile)('bash', ['-euc', await block('Costs', 'sh', 'docs/clients.md')]);
  expect(JSON.parse(response.stdout)).toMatchObject({ extensions: { cost: expect.any(Object) } });
});

test(
  'two people in two windows see what the other does, and the first subscription has it',
  { timeout: 180_000 },
  async () => {
    const path = inject('chromiumPath');
    if (path === null) return;
    const stream = spawn('bash', ['-euc', `exec ${await block('First subscription', 'sh')}`], { env: environment() });
    let received = '';
    stream.stdout.setEncoding('utf8').on('data', (text: string) => (received += text));
    const browser = await launch(path);
    const [paul, dario] = [await signedIn(browser, 'Paul Mercier'), await signedIn(browser, 'Dario Conti')];

    await openCell(paul, 'Clinic Records', 'Requirements workshops with users');
    await paul.getByRole('button', { name: 'Record progress' }).click();
    await paul.getByLabel('Percent').fill('64');
    await paul.locator('form.command button').click();
    await paul.locator('.panel').getByText('64 %').waitFor();
    await dario.getByRole('gridcell', { name: /^Clinic Records: in progress, 64 %/ }).waitFor();

    await openCell(paul, 'Clinic Records', 'Automated acceptance evidence');
    await openCell(dario, 'Clinic Records', 'Automated acceptance evidence');
    const own = paul.getByRole('button', { name: 'Confirm' });
    expect(await own.isDisabled()).toBe(true);
    expect(await own.getAttribute('title')).toContain('another person has to confirm');
    await dario.getByRole('button', { name: 'Confirm' }).click();
    await dario.locator('form.command button').click();
    for (const page of [paul, dario]) await page.locator('.panel .state-confirmed').waitFor();

    await expect.poll(() => received).toContain('"__typename":"DeploymentConfirmed"');
    expect(received).toContain('"__typename":"ProgressRecorded"');
    stream.kill();
    await browser.close();
  },
);

/** A window of its own, in which a person of the demo is signed in as the README says. */
async function signedIn(browser: Browser, name: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1360, height: 900 } });
  page.setDefaultTimeout(PATIENCE);
  await page.goto(url);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('list', { name: 'People of the demo' }).getByRole('button', { name }).click();
  await page.getByRole('banner').getByText(name).waitFor();
  await isLive(page);
  return page;
}

/** Opens the cell of a project in the row of an improvement. */
async function openCell(page: Page, project: string, improvement: string): Promise<void> {
  await page.keyboard.press('Escape');
  await page.locator('.panel').waitFor({ state: 'detached' });
  const row = page.getByRole('row', { name: new RegExp(improvement) });
  await row.getByRole('gridcell', { name: new RegExp(`^${project}: `) }).click();
  await page.locator('.panel').getByText(`${improvement} in ${project}`).waitFor();
}
