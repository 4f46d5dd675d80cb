import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandEnvironment } from '../commands/execute.js';
import type { Logger } from '../logger.js';
import { organizationsWithNewDays, tellNewDays } from './operations/telling.js';

/** How long a quarter of an hour is, in milliseconds: days begin at one of these everywhere. */
const QUARTER = 900_000;

/** How often the clock is looked at, in milliseconds; that asks nothing of the database. */
const LOOK = 1_000;

/** How long after a failure it is tried again, in milliseconds. */
const RETRY = 5_000;

/** What watching needs of the server. */
export interface DayWatchParts {
  readonly environment: Pick<CommandEnvironment, 'database' | 'clock' | 'committed'>;
  readonly logger: Logger;
}

/** Tells in the logs of all organizations which days begin. */
export interface DayWatch {
  /** Begins; days that began while no server ran are told first. */
  start(): void;
  /** Tells the days that have begun by now. */
  tell(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Watches the clock for days that begin. Each server does: what is told once is settled in the database, see `tellNewDays`, so no
 * server has to be there for another one.
 */
export function createDayWatch({ environment, logger }: DayWatchParts): DayWatch {
  const { database, clock } = environment;
  const stopping = new AbortController();
  let running: Promise<void> | undefined;

  const tell = async (): Promise<void> => {
    for (const organizationId of await organizationsWithNewDays(database.prisma, clock())) {
      if (stopping.signal.aborted) return;
      await tellNewDays(environment, organizationId);
    }
  };

  const run = async (): Promise<void> => {
    const pause = (milliseconds: number) =>
      sleep(milliseconds, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    for (let told: number | undefined; !stopping.signal.aborted;) {
      const quarter = Math.floor(clock().getTime() / QUARTER);
      if (quarter === told) {
        await pause(LOOK);
        continue;
      }
      try {
        await tell();
        told = quarter;
      } catch (error) {
        if (stopping.signal.aborted) return;
        logger.warn({ err: error }, 'failed to tell which days have begun; retrying');
        await pause(RETRY);
      }
    }
  };

  return {
    start: () => void (running ??= run()),
    tell,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
