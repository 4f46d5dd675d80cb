import { LOG_PAGE } from './event-log.js';
import type { LoggedEvent } from './event.js';
import type { Feed } from './feed.js';
import { Shelves } from './shelves.js';
import type { Shelf } from './shelves.js';
import type { Turns } from './turns.js';

/** Old events of the logs, read by pages with fixed bounds, so that all who catch up share the reads. */
export class LogPages {
  readonly #turns: Turns;
  readonly #shelves: Shelves<readonly LoggedEvent[]>;
  readonly #shelfOf = new WeakMap<Feed, Shelf<readonly LoggedEvent[]>>();

  /** Keeps at most `maximum` pages, over all logs; reads of the log take their turns. */
  constructor(maximum: number, turns: Turns) {
    this.#turns = turns;
    this.#shelves = new Shelves(maximum, () => 1);
  }

  /** Events of a feed after a position, oldest first, from memory or from the log; empty only at the head. */
  async read(feed: Feed, after: number): Promise<readonly LoggedEvent[]> {
    if (after >= feed.head || feed.remembers(after)) return feed.read(after);
    const start = after - (after % LOG_PAGE);
    const shelf = this.#shelf(feed);
    const fetch = () => shelf.get(start, () => this.#turns.take(() => feed.read(start)));
    const known = fetch();
    const page = await known;
    if (start + page.length > after) return page.slice(after - start);
    // The last page of the log has grown. The first who sees it reads it again, for all.
    shelf.forget(start, known);
    return (await fetch()).slice(after - start);
  }

  #shelf(feed: Feed): Shelf<readonly LoggedEvent[]> {
    let shelf = this.#shelfOf.get(feed);
    if (!shelf) this.#shelfOf.set(feed, (shelf = this.#shelves.shelf()));
    return shelf;
  }
}
