import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { signToken } from '../../src/auth/tokens.js';
import { DEMO_SLUG } from '../../src/demo/people.js';
import { ensureDemoOrganization, seedDemo } from '../../src/demo/seed.js';
import { EXAMPLES_QUERY, storyTabs } from '../../src/graphiql/tabs.js';
import type { Examples, Tab } from '../../src/graphiql/tabs.js';
import { SECRET, startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { ask, subscribeWs } from '../support/clients.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

describe('the tabs of GraphiQL', () => {
  let examples: Examples;
  let bearer: string;
  beforeAll(async () => {
    await ensureDemoOrganization(app.services);
    await seedDemo(app.services);
    bearer = `Bearer ${await signToken(SECRET, 'dario', DEMO_SLUG, '1h')}`;
    examples = (await ask(app.url, EXAMPLES_QUERY, {}, bearer)).data as unknown as Examples;
  }, 120_000);

  /** Whether all lists at the top of an answer have something in them. */
  const hasAll = (data: Record<string, unknown>): boolean =>
    Object.values(data).every((value) => {
      const { nodes } = value as { nodes?: unknown[] };
      return (nodes ?? Object.keys(value as object)).length > 0;
    });

  test.each(storyTabs().map(({ query }, index) => [Number(/^# (\d+)/.exec(query)?.[1]), index] as const))(
    'the one with number %i shows something of the demo, as it stands there',
    async (number, index) => {
      expect(number).toBe(index + 1);
      const { query, variables = '{}' } = storyTabs(examples)[index] as Tab;
      if (query.includes('subscription')) {
        const events = subscribeWs(app.url, query, {}, bearer);
        await expect.poll(() => app.services.delivery.openFeeds, { timeout: 10_000 }).toBe(1);
        expect(events.ended).toBeUndefined();
        return events.stop();
      }
      const { errors, data } = await ask(app.url, query, JSON.parse(variables), bearer);
      expect(errors).toBeUndefined();
      expect(hasAll(data ?? {}), JSON.stringify(data)).toBe(true);
      if (!query.includes('mutation')) return;
      const [result] = Object.values(data ?? {}) as [{ __typename: string }];
      expect(result.__typename, JSON.stringify(result)).toMatch(/Payload$/);
    },
  );

  it('have one for each subpractice', () => {
    const told = storyTabs().map(({ query }) => /^# \d+\. Subpractice (\d)/.exec(query)?.[1]);
    expect([...new Set(told)].join('')).toBe('12345678');
  });

  it('leave to the reader what no deployment could be found for', () => {
    const [first] = storyTabs().flatMap(({ variables }) => variables ?? []);
    expect(JSON.parse(first ?? '')).toMatchObject({ input: { deploymentId: 'id of a deployment', percent: 75 } });
  });
});

describe('the page of GraphiQL', () => {
  const get = (path: string, headers: Record<string, string>, to = app) => fetch(new URL(path, to.url), { headers });

  it('has scripts from this server only, and nobody frames it', async () => {
    const { status, headers } = await get('/graphql', { accept: 'text/html' });
    expect(status).toBe(200);
    const policy = headers.get('content-security-policy')?.split('; ');
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self'",
        "frame-ancestors 'none'",
      ]),
    );
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  test.each(['graphiql.js', 'graphiql.css', 'page.js', 'session.js', 'tabs.js', 'graphql.worker.js', 'favicon.ico'])(
    'gets %s, packed, and once',
    async (name) => {
      const { status, headers } = await get(`/graphiql/${name}`, { 'accept-encoding': 'gzip' });
      expect([status, headers.get('content-encoding')]).toEqual([200, 'gzip']);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      const again = await get(`/graphiql/${name}`, { 'if-none-match': headers.get('etag') ?? '' });
      expect([again.status, await again.text()]).toEqual([304, '']);
    },
  );

  test.each(['/graphiql/', '/graphiql/../package.json', '/graphiql/%2e%2e/package.json', '/graphiql/__proto__'])(
    'gets nothing at %s',
    async (path) => {
      expect((await get(path, {})).status).toBe(404);
    },
  );

  it('is not there where it was turned off', async () => {
    const plain = await startApp({ parts: { database: app.services.database, graphiql: false } });
    expect((await get('/graphql', { accept: 'text/html' }, plain)).headers.get('content-type') ?? '').not.toContain(
      'html',
    );
    expect((await get('/graphiql/page.js', {}, plain)).status).toBe(404);
    await plain.stop();
  });
});

it('answers of the API are kept by nobody and taken for what they say they are', async () => {
  for (const [path, init] of [
    [
      '/graphql',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ __typename }"}' },
    ],
    ['/graphql?query={__typename}', {}],
    ['/health/live', {}],
    ['/nothing', {}],
  ] as const) {
    const { headers } = await fetch(new URL(path, app.url), init);
    expect(Object.fromEntries(headers), path).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
  }
});
