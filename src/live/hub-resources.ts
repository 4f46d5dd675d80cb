import { liveLimits } from './limits.js';
import { LogPages } from './log-pages.js';
import type { Payload } from './payload.js';
import { Shelves } from './partitioned-cache.js';
import { Turns } from './concurrency-limiter.js';

/** What the groups of one server share, so that they are bounded together, and what they did since the start. */
export class SharedBounds {
  /** For those who begin or are behind. */
  readonly turns = new Turns(liveLimits.catchUps, liveLimits.catchUpTurn);
  readonly pages = new LogPages(liveLimits.logPages, this.turns);
  /** Results that were made lately, so that subscribers who are behind share them too. */
  readonly payloads = new Shelves<Payload>(liveLimits.payloadBytes, (payload) => payload.size);
  /** Values that were executed. */
  executions = 0;
  /** Results that subscribers took. */
  deliveries = 0;
  /** Subscribers who were told that the history after their cursor is gone. */
  resets = 0;
}
