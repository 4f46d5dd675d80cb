import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SECRET } from '../support/app.js';
import { ask } from '../support/clients.js';
import { createDatabase, describeWithServices, dropDatabase } from '../support/services.js';
import { run } from '../cli/run.js';
import { killAll, startProcess } from './server-process.js';

const KEYS = {
  AUTH_JWKS_URL: 'http://127.0.0.1:1/keys',
  AUTH_ISSUER: 'https://issuer.example',
  AUTH_AUDIENCE: 'uplift',
};

/** Signs in as a page of the server does. */
async function signIn(url: string) {
  const { origin } = new URL(url);
  const response = await fetch(`${origin}/auth/demo`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ role: 'ADMINISTRATOR' }),
  });
  const [cookie = ''] = response.headers.getSetCookie();
  await response.body?.cancel();
  return { status: response.status, page: { origin, cookie: cookie.split(';')[0] ?? '' } };
}

describe('signing in from a page', { timeout: 60_000 }, () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'uplift-sign-in-'));
  });
  afterEach(async () => {
    killAll();
    await rm(folder, { recursive: true, force: true });
  });

  test.each([
    ['with a secret of its folder', {}, 200],
    ['with a secret of its environment', { AUTH_SECRET: SECRET }, 200],
    ['with the keys of an identity provider', KEYS, 404],
  ])('to a demo %s', async (_name, trust, expected) => {
    const server = startProcess({ DATA_DIR: folder, ...trust });
    const url = await server.url;
    const { status, page } = await signIn(url);
    expect(status).toBe(expected);
    if (expected === 200) {
      const { data } = await ask(url, '{ viewer { person { name } } }', {}, undefined, page);
      expect(data).toEqual({ viewer: { person: { name: 'Noor Haddad' } } });
    }
    expect(await server.end('SIGTERM')).toEqual({ code: 0, signal: null });
  });

  test('by a link for a person of the running demo', async () => {
    const server = startProcess({ DATA_DIR: folder });
    const { origin } = new URL(await server.url);
    const { code, stdout } = await run(['sign-in', '--person', 'noor'], { DATA_DIR: folder });
    expect(code).toBe(0);
    const link = stdout.trim();
    expect(link.startsWith(`${origin}/auth/link?code=`)).toBe(true);
    const entered = await fetch(link, { method: 'POST', redirect: 'manual', headers: { origin } });
    const [cookie = ''] = entered.headers.getSetCookie();
    const { data } = await ask(`${origin}/graphql`, '{ viewer { person { name } } }', {}, undefined, {
      origin,
      cookie: cookie.split(';')[0] ?? '',
    });
    expect(data).toEqual({ viewer: { person: { name: 'Noor Haddad' } } });
    await server.end('SIGTERM');
  });
});

describeWithServices('signing in from a page', ({ postgresUrl }) => {
  test('to a server with a database of its own is not there', { timeout: 60_000 }, async () => {
    const databaseUrl = await createDatabase(postgresUrl);
    const server = startProcess({ DATABASE_URL: databaseUrl, AUTH_SECRET: SECRET });
    expect((await signIn(await server.url)).status).toBe(404);
    await server.end('SIGTERM');
    await dropDatabase(databaseUrl);
  });
});
