import { vital } from '../database/statements.js';
import type { LoggedEvent } from '../log/event.js';

/** Newest events that a feed keeps in memory, so that subscribers at the head cost no SQL each. */
export const RING_SIZE = 2_000;

/** Reads a page of the organization's log after a position, oldest first. */
export type ReadPage = (after: number) => Promise<LoggedEvent[]>;

/**
 * One organization's log as this server sees it: the head up to which it has everything, without a gap, and the newest
 * events. Announcements say that there may be more. Only what comes right after the head is taken from them; the rest is
 * read from the log.
 */
export class Feed {
  #head: number;
  #known: number;
  readonly #ring: LoggedEvent[] = [];
  readonly #readPage: ReadPage;
  readonly #onFailure: (error: unknown) => void;
  #reading = false;
  /** Whether something was announced since the last read began. */
  #announced = false;
  readonly #waiting = new Set<() => void>();

  /** `head` is the position up to which nothing needs to be announced; what came before is read from the log. */
  constructor(head: number, readPage: ReadPage, onFailure: (error: unknown) => void) {
    this.#head = head;
    this.#known = head;
    this.#readPage = readPage;
    this.#onFailure = onFailure;
  }

  /** Position of the newest event that is here. */
  get head(): number {
    return this.#head;
  }

  /**
   * Somebody says that the log has got to this position, and may bring the last events, as they stand there. Doubled, late
   * and swapped announcements do no harm. Hazard: events must be committed, and from the log or sealed.
   */
  notify(position: number, events: readonly LoggedEvent[] = []): void {
    try {
      if ((events[0]?.position ?? Number.POSITIVE_INFINITY) <= this.#head + 1) this.#takeAll(events);
    } catch (error) {
      // Whoever announces has no part in it; what is missing is read.
      this.#onFailure(error);
    }
    if (!(position > this.#head)) return;
    this.#known = Math.max(this.#known, position);
    this.#announced = true;
    if (!this.#reading) void this.#catchUp();
  }

  /** Whether what comes after a position is in memory. */
  isBuffered(after: number): boolean {
    return (this.#ring[0]?.position ?? Number.POSITIVE_INFINITY) <= after + 1;
  }

  /** A page of events after a position, from memory where it reaches, else from the log; empty at the head. */
  async read(after: number): Promise<readonly LoggedEvent[]> {
    if (after >= this.#head) return [];
    if (this.isBuffered(after)) return this.#ring.slice(after + 1 - (this.#ring[0]?.position ?? 0));
    return (await this.#readPage(after)).filter((event) => event.position <= this.#head);
  }

  /** Calls back once, when there may be events after a position; returns how to give up waiting. */
  onAdvance(position: number, wake: () => void): () => void {
    if (this.#head > position) {
      queueMicrotask(wake);
      return () => undefined;
    }
    const once = (): void => {
      this.#waiting.delete(once);
      wake();
    };
    this.#waiting.add(once);
    return () => this.#waiting.delete(once);
  }

  async #catchUp(): Promise<void> {
    this.#reading = true;
    try {
      while (this.#head < this.#known) {
        this.#announced = false;
        const page = await vital(() => this.#readPage(this.#head));
        // A hint about a position that is not there (yet): the next hint or poll finds it.
        if (page.length === 0 && !this.#announced) break;
        this.#takeAll(page);
      }
    } catch (error) {
      this.#onFailure(error);
    }
    this.#known = this.#head;
    this.#reading = false;
  }

  /** Takes what is not here yet: events may have come another way while a page was read. */
  #takeAll(events: readonly LoggedEvent[]): void {
    const before = this.#head;
    for (const event of events) if (event.position > before) this.#take(event);
    if (this.#head === before) return;
    // A reader that is woken may wait again at once: only those who wait now are woken.
    for (const wake of Array.from(this.#waiting)) wake();
  }

  #take(event: LoggedEvent): void {
    // Positions are dense by construction. A hole here means that the log was tampered with: better to stop than to skip.
    if (event.position !== this.#head + 1) {
      throw new Error(`The log of ${event.organizationId} jumps from ${this.#head} to ${event.position}.`);
    }
    this.#head = event.position;
    this.#ring.push(event);
    if (this.#ring.length > RING_SIZE) this.#ring.splice(0, this.#ring.length - RING_SIZE);
  }
}
