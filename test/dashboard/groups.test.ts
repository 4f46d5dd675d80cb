import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSealing } from '../../src/sealing.js';
import { encodeGlobalId } from '../../src/ids.js';
import { DASHBOARD_OPERATIONS } from '../../src/server/http/dashboard.js';
import { readPersistedDocuments } from '../../src/server/graphql/persisted-operations.js';
import { createTestOrganization, SECRET, startApp } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';
import { startIdentityProvider } from '../support/identity-provider.js';
import type { IdentityProvider } from '../support/identity-provider.js';
import { createDatabase, describeWithBrowser, dropDatabase } from '../support/services.js';
import { seriousFaults } from './axe.js';
import { launch, open, PATIENCE, picture } from './browser.js';

describeWithBrowser('groups and identity providers', ({ postgresUrl, chromiumPath }) => {
  let databaseUrl: string;
  let app: TestApp;
  let organization: TestOrganization;
  let provider: IdentityProvider;
  let browser: Browser;

  beforeAll(async () => {
    databaseUrl = await createDatabase(postgresUrl);
    const documents = readPersistedDocuments(readFileSync(DASHBOARD_OPERATIONS, 'utf8'));
    const parts = {
      dashboard: true,
      persisted: { documents, only: true },
      issuerNetworks: ['127.0.0.0/8'],
      sealing: createSealing(SECRET),
    };
    app = await startApp({ databaseUrl, parts });
    organization = await createTestOrganization(app);
    provider = await startIdentityProvider('http://127.0.0.1:1');
    browser = await launch(chromiumPath);
  });

  afterAll(async () => {
    await browser?.close();
    await provider?.stop();
    await app?.stop();
    await dropDatabase(databaseUrl);
  });

  const address = (path: string): string => new URL(path, app.url).href;
  const asAdministrator = (path: string, options = {}) =>
    open(browser, address(path), organization.people.ADMINISTRATOR.bearer, options);
  const card = (page: Page, title: string): Locator =>
    page.locator('section.card', { has: page.getByRole('heading', { name: title, exact: true }) });
  const submit = (within: Page | Locator) => within.locator('form.command button[type=submit]').click();
  const prisma = () => app.services.database.prisma;
  const nameOf = async (id: string) => (await prisma().person.findUniqueOrThrow({ where: { id } })).name;
  /** Asks what would happen, and does it once the page says so. */
  const seeAndDo = async (within: Locator, ...said: (string | RegExp)[]): Promise<void> => {
    await within.getByRole('button', { name: 'Show what would change' }).click();
    for (const each of said) await within.locator('.planned-events').getByText(each).waitFor();
    await submit(within);
    await within.locator('form.command').waitFor({ state: 'detached' });
  };

  test('a group gives roles and leads, and says first who gains or loses what', { timeout: 180_000 }, async () => {
    const { VIEWER, PROJECT_LEAD } = organization.people;
    const viewer = await nameOf(VIEWER.id);
    const roleOf = async () => (await prisma().person.findUniqueOrThrow({ where: { id: VIEWER.id } })).role;
    const { page, complaints } = await asAdministrator('/admin/groups');
    await page.getByText('There are no groups yet.').waitFor();
    await page.getByRole('button', { name: 'Create group' }).click();
    await page.locator('form.command input[name=name]').fill('Sponsors');
    await submit(page);
    await page.getByRole('link', { name: 'Sponsors' }).click();
    const group = card(page, 'Sponsors');
    await group.getByRole('button', { name: 'Add group member' }).click();
    await group.locator('select[name=personId]').selectOption(VIEWER.globalId);
    await seeAndDo(group, /Group member added/);
    const members = card(page, 'Members');
    await members.getByRole('row', { name: new RegExp(`${viewer} by hand`) }).waitFor();

    await group.getByRole('button', { name: 'Map group' }).click();
    await group.locator('select[name=role]').selectOption('SPONSOR');
    await group.getByRole('button', { name: 'Show what would change' }).click();
    await group.locator('.planned-events li', { hasText: viewer }).getByText('role viewer → sponsor').waitFor();
    expect(await roleOf()).toBe('VIEWER');
    await submit(group);
    const gifts = card(page, 'What its members have by it');
    await gifts.getByText('role sponsor', { exact: false }).first().waitFor();
    expect(await roleOf()).toBe('SPONSOR');

    await group.getByRole('button', { name: 'Map group' }).click();
    await group.locator('select[name=unitId]').selectOption(organization.otherUnit.globalId);
    await seeAndDo(group, /leads it\./);
    const unit = await asAdministrator(`/admin/units/${organization.otherUnit.globalId}`);
    await unit.page.locator('li', { hasText: viewer }).getByText('by a group of theirs').waitFor();
    expect(await unit.page.locator('summary', { hasText: viewer }).count()).toBe(0);
    const person = await asAdministrator(`/admin/people/${VIEWER.globalId}`);
    await person.page.getByText('by their groups; without them, viewer').waitFor();
    await person.page.getByRole('link', { name: 'Sponsors' }).waitFor();

    await gifts.locator('summary', { hasText: 'lead of' }).click();
    await gifts.getByRole('button', { name: 'Show what would change' }).click();
    await gifts.getByText(/leads it no more\./).waitFor();
    await submit(gifts);
    await expect.poll(() => gifts.locator('li').count(), { timeout: PATIENCE }).toBe(1);
    await members.locator('summary', { hasText: `Remove ${viewer}` }).click();
    await members.getByRole('button', { name: 'Show what would change' }).click();
    await members.getByText('role sponsor → viewer').waitFor();
    await submit(members);
    await members.getByText('No one.').waitFor();
    await person.page.locator('dd', { hasText: 'by hand' }).waitFor();
    expect(await roleOf()).toBe('VIEWER');

    await prisma().groupMember.create({
      data: {
        organizationId: organization.id,
        groupId: (await prisma().group.findFirstOrThrow({ where: { name: 'Sponsors' } })).id,
        personId: PROJECT_LEAD.id,
        managedBy: 'SCIM',
        addedAt: new Date(),
      },
    });
    await page.reload();
    await members.getByRole('row', { name: /by the identity provider, with SCIM/ }).waitFor();
    expect(await members.locator('summary').count()).toBe(0);
    await group.getByRole('button', { name: 'Revise group' }).click();
    await group.locator('input[name=name]').fill('Management');
    await submit(group);
    const renamed = card(page, 'Management');
    await renamed.getByRole('button', { name: 'Delete group' }).click();
    await renamed.getByRole('button', { name: 'Show what would change' }).click();
    await renamed
      .locator('.planned-events')
      .getByText(/Group deleted/)
      .waitFor();
    await submit(renamed);
    await page.getByText('The group Management was deleted').waitFor();
    expect([...complaints, ...unit.complaints, ...person.complaints]).toEqual([]);
    for (const each of [page, unit.page, person.page]) await each.context().close();
  });

  test(
    'an identity provider is added, revised and removed, and its secret never shown',
    { timeout: 180_000 },
    async () => {
      const { page, complaints } = await asAdministrator('/admin/issuers');
      await page.getByText(address(`/auth/callback/${organization.slug}`)).waitFor();
      await page.getByRole('button', { name: 'Add issuer' }).click();
      await page.locator('input[name=name]').fill('Acme');
      await page.locator('input[name=address]').fill('http://127.0.0.1:1');
      await page.locator('input[name=clientId]').fill('uplift');
      expect(await page.locator('[name=clientSecret]').getAttribute('type')).toBe('password');
      await page.locator('[name=clientSecret]').fill('a secret of the client');
      await page.locator('textarea[name=domains]').fill('acme.example');
      await submit(page);
      await page.locator('.refusal', { hasText: /^address: / }).waitFor();
      await page.locator('input[name=address]').fill(provider.issuer);
      await submit(page);
      const issuer = card(page, 'Acme');
      await issuer.getByText(/^set .*, not shown$/).waitFor();
      expect(await page.content()).not.toContain('a secret of the client');

      await issuer.getByRole('button', { name: 'Revise issuer' }).click();
      expect(await issuer.locator('[name=clientSecret]').inputValue()).toBe('');
      await issuer.locator('textarea[name=domains]').fill('acme.example\nacme.test');
      await submit(issuer);
      await issuer.getByText('acme.example, acme.test').waitFor();
      const stored = await prisma().issuer.findFirstOrThrow({ where: { organizationId: organization.id } });
      expect(stored.clientSecret).not.toBeNull();

      await prisma().person.update({ where: { id: organization.otherLead.id }, data: { issuerId: stored.id } });
      await issuer.getByRole('button', { name: 'Remove issuer' }).click();
      await issuer.getByRole('button', { name: 'Show what would change' }).click();
      await issuer.getByText('1 person cannot sign in any more.').waitFor();
      expect((await prisma().issuer.findUniqueOrThrow({ where: { id: stored.id } })).removedAt).toBeNull();
      await submit(issuer);
      await issuer.waitFor({ state: 'detached' });
      await page.getByText(/There are none: people sign in with/).waitFor();
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );

  /** Presses Tab until what is focused has a name, and demands that it is seen at each step where one is. */
  async function tabTo(page: Page, name: string, tag = 'BUTTON'): Promise<void> {
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate<{ tag: string; name: string; outline: string }>(`(() => {
        const element = document.activeElement;
        const { outlineStyle } = getComputedStyle(element);
        return { tag: element.tagName, name: element.name || element.innerText, outline: outlineStyle };
      })()`);
      if (focused.tag !== 'BODY') expect(focused.outline, `${focused.tag} ${focused.name}`).not.toBe('none');
      if (focused.tag === tag && focused.name.trim() === name) return;
    }
    throw new Error(`Tab does not lead to ${tag} ${name}.`);
  }
  const focusedText = (page: Page) => page.evaluate<string>('document.activeElement.innerText');

  test('groups are managed with the keyboard alone', { timeout: 180_000 }, async () => {
    const { page, complaints } = await asAdministrator('/admin/groups');
    const press = (key: string) => page.keyboard.press(key);
    await page.getByRole('button', { name: 'Create group' }).waitFor();
    await tabTo(page, 'Create group');
    await press('Enter');
    await tabTo(page, 'name', 'INPUT');
    await page.keyboard.type('By keyboard');
    await press('Enter');
    await page.getByRole('link', { name: 'By keyboard' }).waitFor();
    await page.locator('form.command').waitFor({ state: 'detached' });
    expect(await focusedText(page)).toBe('Create group');
    // Back, as the list is before it.
    await press('Shift+Tab');
    await press('Enter');

    const group = card(page, 'By keyboard');
    await group.waitFor();
    await tabTo(page, 'Map group');
    await press('Enter');
    await tabTo(page, 'role', 'SELECT');
    await press('S');
    await tabTo(page, 'Show what would change');
    await press('Enter');
    await group.locator('.planned-events').waitFor();
    expect(await focusedText(page)).toBe('Map group');
    await press('Enter');
    const gifts = card(page, 'What its members have by it');
    await gifts.getByText('role sponsor').first().waitFor();
    await group.locator('form.command').waitFor({ state: 'detached' });
    expect(await focusedText(page)).toBe('Map group');

    await tabTo(page, 'Take away: role sponsor', 'SUMMARY');
    await press('Enter');
    await tabTo(page, 'Show what would change');
    await press('Enter');
    await gifts.locator('.planned-events').waitFor();
    await press('Enter');
    await gifts.getByText('Nothing yet.').waitFor();
    await tabTo(page, 'Delete group');
    await press('Enter');
    await tabTo(page, 'Show what would change');
    await press('Enter');
    await group.locator('.planned-events').waitFor();
    await press('Enter');
    await page.getByText('The group By keyboard was deleted').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('identity providers are managed with the keyboard alone', { timeout: 180_000 }, async () => {
    const { page, complaints } = await asAdministrator('/admin/issuers');
    const press = (key: string) => page.keyboard.press(key);
    await page.getByRole('button', { name: 'Add issuer' }).waitFor();
    await tabTo(page, 'Add issuer');
    await press('Enter');
    for (const [name, text] of Object.entries({ name: 'Keyed', address: provider.issuer, clientId: 'keyed' })) {
      await tabTo(page, name, 'INPUT');
      await page.keyboard.type(text);
    }
    await press('Enter');
    const issuer = card(page, 'Keyed');
    await issuer.waitFor();
    await page.locator('form.command').waitFor({ state: 'detached' });
    expect(await focusedText(page)).toBe('Add issuer');
    await tabTo(page, 'Revise issuer');
    await press('Enter');
    await tabTo(page, 'scopes', 'TEXTAREA');
    await page.keyboard.type('offline_access');
    await tabTo(page, 'Revise issuer');
    await press('Enter');
    await issuer.locator('dd', { hasText: 'openid, offline_access' }).waitFor();
    await tabTo(page, 'Remove issuer');
    await press('Enter');
    await tabTo(page, 'Show what would change');
    await press('Enter');
    await issuer.locator('.planned-events').waitFor();
    await press('Enter');
    await issuer.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a record of access says its place and its hash', { timeout: 180_000 }, async () => {
    const answer = await fetch(address('/export/units.csv'), {
      headers: { authorization: organization.people.VIEWER.bearer },
    });
    await answer.text();
    const [record] = await prisma().accessRecord.findMany({
      where: { organizationId: organization.id },
      orderBy: { position: 'desc' },
      take: 1,
    });
    const hash = Buffer.from(record?.hash ?? []).toString('hex');
    const { page, complaints } = await asAdministrator('/admin/access');
    await page
      .getByText(`${hash.slice(0, 8)}…`)
      .first()
      .click();
    await page.getByText(hash, { exact: true }).waitFor();
    await page
      .getByRole('cell', { name: String(record?.position), exact: true })
      .first()
      .waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test.each([
    { colorScheme: 'light' as const },
    { colorScheme: 'dark' as const, viewport: { width: 390, height: 844 } },
  ])('have no serious fault by axe, $colorScheme', { timeout: 300_000 }, async (options) => {
    const group = await prisma().group.create({
      data: {
        organizationId: organization.id,
        name: `Team in ${options.colorScheme}`,
        createdAt: new Date(),
        updatedAt: new Date(),
        mappings: { create: [{ organizationId: organization.id, role: 'VIEWER', addedAt: new Date() }] },
        members: {
          create: [
            {
              organizationId: organization.id,
              personId: organization.otherLead.id,
              managedBy: 'HAND',
              addedAt: new Date(),
            },
          ],
        },
      },
    });
    await prisma().issuer.create({
      data: {
        organizationId: organization.id,
        name: 'Their provider',
        address: 'https://id.example.org',
        clientId: options.colorScheme,
        createdAt: new Date(),
        updatedAt: new Date(),
      },
    });
    const { page, complaints } = await asAdministrator('/admin/groups', options);
    for (const path of ['/admin/groups', `/admin/groups/${encodeGlobalId('Group', group.id)}`, '/admin/issuers']) {
      await page.goto(address(path));
      await page.locator('main h2').first().waitFor();
      await expect.poll(() => page.locator('main [aria-busy]').count(), { timeout: PATIENCE }).toBe(0);
      for (const closed of await page.locator('details:not([open]) > summary').elementHandles()) await closed.click();
      for (const button of await page.locator('.actions [role=group] > button').elementHandles()) {
        await button.click();
        expect(await seriousFaults(page), `${path}, ${await button.innerText()}`).toEqual([]);
        await picture(page, `${path} ${await button.innerText()} ${options.colorScheme}`);
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), path).toBe(0);
      }
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
