import type { Duplex } from 'node:stream';
import type { Limits } from '../../limits.js';

/** What all connections of a server have not sent yet, in bytes, as far as it outlasted a turn of the event loop. */
export interface Unsent {
  bytes: number;
}

/** What the connections of one server share. */
export interface ConnectionWriterParts {
  readonly limits: Pick<Limits, 'maxUnsent' | 'maxUnsentInAll' | 'maxStall'>;
  readonly unsent: Unsent;
}

/**
 * Connections that hold back what is written to them, at most. Hazard: thousands that do so at once. Their bytes leave the
 * caches of the processor before they are sent, and a burst takes 2.5 times as long.
 */
const MOST_CORKED = 256;

let corked: ConnectionWriter[] = [];

/**
 * What goes out on one connection. What is written in one turn of the event loop goes to the system together. Keeps
 * nothing itself: a reader who is too slow is seen by what the stream has not sent.
 */
export class ConnectionWriter {
  readonly #stream: Duplex;
  readonly #parts: ConnectionWriterParts;
  readonly #onStall: () => void;
  /** Made when a subscriber first waits: most never do. */
  #waiting: Set<() => void> | undefined;
  readonly #onDrain = (): void => this.#wake();
  #corked = false;
  #counted = 0;
  #ended = false;
  #stall: NodeJS.Timeout | undefined;

  /** `onStall` is called when the reader has made no progress for too long. */
  constructor(stream: Duplex, parts: ConnectionWriterParts, onStall: () => void) {
    this.#stream = stream;
    this.#parts = parts;
    this.#onStall = onStall;
    stream.on('drain', this.#onDrain);
  }

  /** Whether all has been sent. */
  get isEmpty(): boolean {
    return this.#stream.writableLength === 0;
  }

  /** Whether so much is unsent that nothing more should be written for now. */
  isFull(): boolean {
    const { writableLength, writableHighWaterMark } = this.#stream;
    // Hazard: less than the high-water mark is never full, since only above it a stream says that it has drained.
    if (writableLength < writableHighWaterMark) return false;
    const { limits, unsent } = this.#parts;
    return writableLength >= limits.maxUnsent || unsent.bytes > limits.maxUnsentInAll;
  }

  /** Holds back what is written to the stream until the end of this turn at most. To be called before each write. */
  cork(): void {
    if (this.#corked || this.#ended) return;
    if (corked.length >= MOST_CORKED) flushAll();
    this.#corked = true;
    this.#stream.cork();
    if (corked.push(this) === 1) process.nextTick(flushAll);
  }

  flush(): void {
    this.#corked = false;
    this.#stream.uncork();
    this.#count();
  }

  /** Calls back once when there is room again; returns how to give up waiting. */
  onDrain(wake: () => void): () => void {
    this.#waiting ??= new Set();
    this.#waiting.add(wake);
    this.#stall ??= this.#watchStall(this.#stream.writableLength);
    return () => void this.#waiting?.delete(wake);
  }

  /** To be called when nothing more is written, even if the stream lives on. */
  end(): void {
    this.#ended = true;
    this.#stream.off('drain', this.#onDrain);
    this.#wake();
    this.#parts.unsent.bytes -= this.#counted;
    this.#counted = 0;
  }

  #count(): void {
    if (this.#ended) return;
    const { writableLength } = this.#stream;
    this.#parts.unsent.bytes += writableLength - this.#counted;
    this.#counted = writableLength;
  }

  #watchStall(unsent: number): NodeJS.Timeout {
    const timer = setTimeout(() => {
      const { writableLength } = this.#stream;
      this.#stall = undefined;
      if (!this.isFull()) this.#wake();
      else if (writableLength < unsent) this.#stall = this.#watchStall(writableLength);
      else this.#onStall();
    }, this.#parts.limits.maxStall);
    return timer.unref();
  }

  #wake(): void {
    clearTimeout(this.#stall);
    this.#stall = undefined;
    this.#count();
    const waiting = this.#waiting;
    this.#waiting = undefined;
    for (const wake of waiting ?? []) wake();
  }
}

function flushAll(): void {
  const writers = corked;
  corked = [];
  for (const writer of writers) writer.flush();
}
