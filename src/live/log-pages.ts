import { LOG_PAGE } from './event-log.js';
import type { LoggedEvent } from './event.js';
import type { Feed } from './feed.js';

/** Pages of one organization's log that are kept for those who catch up together. */
const MAX_PAGES = 4;

/** Old events of one organization, read by pages with fixed bounds, so that all who catch up share the reads. */
class LogPages {
  readonly #feed: Feed;
  readonly #pages = new Map<number, Promise<readonly LoggedEvent[]>>();

  constructor(feed: Feed) {
    this.#feed = feed;
  }

  /** Events after a position, oldest first: at least one, unless the position is at the head. */
  async read(after: number): Promise<readonly LoggedEvent[]> {
    if (after >= this.#feed.head || this.#feed.remembers(after)) return this.#feed.read(after);
    const start = after - (after % LOG_PAGE);
    const known = this.#pages.get(start);
    if (known) {
      const page = await known;
      if (start + page.length > after) return page.slice(after - start);
      // The last page of the log has grown. The first who sees it reads it again, for all.
      if (this.#pages.get(start) !== known) return this.read(after);
    }
    return (await this.#fetch(start)).slice(after - start);
  }

  #fetch(start: number): Promise<readonly LoggedEvent[]> {
    const page = this.#feed.read(start);
    this.#pages.delete(start);
    this.#pages.set(start, page);
    page.catch(() => {
      if (this.#pages.get(start) === page) this.#pages.delete(start);
    });
    const [oldest] = this.#pages.keys();
    if (this.#pages.size > MAX_PAGES && oldest !== undefined) this.#pages.delete(oldest);
    return page;
  }
}

const pagesOfFeeds = new WeakMap<Feed, LogPages>();

/** Events of a feed after a position, oldest first, from memory or from the log; empty only at the head. */
export function readEvents(feed: Feed, after: number): Promise<readonly LoggedEvent[]> {
  let pages = pagesOfFeeds.get(feed);
  if (!pages) pagesOfFeeds.set(feed, (pages = new LogPages(feed)));
  return pages.read(after);
}
