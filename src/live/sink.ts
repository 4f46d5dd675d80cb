import type { Payload } from './payload.js';

/** Where results go that are written as they come, such as one subscription on a socket. */
export interface Sink {
  /** Whether so much is unsent that nothing more should be written for now. */
  isFull(): boolean;
  /** Writes a result; never throws, never waits. */
  write(payload: Payload): void;
  /** Writes several results, in order, as `write` does one after the other. */
  writeAll(payloads: readonly Payload[]): void;
  /** Calls back once when there is room again; returns how to give up waiting. */
  onDrain(wake: () => void): () => void;
}
