import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DASHBOARD_OPERATIONS } from '../../src/server/http/dashboard.js';
import { readPersistedDocuments } from '../../src/server/graphql/persisted-operations.js';
import { putIssue } from '../issues/fixtures.js';
import { putPlan } from '../plans/fixtures.js';
import { createTestOrganization, startApp } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';
import { createDatabase, describeWithBrowser, dropDatabase } from '../support/services.js';
import { seriousFaults } from './axe.js';
import { launch, open, PATIENCE, picture } from './browser.js';

describeWithBrowser('search', ({ postgresUrl, chromiumPath }) => {
  let databaseUrl: string;
  let app: TestApp;
  let organization: TestOrganization;
  let browser: Browser;
  beforeAll(async () => {
    databaseUrl = await createDatabase(postgresUrl);
    const documents = readPersistedDocuments(readFileSync(DASHBOARD_OPERATIONS, 'utf8'));
    app = await startApp({ databaseUrl, parts: { dashboard: true, persisted: { documents, only: true } } });
    organization = await createTestOrganization(app);
    browser = await launch(chromiumPath);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await dropDatabase(databaseUrl);
  });

  const start = () => open(browser, new URL('/', app.url).href, organization.people.VIEWER.bearer);
  const found = (page: Page, texts: readonly string[]) =>
    expect.poll(() => page.getByRole('option').allInnerTexts(), { timeout: PATIENCE }).toEqual(texts);

  test('finds records of each kind, and goes to them', { timeout: 180_000 }, async () => {
    const { prisma } = app.services.database;
    const plan = await putPlan(app, organization, { state: 'ACTIVE' });
    const { id } = plan.improvement;
    await prisma.improvement.update({ where: { id }, data: { title: 'Checklists for zeppelins' } });
    await putIssue(app, organization, { title: 'No zeppelins yet', improvementId: id });
    const { page, complaints } = await start();
    const improvement = `/improvements/${plan.improvement.globalId}`;
    const searched: [string, string[], string][] = [
      [
        'ZEPPELIN',
        [
          'Checklists for zeppelins improvement, deploying',
          'Checklists for zeppelins plan, active',
          'No zeppelins yet issue of Checklists for zeppelins, open',
        ],
        improvement,
      ],
      ['led proj', ['Led project project'], `/projects/${organization.ledUnit.globalId}`],
      ['-SPONSOR', [`Person ${organization.slug}-SPONSOR sponsor`], `/people/${organization.people.SPONSOR.globalId}`],
    ];
    for (const [text, texts, path] of searched) {
      await page.getByRole('button', { name: 'Search' }).click();
      await page.getByRole('combobox', { name: 'Search' }).fill(text);
      await found(page, texts);
      await page.getByRole('option').first().click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await expect.poll(() => new URL(page.url()).pathname, { timeout: PATIENCE }).toBe(path);
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('is worked by the keyboard alone', { timeout: 180_000 }, async () => {
    const { page, complaints } = await start();
    const before = page.getByRole('searchbox', { name: 'Improvements' });
    await before.focus();
    await page.keyboard.press('Control+k');
    const input = page.getByRole('combobox', { name: 'Search' });
    await expect.poll(() => input.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.type('project');
    await page.getByRole('option', { name: 'Other project' }).waitFor();
    const all = await page.getByRole('option').allInnerTexts();
    expect(all.slice(0, 2)).toEqual(['Led project project', 'Other project project']);
    const chosen = () => page.locator('[role=option][aria-selected=true]').innerText();
    for (const [key, text] of [
      [undefined, all[0]],
      ['ArrowDown', all[1]],
      ['ArrowUp', all[0]],
      ['ArrowUp', all.at(-1)],
    ] as const) {
      if (key) await page.keyboard.press(key);
      await expect.poll(chosen).toBe(text);
      const active = await input.getAttribute('aria-activedescendant');
      expect(await page.locator(`#${active}`).innerText()).toBe(text);
    }
    expect(await seriousFaults(page)).toEqual([]);
    await picture(page, 'search');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => before.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('nothing at all');
    await page.getByText('Nothing has “nothing at all” in its name.').waitFor();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('OPM SP 3.2');
    await page.getByRole('option', { name: 'practice OPM SP 3.2' }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => decodeURIComponent(new URL(page.url()).pathname)).toBe('/practices/OPM SP 3.2');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
