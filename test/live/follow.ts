import type { OpenFeed } from '../../src/live/delivery.js';
import type { LiveSourceOptions } from '../../src/live/source.js';

/**
 * Follows a log in the plainest way, by the feed alone: what the hub delivers is compared with this. Does not try again
 * what fails. Ends, and lets the feed go, when whoever iterates it has enough of what came.
 */
export async function* follow<T>({
  open,
  after,
  next,
  first,
}: Pick<LiveSourceOptions<T>, 'after' | 'next' | 'first'> & { open: Pick<OpenFeed, 'feed' | 'release'> }) {
  let position = after;
  try {
    if (first) {
      const step = await first();
      position = step.position;
      yield step.value;
    }
    for (;;) {
      const events = await open.feed.read(position);
      const step = events.length > 0 && (await next(events));
      position = (step || events.at(-1))?.position ?? position;
      if (step) yield step.value;
      else if (events.length === 0) await new Promise<void>((resolve) => open.feed.onAdvance(position, resolve));
    }
  } finally {
    open.release();
  }
}
