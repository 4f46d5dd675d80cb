import { systemClock } from '../clock.js';
import type { Clock } from '../clock.js';
import type { Logger } from '../logger.js';
import type { SqlSession } from './sql.js';

/** The clock of the database, by which everything that is stored is dated: servers share it, whatever their own say. */
export interface DatabaseClock {
  readonly now: Clock;
  /** How far the clock of this machine is ahead of it, in milliseconds; negative where it is behind. */
  readonly skew: number;
}

/** The clock of a database that runs on this machine. */
export const machineClock: DatabaseClock = { now: systemClock, skew: 0 };

/** Skew that is reported, in milliseconds: tokens expire by the clock of the machine. */
export const MAX_SKEW = 5_000;

/** Skew that is not corrected, in milliseconds: clocks that are kept in time agree within that. */
const TOLERANCE = 50;

/** How often the time is read, in milliseconds, and how long that may take to be of use. */
const INTERVAL = 10_000;
const MAX_ROUND_TRIP = 1_000;

/** The time of the database at a moment of this process (`performance.now()`), in milliseconds. */
export interface TimeReading {
  readonly time: number;
  readonly at: number;
  readonly roundTrip: number;
}

/** Asks the database for its time: it was that halfway between question and answer. */
export async function readTime(query: SqlSession['query']): Promise<TimeReading> {
  const asked = performance.now();
  const [row] = await query<{ time: number }>('SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS time');
  const roundTrip = performance.now() - asked;
  return { time: row?.time ?? Number.NaN, at: asked + roundTrip / 2, roundTrip };
}

/** Follows the clock of a database server: no statement of a command has to ask for the time. */
export class FollowedClock implements DatabaseClock {
  readonly now: Clock = () => {
    const [machine, database] = [Date.now(), this.#time()];
    return new Date(Math.abs(machine - database) <= Math.max(TOLERANCE, this.#last.roundTrip / 2) ? machine : database);
  };

  readonly #read: () => Promise<TimeReading>;
  readonly #logger: Logger;
  readonly #timer: NodeJS.Timeout;
  #last: TimeReading;
  #isOff = false;

  constructor(first: TimeReading, read: () => Promise<TimeReading>, logger: Logger) {
    this.#last = first;
    this.#read = read;
    this.#logger = logger;
    this.#warn();
    this.#timer = setInterval(() => void this.#follow(), INTERVAL).unref();
  }

  get skew(): number {
    return Date.now() - this.#time();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Hazard: the machine's clock may be set at any time; this one only ever runs forward. */
  #time(): number {
    return this.#last.time + performance.now() - this.#last.at;
  }

  async #follow(): Promise<void> {
    // While the database is away nothing is written, and others log it.
    const reading = await this.#read().catch(() => undefined);
    if (!reading || reading.roundTrip > MAX_ROUND_TRIP) return;
    this.#last = reading;
    this.#warn();
  }

  #warn(): void {
    const isOff = Math.abs(this.skew) > MAX_SKEW;
    if (isOff && !this.#isOff) this.#logger.warn({ skew: Math.round(this.skew) / 1_000 }, describeSkew(this.skew));
    if (!isOff && this.#isOff) this.#logger.info('the clocks of this machine and the database agree again');
    this.#isOff = isOff;
  }
}

/** What is wrong with the clock of this machine, in words. */
export function describeSkew(skew: number): string {
  return (
    `the clock of this machine is ${describeDuration(Math.abs(skew))} ${skew > 0 ? 'ahead of' : 'behind'} the database's: ` +
    'tokens expire too early or too late, see "Clocks" in docs/operating.md'
  );
}

const UNITS = { days: 86_400_000, hours: 3_600_000, minutes: 60_000, seconds: 1_000 };

/** A duration in milliseconds, in words, in the largest unit of which there are two. */
export function describeDuration(milliseconds: number): string {
  const [unit, length] = Object.entries(UNITS).find(([, each]) => milliseconds >= 2 * each) ?? ['seconds', 1_000];
  return `${Math.round(milliseconds / length)} ${unit}`;
}
