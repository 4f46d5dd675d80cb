import { LOG_PAGE } from './event-log.js';
import type { LoggedEvent } from './event.js';
import type { Feed } from './feed.js';

/** What comes after a position is in the log no more: it has been archived. */
export class HistoryGoneError extends Error {
  override readonly name = 'HistoryGoneError';
}

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
      if ((page.at(-1)?.position ?? 0) > after) return beyond(page, after);
      // The last page of the log has grown. The first who sees it reads it again, for all.
      if (this.#pages.get(start) !== known) return this.read(after);
    }
    return beyond(await this.#fetch(start), after);
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

/** The part of a page after a position. Hazard: pages of archived events are short at their beginning, and never skipped in silence. */
function beyond(page: readonly LoggedEvent[], after: number): readonly LoggedEvent[] {
  const first = page[0]?.position ?? Number.POSITIVE_INFINITY;
  if (first > after + 1) throw new HistoryGoneError(`The log has nothing right after ${after} any more.`);
  return page.slice(after + 1 - first);
}

const pagesOfFeeds = new WeakMap<Feed, LogPages>();

/**
 * Events of a feed after a position, oldest first, from memory or from the log; empty only at the head.
 * @throws HistoryGoneError where the event right after the position has been archived.
 */
export function readEvents(feed: Feed, after: number): Promise<readonly LoggedEvent[]> {
  let pages = pagesOfFeeds.get(feed);
  if (!pages) pagesOfFeeds.set(feed, (pages = new LogPages(feed)));
  return pages.read(after);
}
