import type { Checker } from './checker.js';
import { Histogram } from './histogram.js';

/** Measures how long clients take from a moment on until they have what was committed by then. */
export class CatchUp {
  /** How long it took those who were behind, in milliseconds. */
  readonly took = new Histogram();
  readonly #checker: Checker;
  readonly #behind = new Map<number, { readonly head: number; readonly since: number }>();

  constructor(checker: Checker) {
    this.#checker = checker;
  }

  /** Number of clients that are behind still. */
  get behind(): number {
    return this.#behind.size;
  }

  /** From a moment on (ms since 1970), when the log had got to `head`, a client should catch up. */
  expect(id: number, head: number, since: number): void {
    if (this.#checker.isAt(id, head)) this.#behind.delete(id);
    else this.#behind.set(id, { head, since });
  }

  /** A client has applied something that arrived at a moment, in ms since 1970. */
  applied(id: number, arrival: number): void {
    const due = this.#behind.get(id);
    if (!due || !this.#checker.isAt(id, due.head)) return;
    this.#behind.delete(id);
    this.took.add(Math.max(arrival - due.since, 0));
  }
}
