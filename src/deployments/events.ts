/** What can happen to a deployment, and what each event means. */
export const deploymentEvents = {
  DeploymentPlanned: 'The deployment of an improvement in a project was planned.',
  DeploymentRescheduled: 'The planned dates of a deployment changed.',
  RescheduleRequested: 'A project asked for another planned end.',
  RescheduleDeclined: 'The planned end that a project asked for was declined.',
  DeploymentPrepared: 'A project started to prepare for an improvement.',
  ProgressRecorded: 'A project reported progress.',
  DeploymentBlocked: 'A blocker of a deployment was reported.',
  DeploymentUnblocked: 'A blocker of a deployment was resolved.',
  DeploymentAdopted: 'A project adopted the improvement.',
  AdoptionDeclined: 'A second person declined an adoption; the project continues to adopt the improvement.',
  DeploymentConfirmed: 'A second person confirmed that a deployment is complete.',
  DeploymentDeferred: 'A deployment was deferred.',
  DeploymentResumed: 'A deferred deployment was resumed.',
  DeploymentWaived: 'A deployment was waived.',
  DeploymentRolledBack: 'A deployment was rolled back.',
  DeploymentReplanned: 'A waived or rolled-back deployment was planned again.',
} as const;

/** Name of an event of deployments. */
export type DeploymentEventType = keyof typeof deploymentEvents;
