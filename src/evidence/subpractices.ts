import type { ImprovementOrigin } from '../generated/prisma/enums.js';

/**
 * What the records show of the model: each type of event is tagged with the subpractices of OPM SP 3.2 and the practices
 * of other areas that it is evidence for. This is the one place that says so. A tag says that there is something to look
 * at, never that it is good enough.
 */

/** The practice whose subpractices are meant. */
export const DEPLOYMENT_PRACTICE = 'OPM SP 3.2';

/** The practice with which it overlaps for improvements that came from an action proposal (OPM SP 3.2 refers to it). */
export const ACTION_PROPOSAL_PRACTICE = 'CAR SP 2.1';

/** What evidence consists of. */
export const EVIDENCE_KINDS = {
  IMPROVEMENT: 'The life cycle of improvements.',
  PLAN: 'The life cycle of deployment plans.',
  AGREEMENT: 'Responses of stakeholders to a version of a plan.',
  DEPLOYMENT: 'Progress of deployments.',
  ISSUE: 'Issues and their resolution.',
  RELATION: 'How improvements relate to each other.',
  COORDINATION: 'Coordination of units.',
  INCREMENT: 'Increments and their conditions.',
  GATE: 'Gates of increments and the decisions there.',
  PROCESS: 'A defined process, its versions, and what an improvement changed in it.',
  CONSULTING: 'Consulting for projects.',
  TRAINING: 'Training material and communication packages, their versions and deliveries.',
  CONFIRMATION: 'Confirmations of completeness, and accepted deviations.',
  REVIEW: 'A review of results, its decisions and its lessons.',
  REVISION: 'A change to a measure, an objective, a priority or a plan.',
  MEASUREMENT: 'A measure, its baseline and its readings.',
} as const;

/** What an item of evidence consists of. */
export type EvidenceKind = keyof typeof EVIDENCE_KINDS;

/** What a type of event is evidence for. */
export interface EvidenceTag {
  readonly kind: EvidenceKind;
  /** Numbers of subpractices of OPM SP 3.2, 1 to 8; empty where it shows other practices only. */
  readonly subpractices: readonly number[];
  /** Practices besides OPM SP 3.2, by their reference. */
  readonly practices: readonly string[];
}

const tag = (kind: EvidenceKind, subpractices: readonly number[], ...practices: string[]): EvidenceTag => ({
  kind,
  subpractices,
  practices,
});

const planning = tag('PLAN', [1], 'OPM SP 3.1');
const plan = tag('PLAN', [1]);
const agreement = tag('AGREEMENT', [1, 2], 'OPM SP 3.1');
const deployment = tag('DEPLOYMENT', [1]);
const issue = tag('ISSUE', [1]);
const relation = tag('RELATION', [2]);
const coordination = tag('COORDINATION', [2]);
const increment = tag('INCREMENT', [3]);
const gate = tag('GATE', [3]);
const processVersion = tag('PROCESS', [4], 'OPF SP 3.1', 'OPF SP 3.2', 'IPM SP 1.1');
const processWaiver = tag('PROCESS', [4], 'OPF SP 3.3', 'IPM SP 1.1');
const consulting = tag('CONSULTING', [5]);
const training = tag('TRAINING', [6]);
const confirmation = tag('CONFIRMATION', [7]);
const review = tag('REVIEW', [8], 'OPF SP 3.4');
const reading = tag('MEASUREMENT', [], 'OPM SP 3.3', 'MA SP 2.1');
const measure = tag('MEASUREMENT', [], 'MA SP 1.2');

/**
 * The table, by type of event; null for what is no evidence on purpose. OT SP 2.3 has none: no record here assesses
 * training, so it is shown by affirmations only.
 */
export const evidenceTags: Readonly<Record<string, EvidenceTag | null>> = {
  ImprovementSuggested: tag('IMPROVEMENT', [], 'OPM SP 2.1'),
  ImprovementRevised: null, // Words only.
  ImprovementAnalyzed: tag('IMPROVEMENT', [], 'OPM SP 2.2'),
  ImprovementSelected: tag('IMPROVEMENT', [], 'OPM SP 2.4'),
  ImprovementRejected: tag('IMPROVEMENT', [], 'OPM SP 2.4'),
  ImprovementPrioritized: null, // RevisionRecorded has the change of a priority, with its reason.
  ImprovementDeploymentStarted: tag('IMPROVEMENT', [1]),
  ImprovementPutOnHold: tag('IMPROVEMENT', [1]),
  ImprovementResumed: tag('IMPROVEMENT', [1]),
  ImprovementDeployed: confirmation,
  ImprovementClosed: tag('IMPROVEMENT', [8]),
  ImprovementRelated: relation,
  ImprovementUnrelated: relation,
  RevisionRecorded: tag('REVISION', [8]),

  PlanDrafted: planning,
  PlanRevised: planning,
  PlanIncrementsReordered: planning,
  PlanSubmitted: planning,
  PlanAgreed: agreement,
  PlanDeclined: agreement,
  PlanActivated: plan,
  PlanSuspended: plan,
  PlanResumed: plan,
  PlanCanceled: plan,
  PlanDeviationAccepted: confirmation,
  PlanConfirmed: confirmation,
  PlanReviewed: tag('REVIEW', [8]),
  PlanClosed: tag('PLAN', [8]),

  // What plans begin with shows nothing yet: the plans that are drafted from it do.
  PlanTemplateDefined: null,
  PlanTemplateRevised: null,
  PlanTemplateRetired: null,
  PlanTemplateReinstated: null,

  IncrementAdded: increment,
  IncrementRevised: increment,
  IncrementReordered: increment,
  IncrementDeploymentsAssigned: increment,
  IncrementConditionMet: increment,
  IncrementReadied: increment,
  IncrementStarted: increment,
  IncrementBroughtToGate: gate,
  GateDecided: gate,
  IncrementResumed: increment,

  DeploymentPlanned: deployment,
  DeploymentRescheduled: deployment,
  RescheduleRequested: deployment,
  RescheduleDeclined: deployment,
  DeploymentPrepared: deployment,
  ProgressRecorded: deployment,
  DeploymentBlocked: deployment,
  DeploymentUnblocked: deployment,
  DeploymentAdopted: tag('DEPLOYMENT', [1, 4]),
  AdoptionDeclined: tag('DEPLOYMENT', [1, 7]),
  DeploymentConfirmed: confirmation,
  DeploymentDeferred: deployment,
  DeploymentResumed: deployment,
  DeploymentWaived: deployment,
  DeploymentRolledBack: tag('DEPLOYMENT', [1, 3]),
  DeploymentReplanned: deployment,

  // What people say about records shows nothing by itself.
  CommentAdded: null,
  CommentRevised: null,
  CommentResolved: null,
  CommentReopened: null,
  CommentRemoved: null,
  StatusUpdatePosted: null, // What is monitored is in the events of deployments.

  IssueOpened: issue,
  IssueRevised: issue,
  IssueAssigned: issue,
  IssueActionStarted: issue,
  IssueClosed: issue,
  IssueReopened: issue,

  CoordinationOpened: coordination,
  CoordinationRevised: coordination,
  CoordinationShareDone: coordination,
  CoordinationCompleted: coordination,
  CoordinationDropped: coordination,

  DefinedProcessEstablished: processVersion,
  ProcessVersionIssued: processVersion,
  TailoringRecorded: processVersion,
  ProcessWaiverRequested: processWaiver,
  ProcessWaiverAccepted: processWaiver,
  ProcessWaiverDeclined: processWaiver,
  TailoringWithdrawn: processWaiver,

  ConsultingRequested: consulting,
  ConsultingRevised: consulting,
  ConsultingScheduled: consulting,
  ConsultingDeclined: consulting,
  ConsultingDelivered: consulting,
  ConsultingClosed: consulting,

  TrainingIdentified: training,
  TrainingRevised: training,
  TrainingDrafted: training,
  TrainingPublished: tag('TRAINING', [6], 'OT SP 2.1'),
  TrainingSuperseded: training,
  TrainingDropped: training,
  TrainingDelivered: tag('TRAINING', [6], 'OT SP 2.1', 'OT SP 2.2'),
  TrainingDeliveryCorrected: tag('TRAINING', [6], 'OT SP 2.2'),
  TrainingWaived: tag('TRAINING', [6], 'OT SP 2.2'),

  ReviewDrafted: review,
  ReviewRevised: review,
  ReviewDecided: review,
  ResultReviewed: review,
  ReviewShared: review,
  LessonRecorded: review,
  LessonRevised: review,

  MeasureDefined: measure,
  MeasureDropped: measure,
  MeasureRevised: measure,
  ObjectiveRevised: tag('MEASUREMENT', [], 'MA SP 1.1'),
  BaselineFixed: reading,
  ReadingRecorded: reading,
  ReadingCorrected: reading,

  // A person's word is no record of work: Practice.affirmations has it.
  PracticeAffirmed: null,
  AffirmationWithdrawn: null,
  // Who is there and what the model says is no work on an improvement.
  CatalogImported: null,
  OrganizationRevised: null,
  // What the calendar tells is nobody's work.
  DayBegan: null,
  DeploymentBecameLate: null,
  IncrementBecameLate: null,
  UnitAdded: null,
  UnitChanged: null,
  UnitRetired: null,
  UnitReinstated: null,
  UnitLeadAssigned: null,
  UnitLeadRemoved: null,
  PersonAdded: null,
  PersonRevised: null,
  ServiceAccountAdded: null,
  ServiceAccountOwnerChanged: null,
  PersonSubjectChanged: null,
  PersonRoleChanged: null,
  PersonDeactivated: null,
  PersonErased: null,
  PersonReactivated: null,
  GroupCreated: null,
  GroupRevised: null,
  GroupDeleted: null,
  GroupMemberAdded: null,
  GroupMemberRemoved: null,
  GroupMapped: null,
  GroupUnmapped: null,
  IssuerAdded: null,
  IssuerRevised: null,
  IssuerRemoved: null,
  FreshSignInRuleChanged: null,
};

/**
 * Consulting in place of training that was not finished shows the incremental approach with early adopters, too: the one
 * tag that depends on what an event says. `flag` is a field of the event's `after`, true where the tag applies.
 */
export const EARLY_ADOPTER = { type: 'ConsultingDelivered', flag: 'inPlaceOfTraining', subpractice: 3 } as const;

/** What decides which practices an event shows. */
export interface Shown {
  readonly type: string;
  /** The improvement concerned; null where there is none. */
  readonly improvementId: string | null;
  readonly after: unknown;
}

/**
 * Numbers of the subpractices of OPM SP 3.2 that an event is evidence for, ascending. They are about deploying improvements:
 * what concerns none, such as a version of a project's process for another reason, shows practices of other areas only.
 */
export function subpracticesOf({ type, improvementId, after }: Shown): readonly number[] {
  if (improvementId === null) return [];
  const numbers = evidenceTags[type]?.subpractices ?? [];
  const early = type === EARLY_ADOPTER.type && (after as Record<string, unknown> | null)?.[EARLY_ADOPTER.flag] === true;
  return early ? [EARLY_ADOPTER.subpractice, ...numbers] : numbers;
}

/**
 * Types of event that show a practice, whatever they say. An action proposal is carried out by deploying the improvement:
 * CAR SP 2.1 is shown by what shows OPM SP 3.2, for improvements that came from one.
 */
export function typesThatShow(practiceRef: string): readonly string[] {
  const ref = practiceRef === ACTION_PROPOSAL_PRACTICE ? DEPLOYMENT_PRACTICE : practiceRef;
  return Object.entries(evidenceTags).flatMap(([type, found]) =>
    found && (ref === DEPLOYMENT_PRACTICE ? found.subpractices.length > 0 : found.practices.includes(ref))
      ? [type]
      : [],
  );
}

/** What events or records concern: an improvement, one that came from an action proposal, or none. */
export type Concerned = 'improvement' | 'action proposal' | 'none';

/** What an event or a record concerns by the origin of its improvement; undefined where it has none. */
export function concernedBy(origin: ImprovementOrigin | undefined): Concerned {
  if (origin === undefined) return 'none';
  return origin === 'CAR_ACTION_PROPOSAL' ? 'action proposal' : 'improvement';
}

/**
 * References of the practices that types of event show, in the order of the table: OPM SP 3.2, where an improvement is
 * concerned, and those of other areas. What shows OPM SP 3.2 shows CAR SP 2.1, too, for improvements from action proposals.
 */
export function practicesShownBy(types: readonly string[], concerned: Concerned): readonly string[] {
  const deployment = {
    none: [],
    improvement: [DEPLOYMENT_PRACTICE],
    'action proposal': [DEPLOYMENT_PRACTICE, ACTION_PROPOSAL_PRACTICE],
  }[concerned];
  const refs = types.flatMap((type) => {
    const found = evidenceTags[type];
    return found ? [...(found.subpractices.length > 0 ? deployment : []), ...found.practices] : [];
  });
  return [...new Set(refs)];
}
