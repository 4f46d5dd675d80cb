/** The floor: a list of sockets and a loop, with no GraphQL at all. The bytes are those of our server. */
import { Sender, WebSocketServer } from 'ws';
import { answer } from '../lib/child.mjs';
import { now } from '../lib/clock.mjs';
import { NOTE } from '../lib/document.mjs';
import { createMeter } from '../lib/meter.mjs';

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
await new Promise((resolve) => server.once('listening', resolve));

const subscribers = new Set();
server.on('connection', (socket) => {
  socket.on('message', (data) => {
    const { type } = JSON.parse(Buffer.from(data).toString());
    if (type === 'connection_init') socket.send('{"type":"connection_ack"}');
    if (type === 'subscribe') subscribers.add(socket);
  });
  socket.on('close', () => subscribers.delete(socket));
});

let position = 0;
const meter = createMeter();

/** A message of the size of those of our server. */
function message() {
  position += 1;
  const occurredAt = new Date().toISOString();
  const cursor = 'MToyZjRjNmE4ZTBiMWQ6MTIzNDU';
  const data = {
    events: {
      position,
      __typename: 'ImprovementRevised',
      id: 'RGVwbG95bWVudEV2ZW50OjAxOTJmNGM2LWE4ZTAtN2IxZC04ZjNhLTAxOTJmNGM2YThlMDoxMjM0NQ',
      occurredAt,
      note: NOTE,
      cursor,
      recordVersion: 2,
    },
  };
  const id = '0123456789abcdef0123456789abcdef';
  return Buffer.from(JSON.stringify({ id, type: 'next', payload: { data, extensions: { cursor, position } } }));
}

const frame = (payload) =>
  Buffer.concat(Sender.frame(payload, { fin: true, opcode: 1, mask: false, readOnly: true, rsv1: false }));

answer(
  {
    ...meter.handlers,
    begin: () => meter.begin(),
    /** Sends events to everyone: each by `ws.send`, or at once all that one socket gets. */
    publish({ events, atOnce = false }) {
      const at = meter.begin();
      const messages = Array.from({ length: events }, message);
      if (atOnce) {
        const bytes = Buffer.concat(messages.map(frame));
        for (const { _socket } of subscribers) _socket.write(bytes);
      } else {
        for (const bytes of messages) for (const socket of subscribers) socket.send(bytes, { binary: false });
      }
      return { began: at, at, sent: now() };
    },
    subscribers: () => subscribers.size,
  },
  `ws://127.0.0.1:${server.address().port}/graphql`,
);
