import { afterAll, beforeAll, expect, it } from 'vitest';
import { readLink } from '../../src/auth/sign-in-link.js';
import { createTestOrganization, SECRET, startApp } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';
import { run } from './run.js';

const PUBLIC_URL = 'https://uplift.example.org';

describeWithServices('uplift sign-in', ({ postgresUrl }) => {
  let environment: Record<string, string>;
  let app: TestApp;
  let [one, two]: readonly TestOrganization[] = [];
  beforeAll(async () => {
    const databaseUrl = await createDatabase(postgresUrl);
    environment = { DATABASE_URL: databaseUrl, AUTH_SECRET: SECRET, PUBLIC_URL };
    app = await startApp({ databaseUrl });
    [one, two] = [await createTestOrganization(app), await createTestOrganization(app)];
  });
  afterAll(async () => {
    await app.stop();
    await dropDatabase(environment['DATABASE_URL'] ?? '');
  });
  const signIn = (...words: readonly string[]) => run(['sign-in', '--person', ...words], environment);

  it.each([
    ['name', () => `person ${one?.slug}-SPONSOR`],
    ['subject', () => `${one?.slug}-SPONSOR`],
  ])('prints a link for a person by their %s, and nothing else', async (_what, person) => {
    const { code, stdout, stderr } = await signIn(person());
    expect([code, stderr]).toEqual([0, '']);
    const link = new URL(stdout.trim());
    expect(`${link.origin}${link.pathname}`).toBe(`${PUBLIC_URL}/auth/link`);
    expect(await readLink(SECRET, link.searchParams.get('code') ?? '')).toEqual({
      id: expect.stringMatching(/^[\w-]{36}$/),
      subject: `${one?.slug}-SPONSOR`,
      organization: one?.slug,
    });
  });

  it('says what it needs', async () => {
    expect(await signIn('Ada ADMINISTRATOR')).toMatchObject({ code: 2, stdout: '' });
    expect((await signIn('Ada ADMINISTRATOR')).stderr).toContain('Say which organization: --organization');
    expect((await signIn('Ada ADMINISTRATOR', '--organization', two?.slug ?? '')).code).toBe(0);
    expect((await signIn('Nobody')).stderr).toContain('No active person has this name or subject.');
    const without = await run(['sign-in', '--person', 'x'], { ...environment, PUBLIC_URL: '' });
    expect(without.stderr).toContain('PUBLIC_URL: needed to sign in in a browser');
  });
});
