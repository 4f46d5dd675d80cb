import { once } from 'node:events';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, it, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { limits } from '../../src/limits.js';
import { createTestOrganization } from '../support/app.js';
import { useApp } from '../support/use-app.js';
import { transports } from './transports.js';

let bearer: string;
const app = useApp();
beforeAll(async () => {
  bearer = (await createTestOrganization(app)).people.VIEWER.bearer;
});

const repeat = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, n) => make(n)).join(' ');
/** A query whose deepest field is at this depth. */
const deep = (depth: number) => {
  const between = Array.from({ length: depth - 2 }, (_, n) => (n % 2 === 0 ? 'goal' : 'practices'));
  return `{ practice(ref: "OPM SP 3.2") { ${between.map((name) => `${name} {`).join(' ')} ref ${'}'.repeat(depth)}`;
};
/** Fragments of which each spreads the next so many times. */
const bomb = (levels: number, width: number) =>
  `{ ...F0 } ${repeat(levels, (n) => `fragment F${n} on Query { ${n + 1 < levels ? `...F${n + 1} `.repeat(width) : 'viewer { role }'} }`)}`;
const matrix = (page: number) =>
  `{ improvements(first: ${page}) { nodes { deployments(first: ${page}) { nodes { percent unit { name } } } } } }`;

describe.each(Object.entries(transports))('over %s', (_transport, ask) => {
  const answer = (query: string) => ask(app.url, { query, bearer });

  test.each([
    ['depth', deep(limits.maxDepth)],
    ['aliases', `{ ${repeat(limits.maxAliases, (n) => `a${n}: viewer { role }`)} }`],
    ['tokens', `{ processModel { ${'code @include(if: true) '.repeat(248)} } }`],
    ['fields', `{ processModel { ${'code '.repeat(limits.maxBreadth - 1)} } }`],
    ['cost: a matrix of 100 by 100', matrix(100)],
    ['introspection', '{ __schema { types { fields { args { type { ofType { ofType { ofType { name } } } } } } } } }'],
  ])('enough is allowed: %s', async (_name, query) => {
    const { data, errors } = await answer(query);
    expect(errors).toBeUndefined();
    expect(data).toBeTruthy();
  });

  test.each([
    ['depth', deep(limits.maxDepth + 1), /too much: its depth is 16, at most 15/],
    [
      'aliases',
      `{ ${repeat(limits.maxAliases + 1, (n) => `a${n}: viewer { role }`)} }`,
      /Aliases limit of 50 exceeded/,
    ],
    [
      'aliases in fragments',
      `{ ...A } fragment A on Query { ${repeat(limits.maxAliases + 1, (n) => `a${n}: viewer { role }`)} }`,
      /Aliases limit of 50 exceeded/,
    ],
    ['tokens', `{ ${'__typename '.repeat(limits.maxTokens)} }`, /more tha[nt] 2000 tokens/],
    ['directives', `{ __typename ${'@include(if: true) '.repeat(1_600)} }`, /more tha[nt] 2000 tokens/],
    ['one directive over and over', `{ __typename ${'@skip(if: false) '.repeat(280)} }`, /can only be used once/],
    ['unknown directives', `{ __typename ${'@overload '.repeat(900)} }`, /Unknown directive "@overload"/],
    [
      'directives on fragments without end',
      `{ ${repeat(400, () => '... @include(if: true) { a: viewer { role } }')} }`,
      /more tha[nt] 2000 tokens|Aliases limit|breadth/,
    ],
    ['variables', `query (${repeat(990, (n) => `$v${n}: Int`)}) { __typename }`, /more tha[nt] 2000 tokens/],
    [
      'fields',
      `{ processModel { ${'code '.repeat(limits.maxBreadth)} } }`,
      /too much: its breadth is 501, at most 500/,
    ],
    [
      'cost',
      `{ improvements(first: 100) { nodes { deployments(first: 100) { nodes { unit { deployments(first: 100) { nodes { id } } } } } } } }`,
      /too much: its complexity/,
    ],
    [
      'cost of the catalog, back and forth',
      `{ processAreas { goals { ${'practices { referencedBy { '.repeat(4)} about ${'} '.repeat(11)}`,
      /too much: its complexity/,
    ],
    ['a bomb of fragments', bomb(30, 2), /too much: its breadth/],
    ['a wide bomb of fragments', bomb(5, 100), /too much: its breadth/],
    [
      'fragments in a circle',
      '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
      /Cannot spread fragment "A"/,
    ],
    [
      'introspection in a circle',
      `{ __schema { types { ${'fields { type { '.repeat(4)} name ${'} } '.repeat(4)} } } }`,
      /Maximum introspection depth/,
    ],
  ])('too much is refused at once: %s', async (_name, query, message) => {
    const began = performance.now();
    const { data, errors } = await answer(query);
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(Object.values(data ?? {}).filter(Boolean)).toEqual([]);
    expect(errors?.[0]?.message).toMatch(message);
    expect(errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
  });

  it('an answer names so many mistakes of a document, and no more', async () => {
    const { errors } = await answer(`{ ${repeat(600, (n) => `no${n}`)} }`);
    expect(errors?.length).toBeLessThanOrEqual(101);
  });

  it('a page has at most 100 items', async () => {
    const { errors } = await answer('{ units(first: 101) { nodes { id } } }');
    expect(errors?.[0]).toMatchObject({
      message: 'first must be between 1 and 100.',
      extensions: { code: 'BAD_USER_INPUT', bound: 'maxPageSize' },
    });
    expect((await answer('{ units(first: 100) { nodes { id } } }')).errors).toBeUndefined();
  });
});

describe('the body of a request', () => {
  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(app.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: bearer, ...headers },
      body,
    });
  const query = JSON.stringify({ query: '{ __typename }' });
  const ofSize = (bytes: number) => query.padEnd(bytes);

  it('of 1 MiB is read', async () => {
    const body = ofSize(limits.maxBodyBytes);
    expect(Buffer.byteLength(body)).toBe(limits.maxBodyBytes);
    expect((await post(body)).status).toBe(200);
  });

  it('of more is refused', async () => {
    expect((await post(ofSize(limits.maxBodyBytes + 1))).status).toBe(413);
    expect((await post(ofSize(5 * limits.maxBodyBytes))).status).toBe(413);
  });

  it('of more is refused before it is sent', async () => {
    const headers = { 'content-type': 'application/json', 'content-length': limits.maxBodyBytes + 1 };
    const sending = request(app.url, { method: 'POST', headers });
    sending.flushHeaders();
    const [response] = await once(sending, 'response');
    expect(response.statusCode).toBe(413);
    sending.destroy();
  });

  it('without a length is refused', async () => {
    const sending = request(app.url, { method: 'POST', headers: { 'content-type': 'application/json' } });
    sending.on('error', () => undefined);
    sending.write(query);
    const [response] = await once(sending, 'response');
    expect(response.statusCode).toBe(411);
    sending.destroy();
  });

  test.each([
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain',
    'text/plain;charset=UTF-8',
    'TEXT/PLAIN',
  ])('of type %s, as a form sends it, is refused', async (type) => {
    expect((await post(query, { 'content-type': type })).status).toBe(415);
  });

  it('of any other type is refused, too', async () => {
    expect((await post(query, { 'content-type': 'application/xml' })).status).toBe(415);
  });

  it('with several operations is refused', async () => {
    const response = await post(`[${query},${query}]`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ message: 'Batching is not supported.' }] });
    expect((await post(`[${query},${query}]`, { accept: 'text/event-stream' })).status, 'over SSE').toBe(400);
  });
});

describe('GET', () => {
  const get = (query: string) =>
    fetch(`${app.url}?query=${encodeURIComponent(query)}`, { headers: { authorization: bearer } });

  it('answers a query', async () => {
    expect(await (await get('{ __typename }')).json()).toEqual({ data: { __typename: 'Query' } });
  });

  it('does no mutation', async () => {
    const response = await get('mutation { addUnit(input: { kind: PROJECT, name: "Got" }) { __typename } }');
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
    expect(await app.services.database.prisma.unit.count({ where: { name: 'Got' } })).toBe(0);
  });

  test.each(['PUT', 'PATCH', 'DELETE', 'HEAD'])('is not %s', async (method) => {
    expect((await fetch(app.url, { method, headers: { authorization: bearer } })).status).toBe(405);
  });
});

describe('a socket', () => {
  /** Opens a socket and says who we are; `frames` has all that came, `closed` how it ended. */
  async function open() {
    const socket = new WebSocket(app.url.replace('http', 'ws'), 'graphql-transport-ws');
    const frames: { type: string; id?: string; payload?: unknown }[] = [];
    socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString())));
    const closed = new Promise<number>((resolve) => void socket.on('close', resolve));
    const send = (frame: object) => socket.send(JSON.stringify(frame));
    const frame = async (fits: (frame: (typeof frames)[number]) => boolean) => {
      for (let waited = 0; waited < 5_000; waited += 10) {
        const found = frames.find(fits);
        if (found) return found;
        await pause(10);
      }
      throw new Error(`No such frame among ${JSON.stringify(frames)}.`);
    };
    await once(socket, 'open');
    send({ type: 'connection_init', payload: { Authorization: bearer } });
    await frame(({ type }) => type === 'connection_ack');
    return { socket, frames, closed, send, frame };
  }
  const stillServes = async () => {
    expect(await transports.WebSocket(app.url, { query: '{ __typename }', bearer })).toMatchObject({
      data: { __typename: 'Query' },
    });
  };
  const subscribe = (id: string) => ({
    id,
    type: 'subscribe',
    payload: { query: 'subscription { events { position } }' },
  });

  it('takes a message of 128 KiB', async () => {
    const { socket, send, frame } = await open();
    const query = JSON.stringify({
      id: 'a',
      type: 'subscribe',
      payload: { query: '{ __typename }', variables: { x: '' } },
    });
    const filler = 'x'.repeat(limits.maxMessageBytes - query.length);
    send({ id: 'a', type: 'subscribe', payload: { query: '{ __typename }', variables: { x: filler } } });
    expect(await frame(({ id }) => id === 'a')).toMatchObject({ type: 'next' });
    socket.close();
  });

  it('is closed for several operations in one message', async () => {
    const { closed, send, frames } = await open();
    send({ id: 'a', type: 'subscribe', payload: [{ query: '{ __typename }' }, { query: '{ __typename }' }] });
    expect(await closed).toBe(4400);
    expect(frames).toHaveLength(1);
    await stillServes();
  });

  it('is closed for a larger one, and the server lives', async () => {
    const complaints = vi.spyOn(console, 'error');
    const { closed, send } = await open();
    send({
      id: 'a',
      type: 'subscribe',
      payload: { query: '{ __typename }', variables: { x: 'x'.repeat(128 * 1024) } },
    });
    expect(await closed).toBe(1009);
    await stillServes();
    expect(complaints).not.toHaveBeenCalled();
  });

  it('is closed for what is no message, and the server lives', async () => {
    const { closed, socket } = await open();
    socket.send('{ "type": ');
    expect(await closed).toBe(4400);
    await stillServes();
  });

  it('has 100 operations at once, and no more', async () => {
    const { socket, frames, send, frame } = await open();
    for (let n = 1; n <= limits.maxOperations; n += 1) send(subscribe(`s${n}`));
    send({ id: 'query', type: 'subscribe', payload: { query: '{ __typename }' } });
    expect(await frame(({ id }) => id === 'query')).toMatchObject({
      type: 'error',
      payload: [{ message: expect.stringContaining('At most 100'), extensions: { code: 'RATE_LIMITED' } }],
    });
    expect(frames.filter(({ id }) => id?.startsWith('s'))).toEqual([]);

    send({ id: 's1', type: 'complete' });
    send({ id: 'again', type: 'subscribe', payload: { query: '{ __typename }' } });
    expect(await frame(({ id }) => id === 'again')).toMatchObject({ type: 'next' });
    socket.close();
  });

  it('is closed when it speaks no protocol of ours', async () => {
    const socket = new WebSocket(app.url.replace('http', 'ws'));
    expect((await once(socket, 'close'))[0]).toBe(4406);
    await stillServes();
  });
});
