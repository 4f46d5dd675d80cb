import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DASHBOARD_OPERATIONS } from '../../src/server/http/dashboard.js';
import { readPersistedDocuments } from '../../src/server/graphql/persisted-operations.js';
import { putIssue } from '../issues/fixtures.js';
import { putIncrement } from '../plans/fixtures.js';
import { putReview } from '../reviews/fixtures.js';
import { createTestOrganization, startApp } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';
import { createDatabase, describeWithBrowser, dropDatabase } from '../support/services.js';
import { putDelivery, putTrainingItem, putWaiver } from '../training/fixtures.js';
import { seriousFaults } from './axe.js';
import { launch, open, PATIENCE, picture } from './browser.js';

describeWithBrowser('people, training and reviews', ({ postgresUrl, chromiumPath }) => {
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

  const address = (path: string): string => new URL(path, app.url).href;
  const as = (role: keyof TestOrganization['people'], path: string, options = {}) =>
    open(browser, address(path), organization.people[role].bearer, options);
  const prisma = () => app.services.database.prisma;
  const isRead = async (page: Page): Promise<void> => {
    await page.locator('main h1').waitFor();
    await expect.poll(() => page.locator('main [aria-busy]').count(), { timeout: PATIENCE }).toBe(0);
  };

  test('a person: what they lead, own and wait for, and what they did', { timeout: 180_000 }, async () => {
    const { PROJECT_LEAD, VIEWER } = organization.people;
    await putIssue(app, organization, { title: 'No licenses yet', ownerId: PROJECT_LEAD.id });
    await putIssue(app, organization, { title: 'Over long ago', ownerId: PROJECT_LEAD.id, state: 'CLOSED' });
    await putDelivery(app, organization);
    const { name } = await prisma().person.findUniqueOrThrow({ where: { id: PROJECT_LEAD.id } });
    const { page, complaints } = await as('VIEWER', `/projects/${organization.ledUnit.globalId}`);
    await page.getByRole('link', { name }).first().click();
    await page.getByRole('heading', { name, level: 1 }).waitFor();
    await page.getByRole('link', { name: 'Led project' }).first().waitFor();
    await page.getByText('No licenses yet').waitFor();
    await isRead(page);
    expect(await page.getByText('Over long ago').count()).toBe(0);
    const training = page.locator('section.card', { hasText: 'Training where they lead' });
    await training.getByText(/3 people, by Tina$/).waitFor();

    const lead = await as('PROJECT_LEAD', `/projects/${organization.ledUnit.globalId}/issues`);
    await lead.page.locator('li', { hasText: 'No licenses yet' }).locator('summary').click();
    await lead.page.getByRole('button', { name: 'Start issue action' }).click();
    await lead.page.locator('form.command button[type=submit]').click();
    await page.locator('li', { hasText: 'No licenses yet' }).getByText('in action').waitFor();
    await page.getByRole('link', { name: 'What they did' }).click();
    await page.locator('.entry', { hasText: 'Issue action started' }).waitFor();
    const mine = page.getByRole('navigation', { name: 'Parts of the person' });
    await mine.getByRole('link', { name: 'Waiting work' }).click();
    await page.getByRole('heading', { name: /for them$/ }).waitFor();
    await page.goto(address(`/people/${VIEWER.globalId}`));
    await page.getByText('Leads no project or group.').waitFor();
    await page.goto(address(`/people/${organization.ledUnit.globalId}`));
    await page.getByText('There is no such person').waitFor();
    expect([...complaints, ...lead.complaints]).toEqual([]);
    for (const each of [page, lead.page]) await each.context().close();
  });

  test('training: its versions, who had it and who needs none, by project', { timeout: 180_000 }, async () => {
    const item = await putTrainingItem(app, organization, { title: 'Reading requirements' });
    await putTrainingItem(app, organization, { title: 'Forgotten', state: 'SUPERSEDED' });
    await putDelivery(app, organization, item);
    await putWaiver(app, organization, item);
    const { page, complaints } = await as('VIEWER', '/training');
    const entry = page.locator('li', { has: page.getByRole('heading', { name: 'Reading requirements' }) }).first();
    await entry.getByText('1 delivery').waitFor();
    await entry.getByText(/They wrote it\./).waitFor();
    await entry.locator('summary', { hasText: '2 versions' }).click();
    await entry.getByText(/^Version 2, /).waitFor();
    await page.getByLabel('State').selectOption('SUPERSEDED');
    await page.getByRole('heading', { name: '1 item', exact: true }).waitFor();
    await page.getByRole('heading', { name: 'Forgotten' }).waitFor();
    await page.getByRole('link', { name: 'By project' }).click();
    const led = page.locator('section.card', { has: page.getByRole('link', { name: 'Led project' }) });
    await led
      .locator('li', { hasText: 'Reading requirements' })
      .getByText(/version 1, 3 people/)
      .waitFor();
    await led.getByText(/not needed: “They wrote it\.”/).waitFor();
    await page.getByRole('searchbox').fill('other');
    await page.getByText('No training or communication yet.').waitFor();
    await expect.poll(() => page.locator('section.card').count(), { timeout: PATIENCE }).toBe(1);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('reviews: what was learned and decided, by state', { timeout: 180_000 }, async () => {
    await putReview(app, organization, { state: 'SHARED', summary: 'It works everywhere.' });
    await putReview(app, organization, { state: 'DRAFT', summary: 'It is too early to say.' });
    const { page, complaints } = await as('DEPLOYMENT_LEAD', '/reviews');
    await page.getByText('2 reviews.').waitFor();
    await page.getByText('It is too early to say.').waitFor();
    await page.getByLabel('State').selectOption('SHARED');
    await page.getByText('1 review.').waitFor();
    await page.getByText('It works everywhere.').waitFor();
    await page.getByText('Ask earlier.').waitFor();
    expect(await page.getByText('It is too early to say.').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a condition is met where it stands, with the keyboard alone', { timeout: 180_000 }, async () => {
    const { plan, conditionId } = await putIncrement(app, organization, { state: 'RUNNING' });
    const improvement = `/improvements/${plan.improvement.globalId}`;
    const { page, complaints } = await as('DEPLOYMENT_LEAD', improvement);
    const item = page.locator('.conditions li', { hasText: 'Two reviews were done' });
    await item.getByRole('button', { name: 'Meet condition' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Seen by two people.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await item.getByText(', met').waitFor();
    const met = await prisma().incrementCondition.findUniqueOrThrow({ where: { id: conditionId } });
    expect(met).toMatchObject({ evidence: 'Seen by two people.', metById: organization.people.DEPLOYMENT_LEAD.id });
    expect(await item.getByRole('button').count()).toBe(0);

    const planned = await putIncrement(app, organization, { state: 'PLANNED' });
    await page.goto(address(`/improvements/${planned.plan.improvement.globalId}`));
    await item.waitFor();
    await isRead(page);
    expect(await item.getByRole('button', { name: 'Meet condition' }).count()).toBe(0);
    await putIncrement(app, organization, { state: 'RUNNING' }).then(({ plan: { improvement: of } }) =>
      page.goto(address(`/improvements/${of.globalId}`)),
    );
    await item.getByRole('button', { name: 'Meet condition' }).waitFor();
    const viewer = await as('VIEWER', page.url().replace(app.url, ''));
    await viewer.page.locator('.conditions li').first().waitFor();
    await isRead(viewer.page);
    expect(await viewer.page.getByRole('button', { name: 'Meet condition' }).count()).toBe(0);
    expect([...complaints, ...viewer.complaints]).toEqual([]);
    for (const each of [page, viewer.page]) await each.context().close();
  });

  test.each([
    { colorScheme: 'light' as const },
    { colorScheme: 'dark' as const, viewport: { width: 390, height: 844 } },
  ])('have no serious fault by axe, $colorScheme', { timeout: 300_000 }, async (options) => {
    const { page, complaints } = await as('DEPLOYMENT_LEAD', '/training', options);
    const person = `/people/${organization.people.PROJECT_LEAD.globalId}`;
    for (const path of ['/training', '/training/projects', '/reviews', person, `${person}/work`, `${person}/history`]) {
      await page.goto(address(path));
      await isRead(page);
      for (const closed of await page.locator('details:not([open]) > summary').elementHandles()) await closed.click();
      await isRead(page);
      expect(await seriousFaults(page), path).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), path).toBe(0);
      await picture(page, `${path} ${options.colorScheme}`);
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
