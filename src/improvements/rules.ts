import type { ImprovementState } from '../generated/prisma/enums.js';
import { ruleViolation } from '../user-error.js';

/** The verbs that move an improvement through its life. */
export type ImprovementVerb =
  | 'analyzeImprovement'
  | 'selectImprovement'
  | 'startImprovementDeployment'
  | 'completeImprovementDeployment'
  | 'closeImprovement'
  | 'rejectImprovement'
  | 'holdImprovement'
  | 'resumeImprovement';

/**
 * The life of an improvement: from which states each verb leads to which state. `HELD` stands for the state in which it
 * was put on hold.
 */
export const improvementTransitions: Readonly<
  Record<ImprovementVerb, { readonly from: readonly ImprovementState[]; readonly to: ImprovementState | 'HELD' }>
> = {
  analyzeImprovement: { from: ['SUGGESTED'], to: 'ANALYZED' },
  selectImprovement: { from: ['ANALYZED'], to: 'SELECTED' },
  startImprovementDeployment: { from: ['SELECTED'], to: 'DEPLOYING' },
  completeImprovementDeployment: { from: ['DEPLOYING'], to: 'DEPLOYED' },
  closeImprovement: { from: ['DEPLOYED'], to: 'CLOSED' },
  rejectImprovement: { from: ['SUGGESTED', 'ANALYZED', 'SELECTED', 'DEPLOYING'], to: 'REJECTED' },
  holdImprovement: { from: ['SUGGESTED', 'ANALYZED', 'SELECTED', 'DEPLOYING'], to: 'ON_HOLD' },
  resumeImprovement: { from: ['ON_HOLD'], to: 'HELD' },
};

/** An improvement as far as its life is concerned. */
export interface ImprovementTransitions {
  readonly state: ImprovementState;
  /** While ON_HOLD, the state that it resumes. */
  readonly heldState: ImprovementState | null;
}

/** How the life of an improvement begins. */
export const NEW_IMPROVEMENT: ImprovementTransitions = { state: 'SUGGESTED', heldState: null };

/** The improvement's life after a verb; refuses where the verb does not apply to its state. */
export function nextState(current: ImprovementTransitions, verb: ImprovementVerb): ImprovementTransitions {
  const { from, to } = improvementTransitions[verb];
  if (!from.includes(current.state) || (to === 'HELD' && !current.heldState)) {
    throw ruleViolation({
      rule: 'improvement-life',
      source: 'OPM SG 2 and SG 3',
      message: `${verb} does not apply to an improvement that is ${current.state}.`,
      missing: [`the improvement in ${from.join(' or ')}`],
    });
  }
  if (to === 'HELD') return { state: current.heldState ?? current.state, heldState: null };
  return { state: to, heldState: to === 'ON_HOLD' ? current.state : null };
}

/** What a command makes of an improvement's life; nothing where it is no verb of it. */
export function lifeAfter(current: ImprovementTransitions, command: string): Partial<ImprovementTransitions> {
  return isVerb(command) ? nextState(current, command) : {};
}

function isVerb(command: string): command is ImprovementVerb {
  return Object.hasOwn(improvementTransitions, command);
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
