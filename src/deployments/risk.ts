import { daysBetween } from '../clock.js';
import { isLate } from './progress.js';
import type { Dated } from './progress.js';
import { OPEN_STATES } from './rules.js';

/**
 * Why a deployment asks for attention (OPM SP 3.2 subpractice 1), the most pressing first. All but HAS_ISSUE are known of any
 * time; whether an issue is open is only known now.
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
  /** Whether it may begin: guards 1 and 2, and it is not deferred. Only looked at where its start is overdue. */
  readonly mayBegin: boolean;
}

/**
 * Why a deployment asks for attention, by itself; empty when all is well. Today is that of its unit.
 * - LATE: its planned end has passed.
 * - BLOCKED, DEFERRED: as its state says.
 * - NOT_STARTED: its planned start has passed and nothing has begun, although it may: what waits for its plan or its increment is not
 *   late itself.
 * - BEHIND: it has begun, and its percent is `BEHIND_POINTS` or more below the share of its planned days that are over.
 * The last two are said of deployments that are not late: what may become late is at risk.
 */
export function concernsOf(deployment: Watched, today: Date): Concern[] {
  const { state, actualStart } = deployment;
  if (!(OPEN_STATES as readonly string[]).includes(state)) return [];
  const late = isLate(deployment, today);
  const notStarted = isStartOverdue(deployment, today) && deployment.mayBegin;
  return [
    ...(late ? (['LATE'] as const) : []),
    ...(state === 'BLOCKED' || state === 'DEFERRED' ? [state] : []),
    ...(notStarted ? (['NOT_STARTED'] as const) : []),
    ...(!late && actualStart !== null && expectedPercent(deployment, today) - deployment.percent >= BEHIND_POINTS
      ? (['BEHIND'] as const)
      : []),
  ];
}

/** Whether a deployment should have started before today, and has not; its start does not matter once it is late, or over. */
export function isStartOverdue(deployment: Omit<Watched, 'mayBegin' | 'percent'>, today: Date): boolean {
  const { state, actualStart, plannedStart } = deployment;
  const isOpen = (OPEN_STATES as readonly string[]).includes(state);
  return isOpen && actualStart === null && plannedStart < today && !isLate(deployment, today);
}

/** Share of the planned days that are over, in percent, 0 to 100, rounded down: what an even pace would have reached. */
export function expectedPercent(planned: Pick<Watched, 'plannedStart' | 'plannedEnd'>, today: Date): number {
  const all = daysBetween(planned.plannedStart, planned.plannedEnd) + 1;
  const over = Math.min(Math.max(daysBetween(planned.plannedStart, today), 0), all);
  return Math.floor((100 * over) / all);
}
