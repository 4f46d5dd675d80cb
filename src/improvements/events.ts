/** What can happen to an improvement, and what each event means. */
export const improvementEvents = {
  ImprovementSuggested: 'An improvement was suggested.',
  ImprovementRevised: 'The text of an improvement, or the practices that it addresses, changed.',
  ImprovementAnalyzed: 'An improvement was analyzed: its costs, benefits and barriers are known.',
  ImprovementSelected: 'An improvement was selected for deployment.',
  ImprovementDeploymentStarted: 'The deployment of an improvement began.',
  ImprovementDeployed: 'The deployment of an improvement is complete: each one confirmed, waived or rolled back.',
  ImprovementClosed: 'An improvement was closed.',
  ImprovementRejected: 'An improvement was rejected.',
  ImprovementPutOnHold: 'An improvement was put on hold.',
  ImprovementResumed: 'An improvement was resumed.',
  ImprovementRelated: 'A relation between two improvements was recorded.',
  ImprovementPrioritized: 'The priority of an improvement was set.',
  ImprovementUnrelated: 'A relation between two improvements was removed.',
} as const;

/** What can happen to a revision, and what it means. */
export const revisionEvents = {
  RevisionRecorded: 'A measure, an objective, a priority or a plan was changed: before, after and why.',
} as const;

/** Name of an event of improvements. */
export type ImprovementEventType = keyof typeof improvementEvents;
