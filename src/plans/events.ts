/** What can happen to a deployment plan, and what each event means. */
export const planEvents = {
  PlanDrafted: 'A plan for the deployment of an improvement was drafted.',
  PlanRevised: 'What a plan says changed; a change of scope, dates or targets made a new version of it.',
  PlanIncrementsReordered: 'The increments of a plan that have not started were put in another order.',
  PlanSubmitted: 'A plan was put before a sponsor and the leads of its targets.',
  PlanAgreed: 'A stakeholder agreed to a version of a plan.',
  PlanDeclined: 'A stakeholder declined a version of a plan.',
  PlanActivated: 'The deployment of an improvement goes by its plan from now on.',
  PlanSuspended: 'A plan was set aside for a time.',
  PlanResumed: 'A plan that was set aside goes on.',
  PlanCanceled: 'A plan was given up.',
  PlanDeviationAccepted: 'Something that is not as a plan has it was accepted by a sponsor.',
  PlanConfirmed: 'A second person confirmed that the deployment by a plan is complete.',
  PlanReviewed: 'The results of a plan were reviewed.',
  PlanClosed: 'Nothing more is to be done for a plan.',
} as const;

/** What can happen to an increment of a plan, and what each event means. */
export const incrementEvents = {
  IncrementAdded: 'An increment was added to a plan.',
  IncrementRevised: 'The words, the dates or the conditions of an increment changed.',
  IncrementReordered: 'An increment took another place in its plan.',
  IncrementDeploymentsAssigned: 'Which deployments are part of an increment was decided.',
  IncrementConditionMet: 'A condition of an increment was found to be met.',
  IncrementReadied: 'An increment is ready to begin.',
  IncrementStarted: 'An increment began.',
  IncrementBroughtToGate: 'An increment waits for a sponsor to decide whether it passes.',
  GateDecided: 'A sponsor decided at the gate of an increment.',
  IncrementResumed: 'An increment that was held goes on.',
} as const;

/** Name of an event of plans. */
export type PlanEventType = keyof typeof planEvents;

/** Name of an event of increments. */
export type IncrementEventType = keyof typeof incrementEvents;
