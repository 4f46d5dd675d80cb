/** What can happen to an improvement, and what each event means. */
export const improvementEvents = {
  ImprovementSuggested: 'An improvement was put forward.',
  ImprovementRevised: 'The words of an improvement, or the practices it addresses, changed.',
  ImprovementAnalyzed: 'Costs, benefits and barriers of an improvement are known.',
  ImprovementSelected: 'An improvement was chosen for deployment.',
  ImprovementDeploymentStarted: 'The deployment of an improvement began.',
  ImprovementDeployed: 'The deployment of an improvement is complete: each one confirmed, waived or rolled back.',
  ImprovementClosed: 'Nothing more is to be done for an improvement.',
  ImprovementRejected: 'An improvement was decided against.',
  ImprovementPutOnHold: 'An improvement was set aside for a time.',
  ImprovementResumed: 'An improvement goes on where it was set aside.',
  ImprovementRelated: 'How an improvement stands to another one was recorded.',
  ImprovementPrioritized: 'How urgent an improvement is was decided.',
  ImprovementUnrelated: 'An improvement no longer stands to another one as it was recorded.',
} as const;

/** What can happen to a revision, and what it means. */
export const revisionEvents = {
  RevisionRecorded: 'A measure, an objective, a priority or a plan was changed: before, after and why.',
} as const;

/** Name of an event of improvements. */
export type ImprovementEventType = keyof typeof improvementEvents;
