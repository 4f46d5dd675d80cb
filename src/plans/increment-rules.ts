import { daysBetween } from '../clock.js';
import type { ConditionKind, DeploymentState, IncrementState, PlanState } from '../generated/prisma/enums.js';
import { ENDED_STATES, OPEN_STATES } from '../deployments/rules.js';
import { stateMachine } from '../state-machine.js';
import { ruleViolation } from '../user-error.js';
import { OPEN_PLAN_STATES } from './rules.js';

const SOURCE = 'OPM SP 3.2 subpractice 3';

/** The verbs that change the state of an increment. */
export type IncrementVerb =
  | 'reviseIncrement'
  | 'assignDeploymentsToIncrement'
  | 'meetCondition'
  | 'readyIncrement'
  | 'startIncrement'
  | 'bringIncrementToGate'
  | 'decideGate'
  | 'resumeIncrement';

/** What a sponsor decides at a gate. */
export const GateDecision = { PASS: 'PASS', HOLD: 'HOLD', ROLL_BACK: 'ROLL_BACK' } as const;

/** One of these. */
export type GateDecision = (typeof GateDecision)[keyof typeof GateDecision];

/** States of an increment that has not started: what it is may still be changed. */
export const NOT_STARTED: readonly IncrementState[] = ['PLANNED', 'READY'];

const DECIDED: Readonly<Record<GateDecision, IncrementState>> = {
  PASS: 'PASSED',
  HOLD: 'HELD',
  ROLL_BACK: 'ROLLED_BACK',
};

/** What the state after a verb depends on, besides the state before it. */
export interface IncrementFacts {
  readonly planState: PlanState;
  /** What was decided at the gate; absent while that is not known. */
  readonly decision?: GateDecision | undefined;
}

/** The states of an increment, OPM SP 3.2 subpractice 3. What moves projects takes an active plan. */
export const incrementStates = stateMachine<IncrementVerb, IncrementState, IncrementFacts, PlanState>({
  rule: 'increment-life',
  source: SOURCE,
  record: 'increment',
  owner: { record: 'plan', stateOf: ({ planState }) => planState },
  transitions: {
    reviseIncrement: { from: NOT_STARTED, during: OPEN_PLAN_STATES },
    assignDeploymentsToIncrement: { from: NOT_STARTED, during: OPEN_PLAN_STATES },
    meetCondition: { from: ['PLANNED', 'READY', 'RUNNING', 'AT_GATE', 'HELD'], during: OPEN_PLAN_STATES },
    readyIncrement: { from: ['PLANNED'], to: 'READY', during: OPEN_PLAN_STATES },
    startIncrement: { from: ['READY'], to: 'RUNNING', during: ['ACTIVE'] },
    bringIncrementToGate: { from: ['RUNNING'], to: 'AT_GATE', during: ['ACTIVE'] },
    decideGate: {
      from: ['AT_GATE'],
      to: (state, { decision }) => (decision ? DECIDED[decision] : state),
      during: ['ACTIVE'],
    },
    resumeIncrement: { from: ['HELD'], to: 'RUNNING', during: ['ACTIVE'] },
  },
});

/** An increment as far as lateness is concerned. */
interface DatedIncrement {
  readonly state: IncrementState;
  readonly plannedEnd: Date;
  readonly actualEnd: Date | null;
}

/** Whether an increment is late today in the organization: its planned end has passed, and it is not over. */
export function isLate({ state, plannedEnd }: Omit<DatedIncrement, 'actualEnd'>, today: Date): boolean {
  return state !== 'PASSED' && state !== 'ROLLED_BACK' && plannedEnd < today;
}

/** By how many days an increment is late today in the organization, or was when it passed its gate; 0 when in time or rolled back. */
export function daysLate({ state, plannedEnd, actualEnd }: DatedIncrement, today: Date): number {
  const end = state === 'PASSED' ? actualEnd : state === 'ROLLED_BACK' ? null : today;
  return end ? Math.max(0, daysBetween(plannedEnd, end)) : 0;
}

/**
 * Why an increment needs attention by itself (OPM SP 3.2 subpractice 1), the most pressing first:
 * - LATE: its planned end has passed, and it is not over.
 * - NOT_STARTED: its plan is active and its planned start has passed, but it has not started. What it has for deployments waits with it.
 */
export const INCREMENT_CONCERNS = ['LATE', 'NOT_STARTED'] as const;

/** One of these. */
export type IncrementConcern = (typeof INCREMENT_CONCERNS)[number];

/** Why an increment needs attention today in the organization, the most pressing first. */
export function incrementConcerns(
  increment: Pick<DatedIncrement, 'state' | 'plannedEnd'> & { readonly plannedStart: Date },
  planState: PlanState,
  today: Date,
): IncrementConcern[] {
  const { state, plannedStart } = increment;
  const open: readonly PlanState[] = OPEN_PLAN_STATES;
  if (!open.includes(planState)) return [];
  const overdue = planState === 'ACTIVE' && NOT_STARTED.includes(state) && plannedStart < today;
  return [...(isLate(increment, today) ? (['LATE'] as const) : []), ...(overdue ? (['NOT_STARTED'] as const) : [])];
}

/** Whether a verb moves projects: then their improvement must be on its way, too. */
export function movesProjects(verb: IncrementVerb): boolean {
  return !incrementStates.transitions[verb].during?.some((state) => state !== 'ACTIVE');
}

/** A condition as far as the rules go. */
export interface Condition {
  readonly text: string;
  readonly metAt: Date | null;
}

/** Guard 2: an increment starts once the one before has passed, unless a sponsor overrides that with a reason. */
export function demandPassedBefore(
  before: { readonly ordinal: number; readonly state: IncrementState } | null,
  overrideReason: string | null,
): void {
  if (!before || before.state === 'PASSED' || overrideReason !== null) return;
  throw violation('increment-before-has-passed', {
    message: `Increment ${before.ordinal} is ${before.state}.`,
    missing: [`increment ${before.ordinal} in PASSED, or a sponsor's override with its reason`],
  });
}

/** Refuses while a condition is not met: entry conditions before the start, exit conditions before the gate is passed. */
export function demandConditionsMet(kind: 'entry' | 'exit', conditions: readonly Condition[]): void {
  const unmet = conditions.filter(({ metAt }) => metAt === null);
  if (unmet.length === 0) return;
  throw violation(`${kind}-conditions-met`, {
    message: `${unmet.length} ${kind} conditions are not met.`,
    missing: unmet.map(({ text }) => `the ${kind} condition "${text}"`),
  });
}

/** Guard 2: an increment passes its gate once each of its deployments is adopted, or over. */
export function demandDeploymentsAdopted(
  deployments: readonly { readonly state: DeploymentState; readonly unitName: string }[],
): void {
  const done: readonly DeploymentState[] = ['ADOPTED', ...ENDED_STATES];
  const open = deployments.filter(({ state }) => !done.includes(state));
  if (open.length === 0) return;
  throw violation('increment-deployments-adopted', {
    message: `${open.length} deployments of the increment are still under way.`,
    missing: open.map(
      ({ state, unitName }) => `the deployment in "${unitName}" in ${done.join(' or ')} (now: ${state})`,
    ),
  });
}

/** Refuses to call an increment ready that has nothing to deploy. */
export function demandDeployments(deployments: number): void {
  if (deployments > 0) return;
  throw violation('increment-has-deployments', {
    message: 'The increment has no deployment.',
    missing: ['a deployment'],
  });
}

/**
 * Whether an increment has a deployment to itself: not one that was rolled back, nor one that has passed where the
 * deployment is planned again, which is then to go through a gate once more.
 */
export function holdsDeployment(increment: IncrementState, deployment: DeploymentState): boolean {
  const open: readonly DeploymentState[] = OPEN_STATES;
  return increment !== 'ROLLED_BACK' && (increment !== 'PASSED' || !open.includes(deployment));
}

/** Refuses a deployment of another improvement, or one that another increment has to itself. */
export function demandAssignable(
  deployments: readonly { readonly unitName: string; readonly ofPlan: boolean; readonly elsewhere: number | null }[],
): void {
  const missing = deployments.flatMap(({ unitName, ofPlan, elsewhere }) => [
    ...(ofPlan ? [] : [`a deployment of the plan's improvement, unlike the one in "${unitName}"`]),
    ...(elsewhere === null ? [] : [`the deployment in "${unitName}" out of increment ${elsewhere}`]),
  ]);
  if (missing.length === 0) return;
  throw violation('deployment-in-one-increment', {
    message: 'An increment has deployments of its own plan that are part of no other increment.',
    missing,
  });
}

/**
 * The places of a plan's increments, by their id, once those that have not started are in the given order: they take the
 * places that they have among them, and those that have started keep theirs. Refuses an order that is not of exactly
 * those that have not started.
 */
export function newPlaces(
  increments: readonly { readonly id: string; readonly ordinal: number; readonly state: IncrementState }[],
  order: readonly string[],
): ReadonlyMap<string, number> {
  const movable = increments.filter(({ state }) => NOT_STARTED.includes(state));
  const missing = movable
    .filter(({ id }) => !order.includes(id))
    .map(({ ordinal }) => `increment ${ordinal} in the order`);
  const fixed = increments.filter(({ id, state }) => order.includes(id) && !NOT_STARTED.includes(state));
  missing.push(...fixed.map(({ ordinal, state }) => `increment ${ordinal}, which is ${state}, out of the order`));
  if (new Set(order).size !== order.length) missing.push('each increment once');
  if (missing.length > 0) {
    throw violation('order-of-increments-not-started', {
      message: 'The order is of all increments that have not started, and of no others.',
      missing,
    });
  }
  const places = movable.map(({ ordinal }) => ordinal).sort((a, b) => a - b);
  return new Map(order.map((id, index) => [id, places[index] ?? index]));
}

/** Refuses to meet a condition twice: who found it to be met first, and by what, stays. */
export function demandNotMet({ text, metAt }: Condition): void {
  if (metAt === null) return;
  throw violation('condition-met-once', {
    message: 'The condition is already met.',
    missing: [`a condition that is not met, unlike "${text}"`],
  });
}

/** Refuses to find an exit condition met before there is anything to leave. */
export function demandConditionInTime(kind: ConditionKind, state: IncrementState): void {
  if (kind === 'ENTRY' || !NOT_STARTED.includes(state)) return;
  throw violation('exit-condition-once-started', {
    message: `The increment is ${state}.`,
    missing: ['the increment started'],
  });
}

function violation(rule: string, what: { message: string; missing: string[] }) {
  return ruleViolation({ rule, source: SOURCE, ...what });
}
