import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { useApp } from '../support/use-app.js';

const app = useApp({ parts: { dashboard: true } });

const get = (path: string, method = 'GET') =>
  fetch(new URL(path, app.url), { method, headers: { accept: 'text/html' } });

test.each(['/', '/an/address/of/the/dashboard', '/practices/OPM%20SP%203.2', '/graphql'])(
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
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
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

test('each address of the dashboard is its one page; files that are not there, and what is sent, are not', async () => {
  const page = await (await get('/')).text();
  for (const path of ['/practices/OPM%20SP%203.2', '/practices/OPM%20SP%203.2?from=map', '/index.html', '/%E0%A4%A']) {
    const answered = await get(path);
    expect([answered.status, await answered.text()], path).toEqual([200, page]);
  }
  expect((await get('/practices/OPM%20SP%203.2', 'HEAD')).status).toBe(200);
  for (const [path, method] of [
    ['/assets/none.js', 'GET'],
    ['/assets/none', 'GET'],
    ['/practices/OPM%20SP%203.2', 'POST'],
  ] as const) {
    expect((await get(path, method)).status, `${method} ${path}`).toBe(404);
  }
});
