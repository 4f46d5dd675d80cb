import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ parts: { dashboard: true } });
});
afterAll(() => app.stop());

const get = (path: string) => fetch(new URL(path, app.url), { headers: { accept: 'text/html' } });

test.each(['/', '/an/address/of/the/dashboard', '/graphql'])(
  'the page at %s runs what is of this server only, and nobody frames it or holds it',
  async (path) => {
    const { status, headers } = await get(path);
    expect(status).toBe(200);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': expect.stringMatching(/^text\/html/) as string,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    const policy = headers.get('content-security-policy')?.split('; ') ?? [];
    expect(policy).toEqual(
      expect.arrayContaining([
        ...["default-src 'none'", "script-src 'self'", "connect-src 'self'", "base-uri 'none'", "form-action 'none'"],
        "frame-ancestors 'none'",
      ]),
    );
  },
);

test('the dashboard has no styles in its page, and its files are not guessed at', async () => {
  expect((await get('/')).headers.get('content-security-policy')).toMatch(/; style-src 'self';/);
  const [file] = await readdir('dist/dashboard/assets');
  const { status, headers } = await get(`/assets/${file}`);
  expect(status).toBe(200);
  expect(Object.fromEntries(headers)).toMatchObject({
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'public, max-age=31536000, immutable',
  });
});
