import { once } from 'node:events';
import { connect } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { getIntrospectionQuery } from 'graphql';
import type { DocumentNode } from 'graphql';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { WebSocket } from 'ws';
import { limits } from '../../src/limits.js';
import { createTestOrganization, startApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { liveTransports, transports } from './transports.js';
import type { Result } from './transports.js';

let bearer: string;
const app = useApp();
const organization = useOrganization(app);
beforeAll(async () => {
  bearer = organization.people.VIEWER.bearer;
});

const codesOf = ({ errors }: { errors?: readonly { extensions?: Readonly<Record<string, unknown>> }[] }) =>
  (errors ?? []).map(({ extensions }) => [extensions?.['code'], extensions?.['bound']]);
/** Lists within lists. */
const nested = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`) as unknown;

const UNITS = 'query ($f: UnitFilter) { units(first: 1, filter: $f) { nodes { id } } }';
const filter = (values: readonly unknown[]) => ({ f: { attributes: [{ name: 'phase', values }] } });
/** Types below each field of each type, and so on, under other names. */
const FIELDS_OF_FIELDS = `{ __schema { types { fields { ${Array.from(
  { length: 36 },
  (_, n) => `a${n}: type { fields { name type { name ofType { name ofType { name } } } } }`,
).join(' ')} } } } }`;

describe('without credentials', () => {
  test.each([
    ['a field that is not there', '{ viewr { role } }'],
    ['no GraphQL', '{ viewer { role '],
    ['no JSON', undefined],
    ['a large document', `{ viewer { role } } #${'€'.repeat(300_000)}`],
  ])('%s gets 401 and nothing else, over HTTP and SSE', async (_name, query) => {
    for (const accept of ['application/json', 'application/graphql-response+json', 'text/event-stream']) {
      const body = query === undefined ? '{ "query": ' : JSON.stringify({ query });
      const headers = { 'content-type': 'application/json', accept };
      const response = await fetch(app.url, { method: 'POST', headers, body });
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
      const text = await response.text();
      expect(text).toContain('"code":"UNAUTHENTICATED"');
      expect(text).not.toMatch(/Did you mean|Cannot query|Syntax Error|viewer/);
    }
    const get = await fetch(`${app.url}?query=${encodeURIComponent((query ?? '{').slice(0, 500))}`);
    expect(get.status).toBe(401);
  });

  test.each([
    ['a document', 200, 1],
    ['a large one, which is not parsed', 50_000, 10],
  ])('%s takes little of the processor', async (_name, fields, most) => {
    const body = JSON.stringify({ query: `{ ${'a: viewr { roles } '.repeat(fields)} }` });
    const { host, hostname, port } = new URL(app.url);
    const head = `POST /graphql HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json`;
    const socket = connect(Number(port), hostname);
    const ask = async () => {
      socket.write(`${head}\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
      return String((await once(socket, 'data'))[0]);
    };
    expect(await ask()).toMatch(/^HTTP\/1.1 401 /);
    /** In milliseconds, the client in the same process included. */
    const measure = async (requests: number) => {
      const before = process.cpuUsage();
      for (let n = 0; n < requests; n += 1) await ask();
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1_000 / requests;
    };
    const requests = fields < 1_000 ? 300 : 10;
    await measure(requests);
    const rounds = [await measure(requests), await measure(requests), await measure(requests)];
    socket.destroy();
    expect(Math.min(...rounds)).toBeLessThan(most);
  });

  it('a socket is closed for a message that is nested without end or large, and the server lives', async () => {
    const socket = new WebSocket(app.url.replace('http', 'ws'), 'graphql-transport-ws');
    await once(socket, 'open');
    socket.send(`{"type":"ping","payload":{"a":${'['.repeat(7_000)}${']'.repeat(7_000)}}}`);
    expect((await once(socket, 'close'))[0]).toBe(4400);
    const large = new WebSocket(app.url.replace('http', 'ws'), 'graphql-transport-ws');
    await once(large, 'open');
    large.send(`{"type":"ping","payload":{"a":"${'x'.repeat(limits.maxInitBytes)}"}}`);
    expect((await once(large, 'close'))[0]).toBe(1009);
    expect((await transports.WebSocket(app.url, { query: '{ __typename }', bearer })).errors).toBeUndefined();
  });
});

describe.each(Object.entries(transports))('over %s', (_transport, ask) => {
  const send = (query: string, variables?: Record<string, unknown>) =>
    ask(app.url, { query, bearer, ...(variables ? { variables } : {}) });

  it('a document has at most 32 KiB', async () => {
    const fits = `{ viewer { role } } #`.padEnd(limits.maxDocumentBytes, 'x');
    expect((await send(fits)).errors).toBeUndefined();
    expect(codesOf(await send(`${fits}x`))).toEqual([['BAD_USER_INPUT', 'maxDocumentBytes']]);
    expect(codesOf(await send(`{ viewer { role } } #${'€'.repeat(30_000)}`))).toEqual([
      ['BAD_USER_INPUT', 'maxDocumentBytes'],
    ]);
  });

  it('an alias has at most 100 characters', async () => {
    const aliased = (length: number) => `{ viewer { ${'a'.repeat(length)}: __typename } }`;
    expect((await send(aliased(limits.maxAliasLength))).errors).toBeUndefined();
    expect(codesOf(await send(aliased(limits.maxAliasLength + 1)))).toEqual([['BAD_USER_INPUT', 'maxAliasLength']]);
  });

  it('introspection costs what it gives', async () => {
    const before = process.cpuUsage();
    expect(codesOf(await send(FIELDS_OF_FIELDS))).toEqual([['BAD_USER_INPUT', 'maxIntrospectionFields']]);
    const { user } = process.cpuUsage(before);
    expect(user / 1_000).toBeLessThan(1_000);
    const all = { descriptions: true, specifiedByUrl: true, directiveIsRepeatable: true, inputValueDeprecation: true };
    for (const usual of [getIntrospectionQuery(), getIntrospectionQuery({ ...all, schemaDescription: true })])
      expect((await send(usual)).errors).toBeUndefined();
  });

  it('introspection is no longer than the usual documents need', async () => {
    const ofTypes = (count: number) =>
      `{ __schema { types { fields { ${Array.from({ length: count }, (_, n) => `a${n}: type { name }`).join(' ')} } } } }`;
    expect((await send(ofTypes(2))).errors).toBeUndefined();
    expect(codesOf(await send(ofTypes(30)))).toEqual([['BAD_USER_INPUT', 'maxIntrospectionFields']]);
  });

  test.each([
    ['20,000 values', filter(Array.from({ length: 20_000 }, () => 'x')), 'maxListItems'],
    ['a list of wrong values', filter(Array.from({ length: 50_000 }, () => 1)), 'maxListItems'],
    ['values nested without end', { f: nested(2_000) }, 'maxInputDepth'],
    ['many lists', { f: Array.from({ length: 25 }, () => Array.from({ length: 900 }, () => 1)) }, 'maxInputValues'],
    ['a text without end', { f: { text: 'x'.repeat(100_000) } }, 'maxTextLength'],
  ])('%s in variables are refused before they are coerced', async (_name, variables, bound) => {
    const text = JSON.stringify(variables);
    if (text.length > 120_000 && ask === transports.WebSocket) return; // No message is so large.
    expect(codesOf(await send(UNITS, variables))).toEqual([['BAD_USER_INPUT', bound]]);
  });

  it('a list in the document is bounded, too', async () => {
    const values = Array.from({ length: limits.maxListItems + 1 }, () => '"x"').join(' ');
    const query = `{ units(first: 1, filter: { attributes: [{ name: "phase", values: [${values}] }] }) { nodes { id } } }`;
    expect(codesOf(await send(query))).toEqual([['BAD_USER_INPUT', 'maxListItems']]);
  });

  it('invalid variables are reported a few times, once each', async () => {
    const query = 'query ($e: [DeploymentState!]) { deployments(first: 1, filter: { states: $e }) { nodes { id } } }';
    const { errors } = await send(query, { e: Array.from({ length: 1_000 }, () => 1) });
    expect(errors?.length).toBeLessThanOrEqual(11);
    expect(new Set(errors?.map(({ extensions }) => extensions?.['code']))).toEqual(new Set(['BAD_USER_INPUT']));
  });
});

it('the length of a list is part of the cost, wherever it is used', async () => {
  const cost = async (query: string, variables: Record<string, unknown>) => {
    const { extensions, errors } = await transports.HTTP(app.url, {
      query,
      variables,
      bearer,
      extensions: { cost: true },
    });
    expect(errors).toBeUndefined();
    return (extensions?.['cost'] as { complexity: number }).complexity;
  };
  const twice =
    'query ($f: UnitFilter) { a: units(first: 1, filter: $f) { nodes { id } } b: units(first: 1, filter: $f) { nodes { id } } }';
  const few = filter(['x']);
  const many = filter(Array.from({ length: 501 }, (_, n) => `${n}`));
  expect((await cost(UNITS, many)) - (await cost(UNITS, few))).toBe(500);
  expect((await cost(twice, many)) - (await cost(twice, few))).toBe(1_000);
});

test.each([100, 100_000])('a catalog that is nested %i deep is refused', async (depth) => {
  const query = 'mutation ($i: ImportCatalogInput!) { importCatalog(input: $i) { __typename } }';
  const document = '['.repeat(depth) + ']'.repeat(depth);
  const response = await fetch(app.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: organization.people.ADMINISTRATOR.bearer },
    body: `{"query":${JSON.stringify(query)},"variables":{"i":{"document":${document}}}}`,
  });
  expect(codesOf((await response.json()) as Result)).toEqual([['BAD_USER_INPUT', 'maxInputDepth']]);
});

describe('a response', () => {
  let small: TestApp;
  beforeAll(async () => {
    small = await startApp({ parts: { database: app.services.database, limits: { maxResponseBytes: 4_000 } } });
  });
  afterAll(() => small.stop());

  const PRACTICES = '{ processAreas { goals { practices { ref title summary } } } }';
  test.each(Object.entries(transports))('that is too large is cut, over %s', async (_transport, ask) => {
    const result = await ask(small.url, { query: PRACTICES, bearer });
    expect(result.data ?? null).toBeNull();
    expect(codesOf(result)).toEqual([['RESPONSE_TOO_LARGE', 'maxResponseBytes']]);
    expect((await ask(app.url, { query: PRACTICES, bearer })).errors).toBeUndefined();
  });

  test.each(Object.entries(transports))('is counted with names of types, over %s', async (_transport, ask) => {
    const alias = 'a'.repeat(limits.maxAliasLength);
    const query = `{ processAreas { goals { practices { ${alias}: __typename ${alias.slice(1)}: __typename } } } }`;
    expect(codesOf(await ask(small.url, { query, bearer }))).toEqual([['RESPONSE_TOO_LARGE', 'maxResponseBytes']]);
  });

  it('stops its work: nothing is read once it is too large', async () => {
    small.forgetStatements();
    const query =
      '{ processAreas { name goals { practices { ref title summary } } } units(first: 1) { nodes { id } } }';
    const result = await transports.HTTP(small.url, { query, bearer });
    expect(codesOf(result)).toEqual([['RESPONSE_TOO_LARGE', 'maxResponseBytes']]);
    expect(small.statements.filter((sql) => /FROM (?:"public"\.)?"Unit"/.test(sql))).toEqual([]);
  });

  test.each(liveTransports)('of a subscription is cut, over %s', async (_transport, ask) => {
    for (const field of ['percent', '__typename']) {
      const fields = Array.from({ length: 45 }, (_, n) => `${'a'.repeat(95)}${n}: ${field}`).join(' ');
      const query = `subscription { deploymentProgress { ${fields} } }`;
      const result = await ask(small.url, { query, bearer });
      expect(codesOf(result)).toEqual([['RESPONSE_TOO_LARGE', 'maxResponseBytes']]);
      expect(result.extensions?.['cursor']).toEqual(expect.any(String));
      expect((await ask(app.url, { query, bearer })).errors).toBeUndefined();
    }
  });
});

describe('what fails is charged', () => {
  let metered: TestApp;
  beforeAll(async () => {
    const now = new Date();
    metered = await startApp({
      clock: () => now,
      parts: {
        database: app.services.database,
        budgets: { person: { operations: 5, cost: 100_000 }, organization: { operations: 1_000, cost: 10_000_000 } },
      },
    });
  });
  afterAll(() => metered.stop());

  test.each([
    ['syntax', '{ viewer { ', {}],
    ['validation', '{ viewr { role } }', {}],
    ['coercion', UNITS, { f: 1 }],
    ['bounds', UNITS, filter(Array.from({ length: 2_000 }, () => 'x'))],
  ])('%s', async (name, query, variables) => {
    const { people } = await createTestOrganization(metered);
    for (const [transport, ask] of Object.entries(transports)) {
      const codes = [];
      const { bearer } = Object.values(people)[Object.keys(transports).indexOf(transport)] ?? people.VIEWER;
      for (let n = 0; n < 6; n += 1) {
        const result = await ask(metered.url, { query: `${query} # ${name} ${n}`, variables, bearer });
        codes.push(codesOf(result)[0]?.[0]);
      }
      expect(codes, transport).toEqual([...Array.from({ length: 5 }, () => 'BAD_USER_INPUT'), 'RATE_LIMITED']);
    }
  });
});

it('parsed documents are kept within a bound in bytes, and wrong ones not at all', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const memory = () => {
    collect();
    return process.memoryUsage().heapUsed / 1024 / 1024;
  };
  const keep = (text: string) => {
    const { parse, validate, schema } = app.graphql.getEnveloped({} as never);
    return (validate(schema, parse(text) as DocumentNode) as readonly unknown[]).length;
  };
  const before = memory();
  // Each takes 0.5 MB parsed.
  for (let n = 0; n < 120; n += 1) {
    const text = Array.from({ length: 220 }, (_, m) => `query Q${n}x${m} { viewer { role } }`).join(' ');
    expect(keep(text)).toBe(0);
    expect(keep(text.replace('role', 'rule'))).toBe(1);
  }
  expect(memory() - before).toBeLessThan(45);
});
