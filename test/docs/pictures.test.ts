import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signToken } from '../../src/auth/tokens.js';
import { DEMO_SLUG } from '../../src/demo/people.js';
import { launch, open, PATIENCE } from '../dashboard/browser.js';
import { SECRET, startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { putDemo } from '../support/demo.js';
import { createDatabase, describeWithBrowser, dropDatabase } from '../support/services.js';

/** The moment that the pictures show. */
const NOW = new Date('2026-11-25T09:30:00Z');

/** A picture stays small enough for a page that loads four of them, in bytes. */
const MOST_BYTES = 200 * 1024;

/** How long a page stays the same once all of it is there, in milliseconds. */
const SETTLED = 1_500;

const FOLDER = new URL('../../docs/pictures/', import.meta.url);
const THEMES = ['light', 'dark'] as const;

/** The pages that are shown: how to get to them, and how high they are. */
const PAGES = {
  matrix: {
    height: 690,
    go: (page: Page) =>
      page
        .getByRole('gridcell', { name: /: confirmed$/ })
        .first()
        .waitFor(),
  },
  improvement: {
    height: 820,
    go: async (page: Page) => {
      await page.getByRole('link', { name: 'Automated acceptance evidence' }).first().click();
      await page.getByRole('heading', { name: 'Automated acceptance evidence', level: 1 }).waitFor();
    },
  },
} as const;
type Name = keyof typeof PAGES;
const NAMES = Object.keys(PAGES) as Name[];

/**
 * The structure of a page: each element with its classes, indented by depth. Elements of the same structure in a row count as one, so
 * that what the demo has more or less of changes nothing.
 */
const OUTLINE = `(() => {
  const outline = (element, indent) => {
    if (element.tagName === 'SCRIPT' || element.tagName === 'STYLE') return [];
    const inside = [...element.children].map((child) => outline(child, indent + ' '));
    const different = inside.filter((lines, index) => lines.join() !== inside[index - 1]?.join());
    const classes = [...element.classList].map((name) => '.' + name).join('');
    return [indent + element.tagName.toLowerCase() + classes, ...different.flat()];
  };
  return outline(document.body, '');
})()`;

const fileOf = (name: Name, theme: (typeof THEMES)[number]): URL => new URL(`${name}-${theme}.png`, FOLDER);
const hashOf = async (file: URL): Promise<string> =>
  createHash('sha256')
    .update(await readFile(file))
    .digest('hex');

/** What is noted beside the pictures: the structure of the page, and which pictures were made of it. */
async function noteOf(name: Name, outline: readonly string[]): Promise<string> {
  const hashes = await Promise.all(
    THEMES.map(async (theme) => `# ${name}-${theme}.png ${await hashOf(fileOf(name, theme))}`),
  );
  return `${[...hashes, ...outline].join('\n')}\n`;
}

describeWithBrowser('the pictures of the README', ({ postgresUrl, chromiumPath }) => {
  let databaseUrl: string;
  let app: TestApp;
  let browser: Browser;
  beforeAll(async () => {
    databaseUrl = await createDatabase(postgresUrl);
    app = await startApp({ databaseUrl, clock: () => NOW, parts: { dashboard: true } });
    await putDemo(app);
    browser = await launch(chromiumPath);
  }, 300_000); // On a busy machine.
  afterAll(async () => {
    await browser.close();
    await app.stop();
    await dropDatabase(databaseUrl);
  });

  /** Opens a page as Paul Mercier sees it at the moment of the pictures. */
  async function show(name: Name, options: BrowserContextOptions = {}) {
    const token = await signToken(SECRET, 'paul', DEMO_SLUG, '1h');
    const { page } = await open(browser, new URL('/', app.url).href, `Bearer ${token}`, {
      viewport: { width: 1280, height: PAGES[name].height },
      timezoneId: 'UTC',
      locale: 'en-US',
      reducedMotion: 'reduce',
      ...options,
    });
    await page.clock.setFixedTime(NOW);
    await page.reload();
    await PAGES[name].go(page);
    return { page, outline: await settledOutline(page) };
  }

  /** The outline of a page once it has stayed the same for a while: its parts are read one after the other. */
  async function settledOutline(page: Page): Promise<string[]> {
    await page.waitForLoadState('networkidle', { timeout: PATIENCE });
    let last: string[] = [];
    for (;;) {
      const outline = await page.evaluate<string[]>(OUTLINE);
      if (outline.join() === last.join()) return outline;
      last = outline;
      await sleep(SETTLED);
    }
  }

  test.runIf(process.env['PICTURES'])('are made', { timeout: 300_000 }, async () => {
    await mkdir(FOLDER, { recursive: true });
    for (const name of NAMES) {
      let outline: string[] = [];
      for (const colorScheme of THEMES) {
        const shown = await show(name, { colorScheme, deviceScaleFactor: 1.25 });
        await shown.page.screenshot({ path: fileURLToPath(fileOf(name, colorScheme)) });
        ({ outline } = shown);
        await shown.page.context().close();
      }
      await writeFile(new URL(`${name}.txt`, FOLDER), await noteOf(name, outline));
    }
  });

  test.each(NAMES)(
    'show %s as it is built now: if it changed, run `npm run pictures`',
    { timeout: 120_000 },
    async (name) => {
      const { page, outline } = await show(name);
      const note = await readFile(new URL(`${name}.txt`, FOLDER), 'utf8');
      expect(note).toBe(await noteOf(name, outline));
      await page.context().close();
    },
  );

  test.each(NAMES.flatMap((name) => THEMES.map((theme) => [name, theme] as const)))(
    '%s, %s, is small',
    async (name, theme) => {
      expect((await readFile(fileOf(name, theme))).byteLength).toBeLessThan(MOST_BYTES);
    },
  );
});
