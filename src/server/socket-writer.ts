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
    const before = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
    return {
      isFull: () => this.#isFull(),
      write: (payload) => this.#write(`${before}${payload}}`),
      whenRoom: (wake) => this.#whenRoom(wake),
    };
  }

  #isFull(): boolean {
    const { writableLength, writableHighWaterMark } = this.#stream;
    return writableLength >= Math.max(writerLimits.maxUnsent, writableHighWaterMark);
  }

  #write(message: string): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (!this.#corked) {
      this.#corked = true;
      this.#stream.cork();
      if (corked.push(this) === 1) process.nextTick(uncorkAll);
    }
    this.#socket.send(message);
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
