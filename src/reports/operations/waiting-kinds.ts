/** Whom work waits for: one person, the leads of a unit, or those who have a role. */
export type Responsible = 'OWNER' | 'UNIT_LEADS' | 'DEPLOYMENT_LEADS' | 'SPONSORS';

/** Why a record waits for a decision or an action, whom it waits for, and the commands that settle it. */
interface WaitingKindInfo {
  readonly description: string;
  readonly responsible: readonly Responsible[];
  readonly commands: readonly string[];
}

const info = (description: string, responsible: Responsible | readonly Responsible[], ...commands: string[]) => ({
  description,
  responsible: [responsible].flat(),
  commands,
});

/** How long a deployment may be under way without a report, in days. */
export const REPORT_INTERVAL = 14;

/** The kinds of waiting work. */
export const WAITING_KINDS = {
  SUGGESTION_TO_ANALYZE: info(
    'An improvement that has not been analyzed.',
    'DEPLOYMENT_LEADS',
    'analyzeImprovement',
    'rejectImprovement',
  ),
  ANALYSIS_TO_SELECT: info(
    'An analyzed improvement: selected or not?',
    'DEPLOYMENT_LEADS',
    'selectImprovement',
    'rejectImprovement',
  ),
  SELECTION_WITHOUT_PLAN: info(
    'A selected improvement without a plan.',
    'DEPLOYMENT_LEADS',
    'draftPlan',
    'draftPlanFromTemplate',
  ),
  IMPROVEMENT_ON_HOLD: info('An improvement on hold.', 'DEPLOYMENT_LEADS', 'resumeImprovement'),
  IMPROVEMENT_TO_COMPLETE: info(
    'An improvement whose deployments are all over, without a plan that still has to be confirmed: is it deployed or rejected?',
    'DEPLOYMENT_LEADS',
    'completeImprovementDeployment',
    'rejectImprovement',
  ),
  IMPROVEMENT_TO_CLOSE: info(
    'A deployed improvement whose plans are all over.',
    'DEPLOYMENT_LEADS',
    'closeImprovement',
  ),
  PLAN_TO_SUBMIT: info('A draft of a plan.', 'DEPLOYMENT_LEADS', 'submitPlan'),
  PLAN_TO_AGREE: info('A plan in review to which no sponsor has agreed.', 'SPONSORS', 'agreeToPlan', 'declinePlan'),
  PLAN_TO_AGREE_FOR_UNIT: info(
    'A plan in review to which no lead of a target has agreed.',
    'UNIT_LEADS',
    'agreeToPlan',
    'declinePlan',
  ),
  PLAN_TO_ACTIVATE: info('A plan to which all have agreed.', 'DEPLOYMENT_LEADS', 'activatePlan'),
  PLAN_SUSPENDED: info('A suspended plan: is it resumed or canceled?', 'DEPLOYMENT_LEADS', 'resumePlan', 'cancelPlan'),
  PLAN_TO_CONFIRM: info(
    'An active plan whose deployments are all over, with one in each target: is it complete? `unmetForConfirmation` says what is missing.',
    'SPONSORS',
    'confirmPlan',
  ),
  PLAN_TO_REVIEW: info(
    'A confirmed plan whose review is not concluded.',
    'DEPLOYMENT_LEADS',
    'draftReview',
    'concludeReview',
  ),
  PLAN_TO_CLOSE: info('A plan whose results were reviewed.', 'DEPLOYMENT_LEADS', 'closePlan'),
  INCREMENT_TO_START: info(
    'An increment of an active plan whose first day has come, after the previous one is over.',
    'DEPLOYMENT_LEADS',
    'readyIncrement',
    'startIncrement',
  ),
  GATE_TO_DECIDE: info('An increment of an active plan at its gate.', 'SPONSORS', 'decideGate'),
  INCREMENT_HELD: info(
    'An increment of an active plan that was held at its gate.',
    'DEPLOYMENT_LEADS',
    'resumeIncrement',
  ),
  DEPLOYMENT_TO_BEGIN: info(
    'A planned deployment that can start: its increment has started or, if the active plan has no increments, its day has come.',
    'UNIT_LEADS',
    'prepareDeployment',
    'recordProgress',
  ),
  PROGRESS_TO_REPORT: info(
    `A deployment in progress without a report for ${REPORT_INTERVAL} days.`,
    'UNIT_LEADS',
    'recordProgress',
  ),
  PROCESS_CHANGE_TO_RECORD: info(
    'A deployment in progress without a version of the defined process that contains the change, and without a waiver.',
    'UNIT_LEADS',
    'recordTailoring',
    'requestProcessWaiver',
  ),
  DEPLOYMENT_TO_ADOPT: info('A deployment at 100 percent that is not adopted.', 'UNIT_LEADS', 'adoptDeployment'),
  DEFERRAL_OVER: info(
    'A deployment that was deferred until a day that has come: is it resumed?',
    'DEPLOYMENT_LEADS',
    'resumeDeployment',
  ),
  RESCHEDULE_TO_DECIDE: info(
    'A deployment whose project requests another planned end.',
    'DEPLOYMENT_LEADS',
    'rescheduleDeployment',
    'declineReschedule',
  ),
  ADOPTION_TO_CONFIRM: info(
    'An adopted deployment that is not confirmed.',
    ['UNIT_LEADS', 'DEPLOYMENT_LEADS'],
    'confirmDeployment',
    'declineAdoption',
  ),
  BLOCKER_WITHOUT_OWNER: info(
    'A blocked deployment with a blocker that has no owner, or whose owner has left.',
    'DEPLOYMENT_LEADS',
    'unblockDeployment',
  ),
  ISSUE_WITHOUT_OWNER: info(
    'An open issue without an owner and without action, or whose owner has left.',
    ['UNIT_LEADS', 'DEPLOYMENT_LEADS'],
    'assignIssue',
    'startIssueAction',
  ),
  ISSUE_TO_CLOSE: info('An open issue of its owner.', 'OWNER', 'startIssueAction', 'closeIssue'),
  COORDINATION_OVERDUE: info(
    'A coordination activity whose due date has passed.',
    'OWNER',
    'completeCoordination',
    'reviseCoordination',
  ),
  COORDINATION_SHARE_TO_DO: info(
    'The share of a unit in an open coordination activity.',
    'UNIT_LEADS',
    'completeCoordinationShare',
  ),
  WAIVER_TO_DECIDE: info(
    'A requested process waiver: accepted or declined?',
    'SPONSORS',
    'acceptProcessWaiver',
    'declineProcessWaiver',
  ),
  CONSULTING_TO_SCHEDULE: info(
    'A requested consulting session that is not scheduled.',
    'DEPLOYMENT_LEADS',
    'scheduleConsulting',
    'declineConsulting',
  ),
  CONSULTING_TO_DELIVER: info('A consulting session that is scheduled.', 'OWNER', 'deliverConsulting'),
  REVIEW_TO_SHARE: info(
    'A concluded review with lessons that only those concerned may read.',
    'DEPLOYMENT_LEADS',
    'shareReview',
  ),
} as const satisfies Readonly<Record<string, WaitingKindInfo>>;

/** One place where work waits. */
export type WaitingKind = keyof typeof WAITING_KINDS;
