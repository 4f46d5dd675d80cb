import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../database/database.js';
import { chainLogs, findUnchained } from '../../log/chaining.js';
import type { Logger } from '../../logger.js';

/** Events that are chained at once: a server does other things meanwhile. */
const BATCH = 100;

/** Share of the time in which it is at it, and the shortest pause, in milliseconds. */
const DUTY = 0.2;
const SHORTEST_PAUSE = 10;

/** How long another server is left to it before its work is looked at again, in milliseconds. */
const PATIENCE = 60_000;

/** Chains logs that a version without hashes wrote, beside the work of a server, which may be stopped at any time. */
export interface BackgroundChaining {
  /** Looks for such logs, and begins with them; resolves once it has looked. */
  start(): Promise<void>;
  stop(): void;
}

/** Makes the chaining of a server; of several, one works on a log at a time. */
export function createBackgroundChaining({ prisma }: Database, logger: Logger): BackgroundChaining {
  const stopping = new AbortController();
  const { signal } = stopping;
  const isGoingOn = (): boolean => !signal.aborted;

  const chain = async (): Promise<void> => {
    let busySince = performance.now();
    let events = 0;
    const goOn = async (): Promise<boolean> => {
      const busy = performance.now() - busySince;
      await sleep(Math.max(SHORTEST_PAUSE, busy / DUTY - busy), undefined, { ref: false });
      busySince = performance.now();
      return isGoingOn();
    };
    const options = { batch: BATCH, goOn, onProgress: (count: number) => void (events += count) };
    while (isGoingOn()) {
      try {
        if (await chainLogs(prisma, options)) return logger.info({ events }, 'all logs are chained');
      } catch (error) {
        if (isGoingOn()) logger.warn({ err: error }, 'failed to chain the logs; retrying');
      }
      await sleep(PATIENCE, undefined, { ref: false, signal }).catch(() => undefined);
    }
  };

  return {
    async start() {
      const unchained = await findUnchained(prisma);
      if (unchained.length === 0) return;
      const events = unchained.reduce((sum, log) => sum + log.events, 0);
      logger.info({ logs: unchained.length, events }, 'chaining logs that were written by an older version');
      void chain();
    },
    stop: () => stopping.abort(),
  };
}
