import type { ImprovementState, IssueState } from '../generated/prisma/enums.js';
import { invalidInput, ruleViolation } from '../user-error.js';

/** The verbs that move an issue through its life. */
export type IssueVerb = 'reviseIssue' | 'assignIssue' | 'startIssueAction' | 'closeIssue' | 'reopenIssue';

/** States of an issue that is still in the way. */
export const OPEN_ISSUE_STATES = ['OPEN', 'IN_ACTION'] as const satisfies readonly IssueState[];

/** States of an improvement in whose way something can be. */
export const HINDERED: readonly ImprovementState[] = ['SELECTED', 'DEPLOYING', 'DEPLOYED', 'ON_HOLD'];

/** The life of an issue, OPM SP 3.2 subpractice 1: from which states each verb leads to which state; `SAME` leaves it. */
export const issueTransitions: Readonly<
  Record<IssueVerb, { readonly from: readonly IssueState[]; readonly to: IssueState | 'SAME' }>
> = {
  reviseIssue: { from: OPEN_ISSUE_STATES, to: 'SAME' },
  assignIssue: { from: OPEN_ISSUE_STATES, to: 'SAME' },
  startIssueAction: { from: ['OPEN'], to: 'IN_ACTION' },
  closeIssue: { from: OPEN_ISSUE_STATES, to: 'CLOSED' },
  reopenIssue: { from: ['CLOSED'], to: 'OPEN' },
};

/** The issue's state after a verb; refuses where the verb does not apply. */
export function nextIssueState(state: IssueState, verb: IssueVerb): IssueState {
  const { from, to } = issueTransitions[verb];
  if (!from.includes(state)) {
    throw ruleViolation({
      rule: 'issue-life',
      source: 'OPM SP 3.2 subpractice 1',
      message: `${verb} does not apply to an issue that is ${state}.`,
      missing: [`the issue in ${from.join(' or ')}`],
    });
  }
  return to === 'SAME' ? state : to;
}

/** What an issue is said to be in the way of, with what each of them belongs to. */
export interface IssueSubject {
  readonly improvementId: string;
  readonly unitId: string | null;
  readonly deployment: { readonly improvementId: string; readonly unitId: string } | null;
  readonly increment: { readonly improvementId: string } | null;
}

/** Refuses an issue of a deployment or an increment of another improvement, or of a deployment in another unit. */
export function demandOneSubject({ improvementId, unitId, deployment, increment }: IssueSubject): void {
  const issues = [
    ...(deployment && deployment.improvementId !== improvementId
      ? [{ path: 'deploymentId', message: 'Is the deployment of another improvement.' }]
      : []),
    ...(deployment && unitId !== null && deployment.unitId !== unitId
      ? [{ path: 'unitId', message: 'Is not the unit of the deployment.' }]
      : []),
    ...(increment && increment.improvementId !== improvementId
      ? [{ path: 'incrementId', message: "Is the increment of another improvement's plan." }]
      : []),
  ];
  if (issues.length > 0) throw invalidInput(issues);
}
