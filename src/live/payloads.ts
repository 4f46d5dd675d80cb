import type { Payload } from './payload.js';

/** What the payloads of one server may hold together, in characters. */
const MAX_CHARACTERS = 32 * 1024 * 1024;

interface Entry {
  readonly shelf: Map<number, Entry>;
  readonly position: number;
  readonly payload: Promise<Payload>;
  /** In characters; 0 while it is being made. */
  size: number;
}

/** The payloads of one group by position. */
export interface Shelf {
  /** The payload of a position: made once, and again only when it had to make room for others. */
  get(position: number, make: () => Promise<Payload>): Promise<Payload>;
  /** Forgets them all. */
  clear(): void;
}

/** Results that were made lately, over all groups of a server, so that subscribers who are behind share them too. */
export class Payloads {
  /** Least recently used first. */
  readonly #entries = new Set<Entry>();
  readonly #maximum: number;
  #characters = 0;

  /** `maximum` is what they may hold together, in characters. */
  constructor(maximum = MAX_CHARACTERS) {
    this.#maximum = maximum;
  }

  /** How many there are. */
  get size(): number {
    return this.#entries.size;
  }

  /** How large they are together, in characters. */
  get characters(): number {
    return this.#characters;
  }

  /** Makes the shelf of a group. */
  shelf(): Shelf {
    const shelf = new Map<number, Entry>();
    return {
      get: (position, make) => {
        const known = shelf.get(position);
        if (known) {
          this.#entries.delete(known);
          this.#entries.add(known);
          return known.payload;
        }
        const entry: Entry = { shelf, position, payload: make(), size: 0 };
        shelf.set(position, entry);
        this.#entries.add(entry);
        entry.payload.then(
          (payload) => this.#measure(entry, payload.text.length),
          () => this.#drop(entry),
        );
        return entry.payload;
      },
      clear: () => {
        for (const entry of Array.from(shelf.values())) this.#drop(entry);
      },
    };
  }

  #measure(entry: Entry, size: number): void {
    if (!this.#entries.has(entry)) return;
    entry.size = size;
    this.#characters += size;
    for (const oldest of this.#entries) {
      if (this.#characters <= this.#maximum) return;
      this.#drop(oldest);
    }
  }

  #drop(entry: Entry): void {
    if (!this.#entries.delete(entry)) return;
    this.#characters -= entry.size;
    if (entry.shelf.get(entry.position) === entry) entry.shelf.delete(entry.position);
  }
}
