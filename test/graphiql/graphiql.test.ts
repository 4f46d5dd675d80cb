import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoSignIn } from '../../src/demo/sign-in.js';
import { openMemoryDatabase } from '../../src/database/embedded.js';
import { storyTabs } from '../../src/graphiql/tabs.js';
import { createTestOrganization, SECRET, startApp } from '../support/app.js';
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
  let app: TestApp;
  let organization: TestOrganization;
  let browser: Browser;

  beforeAll(async () => {
    const database = await openMemoryDatabase();
    app = await startApp({
      parts: {
        database,
        anonymous: { subject: 'demo-VIEWER', organization: 'demo', expiresAt: undefined },
        demoSignIn: demoSignIn(database.prisma, SECRET),
      },
    });
    organization = await createTestOrganization(app, 'demo');
    browser = await chromium.launch({ executablePath: chromiumPath, args: ARGUMENTS });
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await app?.services.database.close();
  });

  /** Opens GraphiQL; notes every address that the page asks for, and all that it complains of. */
  async function open(): Promise<{ page: Page; addresses: string[]; complaints: string[] }> {
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE);
    const addresses: string[] = [];
    const complaints: string[] = [];
    page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => addresses.push(request.url()));
    page.on('websocket', (socket) => addresses.push(socket.url()));
    await page.goto(app.url);
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
      await openTab(page, 'Matrix', 'deployments(first');
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
});
