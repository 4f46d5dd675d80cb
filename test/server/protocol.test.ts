import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { A_WHILE, EVENTS, QUERY, protocolStage } from './protocol-stage.js';
import { subscribe } from './raw-socket.js';
import type { RawSocket } from './raw-socket.js';

const { fresh, init, subscribers, ready, watching } = protocolStage();

describe('the beginning of a connection', () => {
  test('is refused without the protocol', async () => {
    const raw = await fresh([]);
    expect(await raw.closed).toEqual({ code: 4406, reason: 'Subprotocol not acceptable' });
  });

  test('agrees on our protocol among several', async () => {
    const { socket } = await fresh(['graphql-ws', 'graphql-transport-ws']);
    expect(socket.protocol).toBe('graphql-transport-ws');
    socket.terminate();
  });

  test('is acknowledged once, with nothing in it', async () => {
    const raw = await fresh();
    raw.send(init());
    await raw.frame({ type: 'connection_ack' });
    await sleep(A_WHILE);
    expect(raw.frames).toEqual([{ type: 'connection_ack' }]);
  });

  test.each([
    ['acknowledged', async (raw: RawSocket) => void (await raw.frame({ type: 'connection_ack' }))],
    ['under way', async () => undefined],
  ])('is not to be repeated when it is %s', async (_name, wait) => {
    const raw = await fresh();
    raw.send(init());
    await wait(raw);
    raw.send(init());
    expect(await raw.closed).toEqual({ code: 4429, reason: 'Too many initialisation requests' });
  });

  test.each([
    ['before it', () => [subscribe('a', EVENTS)]],
    ['before it is acknowledged', () => [init(), subscribe('a', EVENTS)]],
  ])('comes first: an operation %s is unauthorized', async (_name, messages) => {
    const raw = await fresh();
    raw.send(...messages());
    expect(await raw.closed).toEqual({ code: 4401, reason: 'Unauthorized' });
    expect(raw.of('a')).toEqual([]);
  });

  test('may be preceded by pings and completes', async () => {
    const raw = await fresh();
    raw.send({ type: 'ping' }, { type: 'pong' }, { type: 'complete', id: 'a' }, init());
    await raw.frame({ type: 'connection_ack' });
    expect(raw.frames).toEqual([{ type: 'pong' }, { type: 'connection_ack' }]);
  });

  test('with wrong credentials ends the connection, and nothing behind it is done', async () => {
    const raw = await fresh();
    raw.send({ type: 'connection_init', payload: { Authorization: 'Bearer x' } });
    expect(await raw.closed).toEqual({ code: 4403, reason: 'Forbidden' });
    expect(raw.frames).toEqual([]);
  });

  test('may be given up', async () => {
    const raw = await fresh();
    raw.send(init());
    raw.socket.terminate();
    await raw.closed;
  });
});

describe('signs of life', () => {
  test('are answered with what was in them', async () => {
    const raw = await ready();
    raw.send({ type: 'ping' }, { type: 'ping', payload: null }, { type: 'ping', payload: { at: 'é', n: [1] } });
    await expect.poll(() => raw.frames.slice(1)).toHaveLength(3);
    expect(raw.frames.slice(1)).toEqual([
      { type: 'pong' },
      { type: 'pong' },
      { type: 'pong', payload: { at: 'é', n: [1] } },
    ]);
  });

  test('of the client are not answered when they are answers', async () => {
    const raw = await ready();
    raw.send({ type: 'pong' }, { type: 'pong', payload: { x: 1 } }, subscribe('a', QUERY));
    await raw.frame({ id: 'a', type: 'complete' });
    expect(raw.frames.filter(({ type }) => type === 'pong')).toEqual([]);
  });
});

test.each([
  ['no JSON', '{ "type": '],
  ['nothing', ''],
  ['null', 'null'],
  ['a number', '7'],
  ['a list', '[]'],
  ['no type', {}],
  ['a type that is no text', { type: 7 }],
  ['an unknown type', { type: 'start', id: 'a', payload: { query: QUERY } }],
  ['an init with a text', { type: 'connection_init', payload: 'x' }],
  ['a ping with a list', { type: 'ping', payload: [] }],
  ['a message of servers: connection_ack', { type: 'connection_ack' }],
  ['a message of servers: next', { type: 'next', id: 'a', payload: {} }],
  ['a message of servers: error', { type: 'error', id: 'a', payload: [{ message: 'x' }] }],
  ['an operation without an id', { type: 'subscribe', payload: { query: QUERY } }],
  ['an operation with an empty id', subscribe('', QUERY)],
  ['an operation with a number as its id', { ...subscribe('', QUERY), id: 7 }],
  ['an operation without a payload', { type: 'subscribe', id: 'a' }],
  ['an operation without a document', { type: 'subscribe', id: 'a', payload: {} }],
  ['an operation with a document that is no text', { type: 'subscribe', id: 'a', payload: { query: { kind: 'x' } } }],
  ['variables that are a list', { type: 'subscribe', id: 'a', payload: { query: QUERY, variables: [] } }],
  ['a name that is none', { type: 'subscribe', id: 'a', payload: { query: QUERY, operationName: 1 } }],
  ['extensions that are a text', { type: 'subscribe', id: 'a', payload: { query: QUERY, extensions: 'x' } }],
  ['a complete without an id', { type: 'complete' }],
])('what is no message ends the connection: %s', async (_name, message) => {
  const raw = await ready();
  raw.send(subscribe('s', EVENTS));
  await watching(1);
  raw.send(message, subscribe('late', QUERY));
  expect(await raw.closed).toEqual({ code: 4400, reason: 'Invalid message received' });
  expect(raw.of('late')).toEqual([]);
  expect(subscribers()).toBe(0);
});
