import type { ClientSpec } from './messages.js';
import type { Reporter } from './reporter.js';

/** What a client needs of its process. */
export interface Surroundings {
  /** Address of a server, any of them, whether or not it is there. */
  server(): string;
  readonly reporter: Reporter;
}

/** Pause before a client comes back, in milliseconds: up to the first, doubled each time up to the longest. */
const BACKOFF = { first: 100, longest: 2_000 } as const;

/**
 * How long a connection may take to be acknowledged before it is given up, in milliseconds: doubled each time. Hazard: clients
 * that give up too soon fill the queue of a server that is slow with connections that nobody waits for any more.
 */
const PATIENCE = { first: 15_000, longest: 60_000 } as const;

/** A client that goes on after the last result that it has, however often its connection breaks. */
export abstract class ResumingClient {
  protected readonly spec: ClientSpec;
  protected readonly surroundings: Surroundings;
  #after: string | undefined;
  #attempts = 0;
  #lostAt: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  #left = false;

  constructor(spec: ClientSpec, surroundings: Surroundings) {
    this.spec = spec;
    this.surroundings = surroundings;
    this.#after = spec.after;
  }

  /** Opens a connection and subscribes; calls `lost` once when it is gone. */
  protected abstract open(url: string): void;
  /** Breaks the connection, if there is one: nothing of it may come any more. */
  protected abstract break(): void;
  /** Reads no more, and reads on. */
  abstract stall(): void;
  abstract goOn(): void;

  start(): void {
    this.#connect();
  }

  /** Breaks the connection and comes back after a time. */
  cut(offline: number): void {
    this.break();
    this.lost(offline);
  }

  leave(): void {
    this.#left = true;
    clearTimeout(this.#timer);
    this.break();
  }

  /** What to subscribe with now. */
  protected get variables(): Record<string, unknown> {
    return this.#after === undefined ? this.spec.variables : { ...this.spec.variables, after: this.#after };
  }

  /** The connection stands. */
  protected acknowledged(): void {
    clearTimeout(this.#timer);
    this.#attempts = 0;
    if (this.#lostAt !== undefined)
      this.surroundings.reporter.reconnected(this.spec.id, performance.now() - this.#lostAt);
    this.#lostAt = undefined;
  }

  protected update(payload: Buffer): void {
    if (this.#left) return;
    const cursor = this.surroundings.reporter.update(this.spec.id, payload);
    if (this.spec.query.includes('$after')) this.#after = cursor ?? this.#after;
  }

  protected refused(what: string): void {
    if (!this.#left) this.surroundings.reporter.refused(this.spec.id, what);
  }

  /** The connection is gone; it comes back after a random pause, or the one given. */
  protected lost(pause?: number): void {
    if (this.#left) return;
    this.#lostAt ??= performance.now();
    clearTimeout(this.#timer);
    const { pause: first = BACKOFF.first } = this.spec;
    const longest = Math.min(first * 2 ** this.#attempts, Math.max(first, BACKOFF.longest));
    this.#attempts += 1;
    this.#timer = setTimeout(() => this.#connect(), pause ?? Math.random() * longest);
  }

  #connect(): void {
    this.open(this.surroundings.server());
    const patience = Math.min(PATIENCE.first * 2 ** this.#attempts, PATIENCE.longest);
    this.#timer = setTimeout(() => this.cut(0), patience);
  }
}
