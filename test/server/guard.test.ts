import { beforeAll, describe, expect, it, test } from 'vitest';
import { limits } from '../../src/limits.js';
import { createTestOrganization, startApp } from '../support/app.js';
import type { TestOrganization } from '../support/app.js';
import { useApp } from '../support/use-app.js';
import { transports } from './transports.js';

const LIVE = 'subscription { events { position } }';
const UNITS = '{ units(first: 10) { nodes { name } } }';

// Budgets are by the minute: here all happens in one.
const now = new Date();
const app = useApp({
  embedded: true,
  clock: () => now,
  parts: { budgets: { person: { operations: 3, cost: 6_000 }, organization: { operations: 8, cost: 100_000 } } },
});

describe.each(Object.entries(transports))('over %s', (_transport, ask) => {
  let organization: TestOrganization;
  beforeAll(async () => {
    organization = await createTestOrganization(app);
  });

  const asks = (query: string, bearer: string) => ask(app.url, { query, bearer });

  test('an exhausted budget answers with retryAfter, in queries and subscriptions alike', async () => {
    const { bearer } = organization.people.VIEWER;
    for (const query of [UNITS, '{ viewer { role } }', '{ __typename }'])
      expect((await asks(query, bearer)).errors).toBeUndefined();
    for (const query of [UNITS, LIVE]) {
      const { data, errors } = await asks(query, bearer);
      expect(data ?? null).toBeNull();
      expect(errors).toHaveLength(1);
      const { code, retryAfter, http } = errors?.[0]?.extensions ?? {};
      expect([code, http]).toEqual(['RATE_LIMITED', undefined]);
      expect(retryAfter).toBeGreaterThan(0);
      expect(retryAfter).toBeLessThanOrEqual(60);
    }
    const other = await asks(UNITS, organization.people.SPONSOR.bearer);
    expect(other.errors, 'others are not concerned').toBeUndefined();
  });

  test('cost counts, too', async () => {
    const { bearer } = organization.people.DEPLOYMENT_LEAD;
    const matrix = '{ improvements(first: 60) { nodes { deployments(first: 60) { nodes { state } } } } }';
    expect((await asks(matrix, bearer)).errors).toBeUndefined();
    expect((await asks(matrix, bearer)).errors?.[0]?.extensions?.['code']).toBe('RATE_LIMITED');
  });

  test('an organization has a budget for all of its people', async () => {
    const codes = [];
    for (const { bearer } of [organization.people.PROJECT_LEAD, organization.otherLead, organization.people.SPONSOR])
      for (let n = 0; n < 2; n += 1) codes.push((await asks(UNITS, bearer)).errors?.[0]?.extensions?.['code']);
    expect(codes.at(-1)).toBe('RATE_LIMITED');
    const elsewhere = await createTestOrganization(app);
    expect((await asks(UNITS, elsewhere.people.VIEWER.bearer)).errors).toBeUndefined();
  });
});

it('HTTP says so by its status and in a header', async () => {
  const { people } = await createTestOrganization(app);
  const send = () =>
    fetch(app.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: people.VIEWER.bearer },
      body: JSON.stringify({ query: UNITS }),
    });
  let response = await send();
  for (let n = 0; n < 6 && response.status === 200; n += 1) response = await send();
  expect(response.status).toBe(429);
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
});

describe.each(Object.entries(transports).slice(0, 3))('what an operation costs, over %s', (_transport, ask) => {
  it('is reported on request, with what is left', async () => {
    const { people } = await createTestOrganization(app);
    const { bearer } = people.VIEWER;
    const plain = await ask(app.url, { query: UNITS, bearer });
    expect(plain.extensions?.['cost']).toBeUndefined();
    const { data, extensions } = await ask(app.url, { query: UNITS, bearer, extensions: { cost: true } });
    expect(data).toBeTruthy();
    expect(extensions?.['cost']).toMatchObject({
      depth: 3,
      breadth: 3,
      limits: { complexity: limits.maxComplexity, depth: limits.maxDepth, breadth: limits.maxBreadth },
      budget: { person: { operations: expect.any(Number) }, organization: { operations: expect.any(Number) } },
    });
    const { complexity } = extensions?.['cost'] as { complexity: number };
    expect(complexity).toBeGreaterThan(10);
  });

  it('is reported for a mutation, and without a limit as well', async () => {
    const open = await startApp({ parts: { database: app.services.database } });
    const { people } = await createTestOrganization(open);
    const query = `mutation { addUnit(input: { kind: PROJECT, name: "Costly" }) { __typename } }`;
    const { extensions } = await ask(open.url, {
      query,
      bearer: people.ADMINISTRATOR.bearer,
      extensions: { cost: true },
    });
    expect(extensions?.['cost']).toMatchObject({ complexity: expect.any(Number) });
    expect(extensions?.['cost']).not.toHaveProperty('budget');
    await open.stop();
  });
});

it('an id that is none does not hide what else an operation asks for', async () => {
  const costly =
    '{ bad: improvements(first: 1) { nodes { id } } improvements(first: 100) { nodes { deployments(first: 100) { nodes { unit { deployments(first: 100) { nodes { id } } } } } } } node(id: "nonsense") { id } }';
  const open = await startApp({ parts: { database: app.services.database } });
  const { people } = await createTestOrganization(open);
  open.forgetStatements();
  const { errors } = await transports.HTTP(open.url, { query: costly, bearer: people.VIEWER.bearer });
  expect(errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
  const whoAsks = expect.stringContaining('FROM "Person" p JOIN') as string;
  expect(open.statements, 'nothing of it was done').toEqual([whoAsks]);
  await open.stop();
});
