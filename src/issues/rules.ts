import type { ImprovementState, IssueState } from '../generated/prisma/enums.js';
import { stateMachine } from '../state-machine.js';
import { invalidInput } from '../user-error.js';

/** The verbs that change the state of an issue. */
export type IssueVerb = 'reviseIssue' | 'assignIssue' | 'startIssueAction' | 'closeIssue' | 'reopenIssue';

/** States of an issue that is still in the way. */
export const OPEN_ISSUE_STATES = ['OPEN', 'IN_ACTION'] as const satisfies readonly IssueState[];

/** States of an improvement in whose way something can be. */
export const HINDERED: readonly ImprovementState[] = ['SELECTED', 'DEPLOYING', 'DEPLOYED', 'ON_HOLD'];

/** The states of an issue, OPM SP 3.2 subpractice 1. */
export const issueStates = stateMachine<IssueVerb, IssueState>({
  rule: 'issue-life',
  source: 'OPM SP 3.2 subpractice 1',
  record: 'issue',
  transitions: {
    reviseIssue: { from: OPEN_ISSUE_STATES },
    assignIssue: { from: OPEN_ISSUE_STATES },
    startIssueAction: { from: ['OPEN'], to: 'IN_ACTION' },
    closeIssue: { from: OPEN_ISSUE_STATES, to: 'CLOSED' },
    reopenIssue: { from: ['CLOSED'], to: 'OPEN' },
  },
});

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
