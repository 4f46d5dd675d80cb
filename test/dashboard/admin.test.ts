import { readFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOrganization } from '../../src/organization/operations/organization.js';
import { signToken } from '../../src/auth/tokens.js';
import { DASHBOARD_OPERATIONS } from '../../src/server/http/dashboard.js';
import { readPersistedDocuments } from '../../src/server/graphql/persisted-operations.js';
import { createTestOrganization, SECRET, startApp } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';
import { createDatabase, describeWithBrowser, dropDatabase } from '../support/services.js';
import { signIn } from '../support/signed-in.js';
import { startReceiver, status } from '../webhooks/receiver.js';
import type { Receiver } from '../webhooks/receiver.js';
import { seriousFaults } from './axe.js';
import { launch, open, PATIENCE, picture } from './browser.js';

describeWithBrowser('administration', ({ postgresUrl, chromiumPath }) => {
  let databaseUrl: string;
  let app: TestApp;
  let organization: TestOrganization;
  let receiver: Receiver;
  let browser: Browser;

  beforeAll(async () => {
    databaseUrl = await createDatabase(postgresUrl);
    const documents = readPersistedDocuments(readFileSync(DASHBOARD_OPERATIONS, 'utf8'));
    const parts = { dashboard: true, persisted: { documents, only: true }, webhookNetworks: ['127.0.0.1/32'] };
    app = await startApp({ databaseUrl, parts });
    organization = await createTestOrganization(app);
    receiver = await startReceiver();
    browser = await launch(chromiumPath);
  });

  afterAll(async () => {
    await browser?.close();
    await receiver?.stop();
    await app?.stop();
    await dropDatabase(databaseUrl);
  });

  const address = (path: string): string => new URL(path, app.url).href;
  const asAdministrator = (path: string) => open(browser, address(path), organization.people.ADMINISTRATOR.bearer);
  const card = (page: Page, title: string): Locator =>
    page.locator('section.card', { has: page.getByRole('heading', { name: title, exact: true }) });
  const submit = (within: Page | Locator) => within.locator('form.command button[type=submit]').click();
  const prisma = () => app.services.database.prisma;

  test('is for administrators: others do not see it, and learn why', { timeout: 180_000 }, async () => {
    const { page, complaints } = await open(browser, address('/'), organization.people.DEPLOYMENT_LEAD.bearer);
    await page.getByRole('link', { name: 'Waiting work' }).waitFor();
    expect(await page.getByRole('link', { name: 'Administration' }).count()).toBe(0);
    await page.goto(address('/admin/webhooks'));
    await page.getByText('Only administrators see this page').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('adds, changes and erases people, and says first what is erased', { timeout: 180_000 }, async () => {
    const { page, complaints } = await asAdministrator('/');
    await page.getByRole('link', { name: 'Administration' }).click();
    await page.getByRole('button', { name: 'Add person' }).click();
    await page.locator('form.command input[name=name]').fill('Nora Quist');
    await page.locator('form.command input[name=subject]').fill('nora@acme.example');
    await page.locator('form.command select[name=role]').selectOption('VIEWER');
    await page.locator('form.command input[name=email]').fill('nora@acme.example');
    await submit(page);
    await page.getByRole('searchbox').fill('quist');
    await expect.poll(() => page.locator('table.list tbody tr').count(), { timeout: PATIENCE }).toBe(1);
    await page.getByRole('link', { name: 'Nora Quist' }).click();

    const person = card(page, 'Nora Quist');
    await person.getByRole('button', { name: 'Revise person' }).click();
    expect(await person.locator('input[name=name]').inputValue()).toBe('Nora Quist');
    await person.locator('input[name=email]').fill('');
    await person.locator('input[name=timeZone]').fill('Europe/Zurich');
    await submit(person);
    await person.locator('dd', { hasText: 'Europe/Zurich' }).waitFor();
    const stored = await prisma().person.findFirstOrThrow({ where: { subject: 'nora@acme.example' } });
    expect(stored).toMatchObject({ name: 'Nora Quist', email: null, timeZone: 'Europe/Zurich' });

    await person.getByRole('button', { name: 'Change person role' }).click();
    await person.locator('select[name=role]').selectOption('SPONSOR');
    await submit(person);
    await person.locator('dd', { hasText: 'sponsor' }).waitFor();
    await person.getByRole('button', { name: 'Deactivate person' }).click();
    await submit(person);
    await person.locator('dd', { hasText: 'has left' }).waitFor();

    await person.getByRole('button', { name: 'Erase person' }).click();
    await person.getByRole('button', { name: 'Show what would change' }).click();
    await person.getByText(/^1 text erased: name/).waitFor();
    const still = await prisma().person.findUniqueOrThrow({ where: { id: stored.id } });
    expect(still).toMatchObject({ name: 'Nora Quist', erasedAt: null });
    await submit(person);
    await page.getByText('They were erased for good').waitFor();
    const erased = await prisma().person.findUniqueOrThrow({ where: { id: stored.id } });
    expect(erased.name).toMatch(/^Former member/);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('adds a unit, groups it by attributes, gives it a lead, and retires it', { timeout: 180_000 }, async () => {
    const { page, complaints } = await asAdministrator('/admin/units');
    await page.getByRole('button', { name: 'Add unit' }).click();
    await page.locator('form.command select[name=kind]').selectOption('PROJECT');
    await page.locator('form.command input[name=name]').fill('Harbor crane');
    await page.locator('form.command textarea[name=attributes]').fill('phase: build\nsite: Porto');
    await submit(page);
    await page.getByRole('cell', { name: 'phase: build, site: Porto' }).waitFor();
    await page.getByRole('link', { name: 'Harbor crane' }).click();

    const unit = card(page, 'Harbor crane');
    await unit.getByRole('button', { name: 'Change unit' }).click();
    await unit.locator('textarea[name=attributes]').fill('phase: operation');
    await submit(unit);
    await unit.getByText('operation').waitFor();
    const stored = () => prisma().unit.findFirstOrThrow({ where: { name: 'Harbor crane' }, include: { leads: true } });
    expect(await stored()).toMatchObject({ attributes: { phase: 'operation' }, version: 2 });

    await unit.getByRole('button', { name: 'Assign unit lead' }).click();
    await unit.locator('select[name=personId]').selectOption(organization.otherLead.globalId);
    await submit(unit);
    const leads = card(page, 'Leads');
    await leads.locator('summary', { hasText: 'Remove' }).click();
    await submit(leads);
    await leads.getByText('No one leads it').waitFor();
    expect((await stored()).leads).toEqual([]);

    await unit.getByRole('button', { name: 'Retire unit' }).click();
    await unit.locator('textarea[name=reason]').fill('It is built.');
    await submit(unit);
    await unit.getByText(/, retired/).waitFor();
    await unit.getByRole('button', { name: 'Reinstate unit' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test(
    'creates, rotates and revokes tokens, whose secret is shown once, and ends a session',
    { timeout: 180_000 },
    async () => {
      const { ADMINISTRATOR } = organization.people;
      await signIn(app, organization, ADMINISTRATOR);
      const { page, complaints } = await asAdministrator('/');
      await page.getByRole('button', { name: 'administrator' }).click();
      await page.getByRole('link', { name: 'Your API tokens and sessions' }).click();
      const tokens = card(page, 'API tokens');
      await tokens.getByText('Create a token').click();
      await tokens.locator('input[name=name]').fill('Nightly report');
      await submit(tokens);
      const secret = await tokens.locator('.secret code').innerText();
      const isLetIn = async (token: string): Promise<boolean> => {
        const answer = await fetch(address('/export/units.csv'), { headers: { authorization: `Bearer ${token}` } });
        await answer.text();
        return answer.status !== 401;
      };
      expect(await isLetIn(secret)).toBe(true);
      await tokens.getByRole('button', { name: 'I have kept it' }).click();
      expect(await page.getByText(secret).count()).toBe(0);

      await tokens.locator('summary', { hasText: 'Rotate' }).click();
      await tokens.locator('input[name=overlapMinutes]').fill('0');
      await tokens.getByRole('button', { name: 'Rotate token' }).click();
      const second = await tokens.locator('.secret code').innerText();
      expect(second).not.toBe(secret);
      await expect.poll(() => isLetIn(secret), { timeout: PATIENCE }).toBe(false);
      expect(await isLetIn(second)).toBe(true);
      await tokens.getByRole('button', { name: 'Revoke' }).click();
      await tokens.getByRole('button', { name: 'Yes, revoke' }).click();
      await tokens.getByText('There are none.').waitFor();
      await expect.poll(() => isLetIn(second), { timeout: PATIENCE }).toBe(false);

      const sessions = card(page, 'Browsers in which you are signed in');
      await sessions.getByRole('button', { name: 'Sign out there' }).click();
      await sessions.getByText('None: you came with a token.').waitFor();
      expect(await prisma().session.count({ where: { personId: ADMINISTRATOR.id, endedAt: null } })).toBe(0);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );

  test('moves a person to an identity provider of the organization, and back', { timeout: 180_000 }, async () => {
    const { VIEWER } = organization.people;
    const { page, complaints } = await asAdministrator(`/admin/people/${VIEWER.globalId}`);
    const change = page.getByRole('button', { name: 'Change subject' });
    await change.click();
    await page.locator('input[name=subject]').waitFor();
    expect(await page.locator('select[name=issuerId]').count()).toBe(0);
    const at = new Date();
    const of = { organizationId: organization.id, clientId: 'uplift', domains: [], createdAt: at, updatedAt: at };
    const [first, second] = await prisma().issuer.createManyAndReturn({
      data: ['First', 'Second'].map((name) => ({ ...of, name, address: `https://${name.toLowerCase()}.example` })),
    });
    const issuerOf = async () => (await prisma().person.findUniqueOrThrow({ where: { id: VIEWER.id } })).issuerId;
    const moveTo = async (choice: string): Promise<void> => {
      await change.click();
      const choices = page.locator('select[name=issuerId]');
      await choices.waitFor();
      expect(await choices.locator('option').allInnerTexts()).toEqual(['First', 'Second', 'that of the server']);
      await choices.selectOption(choice);
      await submit(page);
      await page.locator('form.command').waitFor({ state: 'detached' });
    };
    await page.reload();
    await moveTo('Second');
    await page.locator('dd', { hasText: 'Second' }).waitFor();
    expect(await issuerOf()).toBe(second?.id);
    await moveTo('First');
    await page.locator('dd', { hasText: 'First' }).waitFor();
    expect(await issuerOf()).toBe(first?.id);
    await moveTo('that of the server');
    await page.locator('dd', { hasText: 'that of the server' }).waitFor();
    expect(await issuerOf()).toBeNull();
    await prisma().issuer.deleteMany({});
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('asks for fresh sign-ins by boxes', { timeout: 180_000 }, async () => {
    const { page, complaints } = await asAdministrator('/admin/access');
    const stored = async () =>
      (await prisma().organization.findUniqueOrThrow({ where: { id: organization.id } })).freshSignInOccasions;
    await prisma().organization.update({
      where: { id: organization.id },
      data: { freshSignInOccasions: ['GATE', 'AGREEMENT'] },
    });
    await page.reload();
    await page.getByRole('button', { name: 'Require fresh sign in' }).click();
    const box = (name: string) => page.getByRole('group', { name: 'Occasions' }).getByLabel(name, { exact: true });
    expect(await Promise.all(['confirmation', 'gate', 'agreement'].map((name) => box(name).isChecked()))).toEqual([
      false,
      true,
      true,
    ]);
    await box('confirmation').check();
    await box('agreement').uncheck();
    const [sent] = await Promise.all([
      page.waitForRequest((each) => each.postData()?.includes('requireFreshSignIn') ?? false),
      submit(page),
    ]);
    expect(JSON.stringify(sent.postDataJSON())).toContain('"occasions":["CONFIRMATION","GATE"]');
    // A bearer token of the server shows no sign-in, and the rule holds for who changes it.
    await page.getByRole('alert').getByText('asks for a fresh sign-in').waitFor();
    expect(await stored()).toEqual(['GATE', 'AGREEMENT']);
    await prisma().organization.update({ where: { id: organization.id }, data: { freshSignInOccasions: [] } });
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('shows who did what with their access', { timeout: 180_000 }, async () => {
    const { VIEWER } = organization.people;
    const answer = await fetch(address('/export/units.csv'), { headers: { authorization: VIEWER.bearer } });
    await answer.text();
    const { page, complaints } = await asAdministrator('/admin/access');
    const records = card(page, 'What people did with their access');
    await records.locator('select').first().selectOption('LIST_EXPORTED');
    await records.locator('select').nth(1).selectOption(VIEWER.globalId);
    await records.getByText('1 record, the newest first.').waitFor();
    await records.getByRole('cell', { name: 'units' }).waitFor();
    await records.getByLabel('Before').fill('2000-01-01');
    await records.getByText('Nothing of the kind is recorded.').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('sends events to a webhook, and sends a message again', { timeout: 180_000 }, async () => {
    const { page, complaints } = await asAdministrator('/admin/webhooks');
    await page.getByText('Events are sent nowhere yet.').waitFor();
    await page.getByText('Create a webhook').click();
    await page.locator('input[name=name]').fill('Reporting');
    await page.locator('input[name=url]').fill(receiver.url);
    await page.getByLabel('unit changed', { exact: true }).check();
    await submit(page);
    await page.locator('.secret code', { hasText: 'whsec_' }).waitFor();
    await page.getByRole('link', { name: 'Reporting' }).click();
    const webhook = card(page, 'Reporting');
    receiver.answer(status(500, {}, 'Out of order'));
    await webhook.getByRole('button', { name: 'Send a test' }).click();
    await webhook.getByText(/the endpoint answered 500/).waitFor();

    await webhook.getByText('Sends unit changed to').waitFor();
    const unit = await prisma().unit.findUniqueOrThrow({ where: { id: organization.otherUnit.id } });
    const other = await asAdministrator(`/admin/units/${organization.otherUnit.globalId}`);
    await other.page.getByRole('button', { name: 'Change unit' }).click();
    await other.page.locator('input[name=name]').fill(`${unit.name} 2`);
    await submit(other.page);
    const messages = card(page, 'Messages of the last 30 days');
    await messages.getByRole('row', { name: /Unit changed.*delivered/ }).waitFor();
    const before = receiver.received.length;
    await messages.getByRole('button', { name: /^Send again/ }).click();
    await receiver.count(before + 1);
    await webhook.getByRole('button', { name: 'Disable' }).click();
    await webhook.getByText('an administrator disabled it').waitFor();
    await webhook.getByRole('button', { name: 'Enable' }).click();
    await webhook.getByRole('button', { name: 'Disable' }).waitFor();
    await webhook.getByRole('button', { name: 'Delete' }).click();
    await webhook.getByRole('button', { name: 'Yes, delete' }).click();
    await page.getByText('There is no such webhook').waitFor();
    expect([...complaints, ...other.complaints]).toEqual([]);
    await other.page.context().close();
    await page.context().close();
  });

  test('checks a file by line before it is imported, and gives lists as files', { timeout: 180_000 }, async () => {
    const { page, complaints } = await asAdministrator('/admin/data');
    const choose = (csv: string) =>
      page
        .locator('input[type=file]')
        .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    const imported = () => prisma().person.count({ where: { subject: { startsWith: 'imported-' } } });
    await choose('subject,name,role\nimported-1,Mara Lind,project lead\nimported-2,Jo Ruiz,emperor\n');
    await submit(page);
    await page.getByText('Nothing was imported: 1 mistake.').waitFor();
    await page.getByText(/^Line 3, column role:/).waitFor();
    await choose('subject,name,role,hobby\nimported-1,Mara Lind,project lead,chess\nimported-2,Jo Ruiz,viewer,none\n');
    await page.getByText('A file of another tool').click();
    await page.locator('textarea[name=columns]').fill('subject: subject\nname: name\nrole: role');
    await submit(page);
    await page.getByText('The file is in order: 2 records. Nothing is imported yet.').waitFor();
    await page.getByLabel('Findings by line').getByText(/hobby/).waitFor();
    expect(await imported()).toBe(0);
    await page.getByRole('button', { name: 'Import 2 records' }).click();
    await page.getByText('2 records imported.').waitFor();
    expect(await imported()).toBe(2);

    const many = Array.from({ length: 5_000 }, (_, row) => `imported-many-${row},Person ${row},viewer`);
    await choose(['subject,name,role', ...many, ''].join('\n'));
    await page.locator('textarea[name=columns]').fill('');
    await submit(page);
    await page.getByText('The file is in order: 5000 records.').waitFor();
    await page.getByRole('button', { name: 'Import 5000 records' }).click();
    const bar = page.getByRole('progressbar', { name: /^[1-9]\d* of 5000 records written/ });
    await bar.waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Canceled: nothing was imported').waitFor();
    await bar.waitFor({ state: 'detached' });
    expect(await imported()).toBe(2);

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'People', exact: true }).last().click(),
    ]);
    expect(download.suggestedFilename()).toBe('people.csv');
    expect(await readFile(await download.path(), 'utf8')).toContain('imported-1');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('gives a checkpoint of the log', { timeout: 180_000 }, async () => {
    const { page, complaints } = await asAdministrator('/admin/log');
    for (const row of [
      'Events of the log good, until they are archived fixed',
      'What people did with their access 365 days ACCESS_RECORD_DAYS',
      'Sessions of browsers that are not used 12 hours SESSION_MAX_IDLE',
    ])
      await page.getByRole('row', { name: row, exact: true }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download a checkpoint' }).click(),
    ]);
    const checkpoint: unknown = JSON.parse(await readFile(await download.path(), 'utf8'));
    const { hash } = await prisma().eventLog.findUniqueOrThrow({ where: { organizationId: organization.id } });
    expect(checkpoint).toMatchObject({
      organizationId: organization.id,
      hash: Buffer.from(hash ?? []).toString('hex'),
    });
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('leads the administrator of an empty organization, who may leave and go on', { timeout: 180_000 }, async () => {
    const { database, clock } = app.services;
    const administrator = { name: 'Ada First', subject: 'ada-first' };
    await createOrganization(database, clock, { slug: 'empty', name: 'Empty', administrator });
    const bearer = `Bearer ${await signToken(SECRET, administrator.subject, 'empty', '1h')}`;
    const { page, complaints } = await open(browser, address('/'), bearer);
    await page.getByRole('link', { name: 'Set up your organization' }).click();
    const step = page.locator('li[aria-current=step]');
    await step.getByText('1. Add the units').waitFor();
    await step.getByRole('button', { name: 'Add unit' }).click();
    await step.locator('select[name=kind]').selectOption('PROJECT');
    await step.locator('input[name=name]').fill('First project');
    await submit(step);
    await step.getByText('2. Add the people').waitFor();
    await page.getByRole('link', { name: 'Leave, and go on later' }).click();
    await page.goto(address('/admin/start'));
    await step.getByText('2. Add the people').waitFor();
    await step.getByRole('button', { name: 'Add person' }).click();
    await step.locator('input[name=name]').fill('Dee Lead');
    await step.locator('input[name=subject]').fill('dee');
    await step.locator('select[name=role]').selectOption('DEPLOYMENT_LEAD');
    await submit(step);
    await step.getByText('3. Suggest the first improvement').waitFor();
    await step.getByRole('button', { name: 'Suggest improvement' }).click();
    await step.locator('input[name=title]').fill('Peer reviews');
    await step.locator('textarea[name=description]').fill('Requirements are read twice.');
    await step.locator('select[name=kind]').selectOption('PROCESS');
    await step.locator('textarea[name=practices]').fill('OPM SP 3.2');
    await step.locator('select[name=scale]').selectOption('INCREMENTAL');
    await step.locator('select[name=origin]').selectOption('SUGGESTION');
    await submit(step);
    await page.getByText('Empty is set up').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('is done with the keyboard alone', { timeout: 180_000 }, async () => {
    const { page } = await asAdministrator('/admin/units');
    await page.getByRole('button', { name: 'Add unit' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.name')).toBe('kind');
    await page.keyboard.press('P');
    await page.keyboard.press('Tab');
    await page.keyboard.type('By keyboard');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'By keyboard' }).waitFor();
    await page.context().close();
  });

  test.each([
    { colorScheme: 'light' as const },
    { colorScheme: 'dark' as const, viewport: { width: 390, height: 844 } },
  ])('has no serious fault by axe, $colorScheme', { timeout: 400_000 }, async (options) => {
    const { ADMINISTRATOR, VIEWER } = organization.people;
    const { page, complaints } = await open(browser, address('/admin'), ADMINISTRATOR.bearer, options);
    const sound = async (what: string): Promise<void> => {
      await page.locator('main h1').waitFor();
      await expect.poll(() => page.locator('main [aria-busy]').count(), { timeout: PATIENCE }).toBe(0);
      expect(await seriousFaults(page), what).toEqual([]);
      await picture(page, `${what} ${options.colorScheme}`);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), what).toBe(0);
    };
    const paths = ['', '/units', '/access', '/webhooks', '/data', '/log', '/start'].map((part) => `/admin${part}`);
    for (const path of [
      ...paths,
      `/admin/people/${VIEWER.globalId}`,
      `/admin/units/${organization.ledUnit.globalId}`,
      '/account',
    ]) {
      await page.goto(address(path));
      await sound(path);
      // What is closed at first has forms, too.
      for (const closed of await page.locator('details:not([open]) > summary').elementHandles()) await closed.click();
      for (const button of await page.locator('.actions [role=group] > button').elementHandles()) {
        await button.click();
        await sound(`${path}, ${await button.innerText()}`);
      }
      await sound(`${path}, opened`);
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
