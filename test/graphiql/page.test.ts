import { beforeAll, describe, expect, it, test } from 'vitest';
import { signToken } from '../../src/auth/tokens.js';
import { DEMO_SLUG } from '../../src/demo/people.js';
import { EXAMPLES_QUERY, refreshed, storyTabs } from '../../src/graphiql/tabs.js';
import type { Examples, Tab } from '../../src/graphiql/tabs.js';
import { SECRET, startApp } from '../support/app.js';
import { ask, subscribeWs } from '../support/clients.js';
import { putDemo } from '../support/demo.js';
import { useApp } from '../support/use-app.js';

const app = useApp();

describe('the tabs of GraphiQL', () => {
  let examples: Examples;
  let bearer: string;
  beforeAll(async () => {
    await putDemo(app);
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

  it('have no line that is cut at the edge of the editor', () => {
    const lines = storyTabs().flatMap(({ query }) => query.split('\n'));
    expect(lines.filter((line) => line.length > 45)).toEqual([]);
  });

  it('show the matrix, as it was at a time if that is given', async () => {
    const [, matrix] = storyTabs();
    const query = matrix?.query.replace('(first: 20) {', `(first: 20, asOf: "${new Date().toISOString()}") {`) ?? '';
    expect(query).toContain('deploymentMatrix(first: 20, asOf: "2');
    const { errors, data } = await ask(app.url, query, {}, bearer);
    expect(errors).toBeUndefined();
    const { nodes } = (data as { deploymentMatrix: { nodes: { cells: unknown[] }[] } }).deploymentMatrix;
    expect(nodes.flatMap(({ cells }) => cells).length).toBeGreaterThan(0);
  });

  it('say that the stream ends where its tab is left', () => {
    const live = storyTabs().find(({ query }) => query.includes('subscription Live'))?.query;
    expect(live).toMatch(/second window/);
    expect(live).not.toMatch(/next tab/);
  });

  it('that were kept have the current version, or another deployment where theirs has moved on', () => {
    const now = (version: number): Examples => ({
      underWay: { nodes: [{ id: 'one', version, percent: 40 }] },
      adopted: { nodes: [{ id: 'two', version, percent: 100 }] },
    });
    const kept = storyTabs(now(3)).map(({ query, variables = null }) => ({ query, variables }));
    const inputs = (tabs: readonly { variables: string | null }[]) =>
      tabs.flatMap(({ variables }) => (variables ? [(JSON.parse(variables) as { input: object }).input] : []));
    const later = inputs(kept.map((tab) => refreshed(tab, now(7))));
    expect(later).toMatchObject([
      { deploymentId: 'one', version: 7, percent: 45 },
      {},
      { deploymentId: 'two', version: 7 },
    ]);
    const own = { query: kept[4]?.query ?? '', variables: '{"input":{"deploymentId":"one","version":3,"percent":99}}' };
    expect(inputs([refreshed(own, now(8))])).toEqual([{ deploymentId: 'one', version: 8, percent: 99 }]);
    const gone = { ...own, variables: own.variables.replace('one', 'gone') };
    expect(inputs([refreshed(gone, now(9))])).toMatchObject([{ deploymentId: 'one', version: 9, percent: 45 }]);
    for (const left of [
      { ...own, query: 'mutation Other { x }' },
      { ...own, variables: 'not JSON' },
    ])
      expect(refreshed(left, now(9))).toBe(left);
  });

  it('leave to the reader what no deployment could be found for', () => {
    const [first] = storyTabs().flatMap(({ variables }) => variables ?? []);
    expect(JSON.parse(first ?? '')).toMatchObject({ input: { deploymentId: 'id of a deployment', percent: 75 } });
  });
});

describe('the page of GraphiQL', () => {
  const get = (path: string, headers: Record<string, string>, to = app) => fetch(new URL(path, to.url), { headers });

  it('has scripts from this server only, and cannot be framed', async () => {
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

  test.each(['graphiql.js', 'graphiql.css', 'page.js', 'formula-guard.js', 'graphql.worker.js', 'favicon.ico'])(
    'gets %s, packed, and once',
    async (name) => {
      const { status, headers } = await get(`/graphiql/${name}`, { 'accept-encoding': 'gzip' });
      expect([status, headers.get('content-encoding')]).toEqual([200, 'gzip']);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      const again = await get(`/graphiql/${name}`, { 'if-none-match': headers.get('etag') ?? '' });
      expect([again.status, await again.text()]).toEqual([304, '']);
    },
  );

  it('gets all that its scripts import', async () => {
    const known = new Set<string>();
    const follow = async (name: string): Promise<void> => {
      if (known.has(name)) return;
      known.add(name);
      const answer = await get(`/graphiql/${name}`, {});
      expect(answer.status, name).toBe(200);
      const imports = (await answer.text()).matchAll(/^import .*'\.\/(.+)';$/gm);
      for (const [, next = ''] of imports) await follow(next);
    };
    await follow('page.js');
    expect(known.size).toBeGreaterThan(5);
  });

  it('has a history, and says errors without the stacks of minified code', async () => {
    const script = await (await get('/graphiql/graphiql.js', {})).text();
    expect(script).toMatch(/plugins:\[\w+,\w+\]/);
    expect(script).not.toMatch(/stack:(\w+)\.stack\}\)\}function \w+\(\w+\)\{return \w+ instanceof Error/);
  });

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

it('answers of the API are not cached and not sniffed', async () => {
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
