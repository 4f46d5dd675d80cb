import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';

/** No background traffic, and the sandbox off: tests may run as root in a container. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
];

/** How long the screen may take on a busy machine, in milliseconds. */
export const PATIENCE = 45_000;

/** Starts Chromium. */
export function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

/** A page of the dashboard, with everything that it complained about and asked for. */
export interface Watched {
  readonly page: Page;
  /** What the console had as errors, and what was thrown; failures of the network are none. */
  readonly complaints: string[];
  readonly addresses: string[];
}

/** Opens a page of the dashboard in a browser of its own, as somebody. */
export async function open(
  browser: Browser,
  address: string,
  bearer: string,
  options: BrowserContextOptions = {},
): Promise<Watched> {
  const page = await browser.newPage({ viewport: { width: 1360, height: 900 }, ...options });
  page.setDefaultTimeout(PATIENCE);
  const complaints: string[] = [];
  const addresses: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !/net::|WebSocket connection/.test(message.text()))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => addresses.push(request.url()));
  page.on('websocket', (socket) => addresses.push(socket.url()));
  const credentials = JSON.stringify({ kind: 'token', token: bearer.replace('Bearer ', '') });
  await page.addInitScript(`sessionStorage.setItem('uplift:credentials', ${JSON.stringify(credentials)})`);
  await page.goto(address);
  await isLive(page);
  return { page, complaints, addresses };
}

/** Waits until the page says that it is live. */
export async function isLive(page: Page): Promise<void> {
  await page.locator('.connection-live').waitFor();
}

/** Waits until the cell of a project says something. */
export async function cellSays(page: Page, text: string): Promise<void> {
  await page.getByRole('gridcell', { name: text, exact: true }).first().waitFor();
}

/** Waits until the events on the page are exactly those of the log up to its head, each once, the newest first. */
export async function showsWholeLog(page: Page, head: number): Promise<void> {
  const positions = () =>
    page.locator('[data-position]').evaluateAll((all) => all.map((each) => Number(each.getAttribute('data-position'))));
  await expect
    .poll(positions, { timeout: PATIENCE })
    .toEqual(Array.from({ length: Math.min(head, 200) }, (_, index) => head - index));
}

/** With `SHEET`, the name of a folder, puts a picture of the whole page there. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['SHEET'];
  if (folder === undefined) return;
  const file = name.replaceAll(/[A-Za-z0-9_-]{24,}/g, 'ID').replaceAll(/[^\w]+/g, '-');
  await page.screenshot({ path: `${folder}/${file}.png`, fullPage: true });
}
