import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

// The least that a server can do for a client that comes back: it accepts the socket and acknowledges. Ends with its parent.

const server = new WebSocketServer({
  port: 0,
  host: '127.0.0.1',
  perMessageDeflate: false,
  handleProtocols: () => 'graphql-transport-ws',
});
server.on('connection', (socket) => {
  socket.on('error', () => undefined);
  socket.on('message', (data: Buffer) => {
    if (data.includes('"connection_init"')) socket.send('{"type":"connection_ack"}');
  });
});
server.on('listening', () => process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
process.on('disconnect', () => process.exit(0));
