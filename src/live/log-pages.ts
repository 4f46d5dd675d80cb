import { LOG_PAGE } from '../log/event-log.js';
import type { LoggedEvent } from '../log/event.js';
import type { Feed } from './feed.js';
import { Shelves } from './partitioned-cache.js';
import type { Shelf } from './partitioned-cache.js';
import type { Turns } from './concurrency-limiter.js';

/** What comes after a position is in the log no more: it has been archived. */
export class HistoryGoneError extends Error {
  override readonly name = 'HistoryGoneError';
}

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
    if ((page.at(-1)?.position ?? 0) > after) return beyond(page, after);
    // The last page of the log has grown. The first who sees it reads it again, for all.
    shelf.forget(start, known);
    return beyond(await fetch(), after);
  }

  #shelf(feed: Feed): Shelf<readonly LoggedEvent[]> {
    let shelf = this.#shelfOf.get(feed);
    if (!shelf) this.#shelfOf.set(feed, (shelf = this.#shelves.shelf()));
    return shelf;
  }
}

/** The part of a page after a position. Hazard: pages of archived events are short at their beginning, and never skipped in silence. */
function beyond(page: readonly LoggedEvent[], after: number): readonly LoggedEvent[] {
  const first = page[0]?.position ?? Number.POSITIVE_INFINITY;
  if (first > after + 1) throw new HistoryGoneError(`The log has nothing right after ${after} any more.`);
  return page.slice(after + 1 - first);
}

/**
 * Events of a feed after a position, oldest first, for one who seldom reads far back; empty only at the head.
 * @throws HistoryGoneError where the event right after the position has been archived.
 */
export async function readEvents(feed: Feed, after: number): Promise<readonly LoggedEvent[]> {
  return after >= feed.head ? [] : beyond(await feed.read(after), after);
}
