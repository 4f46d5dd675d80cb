import type { ImprovementState } from '../generated/prisma/enums.js';
import { stateMachine } from '../state-machine.js';
import { ruleViolation } from '../user-error.js';

/** The verbs that change the state of an improvement. */
export type ImprovementVerb =
  | 'analyzeImprovement'
  | 'selectImprovement'
  | 'startImprovementDeployment'
  | 'completeImprovementDeployment'
  | 'closeImprovement'
  | 'rejectImprovement'
  | 'holdImprovement'
  | 'resumeImprovement';

/** What decides the state of an improvement and is to be remembered of it. */
export interface ImprovementStatus {
  readonly state: ImprovementState;
  /** While ON_HOLD, the state that it resumes. */
  readonly heldState: ImprovementState | null;
}

/** The states of an improvement. */
export const improvementStates = stateMachine<ImprovementVerb, ImprovementState, ImprovementStatus>({
  rule: 'improvement-life',
  source: 'OPM SG 2 and SG 3',
  record: 'improvement',
  transitions: {
    analyzeImprovement: { from: ['SUGGESTED'], to: 'ANALYZED' },
    selectImprovement: { from: ['ANALYZED'], to: 'SELECTED' },
    startImprovementDeployment: { from: ['SELECTED'], to: 'DEPLOYING' },
    completeImprovementDeployment: { from: ['DEPLOYING'], to: 'DEPLOYED' },
    closeImprovement: { from: ['DEPLOYED'], to: 'CLOSED' },
    rejectImprovement: { from: ['SUGGESTED', 'ANALYZED', 'SELECTED', 'DEPLOYING'], to: 'REJECTED' },
    holdImprovement: { from: ['SUGGESTED', 'ANALYZED', 'SELECTED', 'DEPLOYING'], to: 'ON_HOLD' },
    resumeImprovement: { from: ['ON_HOLD'], to: (_state, { heldState }) => heldState },
  },
});

/** A new improvement. */
export const NEW_IMPROVEMENT: ImprovementStatus = { state: 'SUGGESTED', heldState: null };

/** The improvement's state after a verb, and the one that it resumes; refuses where the verb does not apply. */
export function nextState(current: ImprovementStatus, verb: ImprovementVerb): ImprovementStatus {
  const state = improvementStates.next(current.state, verb, current);
  return { state, heldState: state === 'ON_HOLD' ? current.state : null };
}

/** What a command makes of an improvement's state; nothing if it is not one of the verbs. */
export function stateAfter(current: ImprovementStatus, command: string): Partial<ImprovementStatus> {
  return isVerb(command) ? nextState(current, command) : {};
}

function isVerb(command: string): command is ImprovementVerb {
  return Object.hasOwn(improvementStates.transitions, command);
}

/** States in which projects are helped with an improvement: coordinated, advised, trained. */
export const SUPPORTED_STATES: readonly ImprovementState[] = ['SELECTED', 'DEPLOYING', 'DEPLOYED', 'ON_HOLD'];

/** Refuses to help projects with an improvement that is not chosen yet, rejected or closed. */
export function demandSupported(improvement: { readonly state: ImprovementState }): void {
  demandImprovementState(improvement, SUPPORTED_STATES);
}

/** Refuses what only makes sense while projects may deploy the improvement; `states` says when that is. */
export function demandImprovementState(
  improvement: { readonly state: ImprovementState },
  states: readonly ImprovementState[],
): void {
  if (states.includes(improvement.state)) return;
  throw ruleViolation({
    rule: 'improvement-is-being-deployed',
    source: 'OPM SP 3.2',
    message: `The improvement is ${improvement.state}.`,
    missing: [`the improvement in ${states.join(' or ')}`],
  });
}
