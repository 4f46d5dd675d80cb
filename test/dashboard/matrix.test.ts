import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findActor } from '../../src/auth/actor.js';
import { ImprovementState } from '../../src/generated/prisma/enums.js';
import { prioritizeImprovement } from '../../src/improvements/operations/revision.js';
import { DASHBOARD_OPERATIONS } from '../../src/server/http/dashboard.js';
import { readPersistedDocuments } from '../../src/server/graphql/persisted-operations.js';
import { day, putDeployment, putImprovement } from '../commands/fixtures.js';
import type { Put } from '../commands/fixtures.js';
import { change } from '../live/stage.js';
import { createTestOrganization, startApp } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';
import { createDatabase, describeWithBrowser, dropDatabase } from '../support/services.js';
import { seriousFaults } from './axe.js';
import { launch, open, PATIENCE, picture } from './browser.js';
import type { Watched } from './browser.js';

/** Beyond the columns that stand abreast on paper. */
const MORE_PROJECTS = 33;

const LATE = 'Reviews of requirements';
const BLOCKED = 'Estimates by analogy';
const FORMULA = '=1+1';
const TITLES = [FORMULA, BLOCKED, LATE];

describeWithBrowser('the matrix', ({ postgresUrl, chromiumPath }) => {
  let databaseUrl: string;
  let app: TestApp;
  let organization: TestOrganization;
  let browser: Browser;
  let blocked: Put;
  beforeAll(async () => {
    databaseUrl = await createDatabase(postgresUrl);
    const documents = readPersistedDocuments(readFileSync(DASHBOARD_OPERATIONS, 'utf8'));
    app = await startApp({ databaseUrl, parts: { dashboard: true, persisted: { documents, only: true } } });
    organization = await createTestOrganization(app);
    const { id: organizationId, ledUnit, otherUnit } = organization;
    const put = (title: string, at: string, practices: string[], priority?: number) =>
      putImprovement(app, organizationId, { title, createdAt: day(at), practices, ...(priority ? { priority } : {}) });
    const late = await put(LATE, '2026-01-01', ['OPM SP 3.2', 'REQM SP 1.1'], 2);
    blocked = await put(BLOCKED, '2026-01-02', ['OPM SP 3.2'], 4);
    await put(FORMULA, '2026-01-03', ['REQM SP 1.1']);
    await putDeployment(app, organizationId, ledUnit.id, { improvementId: late.id, state: 'IN_PROGRESS', percent: 30 });
    await putDeployment(app, organizationId, otherUnit.id, {
      improvementId: blocked.id,
      state: 'BLOCKED',
      percent: 60,
      plannedEnd: day('2099-01-01'),
    });
    browser = await launch(chromiumPath);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await dropDatabase(databaseUrl);
  });

  const address = (path: string): string => new URL(path, app.url).href;
  const show = async (search: string, options: BrowserContextOptions = {}): Promise<Watched> => {
    const watched = await open(
      browser,
      new URL(`/${search}`, app.url).href,
      organization.people.VIEWER.bearer,
      options,
    );
    await watched.page.locator('.toolbar').waitFor();
    return watched;
  };
  const shows = (page: Page, titles: readonly string[]) =>
    expect.poll(() => page.locator('.row-head a').allInnerTexts(), { timeout: PATIENCE }).toEqual(titles);
  const columns = (page: Page) => page.locator('.column a').allInnerTexts();

  test(
    'is narrowed by practice, lead and concern, in the address, and Back widens it',
    { timeout: 180_000 },
    async () => {
      const { page, complaints } = await show('');
      await shows(page, TITLES);
      await page.getByLabel('Practice').selectOption('OPM SP 3.2');
      await shows(page, [BLOCKED, LATE]);
      await page.getByLabel('Concern').selectOption('LATE');
      await shows(page, [LATE]);
      await page.getByLabel('Lead').selectOption({ label: `Person ${organization.slug}-PROJECT_LEAD` });
      await expect.poll(() => columns(page), { timeout: PATIENCE }).toEqual(['Led project']);
      await page.reload();
      await shows(page, [LATE]);
      expect(await columns(page)).toEqual(['Led project']);
      await page.getByLabel('Concern').selectOption('BLOCKED');
      await page
        .getByText(
          /There are no deployments that are blocked in improvements for OPM SP 3\.2 in projects that .* leads\./,
        )
        .waitFor();
      for (const titles of [[LATE], [LATE], [BLOCKED, LATE], TITLES]) {
        await page.goBack();
        await shows(page, titles);
      }
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );

  test('stands in the order of priority, live, or of lateness', { timeout: 180_000 }, async () => {
    const { page, complaints } = await show('?order=PRIORITY');
    await shows(page, [LATE, BLOCKED, FORMULA]);
    const { version } = await app.services.database.prisma.improvement.findUniqueOrThrow({ where: { id: blocked.id } });
    const sponsor = await findActor(app.services.database.prisma, `${organization.slug}-SPONSOR`, organization.slug);
    if (!sponsor) throw new Error('There is no sponsor.');
    await change(
      app.services,
      sponsor,
      prioritizeImprovement,
      'improvementId',
      { ...blocked, version },
      { priority: 1, reason: 'The others wait for it.' },
    );
    await shows(page, [BLOCKED, LATE, FORMULA]);
    await page.getByRole('rowheader', { name: BLOCKED }).getByRole('img', { name: 'priority 1' }).waitFor();
    await page.getByLabel('Order').selectOption('LATENESS');
    await shows(page, [LATE, FORMULA, BLOCKED]);
    await page.goBack();
    await shows(page, [BLOCKED, LATE, FORMULA]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('is saved as CSV as it is shown, no text of it a formula', { timeout: 180_000 }, async () => {
    const { page, complaints } = await show('?practice=REQM+SP+1.1');
    await shows(page, [FORMULA, LATE]);
    await page.locator('.row-summary').nth(1).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^matrix-\d+\.csv$/);
    const [head, first, second, end, ...rest] = (await readFile(await download.path(), 'utf8')).split('\r\n');
    expect(head).toBe('\ufeffImprovement,State,Priority,Percent,Late,Led project,Other project');
    expect(first).toBe("'=1+1,deploying,,,0,,");
    expect(second).toMatch(/^Reviews of requirements,deploying,2,30,1,"in progress, 30 %, \d+ days late",$/);
    expect([end, rest]).toEqual(['', []]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('is put on paper as a whole, and nothing else is', { timeout: 180_000 }, async () => {
    const { prisma } = app.services.database;
    const at = new Date('2026-01-15T12:00:00Z');
    await prisma.unit.createMany({
      data: Array.from({ length: MORE_PROJECTS }, (_, index) => ({
        organizationId: organization.id,
        kind: 'PROJECT' as const,
        name: `Project with a name of some length ${index + 10}`,
        createdAt: at,
        updatedAt: at,
      })),
    });
    const { page, complaints } = await show('?order=PRIORITY', { colorScheme: 'dark' });
    await shows(page, [BLOCKED, LATE, FORMULA]);
    expect(await page.locator('.printed').count()).toBe(0);
    // What the browser lays out for paper is what the page has between these two.
    await page.evaluate(`addEventListener('beforeprint', () => {
      window.paper = [...document.querySelectorAll('.printed')].map((table) =>
        [table.querySelectorAll('thead th').length, [...table.querySelectorAll('tbody th')].map((th) => th.firstChild.data)]);
    })`);
    for (const format of ['A4', 'A3']) {
      const paper = await page.pdf({ format, landscape: true, preferCSSPageSize: false });
      expect(paper.subarray(0, 5).toString()).toBe('%PDF-');
      const whole = (await page.evaluate('window.paper')) as [number, string[]][];
      const titles = [BLOCKED, LATE, FORMULA].map((title) => `${title} `);
      expect(whole.map(([heads]) => heads)).toEqual([1 + 18, 1 + 17]);
      expect(whole.map(([, rows]) => rows.map((title) => `${title.trim()} `))).toEqual([titles, titles]);
      expect(paper.toString('latin1').match(/\/Type \/Page\b(?!s)/g)).toHaveLength(2);
    }
    await expect.poll(() => page.locator('.printed').count(), { timeout: PATIENCE }).toBe(0);
    // A4 across, without its margins, at 96 dots to the inch.
    await page.setViewportSize({ width: 1046, height: 717 });
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
    await page.locator('.printed').first().waitFor();
    await page.getByText(/^Organization .*, position \d+ of the log\.$/).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    expect(await page.evaluate('getComputedStyle(document.documentElement).colorScheme')).toBe('light');
    for (const chrome of ['header.frame', '.toolbar', '.matrix', '.latest'])
      expect(await page.locator(chrome).isVisible(), chrome).toBe(false);
    await picture(page, 'matrix print A4');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test.each<[string, BrowserContextOptions]>([
    ['more contrast, light', { contrast: 'more', colorScheme: 'light' }],
    ['more contrast, dark', { contrast: 'more', colorScheme: 'dark' }],
  ])('has a contrast of 7 to 1 for who asks for more, %s', { timeout: 180_000 }, async (name, options) => {
    const { page } = await show('', options);
    await shows(page, TITLES);
    await page.locator('.row-summary').nth(2).waitFor();
    expect(await seriousFaults(page, ['color-contrast-enhanced'])).toEqual([]);
    await picture(page, `matrix ${name}`);
    await page.context().close();

    // Each state of an improvement, in a list of them.
    const other = await createTestOrganization(app);
    for (const state of Object.values(ImprovementState)) await putImprovement(app, other.id, { state });
    const list = await open(browser, address('/practices/OPM%20SP%203.2'), other.people.VIEWER.bearer, options);
    await expect
      .poll(() => list.page.locator('.state').count(), { timeout: PATIENCE })
      .toBe(Object.keys(ImprovementState).length);
    expect(await seriousFaults(list.page, ['color-contrast-enhanced'])).toEqual([]);
    await list.page.context().close();
  });

  test('is told by edges where the system sets the colors', { timeout: 180_000 }, async () => {
    const { page } = await show('', { forcedColors: 'active' });
    await shows(page, TITLES);
    const edge = (sign: string) =>
      page
        .locator(`.legend .cell-sign.${sign}`)
        .first()
        .evaluate((element) => {
          const { borderTopStyle, borderTopWidth, backgroundImage } = getComputedStyle(element);
          return `${borderTopStyle} ${borderTopWidth} ${backgroundImage === 'none' ? '' : 'bar'}`.trim();
        });
    const edges = await Promise.all(['state-planned', 'concern-late', 'concern-risk', 'state-in-progress'].map(edge));
    expect(edges).toEqual([expect.any(String), expect.any(String), expect.any(String), expect.stringMatching(/bar$/)]);
    expect(new Set(edges).size).toBe(4);
    expect(await seriousFaults(page)).toEqual([]);
    await picture(page, 'matrix forced colors');
    await page.context().close();
  });

  test.each([
    [1280, 800],
    [1440, 900],
  ])('loses nothing at 200 % on %i × %i', { timeout: 180_000 }, async (width, height) => {
    // A zoom of 200 % is half as many pixels of CSS, each twice as large.
    const half = { viewport: { width: width / 2, height: height / 2 }, deviceScaleFactor: 2 };
    const { page, complaints } = await show('', half);
    await shows(page, TITLES);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    for (const control of await page
      .locator('header.frame :is(a, button), .toolbar :is(input, select, button)')
      .all()) {
      await control.focus();
      const seen = await control.evaluate((element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        return left >= 0 && right <= innerWidth && (element === over || element.contains(over));
      });
      expect(seen, await control.evaluate((element) => element.outerHTML)).toBe(true);
    }
    await page.getByLabel('Lead').selectOption({ label: `Person ${organization.slug}-PROJECT_LEAD` });
    await page.locator('[data-row="2"][data-column="0"]').click();
    await page.getByRole('dialog').getByRole('heading', { name: 'Led project' }).waitFor();
    await page.goBack();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await picture(page, `matrix at 200 percent of ${width}`);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
