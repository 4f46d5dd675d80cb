import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Sink } from '../../live/sink.js';
import type { ConnectionWriter } from '../limits/connection-writer.js';

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
  if (payload.length <= MAX_COPY) return [joined(before, [payload])];
  const header = Buffer.allocUnsafe(headerOf(messageLength(before, payload)) + before.length);
  before.copy(header, putHeader(header, 0, messageLength(before, payload)));
  return [header, payload, CLOSING];
}

/** The frames of several messages in one piece: one write costs less than several. */
export function joined(before: Buffer, payloads: readonly Buffer[]): Buffer {
  let size = 0;
  for (const payload of payloads) {
    const length = messageLength(before, payload);
    size += headerOf(length) + length;
  }
  const bytes = Buffer.allocUnsafe(size);
  let offset = 0;
  for (const payload of payloads) {
    offset = putHeader(bytes, offset, messageLength(before, payload));
    offset += before.copy(bytes, offset);
    offset += payload.copy(bytes, offset);
    bytes[offset++] = CLOSING_BRACE;
  }
  return bytes;
}

function messageLength(before: Buffer, payload: Buffer): number {
  return before.length + payload.length + 1;
}

/** Length of the header of a frame, in bytes. */
function headerOf(length: number): number {
  return length < 126 ? 2 : length < 65_536 ? 4 : 10;
}

/** Writes the header of a frame; returns where the message begins. */
function putHeader(bytes: Buffer, offset: number, length: number): number {
  bytes[offset] = 0x81; // The only frame of its message, in text.
  if (length < 126) {
    bytes[offset + 1] = length;
    return offset + 2;
  }
  if (length < 65_536) {
    bytes[offset + 1] = 126;
    return bytes.writeUInt16BE(length, offset + 2);
  }
  bytes[offset + 1] = 127;
  bytes.writeUInt32BE(0, offset + 2);
  return bytes.writeUInt32BE(length, offset + 6);
}

/** Where the results of one subscription on a socket go. `stream` is what the socket writes to. */
export function socketSink(socket: WebSocket, stream: Duplex, writer: ConnectionWriter, id: string): Sink {
  const before = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
  return {
    isFull: () => writer.isFull(),
    onDrain: (wake) => writer.onDrain(wake),
    write: ({ bytes }) => {
      if (socket.readyState !== socket.OPEN) return;
      writer.cork();
      for (const part of frame(before, bytes)) stream.write(part);
    },
    writeAll: (payloads) => {
      if (socket.readyState !== socket.OPEN) return;
      writer.cork();
      const messages = payloads.map(({ bytes }) => bytes);
      if (messages.every(({ length }) => length <= MAX_COPY)) stream.write(joined(before, messages));
      else for (const bytes of messages) for (const part of frame(before, bytes)) stream.write(part);
    },
  };
}
