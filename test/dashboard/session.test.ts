import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signLink } from '../../src/auth/sign-in-link.js';
import { recordProgress } from '../../src/deployments/operations/reporting.js';
import { change, createStage } from '../live/stage.js';
import type { Stage } from '../live/stage.js';
import { HOUR, SECRET, startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { freePort } from '../support/free-port.js';
import { startIdentityProvider } from '../support/identity-provider.js';
import type { IdentityProvider } from '../support/identity-provider.js';
import { createDatabase, describeWithBrowser, dropDatabase } from '../support/services.js';
import { seriousFaults } from './axe.js';
import { isLive, launch, PATIENCE } from './browser.js';

const limits = { maxIdle: HOUR, maxAge: HOUR };

describeWithBrowser('signing in in a browser', ({ postgresUrl, chromiumPath }) => {
  let databaseUrl: string;
  let provider: IdentityProvider;
  /** A server with the identity provider, and one with people to choose from, as a demo has them. */
  let app: TestApp;
  let demo: TestApp;
  let stage: Stage;
  let browser: Browser;

  beforeAll(async () => {
    databaseUrl = await createDatabase(postgresUrl);
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    provider = await startIdentityProvider(origin);
    app = await startApp({ databaseUrl, parts: { dashboard: true, port, signIn: { origin, limits, provider } } });
    stage = await createStage(app);
    const { people, id: organizationId } = stage.organization;
    const lead = { personId: people.PROJECT_LEAD.id, organizationId, subject: subject(), name: 'Paul', leads: [] };
    const users = async () => [{ ...lead, role: 'PROJECT_LEAD' as const }];
    demo = await startApp({
      databaseUrl,
      parts: { dashboard: true, signIn: { limits, demo: users, linkSecret: SECRET } },
    });
    browser = await launch(chromiumPath);
  });

  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
    await app?.stop();
    await provider?.stop();
    await dropDatabase(databaseUrl);
  });

  const subject = () => `${stage.organization.slug}-PROJECT_LEAD`;
  const address = (of: TestApp, path: string): string => new URL(path, of.url).href;
  const report = async (percent: number) => {
    const [lane] = stage.lanes;
    if (lane) await change(app.services, stage.lead, recordProgress, 'deploymentId', lane.otherDeployment, { percent });
  };
  const open = async (of: TestApp, path = '/'): Promise<{ page: Page; complaints: string[] }> => {
    const page = await (await browser.newContext({ viewport: { width: 1360, height: 900 } })).newPage();
    page.setDefaultTimeout(PATIENCE);
    const complaints: string[] = [];
    page.on('console', (message) => {
      // A browser says so of each answer 401, and of what the page of the provider lacks.
      if (message.type() === 'error' && !/net::|WebSocket connection|40[14] /.test(message.text()))
        complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(address(of, path));
    return { page, complaints };
  };
  /** Says at the provider who one is. */
  const answerAsked = async (page: Page): Promise<void> => {
    await page.getByText('Who are you?').waitFor();
    await page.goto(`${page.url()}?as=${subject()}`);
  };
  /** Writes into a form without sending it. */
  const write = async (page: Page): Promise<void> => {
    await page.locator('[data-row="1"][data-column="0"]').click();
    await page.getByRole('button', { name: 'Record progress' }).click();
    await page.getByLabel('Note').fill('What was typed');
    await page.evaluate('window.notReloaded = true');
  };
  const isStillThere = async (page: Page): Promise<void> => {
    expect(await page.getByLabel('Note').inputValue()).toBe('What was typed');
    expect(await page.evaluate('window.notReloaded')).toBe(true);
  };

  /** Subscribes in GraphiQL, and waits for what happens then. */
  const showsLive = async (graphiql: Page): Promise<void> => {
    const execute = graphiql.getByRole('button', { name: /^Execute/ });
    const text = async (part: string) =>
      (await graphiql.locator(`.graphiql-${part}`).innerText()).replaceAll('\u00a0', ' ');
    await graphiql.getByRole('button', { name: 'Live', exact: true }).click();
    await expect.poll(() => text('query-editor'), { timeout: PATIENCE }).toContain('subscription Live');
    const sockets = app.connections.size;
    // Hazard: for a tenth of a second after a change, GraphiQL runs the new text under the name of the operation before.
    const subscribed = async (): Promise<number> => {
      if (await execute.isVisible()) await execute.click();
      return app.connections.size;
    };
    await expect.poll(subscribed, { timeout: PATIENCE, interval: 500 }).toBe(sockets + 1);
    await expect
      .poll(
        async () => {
          await report(40);
          return text('response');
        },
        { timeout: PATIENCE },
      )
      .toMatch(/"ProgressRecorded"[^]*"percent": 40/);
  };

  test(
    'at the provider opens the matrix and GraphiQL; where it ends, the page asks, and goes on in place',
    { timeout: 180_000 },
    async () => {
      const { page, complaints } = await open(app, '/?by=phase');
      await page.getByRole('link', { name: 'Sign in' }).click();
      await answerAsked(page);
      await isLive(page);
      expect(page.url()).toBe(address(app, '/?by=phase'));
      await page.goto(address(app, '/'));
      await isLive(page);

      const graphiql = await page.context().newPage();
      await graphiql.goto(app.url);
      await graphiql.getByText(`You are Person ${subject()}.`).waitFor();
      await showsLive(graphiql);
      await graphiql.close();

      await write(page);
      await app.services.sessions?.endOfProvider({ issuer: provider.issuer }, { subject: subject() });
      const asking = page.getByRole('dialog', { name: 'Your session has ended' });
      await asking.waitFor();
      await report(41);
      await isStillThere(page);
      const [tab] = await Promise.all([
        page.context().waitForEvent('page'),
        asking.getByRole('link', { name: 'Sign in' }).click(),
      ]);
      // The provider still knows them.
      await tab.getByText('You are signed in').waitFor();
      await asking.waitFor({ state: 'detached' });
      await isLive(page);
      await isStillThere(page);
      // What came meanwhile is there; the panel is in front of it.
      const cell = { name: 'Other project: in progress, 41 %', exact: true, includeHidden: true };
      await page.getByRole('gridcell', cell).first().waitFor();
      await page.locator('form.command button').click();
      await page.locator('form.command').waitFor({ state: 'detached' });
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );

  test(
    'anew, where the organization asks for it before a command: what was typed is kept, and sent by itself then',
    { timeout: 180_000 },
    async () => {
      const { prisma } = app.services.database;
      const rule = (freshSignInOccasions: 'CONFIRMATION'[]) =>
        prisma.organization.update({ where: { id: stage.organization.id }, data: { freshSignInOccasions } });
      const { page, complaints } = await open(app);
      await page.getByRole('link', { name: 'Sign in' }).click();
      await answerAsked(page);
      await isLive(page);
      await rule(['CONFIRMATION']);
      // The newest improvement comes first, and the adopted one is the newest.
      await page.locator('[data-row="0"][data-column="0"]').click();
      await page.getByRole('button', { name: 'Confirm' }).click();
      await page.getByLabel('Note').fill('What was typed');
      await page.evaluate('window.notReloaded = true');
      await page.locator('form.command button.primary').click();
      const refusal = page.getByRole('alert');
      await refusal.getByText('asks for a fresh sign-in before confirmDeployment').waitFor();
      const signInAndSend = refusal.getByRole('link', { name: 'Sign in again and send' });
      expect(await seriousFaults(page)).toEqual([]);
      const confirmed = () => prisma.event.count({ where: { type: 'DeploymentConfirmed' } });
      const proveAt = (authenticatedAt: Date | null) => prisma.session.updateMany({ data: { authenticatedAt } });

      // A sign-in that did not begin here sends nothing.
      await proveAt(new Date());
      await page.waitForTimeout(2_500);
      await proveAt(null);
      // Nor does one that began here, where something was changed meanwhile.
      const [tab] = await Promise.all([page.context().waitForEvent('page'), signInAndSend.click()]);
      await refusal.getByText('Waiting until you have signed in').waitFor();
      await page.getByLabel('Note').fill('What was typed, and more');
      await refusal.getByText('What you typed is kept').waitFor();
      // The provider knows them, and its own session is fresh.
      await tab.getByText('You are signed in').waitFor();
      await tab.close();
      await isLive(page);
      await page.waitForTimeout(2_500);
      expect(await confirmed()).toBe(0);

      await proveAt(null);
      await page.getByLabel('Note').fill('What was typed');
      await page.locator('form.command button.primary').click();
      await Promise.all([page.context().waitForEvent('page'), signInAndSend.click()]);
      await page.locator('form.command').waitFor({ state: 'detached' });
      expect(await page.evaluate('window.notReloaded')).toBe(true);
      expect(await confirmed()).toBe(1);
      const event = await prisma.event.findFirstOrThrow({ where: { type: 'DeploymentConfirmed' } });
      expect(event).toMatchObject({ note: 'What was typed', signIn: { at: expect.any(String) } });
      await rule([]);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );

  test('by a link asks first, and opens the matrix', { timeout: 180_000 }, async () => {
    const code = await signLink(SECRET, subject(), stage.organization.slug);
    const { page, complaints } = await open(demo, `/auth/link?code=${code}`);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: `Sign in as Person ${subject()}` }).click();
    await isLive(page);
    expect(page.url()).toBe(address(demo, '/'));
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('as a person of the demo holds for all tabs, and so does signing out', { timeout: 180_000 }, async () => {
    const { page, complaints } = await open(demo);
    await page.getByRole('button', { name: /^Paul/ }).click();
    await isLive(page);
    const second = await page.context().newPage();
    second.setDefaultTimeout(PATIENCE);
    await second.goto(address(demo, '/'));
    await isLive(second);

    await write(page);
    await second.getByRole('button', { name: /project lead/ }).click();
    await second.getByRole('button', { name: 'Sign out' }).click();
    await second.getByText('Sign in to see your organization').waitFor();
    const asking = page.getByRole('dialog', { name: 'Your session has ended' });
    await asking.waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await asking.getByRole('button', { name: /^Paul/ }).click();
    await asking.waitFor({ state: 'detached' });
    await isLive(page);
    await isStillThere(page);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
