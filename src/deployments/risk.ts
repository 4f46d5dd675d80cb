import { dayOf, daysBetween } from '../clock.js';
import { isLate } from './progress.js';
import type { Dated } from './progress.js';
import { OPEN_STATES } from './rules.js';

/**
 * Why a deployment asks for attention (OPM SP 3.2 subpractice 1), the most pressing first. All but HAS_ISSUE follow from the
 * deployment alone, at any time; whether an issue is open is only known now.
 */
export const CONCERNS = ['LATE', 'BLOCKED', 'DEFERRED', 'NOT_STARTED', 'BEHIND', 'HAS_ISSUE'] as const;

/** One reason why a deployment asks for attention. */
export type Concern = (typeof CONCERNS)[number];

/** By how many points of percent a deployment may fall behind an even pace before it is at risk. */
export const BEHIND_POINTS = 25;

/** A deployment as far as its risk is concerned. */
export interface Watched extends Dated {
  readonly percent: number;
  readonly plannedStart: Date;
  readonly actualStart: Date | null;
}

/**
 * Why a deployment asks for attention, by itself; empty when all is well. Days are in UTC.
 * - LATE: its planned end has passed.
 * - BLOCKED, DEFERRED: as its state says.
 * - NOT_STARTED: its planned start has passed and nothing has begun.
 * - BEHIND: it has begun, and its percent is `BEHIND_POINTS` or more below the share of its planned days that are over.
 * The last two are said of deployments that are not late: what may become late is at risk.
 */
export function concernsOf(deployment: Watched, now: Date): Concern[] {
  const { state, actualStart, plannedStart } = deployment;
  if (!(OPEN_STATES as readonly string[]).includes(state)) return [];
  const late = isLate(deployment, now);
  const notStarted = !late && actualStart === null && plannedStart < dayOf(now);
  return [
    ...(late ? (['LATE'] as const) : []),
    ...(state === 'BLOCKED' || state === 'DEFERRED' ? [state] : []),
    ...(notStarted ? (['NOT_STARTED'] as const) : []),
    ...(!late && actualStart !== null && expectedPercent(deployment, now) - deployment.percent >= BEHIND_POINTS
      ? (['BEHIND'] as const)
      : []),
  ];
}

/** Share of the planned days that are over, in percent, 0 to 100, rounded down: what an even pace would have reached. */
export function expectedPercent(planned: Pick<Watched, 'plannedStart' | 'plannedEnd'>, now: Date): number {
  const all = daysBetween(planned.plannedStart, planned.plannedEnd) + 1;
  const over = Math.min(Math.max(daysBetween(planned.plannedStart, dayOf(now)), 0), all);
  return Math.floor((100 * over) / all);
}
