import { daysBetween } from '../clock.js';
import type { DeploymentState } from '../generated/prisma/enums.js';
import { IN_USE_STATES, LEFT_OUT_STATES, OPEN_STATES } from './rules.js';

/** Deployments of one state, added up. */
export interface StateGroup {
  readonly state: DeploymentState;
  readonly count: number;
  /** Sum of their reported percents. */
  readonly percentSum: number;
}

/** Groups that may be of the same state, one for each state. */
export function addUp(groups: readonly StateGroup[]): StateGroup[] {
  const sums = new Map<DeploymentState, { count: number; percentSum: number }>();
  for (const { state, count, percentSum } of groups) {
    const sum = sums.get(state) ?? { count: 0, percentSum: 0 };
    sum.count += count;
    sum.percentSum += percentSum;
    sums.set(state, sum);
  }
  return [...sums].map(([state, sum]) => ({ state, ...sum }));
}

const OPEN: readonly DeploymentState[] = OPEN_STATES;

/**
 * The progress of an improvement, derived and never typed in: the mean percent of the deployments that still count,
 * rounded down. ADOPTED and CONFIRMED count as 100, all others as reported; WAIVED and ROLLED_BACK do not count. It is 100
 * only when all that count are adopted or confirmed, whatever was reported, and null when none counts.
 */
export function progressOf(groups: readonly StateGroup[]): number | null {
  const counting = groups.filter((group) => !LEFT_OUT_STATES.includes(group.state));
  const count = counting.reduce((sum, group) => sum + group.count, 0);
  if (count === 0) return null;
  const percents = counting.reduce(
    (sum, group) => sum + (IN_USE_STATES.includes(group.state) ? group.count * 100 : group.percentSum),
    0,
  );
  const isComplete = counting.every(({ state, count: some }) => some === 0 || IN_USE_STATES.includes(state));
  return isComplete ? 100 : Math.min(99, Math.floor(percents / count));
}

/** A deployment as far as lateness is concerned. */
export interface Dated {
  readonly state: DeploymentState;
  readonly plannedEnd: Date;
  readonly actualEnd: Date | null;
}

/** Whether a deployment is late today in its unit: it is not over and not adopted, and its planned end has passed. */
export function isLate({ state, plannedEnd }: Dated, today: Date): boolean {
  return OPEN.includes(state) && plannedEnd < today;
}

/** By how many days a deployment is late today in its unit, or was when it was adopted; 0 when in time, waived or rolled back. */
export function daysLate({ state, plannedEnd, actualEnd }: Dated, today: Date): number {
  const end = OPEN.includes(state) ? today : LEFT_OUT_STATES.includes(state) ? null : actualEnd;
  return end ? Math.max(0, daysBetween(plannedEnd, end)) : 0;
}
