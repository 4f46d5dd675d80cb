import { readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoUsers } from '../../src/demo/sign-in.js';
import type { Database } from '../../src/database/database.js';
import { openMemoryDatabase } from '../../src/database/embedded.js';
import { storyTabs } from '../../src/graphiql/tabs.js';
import { putDeployment } from '../commands/fixtures.js';
import { createTestOrganization, HOUR, startApp } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';
import { ask } from '../support/clients.js';
import { describeWithBrowser } from '../support/services.js';

/** No background traffic, and the sandbox off: tests may run as root in a container. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
];

/** The name that a tab has. */
const operationName = (query: string): string => /^(?:query|mutation|subscription) (\w+)/m.exec(query)?.[1] ?? '';

/** How long a browser may take on a busy machine, in milliseconds. */
const PATIENCE = 120_000;

const ADD_UNIT = `mutation ($name: String!) {
  addUnit(input: { name: $name, kind: PROJECT }) { ... on AddUnitPayload { position } ... on UserError { message } }
}`;

const DEACTIVATE = `mutation ($personId: ID!) {
  deactivatePerson(input: { personId: $personId, version: 1 }) { __typename ... on UserError { message } }
}`;

describeWithBrowser('GraphiQL in a browser without internet', ({ chromiumPath }) => {
  let database: Database;
  let app: TestApp;
  let organization: TestOrganization;
  let browser: Browser;

  beforeAll(async () => {
    database = await openMemoryDatabase();
    app = await startApp({
      parts: {
        database,
        anonymous: { subject: 'demo-VIEWER', organization: 'demo', expiresAt: undefined },
        signIn: { limits: { maxIdle: HOUR, maxAge: HOUR }, demo: demoUsers(database.prisma) },
      },
    });
    organization = await createTestOrganization(app, 'demo');
    browser = await chromium.launch({ executablePath: chromiumPath, args: ARGUMENTS });
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await database?.close();
  });

  /** Opens GraphiQL; notes every address that the page asks for, and all that it complains of. */
  async function open(link = ''): Promise<{ page: Page; addresses: string[]; complaints: string[] }> {
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE);
    const addresses: string[] = [];
    const complaints: string[] = [];
    page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => addresses.push(request.url()));
    page.on('websocket', (socket) => addresses.push(socket.url()));
    await page.goto(`${app.url}${link}`);
    await page.getByRole('button', { name: /^Execute/ }).waitFor();
    return { page, addresses, complaints };
  }

  /** Puts text in place of what an editor of the page has. */
  async function fill(page: Page, editor: string, text: string): Promise<void> {
    await page.locator(`${editor} .view-lines`).first().click();
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await page.keyboard.insertText(text);
  }

  /** What the page shows as the answer. The editor writes spaces as non-breaking ones. */
  const response = async (page: Page) =>
    (await page.locator('.graphiql-response').innerText()).replaceAll('\u00a0', ' ');

  const headers = () => JSON.stringify({ Authorization: organization.people.ADMINISTRATOR.bearer });

  /** Opens a tab by one click. */
  const openTab = async (page: Page, name: string, shows: string) => {
    await page.getByRole('button', { name, exact: true }).click();
    const editor = page.locator('.graphiql-query-editor');
    await expect.poll(() => editor.innerText(), { timeout: 10_000 }).toContain(shows);
  };

  /**
   * Runs what the editor has, until what is read is as expected. Hazard: for a tenth of a second after a change, the page runs
   * the new text under the name of the operation before, which is none of it.
   */
  const run = <Value>(page: Page, read: () => Value | Promise<Value>, timeout = PATIENCE) =>
    expect.poll(
      async () => {
        const execute = page.getByRole('button', { name: /^Execute/ });
        if (await execute.isVisible()) await execute.click();
        return read();
      },
      { timeout, interval: 500 },
    );

  test(
    'loads, runs the example query, asks nobody else for anything, and keeps to its policy',
    { timeout: PATIENCE },
    async () => {
      const { page, addresses, complaints } = await open();
      await run(page, () => response(page), 30_000).toContain('Manage the Deployment');
      for (const { query } of storyTabs()) {
        const name = operationName(query);
        expect(await page.getByRole('button', { name, exact: true }).count(), name).toBe(1);
      }
      for (const [plugin, shows] of [
        ['Show Documentation Explorer', 'Root Types'],
        ['Show GraphiQL Explorer', 'deploymentMatrix'],
        ['Show History', 'PracticeGraph'],
      ] as const) {
        await page.getByRole('button', { name: plugin }).click();
        await expect.poll(() => page.locator('.graphiql-plugin').innerText(), { timeout: 30_000 }).toContain(shows);
      }
      const { host } = new URL(app.url);
      const foreign = addresses.filter(
        (address) => !address.startsWith('blob:') && !address.startsWith('data:') && new URL(address).host !== host,
      );
      expect(foreign).toEqual([]);
      expect(complaints, 'what the policy forbids is a complaint').toEqual([]);
      await page.close();
    },
  );

  test(
    'asks as the person of the demo who was chosen, over HTTP and over the socket',
    { timeout: PATIENCE },
    async () => {
      const { page, complaints } = await open();
      const offered = await page.locator('#who option').allInnerTexts();
      expect(offered).toContain('Person demo-SPONSOR, sponsor');
      expect(offered[0]).toBe('Guest, viewer');
      await page.selectOption('#who', 'demo-DEPLOYMENT_LEAD');
      await expect
        .poll(() => page.locator('#said').innerText(), { timeout: PATIENCE })
        .toContain('Manages improvements');
      await openTab(page, 'RecordProgress', 'mutation');
      // Not forbidden to a deployment lead: only that there is no such deployment.
      await run(page, () => response(page)).toMatch(/NotFoundError|InvalidInputError/);
      await page.selectOption('#who', 'demo-PROJECT_LEAD');
      await expect.poll(() => page.locator('#said').innerText(), { timeout: PATIENCE }).toBe('Leads Led project.');
      const before = app.connections.size;
      await openTab(page, 'Live', 'subscription');
      await run(page, () => app.connections.size).toBe(before + 1);
      const { PROJECT_LEAD, ADMINISTRATOR } = organization.people;
      await ask(app.url, DEACTIVATE, { personId: PROJECT_LEAD.globalId }, ADMINISTRATOR.bearer);
      await expect
        .poll(() => app.connections.size, { timeout: PATIENCE, message: 'the socket was theirs' })
        .toBe(before);
      expect(complaints.filter((complaint) => /policy/i.test(complaint))).toEqual([]);
      await page.close();
    },
  );

  test(
    'opens each tab at one click, on a first visit and in a window that was resized',
    { timeout: PATIENCE },
    async () => {
      const { page } = await open();
      await openTab(page, 'Matrix', 'deploymentMatrix(first');
      await page.setViewportSize({ width: 900, height: 600 });
      await openTab(page, 'Evidence', 'evidence(first');
      await openTab(page, 'PracticeGraph', 'subpractices');
      await page.close();
    },
  );

  test('sends what is written in its headers before anybody who was chosen', { timeout: PATIENCE }, async () => {
    const { page } = await open();
    await page.selectOption('#who', 'demo-SPONSOR');
    await page.getByRole('button', { name: 'Headers', exact: true }).click();
    await fill(page, '.graphiql-editor-tool .graphiql-editor:not(.hidden)', headers());
    await fill(page, '.graphiql-query-editor', '{ viewer { role } }');
    await run(page, () => response(page)).toContain('"ADMINISTRATOR"');
    await page.close();
  });

  test('shows the event of a mutation live, over the socket', { timeout: PATIENCE }, async () => {
    const { page, addresses } = await open();
    await openTab(page, 'Live', 'subscription');
    await run(page, () => app.services.delivery.openFeeds).toBe(1);
    await ask(app.url, ADD_UNIT, { name: 'Seen live' }, organization.people.ADMINISTRATOR.bearer);
    await expect.poll(() => response(page), { timeout: PATIENCE }).toContain('UnitAdded');
    expect(addresses.some((address) => address.startsWith('ws:'))).toBe(true);
    await page.close();
    await expect.poll(() => app.services.delivery.openFeeds, { timeout: PATIENCE }).toBe(0);
  });

  test(
    'is as high as the window at any size, with its title on one line, and wraps long lines',
    { timeout: PATIENCE },
    async () => {
      const { page } = await open();
      for (const [width, height] of [
        [1280, 720],
        [900, 600],
        [1600, 1000],
      ] as const) {
        await page.setViewportSize({ width, height });
        const heights = () =>
          page.evaluate<number[]>(`[
            document.documentElement.scrollHeight,
            Math.round(document.querySelector('.graphiql-sessions').getBoundingClientRect().bottom) + 16,
            document.querySelector('.graphiql-logo span').getClientRects().length,
          ]`);
        await expect.poll(heights, { timeout: 10_000, message: `${width} by ${height}` }).toEqual([height, height, 1]);
      }
      await fill(page, '.graphiql-query-editor', `{ viewer { role } } # ${'far to the right '.repeat(20)}END`);
      await expect
        .poll(() => page.locator('.graphiql-query-editor .view-line', { hasText: 'END' }).isVisible())
        .toBe(true);
      const [edge, end] = await page.evaluate<[number, number]>(`[
        document.querySelector('.graphiql-query-editor').getBoundingClientRect().right,
        Math.max(...[...document.querySelectorAll('.graphiql-query-editor .view-line span')].map(
          (part) => part.getBoundingClientRect().right)),
      ]`);
      expect(end).toBeLessThanOrEqual(edge);
      await page.close();
    },
  );

  test('opens a link with its variables, beside the examples', { timeout: PATIENCE }, async () => {
    const query = 'query Linked($ref: String!) { practice(ref: $ref) { title } }';
    const link = new URLSearchParams({ query, variables: '{"ref":"CAR SP 2.1"}' });
    const { page } = await open(`?${link}`);
    await run(page, () => response(page)).toContain('Implement Action Proposals');
    await openTab(page, 'PracticeGraph', 'subpractices');
    await openTab(page, 'Linked', '$ref');
    // The address follows, and opens the same.
    const at = () => Object.fromEntries(new URL(page.url()).searchParams);
    await expect.poll(at).toEqual(Object.fromEntries(link));
    await page.waitForTimeout(1_000); // GraphiQL stores its tabs half a second later.
    await page.reload();
    await run(page, () => response(page)).toContain('Implement Action Proposals');
    expect(await page.getByRole('button', { name: 'Linked', exact: true }).count()).toBe(1);
    await page.close();
  });

  test('keeps no token in the browser, and subscribes with the one in its headers', { timeout: PATIENCE }, async () => {
    const { page } = await open();
    const { DEPLOYMENT_LEAD, ADMINISTRATOR } = organization.people;
    const secret = DEPLOYMENT_LEAD.bearer.split('.').at(-1) ?? '';
    const kept = () => page.evaluate<string>('JSON.stringify({ ...localStorage, ...sessionStorage })');
    await openTab(page, 'Live', 'subscription');
    await page.getByRole('button', { name: 'Headers', exact: true }).click();
    await fill(
      page,
      '.graphiql-editor-tool .graphiql-editor:not(.hidden)',
      JSON.stringify({ authorization: DEPLOYMENT_LEAD.bearer }),
    );
    const before = app.connections.size;
    await run(page, () => app.connections.size).toBe(before + 1);
    await ask(app.url, DEACTIVATE, { personId: DEPLOYMENT_LEAD.globalId }, ADMINISTRATOR.bearer);
    await expect.poll(() => app.connections.size, { timeout: PATIENCE, message: 'the socket was theirs' }).toBe(before);
    await expect.poll(kept).toContain('"graphiql:queries"');
    await page.waitForTimeout(1_000); // GraphiQL stores its tabs half a second later.
    expect(await kept()).not.toContain(secret);
    await page.close();
  });

  test('lists what was run, and opens it again', { timeout: PATIENCE }, async () => {
    const { page } = await open();
    await fill(page, '.graphiql-query-editor', 'query Mine { viewer { role } }');
    await run(page, () => response(page)).toContain('"VIEWER"');
    await openTab(page, 'Evidence', 'evidence(first');
    await page.getByRole('button', { name: 'Show History' }).click();
    await page.locator('.graphiql-history-item-label', { hasText: 'Mine' }).first().click();
    await expect.poll(() => page.locator('.graphiql-query-editor').innerText()).toContain('viewer');
    await page.close();
  });

  test('says where a syntax error is, without the stack of minified code', { timeout: PATIENCE }, async () => {
    const { page } = await open();
    await fill(page, '.graphiql-query-editor', '{ viewer { role } }}');
    await run(page, () => response(page)).toMatch(/Syntax Error[^]*"line": 1/);
    expect(await response(page)).not.toMatch(/stack|\.js/);
    await page.close();
  });

  test('gives mutations that it kept the version of today', { timeout: PATIENCE }, async () => {
    const { prisma } = app.services.database;
    const values = { state: 'IN_PROGRESS', percent: 40, version: 3 } as const;
    const { id } = await putDeployment(app, organization.id, organization.ledUnit.id, values);
    const { page } = await open();
    const variables = () => page.locator('.graphiql-editor-tool .graphiql-editor:not(.hidden)').innerText();
    await openTab(page, 'RecordProgress', 'mutation');
    await expect.poll(variables).toMatch(/"version":\s3/);
    await page.waitForTimeout(1_000); // GraphiQL stores its tabs half a second later.
    await prisma.deployment.update({ where: { id }, data: { version: 9 } });
    await page.reload();
    await expect.poll(variables, { timeout: 30_000 }).toMatch(/"version":\s9/);
    expect(await page.getByRole('button', { name: 'RecordProgress', exact: true }).count()).toBe(1);
    await page.close();
  });

  test('saves the result as CSV', { timeout: PATIENCE }, async () => {
    const { page } = await open();
    const save = page.getByRole('button', { name: 'Result as CSV' });
    await save.click();
    await page.getByText('Run a query first.').waitFor();
    await run(page, () => response(page)).toContain('Manage the Deployment');
    const [download] = await Promise.all([page.waitForEvent('download'), save.click()]);
    expect(download.suggestedFilename()).toBe('PracticeGraph.csv');
    const [head, first] = (await readFile(await download.path(), 'utf8')).split('\r\n');
    expect(head).toContain('\ufeffpractice.ref,practice.title,');
    expect(first).toContain('OPM SP 3.2,Manage the Deployment,');
    await page.close();
  });
});
