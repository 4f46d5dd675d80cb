import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { EXAMPLE_QUERY, storyTabs } from '../../src/graphiql/tabs.js';
import { schema } from '../../src/schema/index.js';
import { createTestOrganization, startApp } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';
import { ask, subscribeWs } from '../support/clients.js';

let app: TestApp;
let organization: TestOrganization;
beforeAll(async () => {
  app = await startApp();
  organization = await createTestOrganization(app);
});
afterAll(() => app.stop());

describe('the tabs of GraphiQL', () => {
  test.each(storyTabs().map(({ query, variables }) => [/^# (\d)/.exec(query)?.[1], query, variables] as const))(
    'the one with number %s is an operation that the server does',
    async (_name, query, variables) => {
      expect(validate(schema, parse(query))).toEqual([]);
      const { bearer } = organization.people.DEPLOYMENT_LEAD;
      if (query.includes('subscription')) {
        const events = subscribeWs(app.url, query, {}, bearer);
        await expect.poll(() => app.services.delivery.openFeeds, { timeout: 10_000 }).toBe(1);
        expect(events.ended).toBeUndefined();
        return events.stop();
      }
      const { errors, data } = await ask(app.url, query, variables ? JSON.parse(variables) : {}, bearer);
      expect(errors).toBeUndefined();
      // The tab that reports on a deployment has no id of one here.
      if (variables) expect(data).toMatchObject({ recordProgress: { __typename: 'InvalidInputError' } });
    },
  );

  it('take a deployment that is under way for their example', async () => {
    const { errors, data } = await ask(app.url, EXAMPLE_QUERY, {}, organization.people.VIEWER.bearer);
    expect([errors, data]).toEqual([undefined, { deployments: { nodes: [] } }]);
    const [filled] = storyTabs({ id: 'an id', version: 7, percent: 98 }).flatMap(({ variables }) => variables ?? []);
    expect(JSON.parse(filled ?? '')).toMatchObject({ input: { deploymentId: 'an id', version: 7, percent: 100 } });
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
