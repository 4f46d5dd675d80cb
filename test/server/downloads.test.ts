import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { afterEach, beforeAll, describe, expect, it, test, vi } from 'vitest';
import { signToken } from '../../src/auth/tokens.js';
import { lists } from '../../src/import-export/exporters/index.js';
import { limits as defaults } from '../../src/limits.js';
import type { Limits } from '../../src/limits.js';
import { BusyError } from '../../src/semaphore.js';
import type { BudgetLimits } from '../../src/server/limits/budgets.js';
import { documentPath } from '../../src/work-products/products.js';
import { putImprovement } from '../commands/fixtures.js';
import type { Put } from '../commands/fixtures.js';
import { hookField } from '../live/hook-field.js';
import { createTestOrganization, SECRET, startApp } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';

vi.setConfig({ testTimeout: 60_000 }); // On a busy machine.

let improvement: Put;
const main = useApp();
const organization = useOrganization(main);
beforeAll(async () => {
  improvement = await putImprovement(main, organization.id);
});

const title = hookField('Improvement', 'title');
afterEach(() => {
  title.resolve = undefined;
  vi.restoreAllMocks();
});

const EXPORT = '/export/improvements.csv';
const documentOf = ({ globalId }: Put): string =>
  documentPath({ improvementId: globalId, product: 'results', format: 'md' });
const get = (path: string, authorization?: string, headers: Record<string, string> = {}, app = main) =>
  fetch(new URL(path, app.url), { headers: { ...headers, ...(authorization ? { authorization } : {}) } });

/** What an answer says of itself. */
const said = async (response: Response) => ({
  status: response.status,
  retryAfter: response.headers.get('retry-after'),
  ...((await response.json()) as { errors: { message: string; extensions: Record<string, unknown> }[] }),
});

/** Another server on the same database, with bounds of its own. */
async function withBounds(
  parts: { limits?: Partial<Limits>; budgets?: BudgetLimits },
  use: (app: TestApp) => Promise<void>,
): Promise<void> {
  const app = await startApp({ parts: { ...parts, database: main.services.database } });
  try {
    await use(app);
  } finally {
    await app.stop();
  }
}

describe('a work product', () => {
  it('that is too large says so, by 413', () =>
    withBounds({ limits: { maxResponseBytes: 100 } }, async (app) => {
      const answer = await said(await get(documentOf(improvement), organization.people.VIEWER.bearer, {}, app));
      expect(answer).toMatchObject({ status: 413, retryAfter: null });
      expect(answer.errors[0]?.extensions).toEqual({ code: 'RESPONSE_TOO_LARGE', bound: 'maxResponseBytes' });
    }));

  it('beyond a budget says when to come back, by 429', () => {
    const enough = { operations: Infinity, cost: Infinity };
    const budgets = { person: { ...enough, operations: 1 }, organization: enough };
    return withBounds({ budgets }, async (app) => {
      const { bearer } = organization.people.VIEWER;
      await ask(app.url, '{ viewer { role } }', {}, bearer);
      const answer = await said(await get(documentOf(improvement), bearer, {}, app));
      expect(answer.status).toBe(429);
      expect(Number(answer.retryAfter)).toBeGreaterThan(0);
      expect(answer.errors[0]?.extensions).toEqual({
        code: 'RATE_LIMITED',
        bound: 'maxOperationsPerPerson',
        retryAfter: Number(answer.retryAfter),
      });
    });
  });

  it('for which the database is too busy says so, by 503', async () => {
    title.resolve = () => Promise.reject(new BusyError());
    const answer = await said(await get(documentOf(improvement), organization.people.VIEWER.bearer));
    expect(answer).toMatchObject({ status: 503, retryAfter: '1' });
    expect(answer.errors[0]?.extensions).toEqual({ code: 'SERVICE_UNAVAILABLE', retryAfter: 1 });
  });
});

test('an export answers 503 while the database is too busy; other errors are not disclosed', async () => {
  const list = lists.get('improvements')!;
  const { bearer } = organization.people.VIEWER;
  for (const [error, status, code] of [
    [new BusyError(), 503, 'SERVICE_UNAVAILABLE'],
    [new Error('a secret'), 500, 'INTERNAL_SERVER_ERROR'],
  ] as const) {
    vi.spyOn(list, 'pages').mockImplementation(async function* () {
      yield await Promise.resolve('title\r\n');
      throw error;
    });
    const answer = await said(await get(EXPORT, bearer));
    expect(answer).toMatchObject({
      status,
      retryAfter: status === 503 ? '1' : null,
      errors: [{ extensions: { code } }],
    });
    expect(JSON.stringify(answer)).not.toContain('secret');
  }
});

test.each([
  ['an export', () => EXPORT],
  ['a work product', () => documentOf(improvement)],
])('%s without credentials is refused as GraphQL does', async (_what, path) => {
  const response = await get(path());
  expect(response.headers.get('www-authenticate')).toBe('Bearer');
  expect(await said(response)).toMatchObject({ status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
});

test('work products and exports have the same bounds, for each person and organization', () =>
  withBounds({ limits: { maxExportsPerPerson: 1, maxExportsPerOrganization: 2 } }, async (app) => {
    const { VIEWER, SPONSOR, ADMINISTRATOR } = organization.people;
    const elsewhere = await createTestOrganization(main);
    let release: (title: string) => void = () => undefined;
    const held = new Promise<string>((resolve) => (release = resolve));
    let under = 0;
    title.resolve = () => ((under += 1), held);
    const path = documentOf(improvement);
    const one = get(path, VIEWER.bearer, {}, app);
    await vi.waitFor(() => expect(under).toBe(1), 10_000);
    for (const second of [path, EXPORT]) {
      const answer = await said(await get(second, VIEWER.bearer, {}, app));
      expect(answer).toMatchObject({ status: 429, retryAfter: '5' });
      expect(answer.errors[0]?.extensions).toEqual({
        code: 'RATE_LIMITED',
        bound: 'maxExportsPerPerson',
        retryAfter: 5,
      });
    }
    const two = get(path, SPONSOR.bearer, {}, app);
    await vi.waitFor(() => expect(under).toBe(2), 10_000);
    expect(await said(await get(path, ADMINISTRATOR.bearer, {}, app))).toMatchObject({
      status: 429,
      errors: [{ extensions: { bound: 'maxExportsPerOrganization' } }],
    });
    expect((await get(EXPORT, elsewhere.people.VIEWER.bearer, {}, app)).status).toBe(200);
    release('Now');
    expect([(await one).status, (await two).status]).toEqual([200, 200]);
    expect((await get(path, VIEWER.bearer, {}, app)).status).toBe(200);
  }));

test('a work product that is not read is cut off', () => {
  const bounds = { maxExportsPerPerson: 1, maxStall: 2_000, maxResponseBytes: 10 * defaults.maxResponseBytes };
  return withBounds({ limits: bounds }, async (app) => {
    // More than the buffers of a connection take.
    title.resolve = () => 'x'.repeat(30_000_000);
    const { bearer: authorization } = organization.people.VIEWER;
    const path = documentOf(improvement);
    const asking = request(new URL(path, app.url), { headers: { authorization }, agent: false });
    asking.end();
    const [response] = (await once(asking, 'response')) as [IncomingMessage];
    response.on('error', () => undefined);
    expect(response.statusCode).toBe(200);
    title.resolve = undefined;
    expect((await get(path, authorization, {}, app)).status, 'while it is under way').toBe(429);
    await expect
      .poll(async () => (await get(path, authorization, {}, app)).status, { timeout: 40_000, interval: 500 })
      .toBe(200);
    const closed = new Promise((resolve) => response.once('close', resolve));
    response.resume();
    await closed;
    expect(response.complete, 'cut off').toBe(false);
  });
});

describe('a person of two organizations', () => {
  let second: TestOrganization;
  let there: Put;
  let bearer: string;
  beforeAll(async () => {
    second = await createTestOrganization(main);
    const subject = `${organization.slug}-SPONSOR`;
    const query = `mutation ($subject: String!) {
      addPerson(input: { name: "Guest", subject: $subject, role: VIEWER }) { __typename }
    }`;
    await ask(main.url, query, { subject }, second.people.ADMINISTRATOR.bearer);
    there = await putImprovement(main, second.id, { title: 'Only there' });
    bearer = `Bearer ${await signToken(SECRET, subject, '', '1h')}`;
  });
  const at = (slug: string): Record<string, string> => ({ 'Uplift-Organization': slug });

  it('exports the lists of the organization that the header names', async () => {
    const read = async (headers: Record<string, string>) => (await get(EXPORT, bearer, headers)).text();
    expect(await read({})).not.toContain('Only there');
    expect(await read(at(organization.slug))).not.toContain('Only there');
    expect(await read(at(second.slug))).toContain('Only there');
    expect((await get(EXPORT, bearer, at('nowhere'))).status).toBe(401);
    expect((await get(EXPORT, second.people.VIEWER.bearer, at(organization.slug))).status).toBe(401);
  });

  it('gets the work products of the organization that the header names', async () => {
    const status = async (put: Put, headers: Record<string, string>) =>
      (await get(documentOf(put), bearer, headers)).status;
    expect([await status(there, {}), await status(there, at(organization.slug))]).toEqual([404, 404]);
    expect([await status(there, at(second.slug)), await status(improvement, at(second.slug))]).toEqual([200, 404]);
    expect(await status(there, at('nowhere'))).toBe(401);
  });
});
