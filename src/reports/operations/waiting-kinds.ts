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
    'An analyzed improvement: chosen or not?',
    'DEPLOYMENT_LEADS',
    'selectImprovement',
    'rejectImprovement',
  ),
  SELECTION_WITHOUT_PLAN: info(
    'A chosen improvement without a plan.',
    'DEPLOYMENT_LEADS',
    'draftPlan',
    'draftPlanFromTemplate',
  ),
  IMPROVEMENT_ON_HOLD: info('An improvement that was set aside.', 'DEPLOYMENT_LEADS', 'resumeImprovement'),
  IMPROVEMENT_TO_COMPLETE: info(
    'An improvement whose deployments are all over, and that has no plan which is yet to be confirmed: is it deployed, or decided against?',
    'DEPLOYMENT_LEADS',
    'completeImprovementDeployment',
    'rejectImprovement',
  ),
  IMPROVEMENT_TO_CLOSE: info(
    'A deployed improvement whose plans are all over.',
    'DEPLOYMENT_LEADS',
    'closeImprovement',
  ),
  PLAN_TO_SUBMIT: info('A plan that is being written.', 'DEPLOYMENT_LEADS', 'submitPlan'),
  PLAN_TO_AGREE: info('A plan in review to which no sponsor has agreed.', 'SPONSORS', 'agreeToPlan', 'declinePlan'),
  PLAN_TO_AGREE_FOR_UNIT: info(
    'A plan in review to which no lead of a target has agreed.',
    'UNIT_LEADS',
    'agreeToPlan',
    'declinePlan',
  ),
  PLAN_TO_ACTIVATE: info('A plan that all have agreed to.', 'DEPLOYMENT_LEADS', 'activatePlan'),
  PLAN_SUSPENDED: info(
    'A plan that was suspended: does it go on, or is it canceled?',
    'DEPLOYMENT_LEADS',
    'resumePlan',
    'cancelPlan',
  ),
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
  GATE_TO_DECIDE: info('An increment of an active plan at its gate.', 'SPONSORS', 'decideGate'),
  INCREMENT_HELD: info(
    'An increment of an active plan that was held at its gate until something is done.',
    'DEPLOYMENT_LEADS',
    'resumeIncrement',
  ),
  DEPLOYMENT_TO_BEGIN: info(
    'A planned deployment that may begin: its increment has started, or its day has come where the active plan has no increments.',
    'UNIT_LEADS',
    'prepareDeployment',
    'recordProgress',
  ),
  PROGRESS_TO_REPORT: info(
    `A deployment under way on which nothing has been reported for ${REPORT_INTERVAL} days.`,
    'UNIT_LEADS',
    'recordProgress',
  ),
  PROCESS_CHANGE_TO_RECORD: info(
    'A deployment in progress without a version of the defined process that carries the change, and without a waiver.',
    'UNIT_LEADS',
    'recordTailoring',
    'requestProcessWaiver',
  ),
  DEPLOYMENT_TO_ADOPT: info('A deployment at 100 percent that is not adopted.', 'UNIT_LEADS', 'adoptDeployment'),
  DEFERRAL_OVER: info(
    'A deployment that was put off until a day that has come: does it go on?',
    'DEPLOYMENT_LEADS',
    'resumeDeployment',
  ),
  RESCHEDULE_TO_DECIDE: info(
    'A deployment for which its project asks another planned end.',
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
    'A coordination activity that is not done although its day has passed.',
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
    'A process waiver that a project asks for: accepted or declined?',
    'SPONSORS',
    'acceptProcessWaiver',
    'declineProcessWaiver',
  ),
  CONSULTING_TO_SCHEDULE: info(
    'Help that a project asks for, without a day.',
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
