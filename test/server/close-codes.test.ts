import { once } from 'node:events';
import { createClient } from 'graphql-ws';
import { expect, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { signToken } from '../../src/auth/tokens.js';
import { SECRET, startApp } from '../support/app.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { openReady, openSocket, subscribe } from './raw-socket.js';
import type { RawSocket } from './raw-socket.js';

const EVENTS = 'subscription { events { position } }';

const app = useApp({ parts: { limits: { initTimeout: 500, messageBurst: 20, maxExcess: 20 } } });
const organization = useOrganization(app);

const bearer = () => organization.people.VIEWER.bearer;
const ready = () => openReady(app.url, bearer());
/** A server that is like ours, on the same database, but for some parts. */
const another = () => startApp({ parts: { database: app.services.database } });

/** Every code with which the server closes a socket, and whether stock clients come back after it. */
const CODES: [code: number, why: string, comesBack: boolean, provoke: () => Promise<RawSocket>][] = [
  [1009, 'a message is too large', false, async () => sent(await ready(), 'x'.repeat(200_000))],
  [
    1012,
    'the server ends',
    true,
    async () => {
      const server = await another();
      const raw = await openReady(server.url, bearer());
      await server.stop();
      return raw;
    },
  ],
  [
    1013,
    'something failed here',
    true,
    async () => {
      const server = await another();
      const raw = await openReady(server.url, bearer());
      const failure = vi.spyOn(server.services.delivery, 'open').mockRejectedValue(new Error('planted'));
      raw.send(subscribe('a', EVENTS));
      await raw.closed;
      failure.mockRestore();
      void server.stop();
      return raw;
    },
  ],
  [4400, 'what came is no message', false, async () => sent(await ready(), '{')],
  [
    4401,
    'an operation came before the credentials',
    false,
    async () => sent(await openSocket(app.url), subscribe('a', EVENTS)),
  ],
  [
    4403,
    'the credentials are wrong',
    true,
    async () => sent(await openSocket(app.url), { type: 'connection_init', payload: { Authorization: 'Bearer x' } }),
  ],
  [
    4403,
    'the credentials expired',
    true,
    async () => {
      const token = await signToken(SECRET, `${organization.slug}-VIEWER`, organization.slug, '2s');
      return openReady(app.url, `Bearer ${token}`);
    },
  ],
  [4406, 'no protocol was offered', false, () => openSocket(app.url, [])],
  [4408, 'nobody said who they are', true, () => openSocket(app.url)],
  [
    4409,
    'two operations have one id',
    false,
    async () => sent(await ready(), subscribe('a', EVENTS), subscribe('a', EVENTS)),
  ],
  [4429, 'the credentials came twice', false, async () => sent(await ready(), { type: 'connection_init' })],
  [
    4429,
    'too many messages came',
    false,
    async () => sent(await ready(), ...Array.from({ length: 60 }, () => ({ type: 'complete', id: 'a' }))),
  ],
  [
    4429,
    'too many pings came as frames of WebSocket',
    false,
    async () => repeated(await ready(), ({ socket }) => socket.ping()),
  ],
  [
    4429,
    'too many pongs came that answer no ping',
    false,
    async () => repeated(await ready(), ({ socket }) => socket.pong()),
  ],
];

function sent(raw: RawSocket, ...messages: (object | string)[]): RawSocket {
  raw.send(...messages);
  return raw;
}

function repeated(raw: RawSocket, send: (raw: RawSocket) => void): RawSocket {
  for (let n = 0; n < 100; n += 1) send(raw);
  return raw;
}

test.each(CODES)('%i: %s', async (code, _why, _comesBack, provoke) => {
  const raw = await provoke();
  const closed = await raw.closed;
  expect(closed.code).toBe(code);
  if (code !== 1009) expect(closed.reason).not.toBe('');
  await expect.poll(() => [app.connections.size, app.hub.counts.subscribers]).toEqual([0, 0]);
});

test('4500 is none of them', () => {
  expect([...new Set(CODES.map(([code]) => code))]).toEqual([
    1009, 1012, 1013, 4400, 4401, 4403, 4406, 4408, 4409, 4429,
  ]);
});

test.each([...new Map(CODES.map(([code, , comesBack]) => [code, comesBack]))])(
  'after %i a stock client comes back: %s',
  async (code, comesBack) => {
    const server = new WebSocketServer({ port: 0, handleProtocols: () => 'graphql-transport-ws' });
    await once(server, 'listening');
    let connections = 0;
    server.on('connection', (socket) => {
      connections += 1;
      socket.close(code, 'for a test');
    });
    const { port } = server.address() as { port: number };
    const client = createClient({
      url: `ws://127.0.0.1:${port}`,
      webSocketImpl: WebSocket,
      retryAttempts: 1,
      retryWait: async () => undefined,
    });
    await new Promise<void>((resolve) => {
      client.subscribe({ query: EVENTS }, { next: () => undefined, error: () => resolve(), complete: resolve });
    });
    expect(connections).toBe(comesBack ? 2 : 1);
    await client.dispose();
    server.close();
  },
);
