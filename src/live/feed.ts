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
  /** Whether what was announced could not be read. */
  #isMissing = false;
  /** Whether something was announced since the last read began. */
  #announced = false;
  readonly #waiting = new Set<() => void>();
  #hash: string | null;
  #generation = 0;
  readonly #followers = new Set<() => void>();

  /**
   * `head` is the position up to which nothing needs to be announced, and `hash` the hash there; what came before is read
   * from the log.
   */
  constructor(head: number, readPage: ReadPage, onFailure: (error: unknown) => void, hash: string | null = null) {
    this.#head = head;
    this.#hash = hash;
    this.#known = head;
    this.#readPage = readPage;
    this.#onFailure = onFailure;
  }

  /** Position of the newest event that is here. */
  get head(): number {
    return this.#head;
  }

  /** Whether all is here that was announced. */
  get isCurrent(): boolean {
    return this.#known <= this.#head && !this.#isMissing;
  }

  /** Hash of the newest event that is here, in hexadecimal; null where the log is not chained. */
  get hash(): string | null {
    return this.#hash;
  }

  /** Position and hash of the newest event that is here. */
  get place(): { readonly position: number; readonly hash: string | null } {
    return { position: this.#head, hash: this.#hash };
  }

  /** How often what was here was forgotten: what was made of an earlier generation may not be so. */
  get generation(): number {
    return this.#generation;
  }

  /** The hash at a position; null where the log is not chained there, undefined where memory does not reach. */
  hashAt(position: number): string | null | undefined {
    if (position === this.#head) return this.#hash;
    return this.#ring[position - (this.#ring[0]?.position ?? 0)]?.hash;
  }

  /** The places of the log that are in memory, oldest first. */
  get places(): readonly { readonly position: number; readonly hash: string | null }[] {
    return this.#ring;
  }

  /** The log turned out to be another one, or texts of it were erased: all that is here is forgotten, and followers begin at its head. */
  replace(head: number, hash: string | null): void {
    this.#head = head;
    this.#known = head;
    this.#hash = hash;
    this.#ring.length = 0;
    this.#generation += 1;
    for (const follower of Array.from(this.#followers)) follower();
    for (const wake of Array.from(this.#waiting)) wake();
  }

  /** Calls back, at once, each time that the log turns out to be another one; returns how to end that. */
  onReplace(follower: () => void): () => void {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }

  /** The log was found to have this hash at a position: it is chained by now. */
  learn(position: number, hash: string | null): void {
    if (position === this.#head) this.#hash ??= hash;
  }

  /**
   * Announces that the log has reached this position, perhaps with the last events, as they stand there, and the hash
   * before them. Doubled, late and swapped announcements do no harm. Hazard: events must be committed, and from the log or
   * authenticated.
   */
  notify(position: number, events: readonly LoggedEvent[] = [], previousHash?: string | null): void {
    try {
      if (this.#continues(events, previousHash)) this.#takeAll(events);
    } catch (error) {
      // Not the announcer's fault; what is missing is read.
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
        const generation = this.#generation;
        // The newest event that is here is read again: what comes next must come after it.
        const page = await vital(() => this.#readPage(Math.max(this.#head - 1, 0)));
        if (generation !== this.#generation) continue;
        const newest = page.find((event) => event.position === this.#head);
        if (newest && differ(newest.hash, this.#hash)) throw new OtherLogError();
        const events = page.filter((event) => event.position > this.#head);
        // A hint about a position that is not there (yet): the next hint or poll finds it.
        if (events.length === 0 && !this.#announced) break;
        this.#takeAll(events);
      }
      this.#isMissing = false;
    } catch (error) {
      this.#isMissing = true;
      this.#onFailure(error);
    }
    this.#known = this.#head;
    this.#reading = false;
  }

  /** Whether events come right after what is here, or reach into it, and are of the same log. */
  #continues(events: readonly LoggedEvent[], previousHash: string | null | undefined): boolean {
    const first = events[0]?.position ?? Number.POSITIVE_INFINITY;
    if (first > this.#head + 1) return false;
    const before = first === this.#head + 1 ? previousHash : events[this.#head - first]?.hash;
    return !differ(before, this.#hash);
  }

  /** Takes what is not here yet: events may have come another way while a page was read. */
  #takeAll(events: readonly LoggedEvent[]): void {
    const before = this.#head;
    for (const event of events) if (event.position > before) this.#take(event);
    if (this.#head === before) return;
    this.#isMissing = false;
    // A reader that is woken may wait again at once: only those who wait now are woken.
    for (const wake of Array.from(this.#waiting)) wake();
  }

  #take(event: LoggedEvent): void {
    // Positions are dense by construction. A hole here means that the log was tampered with: better to stop than to skip.
    if (event.position !== this.#head + 1) {
      throw new Error(`The log of ${event.organizationId} jumps from ${this.#head} to ${event.position}.`);
    }
    this.#head = event.position;
    this.#hash = event.hash;
    this.#ring.push(event);
    if (this.#ring.length > RING_SIZE) this.#ring.splice(0, this.#ring.length - RING_SIZE);
  }
}

/** The log is not the one that was followed: it has another event where the newest one was. */
export class OtherLogError extends Error {
  override readonly name = 'OtherLogError';
}

/** Whether two hashes of one place are there and differ. */
export function differ(one: string | null | undefined, other: string | null | undefined): boolean {
  return typeof one === 'string' && typeof other === 'string' && one !== other;
}
