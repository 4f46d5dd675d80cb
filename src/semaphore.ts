/** There was no room in time: so much is under way for the same key already. */
export class BusyError extends Error {
  override readonly name = 'BusyError';
}

/** Bounds of what goes on at once for one key, such as a person. */
export interface SemaphoreLimits {
  readonly atOnce: number;
  /** How many wait at most. */
  readonly waiting: number;
  /** How long each waits at most, in milliseconds. */
  readonly maxWait: number;
}

interface Lane {
  running: number;
  /** In the order in which they came. */
  readonly waiting: Set<() => void>;
}

/** A semaphore for each key: so much at once, the rest waits in line, and what would wait for too long is refused. */
export class Semaphores {
  readonly #limits: SemaphoreLimits;
  readonly #lanes = new Map<string, Lane>();

  constructor(limits: SemaphoreLimits) {
    this.#limits = limits;
  }

  /** For how many keys something is under way. */
  get size(): number {
    return this.#lanes.size;
  }

  /**
   * Does work when there is room for it. With a signal, who waits gives up when it aborts.
   * @throws BusyError where there is none in time; the work has not begun then.
   */
  async run<T>(key: string, work: () => Promise<T> | T, signal?: AbortSignal): Promise<T> {
    const lane = this.#lanes.get(key) ?? { running: 0, waiting: new Set() };
    this.#lanes.set(key, lane);
    if (lane.running < this.#limits.atOnce) lane.running += 1;
    else await this.#room(lane, signal);
    try {
      return await work();
    } finally {
      this.#leave(key, lane);
    }
  }

  /** Waits for room, which is handed over by who leaves. */
  #room({ waiting }: Lane, signal: AbortSignal | undefined): Promise<void> {
    const { waiting: maxWaiting, maxWait } = this.#limits;
    if (waiting.size >= maxWaiting) return Promise.reject(new BusyError());
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        waiting.delete(enter);
        signal?.removeEventListener('abort', giveUp);
      };
      const enter = (): void => {
        end();
        resolve();
      };
      const giveUp = (): void => {
        end();
        reject(new BusyError());
      };
      const timer = setTimeout(giveUp, maxWait).unref();
      signal?.addEventListener('abort', giveUp, { once: true });
      waiting.add(enter);
    });
  }

  #leave(key: string, lane: Lane): void {
    const [next] = lane.waiting;
    if (next) return next();
    lane.running -= 1;
    if (lane.running === 0) this.#lanes.delete(key);
  }
}
