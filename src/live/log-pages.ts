import { LOG_PAGE } from '../log/event-log.js';
import type { LoggedEvent } from '../log/event.js';
import type { Feed } from './feed.js';
import { PartitionedCache } from './partitioned-cache.js';
import type { Partition } from './partitioned-cache.js';
import type { ConcurrencyLimiter } from './concurrency-limiter.js';

/** What comes after a position is in the log no more: it has been archived. */
export class HistoryGoneError extends Error {
  override readonly name = 'HistoryGoneError';
}

type Page = readonly LoggedEvent[];

/** Old events of the logs, read by pages with fixed bounds, so that all who catch up share the reads. */
export class LogPages {
  readonly #limiter: ConcurrencyLimiter;
  readonly #partitions: PartitionedCache<Page>;
  readonly #partitionOf = new WeakMap<Feed, { readonly generation: number; readonly pages: Partition<Page> }>();

  /** Keeps at most `maximum` pages, over all logs; reads of the log take their turns. */
  constructor(maximum: number, limiter: ConcurrencyLimiter) {
    this.#limiter = limiter;
    this.#partitions = new PartitionedCache(maximum, () => 1);
  }

  /** Events of a feed after a position, oldest first, from memory or from the log; empty only at the head. */
  async read(feed: Feed, after: number): Promise<readonly LoggedEvent[]> {
    if (after >= feed.head || feed.isBuffered(after)) return feed.read(after);
    const start = after - (after % LOG_PAGE);
    const partition = this.#partition(feed);
    const fetch = () => partition.get(start, () => this.#limiter.take(() => feed.read(start)));
    const known = fetch();
    const page = await known;
    if ((page.at(-1)?.position ?? 0) > after) return beyond(page, after);
    // The last page of the log has grown. The first who sees it reads it again, for all.
    partition.forget(start, known);
    return beyond(await fetch(), after);
  }

  #partition(feed: Feed): Partition<Page> {
    const { generation } = feed;
    const known = this.#partitionOf.get(feed);
    if (known?.generation === generation) return known.pages;
    known?.pages.clear();
    const pages = this.#partitions.partition();
    this.#partitionOf.set(feed, { generation, pages });
    return pages;
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
