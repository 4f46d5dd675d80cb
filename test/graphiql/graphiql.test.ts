import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, createTestOrganization } from '../support/app.js';
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

const ADD_UNIT = `mutation ($name: String!) {
  addUnit(input: { name: $name, kind: PROJECT }) { ... on AddUnitPayload { position } ... on UserError { message } }
}`;

describeWithBrowser('GraphiQL in a browser without internet', ({ chromiumPath }) => {
  let app: TestApp;
  let organization: TestOrganization;
  let browser: Browser;

  beforeAll(async () => {
    app = await startApp();
    organization = await createTestOrganization(app);
    browser = await chromium.launch({ executablePath: chromiumPath, args: ARGUMENTS });
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  /** Opens GraphiQL as the viewer of the organization; notes every address that the page asks for. */
  async function open(): Promise<{ page: Page; addresses: string[] }> {
    const page = await browser.newPage();
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(request.url()));
    page.on('websocket', (socket) => addresses.push(socket.url()));
    await page.goto(app.url);
    await page.getByRole('button', { name: /^Execute/ }).waitFor();
    return { page, addresses };
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

  const headers = () => JSON.stringify({ Authorization: organization.people.VIEWER.bearer });

  test('loads, runs the example query, and asks nobody else for anything', async () => {
    const { page, addresses } = await open();
    await fill(page, '.graphiql-editor-tool .graphiql-editor:not(.hidden)', headers());
    await page.getByRole('button', { name: /^Execute/ }).click();
    await expect.poll(() => response(page), { timeout: 10_000 }).toContain('Manage the Deployment');
    for (const tab of ['PracticeGraph', 'Matrix', 'Live', 'RecordProgress']) {
      expect(await page.getByRole('button', { name: tab, exact: true }).count(), tab).toBe(1);
    }
    const { host } = new URL(app.url);
    const foreign = addresses.filter(
      (address) => !address.startsWith('blob:') && !address.startsWith('data:') && new URL(address).host !== host,
    );
    expect(foreign).toEqual([]);
    await page.close();
  });

  test('shows the event of a mutation live, over the socket', async () => {
    const { page, addresses } = await open();
    // A click that comes before the page is ready is lost.
    await expect
      .poll(
        async () => {
          await page.getByRole('button', { name: 'Live', exact: true }).click();
          return page.locator('.graphiql-query-editor').innerText();
        },
        { timeout: 10_000 },
      )
      .toContain('subscription');
    await fill(page, '.graphiql-editor-tool .graphiql-editor:not(.hidden)', headers());
    await expect.poll(() => page.evaluate('localStorage.getItem("graphiql:tabState")')).toContain('Bearer ey');
    await page.getByRole('button', { name: /^Execute/ }).click();
    await expect.poll(() => app.services.delivery.openFeeds, { timeout: 10_000 }).toBe(1);
    await ask(app.url, ADD_UNIT, { name: 'Seen live' }, organization.people.ADMINISTRATOR.bearer);
    await expect.poll(() => response(page), { timeout: 10_000 }).toContain('UnitAdded');
    expect(addresses.some((address) => address.startsWith('ws:'))).toBe(true);
    await page.close();
    await expect.poll(() => app.services.delivery.openFeeds, { timeout: 10_000 }).toBe(0);
  });
});
