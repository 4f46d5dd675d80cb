import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Outlet } from '../live/outlet.js';
import type { Outflow } from './outflow.js';

/** Above this, in bytes, a payload is not copied for each socket: the writes of its parts cost less. */
const MAX_COPY = 16 * 1024;

const CLOSING_BRACE = 0x7d;
const CLOSING = Buffer.of(CLOSING_BRACE);

/**
 * A whole text frame of WebSocket (RFC 6455, 5.2), in one piece or several: a message of two parts and a closing brace.
 * One copy of what is shared costs less than several writes, unless it is large: then many sockets share the memory.
 *
 * Hazard: right only where no extension such as compression was agreed on.
 */
export function frame(before: Buffer, payload: Buffer): readonly Buffer[] {
  const length = before.length + payload.length + 1;
  const header = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const copied = payload.length <= MAX_COPY;
  const bytes = Buffer.allocUnsafe(copied ? header + length : header + before.length);
  bytes[0] = 0x81; // The only frame of its message, in text.
  if (header === 2) bytes[1] = length;
  else if (header === 4) {
    bytes[1] = 126;
    bytes.writeUInt16BE(length, 2);
  } else {
    bytes[1] = 127;
    bytes.writeUInt32BE(0, 2);
    bytes.writeUInt32BE(length, 6);
  }
  before.copy(bytes, header);
  if (!copied) return [bytes, payload, CLOSING];
  payload.copy(bytes, header + before.length);
  bytes[header + length - 1] = CLOSING_BRACE;
  return [bytes];
}

/** Where the results of one subscription on a socket go. `stream` is what the socket writes to. */
export function socketOutlet(socket: WebSocket, stream: Duplex, outflow: Outflow, id: string): Outlet {
  const before = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
  return {
    isFull: () => outflow.isFull(),
    whenRoom: (wake) => outflow.whenRoom(wake),
    write: ({ bytes }) => {
      if (socket.readyState !== socket.OPEN) return;
      outflow.cork();
      for (const part of frame(before, bytes)) stream.write(part);
    },
  };
}
