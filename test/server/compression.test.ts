import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { getIntrospectionQuery } from 'graphql';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { createTestOrganization } from '../support/app.js';
import { useApp } from '../support/use-app.js';
import { openStream } from './raw-stream.js';

let bearer: string;
const app = useApp({ parts: { dashboard: true } });
beforeAll(async () => {
  bearer = (await createTestOrganization(app)).people.VIEWER.bearer;
});

async function get(path: string, headers: Readonly<Record<string, string>> = {}, body?: string) {
  const sending = request(new URL(path, app.url), {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: bearer,
      ...(body === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
      ...headers,
    },
  });
  sending.end(body);
  const [response] = (await once(sending, 'response')) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, bytes: await buffer(response) };
}

const ask = (query: string, encoding?: string) =>
  get('/graphql', encoding === undefined ? {} : { 'accept-encoding': encoding }, JSON.stringify({ query }));
const INTROSPECTION = getIntrospectionQuery();

describe('a large answer of GraphQL', () => {
  it.each([
    ['gzip', 'gzip', gunzipSync],
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
  ])('is compressed for who accepts %s', async (accepted, encoding, decompress) => {
    const plain = await ask(INTROSPECTION);
    expect(plain.headers['content-encoding']).toBeUndefined();
    const { status, headers, bytes } = await ask(INTROSPECTION, accepted);
    expect([status, headers['content-encoding'], headers.vary]).toEqual([200, encoding, 'origin, accept-encoding']);
    expect(headers['content-type']).toBe(plain.headers['content-type']);
    expect(decompress(bytes).equals(plain.bytes)).toBe(true);
    expect(bytes.length).toBeLessThan(plain.bytes.length / 6);
  });

  it.each(['identity', 'gzip;q=0', 'deflate', 'br;q=0.0, gzip;q=0'])(
    'is not compressed for who accepts %s',
    async (accepted) => {
      const { headers } = await ask(INTROSPECTION, accepted);
      expect([headers['content-encoding'], headers.vary]).toEqual([undefined, 'origin, accept-encoding']);
    },
  );

  it('keeps its status', async () => {
    const many = Array.from({ length: 90 }, (_, index) => `nothing${index}`).join(' ');
    const body = JSON.stringify({ query: `{ ${many} }` });
    const accept = 'application/graphql-response+json';
    const { status, headers, bytes } = await get('/graphql', { accept, 'accept-encoding': 'gzip' }, body);
    expect([status, headers['content-encoding']]).toEqual([400, 'gzip']);
    expect(JSON.parse(gunzipSync(bytes).toString())).toMatchObject({ errors: expect.any(Array) as unknown });
  });
});

test('a small answer is sent as it is', async () => {
  const { headers, bytes } = await ask('{ __typename }', 'gzip, br');
  expect([headers['content-encoding'], bytes.toString()]).toEqual([undefined, '{"data":{"__typename":"Query"}}']);
});

test('a stream is never compressed', async () => {
  const query = 'subscription { events { position } }';
  const stream = await openStream(app.url, { query, bearer, acceptEncoding: 'gzip, br' });
  await expect.poll(() => stream.firstId).toBeDefined();
  expect(stream.response.headers['content-encoding']).toBeUndefined();
  stream.cut();
});

test.each([
  ['the page of the dashboard', () => '/'],
  [
    'a file of the dashboard',
    async () => `/assets/${(await readdir('dist/dashboard/assets')).find((name) => name.endsWith('.js'))}`,
  ],
  ['a file of GraphiQL', () => '/graphiql/graphiql.css'],
])('%s is compressed already, and kept apart by encoding', async (_name, path) => {
  const plain = await get(await path(), { accept: 'text/html' });
  for (const [encoding, decompress] of [
    ['gzip', gunzipSync],
    ['br', brotliDecompressSync],
  ] as const) {
    const { headers, bytes } = await get(await path(), { accept: 'text/html', 'accept-encoding': encoding });
    expect([headers['content-encoding'], headers.vary?.toLowerCase()]).toEqual([encoding, 'accept-encoding']);
    expect(decompress(bytes).equals(plain.bytes)).toBe(true);
    expect(headers['content-length']).toBe(String(bytes.length));
    expect(headers.etag).toMatch(/^W\//);
    const again = await get(await path(), {
      accept: 'text/html',
      'accept-encoding': encoding,
      'if-none-match': headers.etag ?? '',
    });
    expect([again.status, again.bytes.length]).toEqual([304, 0]);
  }
});

test.each([
  ['GET', '/graphiql/none.js', 404],
  ['POST', '/graphiql/graphiql.js', 405],
  ['GET', '/nothing', 404],
])('%s %s is refused in words', async (method, path, status) => {
  const answered = await fetch(new URL(path, app.url), { method, headers: { accept: 'application/json' } });
  expect(answered.status).toBe(status);
  expect(await answered.json()).toMatchObject({ errors: [{ message: expect.stringMatching(/\w+ \w+/) as string }] });
});
