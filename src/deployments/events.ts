/** What can happen to a deployment, and what each event means. */
export const deploymentEvents = {
  DeploymentPlanned: 'The deployment of an improvement in a project was planned.',
  DeploymentRescheduled: 'The planned dates of a deployment changed.',
  RescheduleRequested: 'A project asked for another planned end.',
  RescheduleDeclined: 'The planned end that a project asked for was declined.',
  DeploymentPrepared: 'A project began to get ready for an improvement.',
  ProgressRecorded: 'A project reported how far it has come.',
  DeploymentBlocked: 'Something got in the way of a deployment.',
  DeploymentUnblocked: 'Something in the way of a deployment was removed.',
  DeploymentAdopted: 'A project works with the improvement.',
  AdoptionDeclined: 'A second person declined an adoption: the project takes the improvement up again.',
  DeploymentConfirmed: 'A second person confirmed that a deployment is complete.',
  DeploymentDeferred: 'A deployment was put off.',
  DeploymentResumed: 'A deployment that was put off goes on.',
  DeploymentWaived: 'A project was released from an improvement.',
  DeploymentRolledBack: 'An improvement was taken back out of a project.',
  DeploymentReplanned: 'A waived or rolled-back deployment starts again.',
} as const;

/** Name of an event of deployments. */
export type DeploymentEventType = keyof typeof deploymentEvents;
