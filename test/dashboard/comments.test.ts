import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { putImprovement, putDeployment } from '../commands/fixtures.js';
import { createTestOrganization, startApp } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';
import { createDatabase, describeWithBrowser, dropDatabase } from '../support/services.js';
import { seriousFaults } from './axe.js';
import { launch, open, PATIENCE, picture } from './browser.js';

describeWithBrowser('comments', ({ postgresUrl, chromiumPath }) => {
  let databaseUrl: string;
  let app: TestApp;
  let organization: TestOrganization;
  let browser: Browser;
  beforeAll(async () => {
    databaseUrl = await createDatabase(postgresUrl);
    app = await startApp({ databaseUrl, parts: { dashboard: true } });
    organization = await createTestOrganization(app);
    browser = await launch(chromiumPath);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await dropDatabase(databaseUrl);
  });

  const as = (role: keyof TestOrganization['people'], path: string) =>
    open(browser, new URL(path, app.url).href, organization.people[role].bearer);
  const send = (page: Page) => page.locator('form.command button[type=submit]').click();
  const thread = (page: Page, text: string) => page.locator('.comments > ul > li', { hasText: text });

  test('are written, answered, resolved and removed, and others see it at once', { timeout: 180_000 }, async () => {
    const improvement = await putImprovement(app, organization.id, { state: 'DEPLOYING', title: 'Reviews' });
    await putDeployment(app, organization.id, organization.ledUnit.id, { improvementId: improvement.id });
    const path = `/improvements/${improvement.globalId}/comments`;
    const { page, complaints } = await as('VIEWER', path);
    const other = await as('DEPLOYMENT_LEAD', path);
    for (const each of [page, other.page]) await each.getByText('Nobody has said anything about it.').waitFor();

    await page.getByRole('button', { name: 'Add comment' }).click();
    await page.locator('form.command textarea').fill('Why not in <b>spring</b>?\nThe team is ready.');
    await send(page);
    const seen = thread(other.page, 'Why not in <b>spring</b>?');
    await seen.waitFor();
    // Who did not write it cannot change what it says.
    await seen.getByText('Change it').click();
    expect(await seen.getByRole('button').allInnerTexts()).toEqual(['Resolve comment']);

    await seen.getByText('Reply').click();
    await seen.getByRole('button', { name: 'Add comment' }).click();
    await seen.locator('form.command textarea').fill('The licenses come in May.');
    await seen.locator('form.command button[type=submit]').click();
    const own = thread(page, 'Why not in <b>spring</b>?');
    await own.getByText('The licenses come in May.').waitFor();

    await own.getByText('Change it').first().click();
    await own.getByRole('button', { name: 'Revise comment' }).click();
    await own.locator('form.command textarea').fill('Why not in summer?');
    await send(page);
    await thread(other.page, 'Why not in summer?')
      .getByText(/changed/)
      .waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await picture(page, 'comments');

    await thread(other.page, 'Why not in summer?').getByRole('button', { name: 'Resolve comment' }).click();
    await send(other.page);
    const folded = thread(page, 'Resolved by').locator('summary').first();
    expect(await folded.innerText()).toMatch(/^Resolved by .*, “Why not in summer\?”$/);
    await folded.click();
    await thread(page, 'Resolved by').getByText('Change it').first().click();
    await thread(page, 'Resolved by').getByRole('button', { name: 'Remove comment' }).click();
    await send(page);
    await page.getByText('This comment was removed.').waitFor();
    expect(await page.getByText('The licenses come in May.').count()).toBe(1);
    expect([...complaints, ...other.complaints]).toEqual([]);
    for (const each of [page, other.page]) await each.context().close();
  });

  test('stand in the panel of a deployment', { timeout: 180_000 }, async () => {
    const { page, complaints } = await as('PROJECT_LEAD', '/');
    await page.locator('[data-row="0"][data-column="0"]').click();
    await page.locator('.panel summary', { hasText: 'Comments' }).click();
    await page.locator('.panel').getByRole('button', { name: 'Add comment' }).click();
    await page.locator('.panel textarea').fill('We wait for the licenses.');
    await send(page);
    await page.locator('.panel .said', { hasText: 'We wait for the licenses.' }).waitFor({ timeout: PATIENCE });
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
