import type { DeploymentState, ImprovementState, IncrementState, PlanState } from '../generated/prisma/enums.js';
import { isoDay } from '../clock.js';
import { stateMachine } from '../state-machine.js';
import { invalidInput, ruleViolation } from '../user-error.js';

/** The verbs that change the state of a deployment. */
export type DeploymentVerb =
  | 'rescheduleDeployment'
  | 'requestReschedule'
  | 'declineReschedule'
  | 'prepareDeployment'
  | 'recordProgress'
  | 'blockDeployment'
  | 'unblockDeployment'
  | 'adoptDeployment'
  | 'confirmDeployment'
  | 'declineAdoption'
  | 'deferDeployment'
  | 'resumeDeployment'
  | 'waiveDeployment'
  | 'rollBackDeployment'
  | 'replanDeployment';

/** States of a deployment that is not over. */
export const OPEN_STATES = ['PLANNED', 'PREPARING', 'IN_PROGRESS', 'BLOCKED', 'DEFERRED'] as const;

/** States in which a unit works with the improvement, confirmed or not. */
export const IN_USE_STATES: readonly DeploymentState[] = ['ADOPTED', 'CONFIRMED'];

/** States in which a unit is not to work with the improvement: what is in them counts nowhere. */
export const LEFT_OUT_STATES: readonly DeploymentState[] = ['WAIVED', 'ROLLED_BACK'];

/** States in which nothing more is to be done: with all deployments in these, an improvement is deployed (guard 6). */
export const ENDED_STATES = ['CONFIRMED', 'WAIVED', 'ROLLED_BACK'] as const;

/** States in which a deployment may be planned, by the state of its improvement. */
export const PLANNABLE: readonly ImprovementState[] = ['SELECTED', 'DEPLOYING'];

/** A deployment's state, and the one that it resumes. */
export interface DeploymentStatus {
  readonly state: DeploymentState;
  /** While BLOCKED or DEFERRED, the state that it resumes. */
  readonly resumeState: DeploymentState | null;
}

/** A deployment, its improvement's state, and how many open blockers it has once the verb is done. */
export interface TransitionFacts extends DeploymentStatus {
  readonly improvementState: ImprovementState;
  readonly openBlockers: number;
}

/** Where a deployment goes on: where it was, unless it is still blocked. */
const resumed = (state: DeploymentState, { openBlockers, resumeState }: TransitionFacts): DeploymentState =>
  openBlockers > 0 ? 'BLOCKED' : (resumeState ?? state);

/** The states of a deployment. */
export const deploymentStates = stateMachine<DeploymentVerb, DeploymentState, TransitionFacts, ImprovementState>({
  rule: 'deployment-life',
  source: 'OPM SP 3.2 subpractice 3',
  record: 'deployment',
  owner: { record: 'improvement', stateOf: ({ improvementState }) => improvementState },
  transitions: {
    rescheduleDeployment: { from: OPEN_STATES, during: PLANNABLE },
    requestReschedule: { from: OPEN_STATES, during: PLANNABLE },
    declineReschedule: { from: OPEN_STATES, during: PLANNABLE },
    prepareDeployment: { from: ['PLANNED'], to: 'PREPARING', during: ['DEPLOYING'] },
    recordProgress: {
      from: ['PLANNED', 'PREPARING', 'IN_PROGRESS', 'BLOCKED'],
      to: (state) => (state === 'BLOCKED' ? 'BLOCKED' : 'IN_PROGRESS'),
      during: ['DEPLOYING'],
    },
    blockDeployment: { from: ['PLANNED', 'PREPARING', 'IN_PROGRESS', 'BLOCKED'], to: 'BLOCKED', during: PLANNABLE },
    unblockDeployment: {
      from: ['BLOCKED', 'DEFERRED'],
      // What was deferred stays deferred when a blocker goes.
      to: (state, facts) => (state === 'DEFERRED' ? 'DEFERRED' : resumed(state, facts)),
      during: [...PLANNABLE, 'ON_HOLD'],
    },
    adoptDeployment: { from: ['IN_PROGRESS'], to: 'ADOPTED', during: ['DEPLOYING'] },
    confirmDeployment: { from: ['ADOPTED'], to: 'CONFIRMED', during: ['DEPLOYING'] },
    declineAdoption: { from: ['ADOPTED'], to: 'IN_PROGRESS', during: ['DEPLOYING'] },
    deferDeployment: { from: ['PLANNED', 'PREPARING', 'IN_PROGRESS', 'BLOCKED'], to: 'DEFERRED', during: PLANNABLE },
    resumeDeployment: { from: ['DEFERRED'], to: resumed, during: PLANNABLE },
    waiveDeployment: { from: OPEN_STATES, to: 'WAIVED', during: PLANNABLE },
    rollBackDeployment: {
      from: ['PREPARING', 'IN_PROGRESS', 'BLOCKED', 'DEFERRED', 'ADOPTED', 'CONFIRMED'],
      to: 'ROLLED_BACK',
      during: ['DEPLOYING', 'DEPLOYED'],
    },
    replanDeployment: { from: LEFT_OUT_STATES, to: 'PLANNED', during: PLANNABLE },
  },
});

/** The deployment's state after a verb, and the one that it resumes; refuses where the verb does not apply. */
export function nextState(current: TransitionFacts, verb: DeploymentVerb): DeploymentStatus {
  const state = deploymentStates.next(current.state, verb, current);
  if (state !== 'BLOCKED' && state !== 'DEFERRED') return { state, resumeState: null };
  // A blocked deployment on which progress is reported has begun all the same.
  return { state, resumeState: verb === 'recordProgress' ? 'IN_PROGRESS' : (current.resumeState ?? current.state) };
}

/** Whether a deployment that was over or adopted is open again. */
export function opensAgain(before: DeploymentState, after: DeploymentState): boolean {
  const open: readonly DeploymentState[] = OPEN_STATES;
  return !open.includes(before) && open.includes(after);
}

/** Refuses to retire a unit while deployments in it are open. */
export function demandNothingOpen(unitName: string, open: number): void {
  if (open === 0) return;
  const deployments = open === 1 ? '1 deployment' : `${open} deployments`;
  throw ruleViolation({
    rule: 'unit-without-open-deployments',
    source: 'Uplift: a unit is retired when its deployments are over',
    message: `"${unitName}" has ${deployments} that ${open === 1 ? 'is' : 'are'} neither over nor adopted.`,
    missing: [`${deployments} in ADOPTED or ${ENDED_STATES.join(' or ')}`],
  });
}

/**
 * Guard 4: a project adopts an improvement with the version of its defined process that carries the change, or with a
 * waiver that says why there is none. Refuses neither and both.
 */
export function demandProcessVersionOrWaiver(processVersion: string | null, waiver: string | null): void {
  if ((processVersion === null) !== (waiver === null)) return;
  throw ruleViolation({
    rule: 'adopted-with-process-version-or-waiver',
    source: 'OPM SP 3.2 subpractice 4',
    message:
      processVersion === null ? 'Give either a process version or a waiver.' : 'A process version needs no waiver.',
    missing: ['either the version of the defined process that carries the change, or a waiver with its reason'],
  });
}

/** Refuses to decline what was not asked for. */
export function demandRescheduleRequested(requestedAt: Date | null): void {
  if (requestedAt !== null) return;
  throw ruleViolation({
    rule: 'reschedule-requested',
    source: 'OPM SP 3.2 subpractice 1',
    message: 'The project has not asked for another planned end.',
    missing: ['an open request of the project'],
  });
}

/** Guard 5: the person who confirms or declines is not the one who reported the adoption. */
export function demandSecondPerson(adoptedById: string | null, confirmingId: string): void {
  if (adoptedById !== confirmingId) return;
  throw ruleViolation({
    rule: 'confirmed-by-a-second-person',
    source: 'OPM SP 3.2 subpractice 7',
    message: 'You reported this deployment as adopted; another person has to confirm or decline it.',
    missing: ['a confirmation by another person'],
  });
}

/**
 * Guard 6, as far as deployments go: an improvement is deployed once each of its deployments is over, and at least one
 * project works with it. What was waived or taken back everywhere cannot be built on (guard 3).
 */
export function demandAllEnded(states: readonly DeploymentState[]): void {
  const ended: readonly DeploymentState[] = ENDED_STATES;
  const open = states.filter((state) => !ended.includes(state));
  const missing = [
    ...(open.length > 0
      ? [`${open.length} deployments in ${ENDED_STATES.join(' or ')} (now: ${[...new Set(open)].join(', ')})`]
      : []),
    ...(states.includes('CONFIRMED') ? [] : ['a deployment in CONFIRMED']),
  ];
  if (missing.length === 0) return;
  throw ruleViolation({
    rule: 'all-deployments-ended',
    source: 'OPM SP 3.2 subpractice 7',
    message: open.length > 0 ? `${open.length} deployments are not over.` : 'The improvement is not deployed anywhere.',
    missing,
  });
}

/** Refuses to decide against an improvement that projects work with, or are to: its deployments would wait for ever. */
export function demandNowhereInUse(states: readonly DeploymentState[]): void {
  const inUse = states.filter((state) => state !== 'WAIVED' && state !== 'ROLLED_BACK');
  if (inUse.length === 0) return;
  throw ruleViolation({
    rule: 'rejected-where-nowhere-in-use',
    source: 'OPM SP 2.4 and SP 3.2 subpractice 3',
    message: `${inUse.length} deployments of the improvement are neither waived nor rolled back.`,
    missing: [`${inUse.length} deployments in WAIVED or ROLLED_BACK (now: ${[...new Set(inUse)].join(', ')})`],
  });
}

/** States of a plan whose deployment a second person has confirmed to be complete. */
const COMPLETE_PLAN_STATES: readonly PlanState[] = ['CONFIRMED', 'REVIEWED', 'CLOSED'];

/**
 * Guard 6, afterwards: what was confirmed of a plan stays true, so that nothing is deployed again but by a new plan. A
 * roll-back stays possible: it has a reason, and its deployment is over. `planState` is that of the improvement's newest
 * plan which was not canceled; null without one.
 */
export function demandNotComplete(planState: PlanState | null): void {
  if (planState === null || !COMPLETE_PLAN_STATES.includes(planState)) return;
  throw ruleViolation({
    rule: 'complete-plan-stands',
    source: 'OPM SP 3.2 subpractice 7',
    message: `The deployment of the improvement is confirmed as complete: its plan is ${planState}.`,
    missing: ['a next plan for the improvement'],
  });
}

/**
 * Guard 6: an improvement that has a plan is deployed once the plan is confirmed; else no one would have to ask for what that
 * takes. `planState` is that of its newest plan, CANCELED where none is left; null without one.
 */
export function demandPlanConfirmed(planState: PlanState | null): void {
  if (planState === null || COMPLETE_PLAN_STATES.includes(planState)) return;
  throw ruleViolation({
    rule: 'plan-confirmed-first',
    source: 'OPM SP 3.2 subpractice 7',
    message: `The plan of the improvement is ${planState}.`,
    missing: [`a plan of the improvement in ${COMPLETE_PLAN_STATES.join(' or ')}`],
  });
}

/** The days from which to which something is planned. */
export interface PlannedDates {
  readonly plannedStart: Date;
  readonly plannedEnd: Date;
}

/** The plan by which an improvement is deployed, as far as its deployments are concerned. */
export interface CurrentPlan extends PlannedDates {
  readonly state: PlanState;
  /** Ids of the units that it names, of those that were asked about. */
  readonly targets: ReadonlySet<string>;
}

/** States in which stakeholders are asked for their word on a plan's targets and dates, or have given it. */
const BINDING_PLAN_STATES: readonly PlanState[] = ['IN_REVIEW', 'AGREED', 'ACTIVE', 'SUSPENDED'];

/**
 * Guard 1: the scope of a plan grows only by a new version, to which all stakeholders agree again. So nothing is planned in a unit
 * that the plan does not name, once it was put before its stakeholders.
 */
export function demandTarget(plan: CurrentPlan | undefined, unitId: string): void {
  if (!plan || !BINDING_PLAN_STATES.includes(plan.state) || plan.targets.has(unitId)) return;
  throw ruleViolation({
    rule: 'unit-is-target',
    source: 'OPM SP 3.2 subpractice 1',
    message: `The unit is not a target of the improvement's plan, which is ${plan.state}.`,
    missing: ['a version of the plan with this unit among its targets'],
  });
}

/** Refuses dates that run backwards. */
export function demandOrder({ plannedStart, plannedEnd }: PlannedDates): void {
  if (plannedEnd < plannedStart)
    throw invalidInput([{ path: 'plannedEnd', message: 'Must not be before plannedStart.' }]);
}

/** Planned dates moved by a number of days, negative for earlier. */
export function shifted({ plannedStart, plannedEnd }: PlannedDates, days: number): PlannedDates {
  const moved = (date: Date) => new Date(date.getTime() + days * 86_400_000);
  return { plannedStart: moved(plannedStart), plannedEnd: moved(plannedEnd) };
}

/** The dates of the increment that a deployment is part of; refuses where it is part of none that has yet to pass its gate. */
export function demandInIncrement(increment: PlannedDates | undefined): PlannedDates {
  if (increment) return increment;
  throw ruleViolation({
    rule: 'deployment-in-increment',
    source: 'OPM SP 3.2 subpractice 3',
    message: 'The deployment is part of no increment that has yet to pass its gate.',
    missing: ['an increment with this deployment'],
  });
}

/**
 * Guard 1: the dates of a plan change only by a new version, to which all stakeholders agree again. So nothing is moved out of
 * them, be it a deployment or an increment, once the plan was put before its stakeholders.
 */
export function demandWithinPlan(plan: (PlannedDates & { state: PlanState }) | undefined, dates: PlannedDates): void {
  if (!plan || !BINDING_PLAN_STATES.includes(plan.state)) return;
  if (plan.plannedStart <= dates.plannedStart && dates.plannedEnd <= plan.plannedEnd) return;
  throw ruleViolation({
    rule: 'dates-within-plan',
    source: 'OPM SP 3.2 subpractice 1',
    message: `The improvement's plan, which is ${plan.state}, goes from ${isoDay(plan.plannedStart)} to ${isoDay(plan.plannedEnd)}.`,
    missing: ['dates within the plan, or a version of the plan with these dates in it'],
  });
}

/** States in which an increment is over. */
export const OVER_INCREMENT_STATES: readonly IncrementState[] = ['PASSED', 'ROLLED_BACK'];

/** States of an increment that is under way. One that is held goes on until its gate is passed. */
export const UNDER_WAY: readonly IncrementState[] = ['RUNNING', 'AT_GATE', 'HELD'];

/** What decides whether a deployment may begin: its improvement's plan, and the increment of that plan which it is part of. */
export interface Beginning {
  readonly planState: PlanState;
  /** Whether the plan, as it is written now, names the unit. */
  readonly target: boolean;
  /** Whether the plan goes in increments. */
  readonly inIncrements: boolean;
  /** The increment that has yet to pass its gate; null where it is part of none. */
  readonly increment: { readonly ordinal: number; readonly state: IncrementState } | null;
}

/**
 * Guards 1 and 2: a project begins once all stakeholders have agreed, and its increment has started; else gates and
 * agreements would have no effect. What has begun may always be reported. Without a plan (undefined) nothing is to wait for.
 */
export function demandMayBegin(beginning: Beginning | undefined): void {
  if (!beginning) return;
  const { planState, target, inIncrements, increment } = beginning;
  const missing = [
    ...(planState === 'ACTIVE' ? [] : [`the plan in ACTIVE (now: ${planState})`]),
    ...(target ? [] : ["the unit among the plan's targets"]),
    ...(inIncrements && !increment ? ['the deployment in an increment that has yet to pass its gate'] : []),
    ...(increment && !UNDER_WAY.includes(increment.state)
      ? [`increment ${increment.ordinal} started (now: ${increment.state})`]
      : []),
  ];
  if (missing.length === 0) return;
  throw ruleViolation({
    rule: 'deployment-begins-by-its-plan',
    source: 'OPM SP 3.2 subpractice 3',
    message: 'The deployment may not begin yet.',
    missing,
  });
}
