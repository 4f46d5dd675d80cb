import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL, MessageType } from 'graphql-ws';
import { expect, test, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import { until } from '../live/subscribers.js';
import { collect, openClient } from './collect.js';

vi.setConfig({ testTimeout: 60_000 }); // On a busy machine.

const DOCUMENT = 'subscription ($after: LogCursor) { events(after: $after) { __typename position } }';

/** A server that answers the first subscription with an error, as `how` has it, and the next with a result. */
async function serverWith(how: 'error' | 'next', extensions: object): Promise<{ url: string; close(): void }> {
  const http = createServer().listen(0, '127.0.0.1');
  const sockets = new WebSocketServer({ server: http, handleProtocols: () => GRAPHQL_TRANSPORT_WS_PROTOCOL });
  let asked = 0;
  sockets.on('connection', (socket) => {
    const send = (message: object): void => socket.send(JSON.stringify(message));
    socket.on('message', (data: Buffer) => {
      const { id, type } = JSON.parse(data.toString()) as { id: string; type: MessageType };
      if (type === MessageType.ConnectionInit) send({ type: MessageType.ConnectionAck });
      if (type !== MessageType.Subscribe) return;
      asked += 1;
      const errors = [{ message: 'Not now.', extensions }];
      const result = {
        data: { events: { __typename: 'UnitAdded', position: 1 } },
        extensions: { cursor: 'c', position: 1 },
      };
      if (asked > 1) send({ id, type: MessageType.Next, payload: result });
      else send({ id, type: how, payload: how === 'error' ? errors : { errors } });
    });
  });
  await vi.waitFor(() => expect(http.listening).toBe(true));
  const { port } = http.address() as AddressInfo;
  const close = (): void => {
    for (const socket of sockets.clients) socket.terminate();
    http.close();
  };
  return { url: `http://127.0.0.1:${port}/graphql`, close };
}

test.each(
  ['RATE_LIMITED', 'SERVICE_UNAVAILABLE'].flatMap((code) => [[code, 'error'] as const, [code, 'next'] as const]),
)('a client that gets %s, as %s, comes back when the server says', async (code, how) => {
  const server = await serverWith(how, { code, retryAfter: 1 });
  const began = performance.now();
  const events = collect(openClient({ url: server.url }), DOCUMENT);
  await until(() => events.results.length > 0 || events.ended !== undefined, 'the result', 20_000);
  expect(events.results).toHaveLength(1);
  expect(performance.now() - began, 'not before it may').toBeGreaterThan(1_000);
  expect(events.ended).toBeUndefined();
  await events.stop();
  server.close();
});

test('a client that gets an error that stays gives up', async () => {
  const server = await serverWith('error', { code: 'BAD_USER_INPUT' });
  const events = collect(openClient({ url: server.url }), DOCUMENT);
  await until(() => events.ended !== undefined, 'the end', 20_000);
  expect(events.ended).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  await events.stop();
  server.close();
});
