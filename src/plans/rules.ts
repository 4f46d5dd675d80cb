import type { PlanState } from '../generated/prisma/enums.js';
import { stateMachine } from '../state-machine.js';
import { ruleViolation } from '../user-error.js';

/** The verbs that change the state of a plan. */
export type PlanVerb =
  | 'revisePlan'
  | 'reorderIncrements'
  | 'submitPlan'
  | 'agreeToPlan'
  | 'declinePlan'
  | 'activatePlan'
  | 'suspendPlan'
  | 'resumePlan'
  | 'cancelPlan'
  | 'acceptDeviation'
  | 'confirmPlan'
  | 'concludeReview'
  | 'closePlan';

/** States of a plan by which deployment goes, or may yet go. */
export const OPEN_PLAN_STATES = ['DRAFT', 'IN_REVIEW', 'AGREED', 'ACTIVE', 'SUSPENDED'] as const;

/** States in which nothing more happens to a plan: the improvement may get another one. */
export const OVER_PLAN_STATES = ['CLOSED', 'CANCELED'] as const satisfies readonly PlanState[];

/** What the state after a verb depends on, besides the state before it. */
export interface TransitionFacts {
  /** Whether the revision is one to which the stakeholders have to agree again. */
  readonly asksAgain?: boolean;
  /** Whether all who have to agree have agreed, this response included. */
  readonly allAgreed?: boolean;
}

const byResponses = (_state: PlanState, { allAgreed }: TransitionFacts): PlanState =>
  allAgreed ? 'AGREED' : 'IN_REVIEW';

/** The states of a plan. */
export const planStates = stateMachine<PlanVerb, PlanState, TransitionFacts>({
  rule: 'plan-life',
  source: 'OPM SP 3.1 and SP 3.2 subpractice 1',
  record: 'plan',
  transitions: {
    revisePlan: {
      from: OPEN_PLAN_STATES,
      // A draft that is revised stays a draft.
      to: (state, { asksAgain }) => (asksAgain && state !== 'DRAFT' ? 'IN_REVIEW' : state),
    },
    reorderIncrements: { from: OPEN_PLAN_STATES },
    submitPlan: { from: ['DRAFT'], to: 'IN_REVIEW' },
    agreeToPlan: { from: ['IN_REVIEW', 'AGREED'], to: byResponses },
    declinePlan: { from: ['IN_REVIEW', 'AGREED'], to: byResponses },
    activatePlan: { from: ['AGREED'], to: 'ACTIVE' },
    suspendPlan: { from: ['ACTIVE'], to: 'SUSPENDED' },
    resumePlan: { from: ['SUSPENDED'], to: 'ACTIVE' },
    cancelPlan: { from: OPEN_PLAN_STATES, to: 'CANCELED' },
    acceptDeviation: { from: ['ACTIVE', 'SUSPENDED'] },
    confirmPlan: { from: ['ACTIVE'], to: 'CONFIRMED' },
    concludeReview: { from: ['CONFIRMED'], to: 'REVIEWED' },
    closePlan: { from: ['REVIEWED'], to: 'CLOSED' },
  },
});

/** Refuses what only makes sense while deployment may yet go by the plan. */
export function demandPlanOpen(state: PlanState): void {
  const open: readonly PlanState[] = OPEN_PLAN_STATES;
  if (open.includes(state)) return;
  throw ruleViolation({
    rule: 'plan-is-open',
    source: 'OPM SP 3.2 subpractice 3',
    message: `The plan is ${state}.`,
    missing: [`the plan in ${open.join(' or ')}`],
  });
}

/** Increments of a plan, at most. */
export const MOST_INCREMENTS = 50;

/** Refuses more increments than a plan can be read with at once. */
export function demandRoomForIncrement(increments: number): void {
  if (increments < MOST_INCREMENTS) return;
  throw ruleViolation({
    rule: 'increments-are-few',
    source: 'Uplift: a plan is read as a whole',
    message: `The plan has ${increments} increments already.`,
    missing: [`a plan with fewer than ${MOST_INCREMENTS} increments`],
  });
}

/** What of a plan's content its stakeholders agree to: a change of it asks them again. */
export interface Scope {
  readonly plannedStart: Date;
  readonly plannedEnd: Date;
  readonly targetUnitIds: readonly string[];
  readonly exclusions: readonly { readonly unitId: string }[];
}

/** Guard 1: whether scope, dates or targets differ, in any order. Another reason is no other scope. */
export function asksAgain(before: Scope, after: Scope): boolean {
  const key = ({ plannedStart, plannedEnd, targetUnitIds, exclusions }: Scope) =>
    JSON.stringify([
      plannedStart,
      plannedEnd,
      [...targetUnitIds].sort(),
      exclusions.map(({ unitId }) => unitId).toSorted(),
    ]);
  return key(before) !== key(after);
}

/** Refuses to put a plan before anybody that is to be deployed nowhere. */
export function demandTargets(targets: number): void {
  if (targets > 0) return;
  throw ruleViolation({
    rule: 'plan-has-targets',
    source: 'OPM SP 3.1',
    message: 'The plan has no target.',
    missing: ['a target unit'],
  });
}

/** Guard 1: refuses a response to another version of the plan than the one that is to be agreed to. */
export function demandCurrentVersion(current: number, named: number): void {
  if (named === current) return;
  throw ruleViolation({
    rule: 'response-to-current-version',
    source: 'OPM SP 3.2 subpractice 1',
    message: `The plan is at version ${current}, not ${named}.`,
    missing: [`a response to version ${current}`],
  });
}

/** Refuses the word of a lead for a unit that is no target of the plan. */
export function demandTarget(targetUnitIds: readonly string[], unitId: string): void {
  if (targetUnitIds.includes(unitId)) return;
  throw ruleViolation({
    rule: 'agreement-for-a-target',
    source: 'OPM SP 3.2 subpractice 2',
    message: 'The unit is not a target of the current version of the plan.',
    missing: ['a target of the current version'],
  });
}
