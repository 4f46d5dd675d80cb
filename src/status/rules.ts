import { daysBetween } from '../clock.js';
import { progressOf } from '../deployments/progress.js';
import type { StateGroup } from '../deployments/progress.js';
import type { DeploymentState, Health, PlanState } from '../generated/prisma/enums.js';
import { OVER_PLAN_STATES } from '../plans/rules.js';
import { ruleViolation } from '../user-error.js';

/** Records whose status people post, by the field that leads to them: the type of each, and its table. */
export const STATUS_SUBJECTS = { improvementId: 'Improvement', planId: 'DeploymentPlan', unitId: 'Unit' } as const;

/** A field that leads to the record of a status update. */
export type StatusField = keyof typeof STATUS_SUBJECTS;

/** The fields that lead to records. */
export const STATUS_FIELDS = Object.keys(STATUS_SUBJECTS) as readonly StatusField[];

/** Longest cadence, in days. */
export const LONGEST_CADENCE = 366;

/** How the deployments of a record stood when a status update was posted. */
export interface Figures {
  /** How many were in which state; states without one are left out. */
  readonly states: readonly { readonly state: DeploymentState; readonly count: number }[];
  /** How many there were. */
  readonly total: number;
  /** Progress in percent, derived; null when none counted. */
  readonly percent: number | null;
  /** How many were late. */
  readonly late: number;
  /** How many were not late, but blocked, deferred, not started on time or behind. */
  readonly atRisk: number;
}

/** Deployments of one state, added up, with how many of them are late, or at risk. */
export interface ConcernedGroup extends StateGroup {
  readonly late: number;
  readonly atRisk: number;
}

/** The figures of deployments by state. */
export function figuresOf(groups: readonly ConcernedGroup[]): Figures {
  const sum = (of: (group: ConcernedGroup) => number): number => groups.reduce((all, group) => all + of(group), 0);
  return {
    states: groups.map(({ state, count }) => ({ state, count })),
    total: sum(({ count }) => count),
    percent: progressOf(groups),
    late: sum(({ late }) => late),
    atRisk: sum(({ atRisk }) => atRisk),
  };
}

/** Whether somebody says that all is well, and the figures say otherwise. */
export function isContradicted(health: Health, { late, atRisk }: Figures): boolean {
  return health === 'ON_TRACK' && late + atRisk > 0;
}

/** A figure before and after: what changed from one status update to the next. */
export interface FigureChange {
  /** `TOTAL`, `PERCENT`, `LATE`, `AT_RISK`, or a state of deployments. */
  readonly figure: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** The figures that changed, in their order, states last. */
export function changesBetween(before: Figures, after: Figures): FigureChange[] {
  const [was, is] = [valuesOf(before), valuesOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((figure) => ({ figure, before: valueOf(was, figure), after: valueOf(is, figure) }))
    .filter((change) => change.before !== change.after);
}

function valuesOf({ states, total, percent, late, atRisk }: Figures): Map<string, number | null> {
  return new Map<string, number | null>([
    ['TOTAL', total],
    ['PERCENT', percent],
    ['LATE', late],
    ['AT_RISK', atRisk],
    ...states.map(({ state, count }) => [state, count] as const),
  ]);
}

/** A state that is left out has no deployments. */
function valueOf(values: ReadonlyMap<string, number | null>, figure: string): number | null {
  return values.has(figure) ? (values.get(figure) ?? null) : 0;
}

/** Whether the next status update is overdue today: so many days have passed since the day of the last one. */
export function isStale(postedOn: Date, cadenceDays: number | null, today: Date): boolean {
  return cadenceDays !== null && daysBetween(postedOn, today) > cadenceDays;
}

/** Whether nobody asks any more how a plan stands. */
export function isPlanOver(state: PlanState): boolean {
  return (OVER_PLAN_STATES as readonly PlanState[]).includes(state);
}

/** Refuses to say how a plan stands that is over. */
export function demandPlanNotOver({ state }: { readonly state: PlanState }): void {
  if (!isPlanOver(state)) return;
  throw ruleViolation({
    rule: 'plan-is-not-over',
    source: 'OPM SP 3.2 subpractice 1',
    message: `The plan is ${state}.`,
    missing: ['a plan that is neither closed nor canceled'],
  });
}
