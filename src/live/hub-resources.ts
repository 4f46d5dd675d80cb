import { liveLimits } from './limits.js';
import { LogPages } from './log-pages.js';
import type { Payload } from './payload.js';
import { PartitionedCache } from './partitioned-cache.js';
import { ConcurrencyLimiter } from './concurrency-limiter.js';

/** What the groups of one server share, so that they are bounded together, and what they did since the start. */
export class HubResources {
  /** For those who begin or are behind. */
  readonly limiter = new ConcurrencyLimiter(liveLimits.catchUps, liveLimits.catchUpTurn);
  readonly pages = new LogPages(liveLimits.logPages, this.limiter);
  /** Results that were made lately, so that subscribers who are behind share them too. */
  readonly payloads = new PartitionedCache<Payload>(liveLimits.payloadBytes, (payload) => payload.size);
  /** Values that were executed. */
  executions = 0;
  /** Results that subscribers took. */
  deliveries = 0;
  /** Subscribers who got a Reset because the history after their cursor is gone. */
  resets = 0;
}
