import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Outlet } from '../live/outlet.js';

/** Bounds on what is unsent to one socket. */
export const writerLimits = {
  /** Above this, in bytes, nothing more is written until all is sent. */
  maxUnsent: 64 * 1024,
  /** How long a socket may take to make room, in milliseconds. */
  maxStall: 30_000,
} as const;

/** Close code for a reader who is too slow: stock clients come back after it. */
const TRY_AGAIN_LATER = 1013;

let corked: SocketWriter[] = [];

const CLOSING_BRACE = 0x7d;

/**
 * A whole text frame of WebSocket (RFC 6455, 5.2): a message of two parts and a closing brace. One copy of what is
 * shared costs less than the several writes that the parts would take.
 *
 * Hazard: right only where no extension such as compression was agreed on.
 */
export function frame(before: Buffer, payload: Buffer): Buffer {
  const length = before.length + payload.length + 1;
  const header = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const bytes = Buffer.allocUnsafe(header + length);
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
  payload.copy(bytes, header + before.length);
  bytes[header + length - 1] = CLOSING_BRACE;
  return bytes;
}

/**
 * Writes results to one WebSocket, whatever subscription they belong to. What is written in one turn of the event loop
 * goes to the system at once. Keeps nothing itself: a reader who is too slow is seen by what the socket has not sent.
 */
export class SocketWriter {
  readonly #socket: WebSocket;
  readonly #stream: Duplex;
  readonly #waiting = new Set<() => void>();
  #corked = false;
  #stall: NodeJS.Timeout | undefined;

  constructor(socket: WebSocket, stream: Duplex) {
    this.#socket = socket;
    this.#stream = stream;
    stream.on('drain', () => this.#wake());
    stream.once('close', () => clearTimeout(this.#stall));
  }

  /** Where the results of one subscription go. */
  outlet(id: string): Outlet {
    const before = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
    return {
      isFull: () => this.#isFull(),
      write: (payload) => this.#write(frame(before, payload.bytes)),
      whenRoom: (wake) => this.#whenRoom(wake),
    };
  }

  #isFull(): boolean {
    const { writableLength, writableHighWaterMark } = this.#stream;
    return writableLength >= Math.max(writerLimits.maxUnsent, writableHighWaterMark);
  }

  #write(message: Buffer): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (!this.#corked) {
      this.#corked = true;
      this.#stream.cork();
      if (corked.push(this) === 1) process.nextTick(uncorkAll);
    }
    this.#stream.write(message);
  }

  uncork(): void {
    this.#corked = false;
    this.#stream.uncork();
  }

  #whenRoom(wake: () => void): () => void {
    this.#waiting.add(wake);
    this.#stall ??= this.#watchStall(this.#stream.writableLength);
    return () => void this.#waiting.delete(wake);
  }

  #watchStall(unsent: number): NodeJS.Timeout {
    const timer = setTimeout(() => {
      const { writableLength } = this.#stream;
      this.#stall = undefined;
      if (!this.#isFull()) this.#wake();
      else if (writableLength < unsent) this.#stall = this.#watchStall(writableLength);
      else this.#socket.close(TRY_AGAIN_LATER, 'You read too slowly; come back and go on');
    }, writerLimits.maxStall);
    return timer.unref();
  }

  #wake(): void {
    clearTimeout(this.#stall);
    this.#stall = undefined;
    const waiting = Array.from(this.#waiting);
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }
}

function uncorkAll(): void {
  const writers = corked;
  corked = [];
  for (const writer of writers) writer.uncork();
}
