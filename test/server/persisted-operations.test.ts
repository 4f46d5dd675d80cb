import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { WebSocket } from 'ws';
import { readPersistedDocuments } from '../../src/server/graphql/persisted-operations.js';
import { createTestOrganization, startApp } from '../support/app.js';
import type { TestApp, TestOrganization } from '../support/app.js';
import { useApp } from '../support/use-app.js';
import { transports } from './transports.js';
import type { Asked } from './transports.js';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const ROLE = 'query Role { viewer { role } }';
const PROGRESS = 'subscription Progress { deploymentProgress { position } }';
const ADD = 'mutation Add($name: String!) { addUnit(input: { kind: PROJECT, name: $name }) { __typename } }';
const documents = new Map([ROLE, PROGRESS, ADD].map((text) => [sha256(text), text]));

let also: TestApp;
let only: TestApp;
let organization: TestOrganization;
let bearer: string;
const plain = useApp();
beforeAll(async () => {
  const { database } = plain.services;
  also = await startApp({ parts: { database, persisted: { documents, only: false } } });
  only = await startApp({ parts: { database, persisted: { documents, only: true } } });
  organization = await createTestOrganization(plain);
  bearer = organization.people.VIEWER.bearer;
});
afterAll(async () => {
  await also.stop();
  await only.stop();
});

/** As a client sends it that leaves the text out: over a socket, too. */
interface ById {
  readonly query?: string;
  readonly documentId?: string;
  readonly extensions?: Record<string, unknown>;
}
const byHash = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: sha256(text) } });
const codeOf = ({ errors }: { errors?: readonly { extensions?: Readonly<Record<string, unknown>> }[] }) =>
  errors?.[0]?.extensions?.['code'];

describe.each(Object.entries(transports))('over %s', (transport, ask) => {
  const send = (app: TestApp, query: string, extensions = {}) => ask(app.url, { query, extensions, bearer });
  // The stock client of sockets sends no message without a text.
  const sendById = (app: TestApp, asked: ById) =>
    ask(app.url, { ...(transport === 'WebSocket' ? { query: '' } : {}), ...asked, bearer } as Asked);

  test.each([
    ['also', () => also],
    ['only', () => only],
  ])('a document that is known is done by its hash, where such are done %s', async (_name, app) => {
    expect(await send(app(), '', byHash(ROLE))).toEqual({ data: { viewer: { role: 'VIEWER' } } });
    if (!transport.startsWith('HTTP'))
      expect((await send(app(), '', byHash(PROGRESS))).data).toMatchObject({ deploymentProgress: {} });
    expect((await send(app(), ROLE)).data, 'and by its text').toEqual({ viewer: { role: 'VIEWER' } });
    expect((await send(app(), ROLE, byHash(ROLE))).data, 'and by both').toEqual({ viewer: { role: 'VIEWER' } });
  });

  test.each<[string, (text: string) => ById]>([
    ['the hash of Apollo and urql, without a text', (text) => ({ extensions: byHash(text) })],
    ['the hash of Apollo and urql, with an empty text', (text) => ({ query: '', extensions: byHash(text) })],
    ['documentId', (text) => ({ documentId: sha256(text) })],
    ['documentId with a prefix', (text) => ({ documentId: `sha256:${sha256(text)}` })],
  ])('a document is asked for by %s', async (_name, asked) => {
    for (const app of [also, only]) {
      expect(await sendById(app, asked(ROLE))).toEqual({ data: { viewer: { role: 'VIEWER' } } });
      expect(await sendById(app, asked('{ unknown }'))).toEqual({
        errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
      });
    }
    expect(await sendById(plain, asked(ROLE)), 'without a list').toEqual({
      errors: [{ message: 'PersistedQueryNotSupported', extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' } }],
    });
  });

  it('where nothing else is done, nothing else is: neither text, nor introspection, nor what a client would have us learn', async () => {
    for (const text of ['{ viewer { role } }', '{ __schema { types { name } } }', `${ROLE} `, '{ not even graphql']) {
      expect(codeOf(await send(only, text)), text).toBe('PERSISTED_QUERY_ONLY');
      expect(codeOf(await send(only, text, byHash(text))), text).toBe('PERSISTED_QUERY_ONLY');
    }
    expect(codeOf(await send(also, '{ viewer { role } }'))).toBeUndefined();
  });

  it('a hash does not lend its name to another document', async () => {
    expect(codeOf(await send(also, '{ __typename }', byHash(ROLE)))).toBe('BAD_USER_INPUT');
    expect(codeOf(await send(only, '{ __typename }', byHash(ROLE)))).toBe('BAD_USER_INPUT');
  });

  test.each([{}, { persistedQuery: null }, { persistedQuery: 'x' }, { persistedQuery: { sha256Hash: 7 } }])(
    'without a hash there is no document: %j',
    async (extensions) => {
      expect(codeOf(await send(only, '', extensions))).toBe('BAD_USER_INPUT');
    },
  );
});

test('over a raw WebSocket, a document that is known by its id needs no text', async () => {
  const socket = new WebSocket(only.url.replace('http', 'ws'), 'graphql-transport-ws');
  const messages: unknown[] = [];
  socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString())));
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { Authorization: bearer } }));
  await expect.poll(() => messages).toEqual([{ type: 'connection_ack' }]);
  for (const payload of [{ extensions: byHash(ROLE) }, { documentId: sha256(ROLE) }]) {
    messages.length = 0;
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }));
    await expect
      .poll(() => messages)
      .toMatchObject([{ type: 'next', payload: { data: { viewer: { role: 'VIEWER' } } } }, { type: 'complete' }]);
  }
  const closed = once(socket, 'close');
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: {} }));
  expect((await closed)[0]).toBe(4400);
});

describe('GET', () => {
  const get = (parameters: Record<string, string>) =>
    fetch(`${only.url}?${new URLSearchParams(parameters)}`, { headers: { authorization: bearer } });

  it('does a query by its hash alone', async () => {
    const response = await get({ extensions: JSON.stringify(byHash(ROLE)) });
    expect([response.status, await response.json()]).toEqual([200, { data: { viewer: { role: 'VIEWER' } } }]);
  });

  it('does a query by its documentId alone', async () => {
    const response = await get({ documentId: `sha256:${sha256(ROLE)}` });
    expect([response.status, await response.json()]).toEqual([200, { data: { viewer: { role: 'VIEWER' } } }]);
  });

  it('does no mutation, by its hash neither', async () => {
    const response = await get({ extensions: JSON.stringify(byHash(ADD)), variables: '{"name":"Got"}' });
    expect(response.status).toBe(405);
    expect(await plain.services.database.prisma.unit.count({ where: { name: 'Got' } })).toBe(0);
  });
});

describe('a list of documents', () => {
  it('is a map, or a manifest of Apollo', () => {
    expect(readPersistedDocuments(JSON.stringify(Object.fromEntries(documents)))).toEqual(documents);
    const operations = [...documents].map(([id, body]) => ({ id, body, name: 'x', type: 'query' }));
    const prefixed = [...documents].map(([id, body]) => [`sha256:${id}`, body]);
    expect(readPersistedDocuments(JSON.stringify(Object.fromEntries(prefixed)))).toEqual(documents);
    const manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations };
    expect(readPersistedDocuments(JSON.stringify(manifest))).toEqual(documents);
  });

  test.each(['', '{', '[]', '"x"', '{"a":1}', '{"a":""}'])('is not %s', (text) => {
    expect(() => readPersistedDocuments(text)).toThrow(/is not JSON|must be a map/);
  });
});
