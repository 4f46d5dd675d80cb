import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordProgress } from '../../src/deployments/operations/reporting.js';
import { readHead } from '../../src/log/event-log.js';
import { openProxy } from '../live/proxy.js';
import type { Proxy } from '../live/proxy.js';
import { putPlan } from '../plans/fixtures.js';
import { change, createStage } from '../live/stage.js';
import type { Stage } from '../live/stage.js';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { DASHBOARD_OPERATIONS } from '../../src/server/http/dashboard.js';
import { readPersistedDocuments } from '../../src/server/graphql/persisted-operations.js';
import { createDatabase, describeWithBrowser, dropDatabase, startRedis } from '../support/services.js';
import type { PrivateRedis } from '../support/services.js';
import { seriousFaults } from './axe.js';
import { loseTail } from '../live/lose-tail.js';
import { cellSays, isLive, launch, open, PATIENCE, picture, showsWholeLog } from './browser.js';

describeWithBrowser('the dashboard', ({ postgresUrl, chromiumPath }) => {
  let databaseUrl: string;
  let redis: PrivateRedis;
  let app: TestApp;
  let proxy: Proxy;
  let stage: Stage;
  let browser: Browser;

  // A server that does the operations of the dashboard, and no others.
  const documents = readPersistedDocuments(readFileSync(DASHBOARD_OPERATIONS, 'utf8'));
  const parts = { dashboard: true, persisted: { documents, only: true } };
  const start = () => startApp({ databaseUrl, redisUrl: redis.url, parts });
  const address = (path: string): string => new URL(path, proxy.url).href;
  const report = (percent: number) => {
    const [lane] = stage.lanes;
    if (!lane) throw new Error('There is no lane.');
    return change(app.services, stage.lead, recordProgress, 'deploymentId', lane.ledDeployment, { percent });
  };
  const head = async (): Promise<number> =>
    (await readHead(app.services.database.prisma, stage.organization.id))?.position ?? 0;
  const people = () => stage.organization.people;

  beforeAll(async () => {
    [databaseUrl, redis] = await Promise.all([createDatabase(postgresUrl), startRedis()]);
    app = await start();
    proxy = await openProxy(app.url);
    stage = await createStage(app);
    browser = await launch(chromiumPath);
  });

  afterAll(async () => {
    await browser?.close();
    await proxy?.close();
    await app?.stop();
    await redis?.dispose();
    await dropDatabase(databaseUrl);
  });

  const openCell = async (page: Page, row: number): Promise<void> => {
    await page.locator(`[data-row="${row}"][data-column="0"]`).click();
    await page.getByRole('dialog').waitFor();
  };

  /** Somebody who may not do something sees it, with the reason. */
  const isRefused = async (page: Page, name: string, reason: RegExp): Promise<void> => {
    const button = page.getByRole('button', { name });
    await button.waitFor();
    expect(await button.isDisabled()).toBe(true);
    expect(await button.getAttribute('title')).toMatch(reason);
  };

  test('what one person reports, another sees, and who may not learns why', { timeout: 180_000 }, async () => {
    const [lead, watcher, ticker, stranger] = await Promise.all([
      open(browser, address('/'), people().PROJECT_LEAD.bearer),
      open(browser, address('/'), people().VIEWER.bearer),
      open(browser, address('/events'), people().VIEWER.bearer),
      open(browser, address('/'), stage.organization.otherLead.bearer),
    ]);
    // The newest improvement comes first, and `stage.adopted` is the newest.
    await openCell(lead.page, 1);
    await lead.page.getByRole('button', { name: 'Record progress' }).click();
    await lead.page.getByLabel('Percent').fill('65');
    await lead.page.locator('form.command button').click();
    await cellSays(watcher.page, 'Led project: in progress, 65 %');
    await ticker.page.locator('.entry.fresh', { hasText: 'Progress recorded: 65 %' }).waitFor();
    await showsWholeLog(ticker.page, await head());

    await openCell(stranger.page, 1);
    await isRefused(stranger.page, 'Record progress', /the lead of the unit/);

    await lead.page.getByRole('button', { name: 'Block', exact: true }).click();
    await lead.page.getByLabel('What is in the way?').fill('The supplier is late');
    await lead.page.locator('form.command button').click();
    await cellSays(watcher.page, 'Led project: blocked, 65 %');
    await watcher.page.getByRole('gridcell', { name: 'Led project: blocked, 65 %' }).click();
    await watcher.page.getByRole('dialog').getByText('The supplier is late', { exact: true }).waitFor();

    await lead.page.getByRole('button', { name: 'Unblock', exact: true }).click();
    await lead.page.getByLabel('How was it removed?').fill('It came');
    await lead.page.locator('form.command button').click();
    await watcher.page.locator('.panel .state-in-progress').waitFor();
    stage.lanes[0]!.ledDeployment.version += 3;

    for (const { page, complaints, addresses } of [lead, watcher, ticker, stranger]) {
      expect(complaints).toEqual([]);
      expect(addresses.filter((each) => new URL(each).host !== new URL(proxy.url).host)).toEqual([]);
      await page.context().close();
    }
  });

  test('another person confirms an adoption', { timeout: 180_000 }, async () => {
    const [first, second] = await Promise.all([
      open(browser, address('/'), people().DEPLOYMENT_LEAD.bearer),
      open(browser, address('/'), people().PROJECT_LEAD.bearer),
    ]);
    for (const { page } of [first, second]) await openCell(page, 0);
    await second.page.getByRole('button', { name: 'Confirm' }).click();
    await isRefused(first.page, 'Confirm', /another person has to confirm or decline it/);
    await second.page.locator('form.command button').click();
    for (const { page } of [first, second]) {
      await page.locator('.panel .state-confirmed').waitFor();
      await page.context().close();
    }
  });

  test(
    'catches up after Redis, the server and the network were gone, without a reload',
    { timeout: 300_000 },
    async () => {
      const [matrix, ticker] = await Promise.all([
        open(browser, address('/'), people().VIEWER.bearer),
        open(browser, address('/events'), people().VIEWER.bearer),
      ]);
      const pages = [matrix.page, ticker.page];
      for (const page of pages) await page.evaluate('window.notReloaded = true');
      let percent = 65;
      const catchUp = async (): Promise<void> => {
        percent += 1;
        await report(percent);
        await cellSays(matrix.page, `Led project: in progress, ${percent} %`);
        await showsWholeLog(ticker.page, await head());
        for (const page of pages) await isLive(page);
      };

      await redis.kill();
      await catchUp();
      await redis.start();
      await catchUp();

      proxy.cut();
      await catchUp();

      proxy.mute('down');
      for (let more = 0; more < 5; more += 1) await report((percent += 1));
      proxy.cut();
      await catchUp();

      await app.stop();
      for (const page of pages) await page.locator('.connection-waiting, .connection-connecting').first().waitFor();
      app = await start();
      proxy.lead(app.url);
      await catchUp();

      for (const page of pages) {
        expect(await page.evaluate('window.notReloaded')).toBe(true);
        expect(await page.getByText('page was refreshed').count()).toBe(0);
        await page.context().close();
      }
    },
  );

  test('says so when its history is gone, and refetches everything', { timeout: 180_000 }, async () => {
    const { page } = await open(browser, address('/'), people().VIEWER.bearer);
    await app.stop();
    app = await start();
    const { database } = app.services;
    for (const { organizationId } of await database.prisma.eventLog.findMany())
      await loseTail(database, organizationId, 1);
    await report(90);
    proxy.lead(app.url);
    await page.getByText('the page was refreshed').waitFor();
    await cellSays(page, 'Led project: in progress, 90 %');
    await expect.poll(() => page.locator('.position').innerText()).toBe((await head()).toLocaleString('en'));
    await report(91);
    await cellSays(page, 'Led project: in progress, 91 %');
    await page.context().close();
  });

  test('whose turn it is does it in place, and whose turn is next sees it', { timeout: 180_000 }, async () => {
    const plan = await putPlan(app, stage.organization, { state: 'IN_REVIEW' });
    const [sponsor, lead, processGroup] = await Promise.all([
      open(browser, address('/work'), people().SPONSOR.bearer),
      open(browser, address('/work'), people().PROJECT_LEAD.bearer),
      open(browser, address('/work'), people().DEPLOYMENT_LEAD.bearer),
    ]);
    const item = ({ page }: typeof sponsor, title: string) =>
      page.locator('.work li', { has: page.getByRole('heading', { name: title, exact: true }) });

    const asked = item(sponsor, 'Agree to a plan');
    await asked.getByRole('button', { name: 'Decline plan' }).click();
    await asked.locator('form.command button').click();
    // Without a reason, the browser does not even send it.
    expect(await asked.locator('textarea:invalid').count()).toBe(1);
    await asked.getByRole('button', { name: 'Agree to plan' }).click();
    await asked.locator('form.command button').click();
    await asked.waitFor({ state: 'detached' });

    const led = item(lead, 'Agree to a plan for your project');
    await led.getByRole('button', { name: 'Agree to plan' }).click();
    await led.locator('form.command button').click();
    await led.waitFor({ state: 'detached' });

    const activate = item(processGroup, 'Activate a plan');
    await activate.getByRole('button', { name: 'Activate plan' }).click();
    await activate.locator('form.command button').click();
    await activate.waitFor({ state: 'detached' });
    const { prisma } = app.services.database;
    expect(await prisma.deploymentPlan.findUniqueOrThrow({ where: { id: plan.id } })).toMatchObject({
      state: 'ACTIVE',
    });

    await processGroup.page.goto(address(`/improvements/${plan.improvement.globalId}`));
    await processGroup.page.getByText('Change the plan').click();
    await processGroup.page.getByRole('button', { name: 'Suspend plan' }).click();
    await processGroup.page.getByLabel('Reason').fill('The holidays');
    await processGroup.page.locator('form.command button').click();
    await expect
      .poll(async () => (await prisma.deploymentPlan.findUniqueOrThrow({ where: { id: plan.id } })).state)
      .toBe('SUSPENDED');
    for (const { page, complaints } of [sponsor, lead, processGroup]) {
      expect(complaints).toEqual([]);
      await page.context().close();
    }
  });

  test('says who has agreed to a plan, and lets those respond who are asked', { timeout: 180_000 }, async () => {
    const plan = await putPlan(app, stage.organization, { state: 'IN_REVIEW' });
    const path = address(`/improvements/${plan.improvement.globalId}/plan`);
    const [sponsor, lead, stranger] = await Promise.all([
      open(browser, path, people().SPONSOR.bearer),
      open(browser, path, people().PROJECT_LEAD.bearer),
      open(browser, path, stage.organization.otherLead.bearer),
    ]);
    for (const { page } of [sponsor, lead, stranger])
      await page.getByText('Version 1: 2 agreements of 2 still missing.').waitFor();
    const row = ({ page }: typeof sponsor, name: string) => page.locator('.entries li', { hasText: name });

    await row(sponsor, 'A sponsor').getByRole('button', { name: 'Agree to plan' }).click();
    // A sponsor is not asked for targets.
    expect(await row(sponsor, 'A sponsor').locator('select').count()).toBe(0);
    expect(await row(sponsor, 'Led project').getByRole('button').count()).toBe(0);
    await row(sponsor, 'A sponsor').locator('form.command button').click();
    await row(lead, 'A sponsor').getByText('agreed', { exact: true }).waitFor();

    await row(lead, 'Led project').getByRole('button', { name: 'Decline plan' }).click();
    await row(lead, 'Led project').getByLabel('Reason').fill('Not before the audit');
    await row(lead, 'Led project').locator('form.command button').click();
    await row(stranger, 'Led project').getByText('“Not before the audit”').waitFor();
    await stranger.page.getByText('1 agreement of 2 still missing.').waitFor();
    expect(await stranger.page.getByRole('button', { name: /plan$/ }).count()).toBe(0);
    await stranger.page.getByText('Versions and what they changed').click();
    await stranger.page.getByText('The first.').waitFor();
    for (const { page, complaints } of [sponsor, lead, stranger]) {
      expect(complaints).toEqual([]);
      await page.context().close();
    }
  });

  test('has a part for each kind of record, where more of them are made in place', { timeout: 180_000 }, async () => {
    const [lane] = stage.lanes;
    const path = address(`/improvements/${lane?.improvement.globalId}`);
    const [lead, watcher] = await Promise.all([
      open(browser, path, people().DEPLOYMENT_LEAD.bearer),
      open(browser, `${path}/issues`, people().VIEWER.bearer),
    ]);
    await watcher.page.getByText('None was reported.').waitFor();
    const { page } = lead;
    const begin = async (part: string, command: string, fields: Record<string, string>): Promise<void> => {
      await page
        .getByRole('navigation', { name: 'Parts of the improvement' })
        .getByRole('link', { name: part })
        .click();
      await page.getByRole('button', { name: command }).click();
      for (const [label, value] of Object.entries(fields)) {
        const field = page.locator('form.command label', { hasText: label }).locator('input, textarea, select').first();
        if ((await field.locator('xpath=self::select').count()) > 0) await field.selectOption(value);
        else await field.fill(value);
      }
      await page.locator('form.command button').click();
      await page.locator('form.command').waitFor({ state: 'detached' });
    };
    await begin('Issues', 'Open issue', { Title: 'No room', Description: 'The room is taken.' });
    await watcher.page.getByText('1 open issue, 0 closed.').waitFor();
    await watcher.page.getByRole('heading', { name: 'No room' }).waitFor();
    expect(await watcher.page.getByRole('button', { name: 'Open issue' }).count()).toBe(0);

    await begin('Measures', 'Define measure', {
      Name: 'Late deliveries',
      'Unit of measurement': 'days',
      Direction: 'LOWER_IS_BETTER',
      Why: 'It shows.',
    });
    await page.getByText('Nothing can be compared yet.').waitFor();
    await begin('Training', 'Identify training', {
      Kind: 'TRAINING',
      Title: 'How to deliver',
      Audience: 'Suppliers',
      'Asset change': 'Procedure 2',
    });
    await page.getByRole('heading', { name: 'How to deliver' }).waitFor();
    await page.getByRole('link', { name: 'History' }).click();
    await page.locator('.entry', { hasText: 'Issue opened' }).waitFor();
    await page.goto(`${path}/nowhere`);
    await page.getByRole('link', { name: 'To its overview' }).click();
    await page.getByRole('heading', { name: 'Burn-up' }).waitFor();
    for (const { page: each, complaints } of [lead, watcher]) {
      expect(complaints).toEqual([]);
      await each.context().close();
    }
  });

  test('overwrites no report that came after a form was opened', { timeout: 180_000 }, async () => {
    const { page } = await open(browser, address('/'), people().PROJECT_LEAD.bearer);
    await openCell(page, 1);
    await page.getByRole('button', { name: 'Record progress' }).click();
    await report(92);
    await page.locator('.panel [aria-valuenow="92"]').waitFor();
    await page.getByLabel('Percent').fill('40');
    await page.locator('form.command button').click();
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('percent 91 → 92');
    await page.locator('form.command button').click();
    await page.locator('.panel [aria-valuenow="40"]').waitFor();
    stage.lanes[0]!.ledDeployment.version += 1;
    await page.context().close();
  });

  test('keeps what it has when a reading fails, and reads again by itself', { timeout: 180_000 }, async () => {
    const { page } = await open(browser, address('/'), people().VIEWER.bearer);
    const unread = page.locator('.connection-missing');
    await page.route('**/graphql', (route) => route.abort());
    await page.getByRole('link', { name: 'Improvement 0' }).first().click();
    await page.getByText('The improvement cannot be read').waitFor();
    await page.getByText('The server cannot be reached').first().waitFor();
    await unread.waitFor();
    await page.unroute('**/graphql');
    await page.getByRole('heading', { name: 'Improvement 0' }).waitFor();
    await isLive(page);

    await page.route('**/graphql', (route) => route.abort());
    await report(93);
    await unread.waitFor();
    await page.getByRole('heading', { name: 'Improvement 0' }).waitFor();
    await page.unroute('**/graphql');
    proxy.cut();
    await page
      .getByRole('meter', { name: 'Progress, Led project' })
      .and(page.locator('[aria-valuenow="93"]'))
      .waitFor();
    await isLive(page);
    await page.context().close();
  });

  test('is worked by the keyboard alone', { timeout: 180_000 }, async () => {
    const { page } = await open(browser, address('/'), people().PROJECT_LEAD.bearer);
    await page.getByRole('gridcell').first().waitFor();
    await page.locator('[role=gridcell][tabindex="0"]').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    const focused = () =>
      page.evaluate(`document.activeElement.dataset.row + ':' + document.activeElement.dataset.column`);
    await expect.poll(focused).toBe('1:1');
    await page.keyboard.press('Control+Home');
    await expect.poll(focused).toBe('0:0');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(focused).toBe('0:0');
    await page.context().close();
  });

  test('has what the matrix shows in the address, and Back closes a cell', { timeout: 180_000 }, async () => {
    const { page, complaints } = await open(browser, address('/'), people().VIEWER.bearer);
    const rows = () => page.getByRole('rowheader').count();
    await page.getByRole('gridcell').first().waitFor();
    const all = await rows();
    await openCell(page, 1);
    expect(new URL(page.url()).searchParams.get('cell')).toContain('.');
    const panel = page.getByRole('dialog');
    // Until it has loaded, its heading is that of any.
    const heading = panel.getByRole('heading');
    await expect.poll(() => heading.innerText(), { timeout: PATIENCE }).not.toBe('Deployment');
    const title = await heading.innerText();
    await page.reload();
    await panel.getByRole('heading', { name: title }).waitFor();
    await page.goBack();
    await panel.waitFor({ state: 'detached' });
    // Closing it is no step of its own.
    const steps = () => page.evaluate<number>('history.length');
    const before = await steps();
    for (let time = 0; time < 2; time += 1) {
      await openCell(page, 1);
      await page.keyboard.press('Escape');
      await panel.waitFor({ state: 'detached' });
      expect(new URL(page.url()).searchParams.has('cell')).toBe(false);
    }
    expect(await steps()).toBe(before);
    await page.getByRole('combobox', { name: 'State' }).selectOption('CONFIRMED');
    await expect.poll(rows).toBeLessThan(all);
    await page.getByRole('searchbox').fill('nonsense');
    await page.reload();
    await page.getByText('There are no deployments that are confirmed in improvements with “nonsense”').waitFor();
    await page.goBack();
    await expect.poll(rows).toBe(all);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('shows what waits for whom, and where evidence is weak', { timeout: 180_000 }, async () => {
    const plan = await putPlan(app, stage.organization, { state: 'IN_REVIEW' });
    const { page, complaints } = await open(browser, address('/'), people().VIEWER.bearer);
    const filter = (place: number) => page.locator('form.toolbar select').nth(place);
    await page.getByRole('link', { name: 'Waiting work' }).click();
    await filter(0).selectOption(plan.improvement.globalId);
    const row = page.getByRole('row', { name: /Agree to a plan for your project/ });
    await row.getByRole('link', { name: 'Led project' }).first().waitFor();
    expect(new URL(page.url()).searchParams.get('improvement')).toBe(plan.improvement.globalId);
    await filter(2).selectOption('GATE_TO_DECIDE');
    await page.getByText('Nothing waits.').waitFor();
    await page.getByRole('button', { name: 'Show all' }).click();
    await row.first().waitFor();

    await page.getByRole('link', { name: 'Weak spots' }).click();
    await filter(2).selectOption('LESSONS_WITHOUT_DECISION');
    await page.getByText('None is known.').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('shows the load, the process and the issues of a project', { timeout: 180_000 }, async () => {
    const project = address(`/projects/${stage.organization.ledUnit.globalId}`);
    const { page, complaints } = await open(browser, project, people().PROJECT_LEAD.bearer);
    await page.getByText(/under way or planned.*; at most \d+ at once/).waitFor();
    const part = (name: string) =>
      page.getByRole('navigation', { name: 'Parts of the project' }).getByText(name).click();
    await part('Process');
    await page.getByText('1.0', { exact: true }).waitFor();
    await page.getByText('No improvement has changed its process yet.').waitFor();
    await part('Issues');
    await page.getByRole('button', { name: 'Open issue' }).click();
    await page.locator('form.command select').first().selectOption({ index: 1 });
    await page.getByLabel('Title').fill('No time');
    await page.getByLabel('Description').fill('The audit comes first.');
    await page.locator('form.command button').click();
    await page.getByRole('heading', { name: 'No time' }).waitFor();
    await part('Waiting work');
    await page.getByRole('heading', { name: /here$/ }).waitFor();
    await part('History');
    await page.locator('.entry', { hasText: 'Issue opened' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('tells the past of a project that has been quiet for long', { timeout: 180_000 }, async () => {
    for (let percent = 1; percent <= 45; percent += 1) await report(percent);
    const project = address(`/projects/${stage.organization.otherUnit.globalId}`);
    const { page } = await open(browser, project, people().VIEWER.bearer);
    await page.locator('.latest .entry', { hasText: 'Deployment planned' }).first().waitFor();
    await page.getByRole('link', { name: 'all events' }).click();
    await showsWholeLog(page, await head());
    await page.getByText('Progress recorded: 44 %').waitFor();
    await page.context().close();
  });

  test('shows what an improvement has ahead, and what speaks for it', { timeout: 180_000 }, async () => {
    const improvement = address(`/improvements/${stage.adopted.improvement.globalId}`);
    const { page } = await open(browser, improvement, people().VIEWER.bearer);
    await page.getByText('By Dec 31, 2099, 2 are to.').waitFor();
    await page.getByRole('link', { name: 'Evidence' }).click();
    await page.locator('summary', { hasText: '4. ' }).click();
    await page.locator('details .entry', { hasText: 'Deployment adopted' }).waitFor();
    await page.context().close();
  });

  test('says what it does not find, and whom it does not let in', { timeout: 180_000 }, async () => {
    const { page } = await open(browser, address('/'), people().VIEWER.bearer);
    await page.getByRole('searchbox').fill('nonsense');
    await page.getByText('There are no improvements with “nonsense” in their title.').waitFor();
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByRole('gridcell').first().waitFor();
    await page.goto(address('/?by=phase&group=nonsense'));
    await page.getByText('There are no projects with “nonsense” as phase.').waitFor();
    await page.goto(address('/nowhere'));
    await page.getByRole('link', { name: 'To the matrix' }).click();
    await page.getByRole('gridcell').first().waitFor();
    const credentials = JSON.stringify({ kind: 'token', token: 'nonsense' });
    await page.addInitScript(`sessionStorage.setItem('uplift:credentials', ${JSON.stringify(credentials)})`);
    await page.goto(address('/'));
    await page.getByText('The server refused your token').waitFor();
    await page.context().close();
  });

  test.each([
    { colorScheme: 'light' as const },
    { colorScheme: 'dark' as const, viewport: { width: 390, height: 844 } },
  ])('has no serious fault by axe, $colorScheme', { timeout: 400_000 }, async (options) => {
    const [lane] = stage.lanes;
    const plan = await putPlan(app, stage.organization, { state: 'IN_REVIEW' });
    const improvement = `/improvements/${lane?.improvement.globalId}`;
    const project = `/projects/${stage.organization.ledUnit.globalId}`;
    const paths = [
      '/',
      '/events',
      '/work',
      '/waiting',
      '/weak-spots',
      improvement,
      ...['measures', 'support', 'issues', 'evidence', 'history'].map((part) => `${improvement}/${part}`),
      `/improvements/${plan.improvement.globalId}/plan`,
      project,
      ...['work', 'process', 'issues', 'history'].map((part) => `${project}/${part}`),
      '/practices',
      '/practices/OPM',
    ];
    const { page, complaints } = await open(browser, address('/'), people().DEPLOYMENT_LEAD.bearer, options);
    for (const path of paths) {
      await page.goto(address(path));
      await page.locator('main h1').waitFor();
      // What is below the title is read on its own.
      await expect.poll(() => page.locator('main [aria-busy]').count(), { timeout: PATIENCE }).toBe(0);
      expect(await seriousFaults(page), path).toEqual([]);
      await picture(page, `${path} ${options.colorScheme}`);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), path).toBe(0);
    }
    await page.goto(address('/'));
    await openCell(page, 1);
    await page.getByRole('button', { name: 'Record progress' }).click();
    expect(await seriousFaults(page), 'panel').toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
