import { Chance } from '../chance.js';
import { groupBy } from '../group-by.js';

/**
 * When deployments will all be adopted, by what those of the past took: each trial draws for each deployment a time that one of the
 * past took, and the dates are quantiles over the trials (a bootstrap). Days are whole numbers, such as days since 1970-01-01.
 */

/** A time from start to adoption, of a deployment of the past. */
export interface Cycle {
  readonly improvementId: string;
  readonly days: number;
}

/** What is known of the past. */
export interface ForecastHistory {
  readonly cycles: readonly Cycle[];
  /** Days from planned to actual starts, negative if early. */
  readonly slips: readonly number[];
  /** Days that blockers took to be resolved. */
  readonly blocks: readonly number[];
}

/** A deployment that is not adopted yet. */
export interface OpenDeployment {
  readonly plannedStart: number;
  /** Null where it has not begun. */
  readonly actualStart: number | null;
  /** The day since which it is blocked; null where it is not. */
  readonly blockedSince: number | null;
  /** The day on which it is to be resumed; null where it is not deferred. */
  readonly resumesOn: number | null;
  /** Place of its increment: it begins when those before have been adopted. The same for all where there are no increments. */
  readonly step: number;
}

/** The deployments of one improvement, and the improvements that it needs before its projects begin. */
export interface ForecastScope {
  readonly improvementId: string;
  readonly open: readonly OpenDeployment[];
  /** The step that is asked about; all where it is absent. */
  readonly only?: number | undefined;
  readonly requires: readonly ForecastScope[];
}

/** What a forecast comes to. */
export interface Forecast {
  /** Days by which all are adopted in so many of the trials; null where something is missing. */
  readonly p50: number | null;
  readonly p85: number | null;
  readonly p95: number | null;
  /** How many adoptions of the past it is made of. */
  readonly sampleSize: number;
  readonly seed: number;
  readonly trials: number;
  /** What it would take; empty where there is a forecast. */
  readonly missing: readonly string[];
  /** What had to be assumed. */
  readonly assumptions: readonly string[];
}

/** Adoptions that a forecast takes at least. */
export const LEAST_ADOPTIONS = 10;
const TRIALS = 1_000;
/** Adoptions from which on an improvement shows that it is faster or slower than others. */
const LEAST_OF_IMPROVEMENT = 3;
/**
 * How many adoptions of an improvement say as much about its pace as what is known of other improvements: the spread within improvements
 * over that between them, as they usually are.
 */
const PRIOR = 3;

/** Forecasts when the last of the deployments of an improvement is adopted. The same facts and seed give the same forecast. */
export function forecast(scope: ForecastScope, history: ForecastHistory, today: number, seed: number): Forecast {
  const sampleSize = history.cycles.length;
  const about = { sampleSize, seed, trials: TRIALS, assumptions: [] };
  const missing = [
    ...(scope.open.some(({ step }) => scope.only === undefined || scope.only === step)
      ? []
      : ['a deployment that is not adopted yet']),
    ...(sampleSize < LEAST_ADOPTIONS ? [`${LEAST_ADOPTIONS} adoptions in the past (now: ${sampleSize})`] : []),
  ];
  if (missing.length > 0) return { ...about, p50: null, p85: null, p95: null, missing };
  const trials = new Trials(history, today, new Chance(seed));
  const ends = Array.from({ length: TRIALS }, () => trials.finish(scope)).sort((a, b) => a - b);
  const quantile = (share: number): number => Math.ceil(ends[Math.ceil(share * TRIALS) - 1] ?? today);
  return {
    ...about,
    p50: quantile(0.5),
    p85: quantile(0.85),
    p95: quantile(0.95),
    missing,
    assumptions: [...trials.assumptions],
  };
}

/** Draws what may happen. */
class Trials {
  readonly assumptions = new Set<string>();
  /** By how much each improvement of the past took longer than all together, as logarithms. */
  readonly #paces: ReadonlyMap<string, Pace>;
  readonly #others: readonly string[];
  /** Times of the past, with the pace of their improvements taken out, ascending. */
  readonly #cycles: readonly number[];
  readonly #slips: readonly number[];
  readonly #blocks: readonly number[];

  constructor(
    { cycles, slips, blocks }: ForecastHistory,
    readonly today: number,
    readonly chance: Chance,
  ) {
    this.#paces = pacesOf(cycles);
    this.#others = [...this.#paces.keys()];
    this.#cycles = cycles
      .map(({ improvementId, days }) => Math.max(days, 1) / Math.exp(this.#paces.get(improvementId)?.pace ?? 0))
      .sort((a, b) => a - b);
    this.#slips = slips.toSorted((a, b) => a - b);
    this.#blocks = blocks.toSorted((a, b) => a - b);
  }

  /** One way in which it may go on: the day on which the last deployment of a scope is adopted. */
  finish(scope: ForecastScope, done = new Map<string, number>()): number {
    const known = done.get(scope.improvementId);
    if (known !== undefined) return known;
    // What requires itself in the end, which rules refuse, would never be done: set first.
    done.set(scope.improvementId, this.today);
    let gate = scope.requires.reduce((day, each) => Math.max(day, this.finish(each, done)), this.today);
    const factor = Math.exp(this.#paceOf(scope.improvementId));
    const steps = [...new Set(scope.open.map(({ step }) => step))].sort((a, b) => a - b);
    let last = this.today;
    for (const step of steps) {
      const ends = scope.open.filter((each) => each.step === step).map((each) => this.#endOf(each, gate, factor));
      const end = ends.reduce((day, each) => Math.max(day, each), gate);
      if (scope.only === undefined || scope.only === step) last = Math.max(last, ...ends);
      gate = end;
    }
    done.set(scope.improvementId, last);
    return last;
  }

  /** The pace of an improvement: its own as far as its adoptions show it, else that of one of the others. */
  #paceOf(improvementId: string): number {
    const own = this.#paces.get(improvementId);
    const other = this.#others.length > 0 ? (this.#paces.get(this.chance.pick(this.#others))?.pace ?? 0) : 0;
    if (!own) return other;
    const weight = own.count / (own.count + PRIOR);
    return weight * own.pace + Math.sqrt(1 - weight) * other;
  }

  #endOf({ plannedStart, actualStart, blockedSince, resumesOn }: OpenDeployment, gate: number, factor: number): number {
    const free = Math.max(this.today, resumesOn ?? 0, blockedSince === null ? 0 : this.#unblockedOn(blockedSince));
    if (actualStart === null) {
      const start = Math.max(free, gate, this.#startOf(plannedStart));
      return start + factor * this.chance.pick(this.#cycles);
    }
    const elapsed = free - actualStart;
    const cycle = this.#drawAbove(this.#cycles, elapsed / factor);
    if (cycle !== undefined) return actualStart + factor * cycle;
    this.assumptions.add('A deployment that takes longer than any before takes as long as one that begins.');
    return free + factor * this.chance.pick(this.#cycles);
  }

  #startOf(plannedStart: number): number {
    if (this.#slips.length === 0) return plannedStart;
    const slip = this.#drawAbove(this.#slips, this.today - plannedStart);
    if (slip !== undefined) return plannedStart + slip;
    this.assumptions.add('A deployment that is more overdue to start than any before starts today.');
    return this.today;
  }

  #unblockedOn(since: number): number {
    if (this.#blocks.length === 0) {
      this.assumptions.add('What is blocked goes on today: no blocker was resolved in the past.');
      return this.today;
    }
    const days = this.#drawAbove(this.#blocks, this.today - since);
    return days === undefined ? this.today + this.chance.pick(this.#blocks) : since + days;
  }

  /** One of the values that are at least so large; undefined where none is. */
  #drawAbove(ascending: readonly number[], least: number): number | undefined {
    let [low, high] = [0, ascending.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ascending[middle] ?? 0) < least) low = middle + 1;
      else high = middle;
    }
    return low === ascending.length ? undefined : ascending[this.chance.between(low, ascending.length - 1)];
  }
}

interface Pace {
  /** Mean of the logarithms of its times, less that of all. */
  readonly pace: number;
  readonly count: number;
}

function pacesOf(cycles: readonly Cycle[]): ReadonlyMap<string, Pace> {
  const mean = (some: readonly Cycle[]) =>
    some.reduce((sum, { days }) => sum + Math.log(Math.max(days, 1)), 0) / some.length;
  const overall = mean(cycles);
  return new Map(
    [...groupBy(cycles, ({ improvementId }) => improvementId)]
      .filter(([, some]) => some.length >= LEAST_OF_IMPROVEMENT)
      .map(([id, some]) => [id, { pace: mean(some) - overall, count: some.length }]),
  );
}

/** A seed that is the same for the same text: FNV-1a. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  // Clients read it as an Int.
  return hash >>> 1;
}
