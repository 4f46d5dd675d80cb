/** Lets so many pieces of work run at once; the rest wait in line. */
export class ConcurrencyLimiter {
  readonly #longest: number;
  /** In the order in which they came. */
  readonly #waiting = new Set<() => void>();
  #free: number;
  #begun = 0;

  /** At most `size` at once. Who takes more than `longest` milliseconds goes on, and counts no more. */
  constructor(size: number, longest: number) {
    this.#free = size;
    this.#longest = longest;
  }

  /** How many have had their turn since the start. */
  get begun(): number {
    return this.#begun;
  }

  /** Does the work when it is its turn. */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.add(resolve));
    this.#begun += 1;
    let over = false;
    const end = (): void => {
      if (!over) this.#pass();
      over = true;
    };
    const timer = setTimeout(end, this.#longest).unref();
    try {
      return await work();
    } finally {
      clearTimeout(timer);
      end();
    }
  }

  #pass(): void {
    const [next] = this.#waiting;
    if (!next) {
      this.#free += 1;
      return;
    }
    this.#waiting.delete(next);
    next();
  }
}
