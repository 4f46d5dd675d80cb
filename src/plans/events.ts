/** What can happen to a deployment plan, and what each event means. */
export const planEvents = {
  PlanDrafted: 'A plan for the deployment of an improvement was drafted.',
  PlanRevised: 'A plan was changed; a change of scope, dates or targets made a new version.',
  PlanIncrementsReordered: 'The increments of a plan that have not started were reordered.',
  PlanSubmitted: 'A plan was submitted to a sponsor and the leads of its targets.',
  PlanAgreed: 'A stakeholder agreed to a version of a plan.',
  PlanDeclined: 'A stakeholder declined a version of a plan.',
  PlanActivated: 'A plan was activated.',
  PlanSuspended: 'A plan was suspended.',
  PlanResumed: 'A suspended plan was resumed.',
  PlanCanceled: 'A plan was canceled.',
  PlanDeviationAccepted: 'A sponsor accepted a deviation from a plan.',
  PlanConfirmed: 'A second person confirmed that the deployment by a plan is complete.',
  PlanReviewed: 'The results of a plan were reviewed.',
  PlanClosed: 'A plan was closed.',
} as const;

/** What can happen to an increment of a plan, and what each event means. */
export const incrementEvents = {
  IncrementAdded: 'An increment was added to a plan.',
  IncrementRevised: 'The text, the dates or the conditions of an increment changed.',
  IncrementReordered: 'An increment was moved within its plan.',
  IncrementDeploymentsAssigned: 'The deployments of an increment were set.',
  IncrementConditionMet: 'A condition of an increment is met.',
  IncrementReadied: 'An increment is ready to start.',
  IncrementStarted: 'An increment began.',
  IncrementBroughtToGate: 'An increment reached its gate, where a sponsor decides.',
  GateDecided: 'A sponsor decided at the gate of an increment.',
  IncrementResumed: 'An increment that was held was resumed.',
} as const;

/** Name of an event of plans. */
export type PlanEventType = keyof typeof planEvents;

/** Name of an event of increments. */
export type IncrementEventType = keyof typeof incrementEvents;
