import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { A_WHILE, EVENTS, QUERY, VIEWER, protocolStage } from './protocol-stage.js';
import { subscribe } from './raw-socket.js';
import type { RawSocket } from './raw-socket.js';

const { append, subscribers, ready, viewer, watching } = protocolStage();

describe('an operation', () => {
  test.each([
    ['a query', QUERY, { __typename: 'Query' }],
    ['a mutation', 'mutation { addUnit(input: { kind: PROJECT, name: "N" }) { __typename } }', expect.anything()],
  ])('that is %s has one result and its end', async (_name, query, data) => {
    const raw = await ready();
    raw.send(subscribe('a', query));
    await raw.frame({ id: 'a', type: 'complete' });
    expect(raw.of('a')).toEqual([
      { id: 'a', type: 'next', payload: { data: data as unknown } },
      { id: 'a', type: 'complete' },
    ]);
  });

  test('may have more in its messages than we know', async () => {
    const raw = await ready();
    const message = subscribe('a', QUERY);
    raw.send({ ...message, more: 1, payload: { ...message.payload, extensions: { x: 1 }, more: [1] } });
    expect(await raw.frame({ id: 'a', type: 'next' })).toMatchObject({ payload: { data: { __typename: 'Query' } } });
  });

  test.each(['ä "\\\n{}', 'constructor', '__proto__', 'x'.repeat(1_000)])('may have any id: %s', async (id) => {
    const raw = await ready();
    raw.send(subscribe(id, QUERY));
    await raw.frame({ id, type: 'complete' });
    raw.send(subscribe(id, EVENTS));
    await watching(1);
    await append();
    await expect.poll(() => raw.of(id).map(({ type }) => type)).toEqual(['next', 'complete', 'next']);
  });

  test.each([
    ['that cannot be parsed', subscribe('a', '{ nope')],
    ['that is not valid', subscribe('a', '{ nope }')],
    ['that is a subscription and not valid', subscribe('a', 'subscription { nope }')],
    ['without operations', subscribe('a', 'fragment F on Query { __typename }')],
    [
      'of a name that is not there',
      { ...subscribe('a', QUERY), payload: { query: 'query A { __typename }', operationName: 'B' } },
    ],
    ['without a name among several', subscribe('a', 'query A { __typename } query B { __typename }')],
  ])('%s is an error before it begins, and its id is free again', async (_name, message) => {
    const raw = await ready();
    raw.send(message);
    const { payload } = await raw.frame({ id: 'a', type: 'error' });
    expect(payload).toEqual([
      expect.objectContaining({ message: expect.any(String) as string, extensions: { code: 'BAD_USER_INPUT' } }),
    ]);
    raw.send(subscribe('a', QUERY));
    await raw.frame({ id: 'a', type: 'complete' });
    expect(raw.of('a').map(({ type }) => type)).toEqual(['error', 'next', 'complete']);
  });

  test.each([
    ['a subscription refused at its source', 'subscription { events(after: "x") { position } }'],
    ['a query that fails', '{ node(id: "x") { id } }'],
  ])('that goes wrong has its errors as its result: %s', async (_name, query) => {
    const raw = await ready();
    raw.send(subscribe('a', query));
    await raw.frame({ id: 'a', type: 'complete' });
    expect(raw.of('a')).toMatchObject([{ type: 'next', payload: { errors: [{}] } }, { type: 'complete' }]);
  });

  test('has a name of its own: another of that name ends the connection', async () => {
    const raw = await ready();
    raw.send(subscribe('a', EVENTS));
    await watching(1);
    raw.send(subscribe('a', QUERY));
    expect((await raw.closed).code).toBe(4409);
    expect(subscribers()).toBe(0);
  });

  test('has a name of its own while it is being prepared, too', async () => {
    const raw = await ready();
    raw.send(subscribe('a', EVENTS), subscribe('a', EVENTS));
    expect((await raw.closed).code).toBe(4409);
  });

  test('does not wait for another', async () => {
    const raw = await ready();
    viewer.hold();
    raw.send(subscribe('slow', VIEWER), subscribe('fast', QUERY));
    await raw.frame({ id: 'fast', type: 'complete' });
    await expect.poll(() => viewer.waiting).toBe(1);
    expect(raw.of('slow')).toEqual([]);
    viewer.release();
    await raw.frame({ id: 'slow', type: 'complete' });
    expect(raw.of('slow')).toHaveLength(2);
  });
});

describe('a completed operation', () => {
  test('says nothing more, and is forgotten at once', async () => {
    const raw = await ready();
    raw.send(subscribe('a', EVENTS), subscribe('b', EVENTS));
    await watching(2);
    raw.send({ id: 'a', type: 'complete' });
    await watching(1);
    await append();
    await raw.frame({ id: 'b', type: 'next' });
    expect(raw.of('a')).toEqual([]);
  });

  test('may be none that is under way', async () => {
    const raw = await ready();
    raw.send({ id: 'a', type: 'complete' }, { id: 'a', type: 'complete' }, subscribe('a', QUERY));
    await raw.frame({ id: 'a', type: 'complete' });
    raw.send({ id: 'a', type: 'complete' }, subscribe('b', QUERY));
    await raw.frame({ id: 'b', type: 'complete' });
  });

  test('may not have begun yet', async () => {
    const raw = await ready();
    raw.send(subscribe('a', EVENTS), { id: 'a', type: 'complete' }, subscribe('b', EVENTS));
    await watching(1);
    await append();
    await raw.frame({ id: 'b', type: 'next' });
    expect(raw.of('a')).toEqual([]);
    expect(subscribers()).toBe(1);
  });

  test('may be a query under way: its result is dropped', async () => {
    const raw = await ready();
    viewer.hold();
    raw.send(subscribe('a', VIEWER));
    await expect.poll(() => viewer.waiting).toBe(1);
    raw.send({ id: 'a', type: 'complete' }, subscribe('b', QUERY));
    await raw.frame({ id: 'b', type: 'complete' });
    viewer.release();
    await sleep(A_WHILE);
    expect(raw.of('a')).toEqual([]);
  });

  test.each([
    ['before it began', 0],
    ['while it ran', 1],
  ])('gives its id away, to another that is asked for in the same packet: %s', async (_name, running) => {
    const raw = await ready();
    const complete = { id: 'a', type: 'complete' };
    if (running) {
      raw.send(subscribe('a', EVENTS));
      await watching(1);
      raw.send(complete, subscribe('a', EVENTS), complete, subscribe('a', EVENTS));
    } else raw.send(subscribe('a', EVENTS), complete, subscribe('a', EVENTS), complete, subscribe('a', EVENTS));
    await sleep(A_WHILE);
    await watching(1);
    await append();
    await raw.frame({ id: 'a', type: 'next' });
    await sleep(A_WHILE);
    expect(raw.of('a').map(({ type }) => type)).toEqual(['next']);
    raw.send(complete);
    await watching(0);
  });

  test('gives its id away while its result is held, to one with a result of its own', async () => {
    const raw = await ready();
    viewer.hold();
    raw.send(subscribe('a', VIEWER));
    await expect.poll(() => viewer.waiting).toBe(1);
    raw.send({ id: 'a', type: 'complete' }, subscribe('a', EVENTS));
    await watching(1);
    viewer.release();
    await sleep(A_WHILE);
    expect(raw.of('a')).toEqual([]);
    await append();
    await raw.frame({ id: 'a', type: 'next' });
  });
});

describe('the end of a connection', () => {
  test.each([
    ['a close', (raw: RawSocket) => raw.socket.close(1000)],
    ['a cut', (raw: RawSocket) => raw.socket.terminate()],
    ['a message that is none', (raw: RawSocket) => raw.send('x')],
  ])('by %s ends all that is under way on it, and nothing else', async (_name, end) => {
    const [raw, other] = [await ready(), await ready()];
    viewer.hold();
    raw.send(...['a', 'b', 'c'].map((id) => subscribe(id, EVENTS)), subscribe('q', VIEWER));
    other.send(subscribe('a', EVENTS));
    await watching(4);
    end(raw);
    await watching(1);
    viewer.release();
    await append();
    await other.frame({ id: 'a', type: 'next' });
  });

  test('comes while operations are being prepared', async () => {
    for (const end of ['close', 'terminate'] as const) {
      const raw = await ready();
      raw.send(...Array.from({ length: 50 }, (_, n) => subscribe(String(n), n % 2 ? EVENTS : VIEWER)));
      raw.socket[end]();
      await raw.closed;
    }
    await watching(0);
  });
});
