import { Histogram } from './histogram.js';
import type { Checker } from './checker.js';

/** Measures how long clients take after a fault is over until they have what was committed by then. */
export class CatchUp {
  /** Time of each client and fault, in milliseconds. */
  readonly took = new Histogram();
  readonly #checker: Checker;
  readonly #behind = new Set<number>();
  #healedAt = 0;
  #head = 0;

  constructor(checker: Checker) {
    this.#checker = checker;
  }

  /** Number of clients that are behind still. */
  get behind(): number {
    return this.#behind.size;
  }

  /** A fault was over at a moment (ms since 1970), when the log had got to the checker's head. */
  begin(clients: readonly number[], healedAt: number): void {
    this.#healedAt = healedAt;
    this.#head = this.#checker.head;
    this.#behind.clear();
    for (const id of clients) if (!this.#checker.isAt(id, this.#head)) this.#behind.add(id);
  }

  /** A client has applied something that arrived at a moment, in ms since 1970. */
  applied(id: number, arrival: number): void {
    if (!this.#behind.has(id) || !this.#checker.isAt(id, this.#head)) return;
    this.#behind.delete(id);
    this.took.add(Math.max(arrival - this.#healedAt, 0));
  }
}
