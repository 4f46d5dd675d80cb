// Written by `npm run dashboard:types` from the .graphql files and schema.graphql.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type AccessKind =
  | 'CHECKPOINT_READ'
  | 'COMMAND_REFUSED'
  | 'DOCUMENT_READ'
  | 'LIST_EXPORTED'
  | 'SESSION_ENDED'
  | 'SIGN_IN'
  | 'SIGN_IN_FAILED'
  | 'TOKEN_CREATED'
  | 'TOKEN_REVOKED'
  | 'TOKEN_ROTATED'
  | 'WEBHOOK_CHANGED';

export type AccessRecordFilter = {
  readonly from?: string | null | undefined;
  readonly kinds?: ReadonlyArray<AccessKind> | null | undefined;
  readonly personIds?: ReadonlyArray<string> | null | undefined;
  readonly to?: string | null | undefined;
  readonly tokenIds?: ReadonlyArray<string> | null | undefined;
};

export type CreateTokenInput = {
  readonly expiresOn: string;
  readonly name: string;
  readonly personId?: string | null | undefined;
  readonly scopes?: ReadonlyArray<string> | null | undefined;
  readonly unitIds?: ReadonlyArray<string> | null | undefined;
};

export type CreateWebhookInput = {
  readonly document?: string | null | undefined;
  readonly filter?: WebhookEventFilterInput | null | undefined;
  readonly mode?: WebhookMode | null | undefined;
  readonly name: string;
  readonly url: string;
};

export type DeleteWebhookInput = {
  readonly webhookId: string;
};

export type DisableWebhookInput = {
  readonly webhookId: string;
};

export type EnableWebhookInput = {
  readonly webhookId: string;
};

export type EventType =
  | 'ADOPTION_DECLINED'
  | 'AFFIRMATION_WITHDRAWN'
  | 'BASELINE_FIXED'
  | 'CATALOG_IMPORTED'
  | 'COMMENT_ADDED'
  | 'COMMENT_REMOVED'
  | 'COMMENT_REOPENED'
  | 'COMMENT_RESOLVED'
  | 'COMMENT_REVISED'
  | 'CONSULTING_CLOSED'
  | 'CONSULTING_DECLINED'
  | 'CONSULTING_DELIVERED'
  | 'CONSULTING_REQUESTED'
  | 'CONSULTING_REVISED'
  | 'CONSULTING_SCHEDULED'
  | 'COORDINATION_COMPLETED'
  | 'COORDINATION_DROPPED'
  | 'COORDINATION_OPENED'
  | 'COORDINATION_REVISED'
  | 'COORDINATION_SHARE_DONE'
  | 'DAY_BEGAN'
  | 'DEFINED_PROCESS_ESTABLISHED'
  | 'DEPLOYMENT_ADOPTED'
  | 'DEPLOYMENT_BECAME_LATE'
  | 'DEPLOYMENT_BLOCKED'
  | 'DEPLOYMENT_CONFIRMED'
  | 'DEPLOYMENT_DEFERRED'
  | 'DEPLOYMENT_PLANNED'
  | 'DEPLOYMENT_PREPARED'
  | 'DEPLOYMENT_REPLANNED'
  | 'DEPLOYMENT_RESCHEDULED'
  | 'DEPLOYMENT_RESUMED'
  | 'DEPLOYMENT_ROLLED_BACK'
  | 'DEPLOYMENT_UNBLOCKED'
  | 'DEPLOYMENT_WAIVED'
  | 'FRESH_SIGN_IN_RULE_CHANGED'
  | 'GATE_DECIDED'
  | 'GROUP_CREATED'
  | 'GROUP_DELETED'
  | 'GROUP_MAPPED'
  | 'GROUP_MEMBER_ADDED'
  | 'GROUP_MEMBER_REMOVED'
  | 'GROUP_REVISED'
  | 'GROUP_UNMAPPED'
  | 'IMPROVEMENT_ANALYZED'
  | 'IMPROVEMENT_CLOSED'
  | 'IMPROVEMENT_DEPLOYED'
  | 'IMPROVEMENT_DEPLOYMENT_STARTED'
  | 'IMPROVEMENT_PRIORITIZED'
  | 'IMPROVEMENT_PUT_ON_HOLD'
  | 'IMPROVEMENT_REJECTED'
  | 'IMPROVEMENT_RELATED'
  | 'IMPROVEMENT_RESUMED'
  | 'IMPROVEMENT_REVISED'
  | 'IMPROVEMENT_SELECTED'
  | 'IMPROVEMENT_SUGGESTED'
  | 'IMPROVEMENT_UNRELATED'
  | 'INCREMENT_ADDED'
  | 'INCREMENT_BECAME_LATE'
  | 'INCREMENT_BROUGHT_TO_GATE'
  | 'INCREMENT_CONDITION_MET'
  | 'INCREMENT_DEPLOYMENTS_ASSIGNED'
  | 'INCREMENT_READIED'
  | 'INCREMENT_REORDERED'
  | 'INCREMENT_RESUMED'
  | 'INCREMENT_REVISED'
  | 'INCREMENT_STARTED'
  | 'ISSUER_ADDED'
  | 'ISSUER_REMOVED'
  | 'ISSUER_REVISED'
  | 'ISSUE_ACTION_STARTED'
  | 'ISSUE_ASSIGNED'
  | 'ISSUE_CLOSED'
  | 'ISSUE_OPENED'
  | 'ISSUE_REOPENED'
  | 'ISSUE_REVISED'
  | 'LESSON_RECORDED'
  | 'LESSON_REVISED'
  | 'MEASURE_DEFINED'
  | 'MEASURE_DROPPED'
  | 'MEASURE_REVISED'
  | 'OBJECTIVE_REVISED'
  | 'ORGANIZATION_REVISED'
  | 'PERSON_ADDED'
  | 'PERSON_DEACTIVATED'
  | 'PERSON_ERASED'
  | 'PERSON_REACTIVATED'
  | 'PERSON_REVISED'
  | 'PERSON_ROLE_CHANGED'
  | 'PERSON_SUBJECT_CHANGED'
  | 'PLAN_ACTIVATED'
  | 'PLAN_AGREED'
  | 'PLAN_CANCELED'
  | 'PLAN_CLOSED'
  | 'PLAN_CONFIRMED'
  | 'PLAN_DECLINED'
  | 'PLAN_DEVIATION_ACCEPTED'
  | 'PLAN_DRAFTED'
  | 'PLAN_INCREMENTS_REORDERED'
  | 'PLAN_RESUMED'
  | 'PLAN_REVIEWED'
  | 'PLAN_REVISED'
  | 'PLAN_SUBMITTED'
  | 'PLAN_SUSPENDED'
  | 'PLAN_TEMPLATE_DEFINED'
  | 'PLAN_TEMPLATE_REINSTATED'
  | 'PLAN_TEMPLATE_RETIRED'
  | 'PLAN_TEMPLATE_REVISED'
  | 'PRACTICE_AFFIRMED'
  | 'PROCESS_VERSION_ISSUED'
  | 'PROCESS_WAIVER_ACCEPTED'
  | 'PROCESS_WAIVER_DECLINED'
  | 'PROCESS_WAIVER_REQUESTED'
  | 'PROGRESS_RECORDED'
  | 'READING_CORRECTED'
  | 'READING_RECORDED'
  | 'RESCHEDULE_DECLINED'
  | 'RESCHEDULE_REQUESTED'
  | 'RESULT_REVIEWED'
  | 'REVIEW_DECIDED'
  | 'REVIEW_DRAFTED'
  | 'REVIEW_REVISED'
  | 'REVIEW_SHARED'
  | 'REVISION_RECORDED'
  | 'SERVICE_ACCOUNT_ADDED'
  | 'SERVICE_ACCOUNT_OWNER_CHANGED'
  | 'STATUS_UPDATE_POSTED'
  | 'TAILORING_RECORDED'
  | 'TAILORING_WITHDRAWN'
  | 'TRAINING_DELIVERED'
  | 'TRAINING_DELIVERY_CORRECTED'
  | 'TRAINING_DRAFTED'
  | 'TRAINING_DROPPED'
  | 'TRAINING_IDENTIFIED'
  | 'TRAINING_PUBLISHED'
  | 'TRAINING_REVISED'
  | 'TRAINING_SUPERSEDED'
  | 'TRAINING_WAIVED'
  | 'UNIT_ADDED'
  | 'UNIT_CHANGED'
  | 'UNIT_LEAD_ASSIGNED'
  | 'UNIT_LEAD_REMOVED'
  | 'UNIT_REINSTATED'
  | 'UNIT_RETIRED';

export type FreshSignInOccasion =
  | 'AGREEMENT'
  | 'CONFIRMATION'
  | 'GATE';

export type GroupFilter = {
  readonly personIds?: ReadonlyArray<string> | null | undefined;
  readonly text?: string | null | undefined;
};

export type GroupMemberFilter = {
  readonly managedBy?: ReadonlyArray<MembershipSource> | null | undefined;
  readonly personIds?: ReadonlyArray<string> | null | undefined;
};

export type MembershipSource =
  | 'CLAIM'
  | 'HAND'
  | 'SCIM';

export type PersonFilter = {
  readonly active?: boolean | null | undefined;
  readonly ownerActive?: boolean | null | undefined;
  readonly ownerIds?: ReadonlyArray<string> | null | undefined;
  readonly roles?: ReadonlyArray<Role> | null | undefined;
  readonly serviceAccounts?: boolean | null | undefined;
  readonly text?: string | null | undefined;
};

export type ReplayWebhookInput = {
  readonly from: number;
  readonly webhookId: string;
};

export type RetentionSubject =
  | 'ACCESS_RECORDS'
  | 'ENDED_SESSIONS'
  | 'EVENTS'
  | 'IDEMPOTENCY_KEYS'
  | 'IDLE_SESSIONS'
  | 'REPLAYED_AGE'
  | 'REPLAYED_EVENTS'
  | 'SESSIONS'
  | 'WEBHOOK_DELIVERIES';

export type RetentionUnit =
  | 'DAYS'
  | 'EVENTS'
  | 'HOURS'
  | 'SECONDS';

export type RetryWebhookDeliveryInput = {
  readonly deliveryId: string;
};

export type ReviseWebhookInput = {
  readonly document?: string | null | undefined;
  readonly filter?: WebhookEventFilterInput | null | undefined;
  readonly mode?: WebhookMode | null | undefined;
  readonly name?: string | null | undefined;
  readonly url?: string | null | undefined;
  readonly webhookId: string;
};

export type RevokeSessionInput = {
  readonly sessionId: string;
};

export type RevokeTokenInput = {
  readonly tokenId: string;
};

export type RightSource =
  | 'GROUPS'
  | 'HAND';

export type Role =
  | 'ADMINISTRATOR'
  | 'DEPLOYMENT_LEAD'
  | 'PROJECT_LEAD'
  | 'SPONSOR'
  | 'VIEWER';

export type RotateTokenInput = {
  readonly expiresOn?: string | null | undefined;
  readonly overlapMinutes?: number | null | undefined;
  readonly tokenId?: string | null | undefined;
};

export type RotateWebhookSecretInput = {
  readonly overlapMinutes?: number | null | undefined;
  readonly webhookId: string;
};

export type TestWebhookInput = {
  readonly webhookId: string;
};

export type TokenFilter = {
  readonly expiresBefore?: string | null | undefined;
  readonly personIds?: ReadonlyArray<string> | null | undefined;
  readonly text?: string | null | undefined;
  readonly valid?: boolean | null | undefined;
};

export type UnitAttributeFilter = {
  readonly name: string;
  readonly values: ReadonlyArray<string>;
};

export type UnitFilter = {
  readonly attributes?: ReadonlyArray<UnitAttributeFilter> | null | undefined;
  readonly kinds?: ReadonlyArray<UnitKind> | null | undefined;
  readonly retired?: boolean | null | undefined;
  readonly text?: string | null | undefined;
};

export type UnitKind =
  | 'ORGANIZATIONAL_GROUP'
  | 'PROJECT'
  | 'SUPPORT_GROUP';

export type WebhookDeliveryFilter = {
  readonly states?: ReadonlyArray<WebhookDeliveryState> | null | undefined;
};

export type WebhookDeliveryState =
  | 'DELIVERED'
  | 'FAILED'
  | 'RETRYING';

export type WebhookEventFilterInput = {
  readonly actorIds?: ReadonlyArray<string> | null | undefined;
  readonly deploymentIds?: ReadonlyArray<string> | null | undefined;
  readonly improvementIds?: ReadonlyArray<string> | null | undefined;
  readonly planIds?: ReadonlyArray<string> | null | undefined;
  readonly types?: ReadonlyArray<EventType> | null | undefined;
  readonly unitIds?: ReadonlyArray<string> | null | undefined;
};

export type WebhookMode =
  | 'ORDERED'
  | 'PARK_FAILED';

export type WebhookStop =
  | 'DISABLED'
  | 'FAILING'
  | 'GONE'
  | 'OWNER_LEFT';

type Refusal_4dFuTtug3EtvkwcZebXrue2IqplV1smY3x0pbEpHoc_Fragment = (
  { readonly message: string }
  & { readonly __typename: 'AlreadyExistsError' | 'BatchRefusedError' | 'FileRejectedError' | 'ForbiddenError' | 'IdempotencyKeyReusedError' | 'NotFoundError' }
);

type Refusal_FreshSignInRequiredError_Fragment = (
  { readonly signInPath: string | null, readonly message: string }
  & { readonly __typename: 'FreshSignInRequiredError' }
);

type Refusal_InvalidInputError_Fragment = (
  { readonly message: string, readonly issues: ReadonlyArray<{ readonly path: string, readonly message: string }> }
  & { readonly __typename: 'InvalidInputError' }
);

type Refusal_RuleViolationError_Fragment = (
  { readonly source: string, readonly missing: ReadonlyArray<string>, readonly message: string }
  & { readonly __typename: 'RuleViolationError' }
);

type Refusal_StaleVersionError_Fragment = (
  { readonly currentVersion: number, readonly message: string, readonly changes: ReadonlyArray<
    | (
      { readonly position: number, readonly occurredAt: string, readonly note: string | null, readonly actor: { readonly name: string } | null, readonly changes: ReadonlyArray<{ readonly field: string, readonly before: unknown, readonly after: unknown }> }
      & { readonly __typename: 'AdoptionDeclined' | 'AffirmationWithdrawn' | 'BaselineFixed' | 'CatalogImported' | 'CommentAdded' | 'CommentRemoved' | 'CommentReopened' | 'CommentResolved' | 'CommentRevised' | 'ConsultingClosed' | 'ConsultingDeclined' | 'ConsultingDelivered' | 'ConsultingRequested' | 'ConsultingRevised' | 'ConsultingScheduled' | 'CoordinationCompleted' | 'CoordinationDropped' | 'CoordinationOpened' | 'CoordinationRevised' | 'CoordinationShareDone' }
    )
    | (
      { readonly position: number, readonly occurredAt: string, readonly note: string | null, readonly actor: { readonly name: string } | null, readonly changes: ReadonlyArray<{ readonly field: string, readonly before: unknown, readonly after: unknown }> }
      & { readonly __typename: 'DayBegan' | 'DefinedProcessEstablished' | 'DeploymentAdopted' | 'DeploymentBecameLate' | 'DeploymentBlocked' | 'DeploymentConfirmed' | 'DeploymentDeferred' | 'DeploymentPlanned' | 'DeploymentPrepared' | 'DeploymentReplanned' | 'DeploymentRescheduled' | 'DeploymentResumed' | 'DeploymentRolledBack' | 'DeploymentUnblocked' | 'DeploymentWaived' | 'FreshSignInRuleChanged' | 'GateDecided' | 'GroupCreated' | 'GroupDeleted' | 'GroupMapped' }
    )
    | (
      { readonly position: number, readonly occurredAt: string, readonly note: string | null, readonly actor: { readonly name: string } | null, readonly changes: ReadonlyArray<{ readonly field: string, readonly before: unknown, readonly after: unknown }> }
      & { readonly __typename: 'GroupMemberAdded' | 'GroupMemberRemoved' | 'GroupRevised' | 'GroupUnmapped' | 'ImprovementAnalyzed' | 'ImprovementClosed' | 'ImprovementDeployed' | 'ImprovementDeploymentStarted' | 'ImprovementPrioritized' | 'ImprovementPutOnHold' | 'ImprovementRejected' | 'ImprovementRelated' | 'ImprovementResumed' | 'ImprovementRevised' | 'ImprovementSelected' | 'ImprovementSuggested' | 'ImprovementUnrelated' | 'IncrementAdded' | 'IncrementBecameLate' | 'IncrementBroughtToGate' }
    )
    | (
      { readonly position: number, readonly occurredAt: string, readonly note: string | null, readonly actor: { readonly name: string } | null, readonly changes: ReadonlyArray<{ readonly field: string, readonly before: unknown, readonly after: unknown }> }
      & { readonly __typename: 'IncrementConditionMet' | 'IncrementDeploymentsAssigned' | 'IncrementReadied' | 'IncrementReordered' | 'IncrementResumed' | 'IncrementRevised' | 'IncrementStarted' | 'IssueActionStarted' | 'IssueAssigned' | 'IssueClosed' | 'IssueOpened' | 'IssueReopened' | 'IssueRevised' | 'IssuerAdded' | 'IssuerRemoved' | 'IssuerRevised' | 'LessonRecorded' | 'LessonRevised' | 'MeasureDefined' | 'MeasureDropped' }
    )
    | (
      { readonly position: number, readonly occurredAt: string, readonly note: string | null, readonly actor: { readonly name: string } | null, readonly changes: ReadonlyArray<{ readonly field: string, readonly before: unknown, readonly after: unknown }> }
      & { readonly __typename: 'MeasureRevised' | 'ObjectiveRevised' | 'OrganizationRevised' | 'OtherEvent' | 'PersonAdded' | 'PersonDeactivated' | 'PersonErased' | 'PersonReactivated' | 'PersonRevised' | 'PersonRoleChanged' | 'PersonSubjectChanged' | 'PlanActivated' | 'PlanAgreed' | 'PlanCanceled' | 'PlanClosed' | 'PlanConfirmed' | 'PlanDeclined' | 'PlanDeviationAccepted' | 'PlanDrafted' | 'PlanIncrementsReordered' }
    )
    | (
      { readonly position: number, readonly occurredAt: string, readonly note: string | null, readonly actor: { readonly name: string } | null, readonly changes: ReadonlyArray<{ readonly field: string, readonly before: unknown, readonly after: unknown }> }
      & { readonly __typename: 'PlanResumed' | 'PlanReviewed' | 'PlanRevised' | 'PlanSubmitted' | 'PlanSuspended' | 'PlanTemplateDefined' | 'PlanTemplateReinstated' | 'PlanTemplateRetired' | 'PlanTemplateRevised' | 'PracticeAffirmed' | 'ProcessVersionIssued' | 'ProcessWaiverAccepted' | 'ProcessWaiverDeclined' | 'ProcessWaiverRequested' | 'ProgressRecorded' | 'ReadingCorrected' | 'ReadingRecorded' | 'RescheduleDeclined' | 'RescheduleRequested' | 'Reset' }
    )
    | (
      { readonly position: number, readonly occurredAt: string, readonly note: string | null, readonly actor: { readonly name: string } | null, readonly changes: ReadonlyArray<{ readonly field: string, readonly before: unknown, readonly after: unknown }> }
      & { readonly __typename: 'ResultReviewed' | 'ReviewDecided' | 'ReviewDrafted' | 'ReviewRevised' | 'ReviewShared' | 'RevisionRecorded' | 'ServiceAccountAdded' | 'ServiceAccountOwnerChanged' | 'StatusUpdatePosted' | 'TailoringRecorded' | 'TailoringWithdrawn' | 'TrainingDelivered' | 'TrainingDeliveryCorrected' | 'TrainingDrafted' | 'TrainingDropped' | 'TrainingIdentified' | 'TrainingPublished' | 'TrainingRevised' | 'TrainingSuperseded' | 'TrainingWaived' }
    )
    | (
      { readonly position: number, readonly occurredAt: string, readonly note: string | null, readonly actor: { readonly name: string } | null, readonly changes: ReadonlyArray<{ readonly field: string, readonly before: unknown, readonly after: unknown }> }
      & { readonly __typename: 'UnitAdded' | 'UnitChanged' | 'UnitLeadAssigned' | 'UnitLeadRemoved' | 'UnitReinstated' | 'UnitRetired' }
    )
  > }
  & { readonly __typename: 'StaleVersionError' }
);

export type RefusalFragment =
  | Refusal_4dFuTtug3EtvkwcZebXrue2IqplV1smY3x0pbEpHoc_Fragment
  | Refusal_FreshSignInRequiredError_Fragment
  | Refusal_InvalidInputError_Fragment
  | Refusal_RuleViolationError_Fragment
  | Refusal_StaleVersionError_Fragment
;

export type AccessRecordsQueryVariables = Exact<{
  filter: AccessRecordFilter;
  after?: string | null | undefined;
}>;


export type AccessRecordsQuery = { readonly accessRecords: { readonly totalCount: number, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly kind: AccessKind, readonly about: string | null, readonly address: string | null, readonly agent: string | null, readonly count: number, readonly occurredAt: string, readonly position: number, readonly hash: string, readonly person: { readonly id: string, readonly name: string } | null, readonly token: { readonly id: string, readonly name: string } | null }> } };

export type FreshSignInsQueryVariables = Exact<{ [key: string]: never; }>;


export type FreshSignInsQuery = { readonly viewer: { readonly organization: (
      { readonly id: string, readonly version: number, readonly freshSignInOccasions: ReadonlyArray<FreshSignInOccasion>, readonly freshSignInMinutes: number, readonly freshSignInAcrValues: ReadonlyArray<string> }
      & { readonly __typename: 'Organization' }
    ) } };

export type AccountQueryVariables = Exact<{ [key: string]: never; }>;


export type AccountQuery = { readonly viewer: { readonly id: string, readonly mutations: ReadonlyArray<string>, readonly person: { readonly id: string, readonly name: string, readonly serviceAccounts: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string }> } }, readonly token: { readonly id: string } | null, readonly sessions: ReadonlyArray<{ readonly id: string, readonly address: string | null, readonly agent: string | null, readonly createdAt: string, readonly lastSeenAt: string, readonly expiresAt: string, readonly current: boolean }> } };

export type CreateTokenMutationVariables = Exact<{
  input: CreateTokenInput;
}>;


export type CreateTokenMutation = { readonly result:
    | (
      { readonly secret: string, readonly token: { readonly id: string, readonly name: string } }
      & { readonly __typename: 'CreateTokenPayload' }
    )
    | (
      { readonly message: string }
      & { readonly __typename: 'ForbiddenError' | 'NotFoundError' }
    )
    | (
      { readonly message: string, readonly issues: ReadonlyArray<{ readonly path: string, readonly message: string }> }
      & { readonly __typename: 'InvalidInputError' }
    )
    | (
      { readonly source: string, readonly missing: ReadonlyArray<string>, readonly message: string }
      & { readonly __typename: 'RuleViolationError' }
    )
   };

export type RotateTokenMutationVariables = Exact<{
  input: RotateTokenInput;
}>;


export type RotateTokenMutation = { readonly result:
    | (
      { readonly message: string }
      & { readonly __typename: 'ForbiddenError' | 'NotFoundError' }
    )
    | (
      { readonly message: string, readonly issues: ReadonlyArray<{ readonly path: string, readonly message: string }> }
      & { readonly __typename: 'InvalidInputError' }
    )
    | (
      { readonly secret: string, readonly token: { readonly id: string, readonly name: string } }
      & { readonly __typename: 'RotateTokenPayload' }
    )
    | (
      { readonly source: string, readonly missing: ReadonlyArray<string>, readonly message: string }
      & { readonly __typename: 'RuleViolationError' }
    )
   };

export type AdminGroupsQueryVariables = Exact<{
  filter: GroupFilter;
  after?: string | null | undefined;
}>;


export type AdminGroupsQuery = { readonly groups: { readonly totalCount: number, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly externalId: string | null, readonly members: { readonly totalCount: number }, readonly mappings: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly role: Role | null, readonly unit: { readonly id: string, readonly name: string } | null }> } }> } };

export type AdminGroupQueryVariables = Exact<{
  id: string;
  filter: GroupMemberFilter;
  after?: string | null | undefined;
}>;


export type AdminGroupQuery = { readonly node:
    | { readonly __typename: 'AcceptedDeviation' | 'AccessRecord' | 'AdoptionDeclined' | 'Affirmation' | 'AffirmationWithdrawn' | 'BaselineFixed' | 'Blocker' | 'CatalogImported' | 'Comment' | 'CommentAdded' | 'CommentRemoved' | 'CommentReopened' | 'CommentResolved' | 'CommentRevised' | 'ConsultingClosed' | 'ConsultingDeclined' | 'ConsultingDelivered' | 'ConsultingRequested' | 'ConsultingRevised' | 'ConsultingScheduled' }
    | { readonly __typename: 'ConsultingSession' | 'CoordinationActivity' | 'CoordinationCompleted' | 'CoordinationDropped' | 'CoordinationOpened' | 'CoordinationRevised' | 'CoordinationShare' | 'CoordinationShareDone' | 'DayBegan' | 'DefinedProcess' | 'DefinedProcessEstablished' | 'Deployment' | 'DeploymentAdopted' | 'DeploymentBecameLate' | 'DeploymentBlocked' | 'DeploymentConfirmed' | 'DeploymentDeferred' | 'DeploymentPlan' | 'DeploymentPlanned' | 'DeploymentPrepared' }
    | { readonly __typename: 'DeploymentReplanned' | 'DeploymentRescheduled' | 'DeploymentResumed' | 'DeploymentRolledBack' | 'DeploymentUnblocked' | 'DeploymentWaived' | 'FreshSignInRuleChanged' | 'GateDecided' | 'Goal' | 'GroupCreated' | 'GroupDeleted' | 'GroupMapped' | 'GroupMapping' | 'GroupMember' | 'GroupMemberAdded' | 'GroupMemberRemoved' | 'GroupRevised' | 'GroupUnmapped' | 'Improvement' | 'ImprovementAnalyzed' }
    | { readonly __typename: 'ImprovementClosed' | 'ImprovementDeployed' | 'ImprovementDeploymentStarted' | 'ImprovementPrioritized' | 'ImprovementPutOnHold' | 'ImprovementRejected' | 'ImprovementRelated' | 'ImprovementRelation' | 'ImprovementResumed' | 'ImprovementRevised' | 'ImprovementSelected' | 'ImprovementSuggested' | 'ImprovementUnrelated' | 'Increment' | 'IncrementAdded' | 'IncrementBecameLate' | 'IncrementBroughtToGate' | 'IncrementCondition' | 'IncrementConditionMet' | 'IncrementDeploymentsAssigned' }
    | { readonly __typename: 'IncrementReadied' | 'IncrementReordered' | 'IncrementResumed' | 'IncrementRevised' | 'IncrementStarted' | 'Issue' | 'IssueActionStarted' | 'IssueAssigned' | 'IssueClosed' | 'IssueOpened' | 'IssueReopened' | 'IssueRevised' | 'Issuer' | 'IssuerAdded' | 'IssuerRemoved' | 'IssuerRevised' | 'Lesson' | 'LessonRecorded' | 'LessonRevised' | 'MaturityLevel' }
    | { readonly __typename: 'Measure' | 'MeasureBaseline' | 'MeasureDefined' | 'MeasureDropped' | 'MeasureReading' | 'MeasureRevised' | 'ObjectiveRevised' | 'Organization' | 'OrganizationRevised' | 'OtherEvent' | 'Person' | 'PersonAdded' | 'PersonDeactivated' | 'PersonErased' | 'PersonReactivated' | 'PersonRevised' | 'PersonRoleChanged' | 'PersonSubjectChanged' | 'PlanActivated' | 'PlanAgreed' }
    | { readonly __typename: 'PlanAgreement' | 'PlanCanceled' | 'PlanClosed' | 'PlanConfirmed' | 'PlanDeclined' | 'PlanDeviationAccepted' | 'PlanDrafted' | 'PlanIncrementsReordered' | 'PlanResumed' | 'PlanReviewed' | 'PlanRevised' | 'PlanSubmitted' | 'PlanSuspended' | 'PlanTemplate' | 'PlanTemplateDefined' | 'PlanTemplateReinstated' | 'PlanTemplateRetired' | 'PlanTemplateRevised' | 'PlanVersion' | 'Practice' }
    | { readonly __typename: 'PracticeAffirmed' | 'ProcessArea' | 'ProcessAreaCategory' | 'ProcessVersion' | 'ProcessVersionIssued' | 'ProcessWaiverAccepted' | 'ProcessWaiverDeclined' | 'ProcessWaiverRequested' | 'ProgressRecorded' | 'ReadingCorrected' | 'ReadingRecorded' | 'Reference' | 'RescheduleDeclined' | 'RescheduleRequested' | 'Reset' | 'ResultReview' | 'ResultReviewed' | 'ReviewDecided' | 'ReviewDecision' | 'ReviewDrafted' }
    | { readonly __typename: 'ReviewRevised' | 'ReviewShared' | 'Revision' | 'RevisionRecorded' | 'ServiceAccountAdded' | 'ServiceAccountOwnerChanged' | 'StatusUpdate' | 'StatusUpdatePosted' | 'Subpractice' | 'Tailoring' | 'TailoringRecorded' | 'TailoringWithdrawn' | 'Token' | 'TrainingDelivered' | 'TrainingDelivery' | 'TrainingDeliveryCorrected' | 'TrainingDrafted' | 'TrainingDropped' | 'TrainingIdentified' | 'TrainingItem' }
    | { readonly __typename: 'TrainingPublished' | 'TrainingRevised' | 'TrainingSuperseded' | 'TrainingVersion' | 'TrainingWaived' | 'TrainingWaiver' | 'Unit' | 'UnitAdded' | 'UnitChanged' | 'UnitLeadAssigned' | 'UnitLeadRemoved' | 'UnitReinstated' | 'UnitRetired' | 'Viewer' | 'Webhook' | 'WebhookDelivery' | 'WorkProduct' }
    | (
      { readonly id: string, readonly name: string, readonly externalId: string | null, readonly version: number, readonly createdAt: string, readonly deletedAt: string | null, readonly members: { readonly totalCount: number, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly managedBy: MembershipSource, readonly addedAt: string, readonly person: { readonly id: string, readonly name: string, readonly role: Role, readonly active: boolean } }> }, readonly mappings: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly addedAt: string, readonly id: string, readonly role: Role | null, readonly unit: { readonly id: string, readonly name: string } | null }> }, readonly viewerCan: ReadonlyArray<{ readonly command: string, readonly allowed: boolean, readonly reason: string | null }> }
      & { readonly __typename: 'Group' }
    )
   | null };

export type GroupGiftFragment = { readonly id: string, readonly role: Role | null, readonly unit: { readonly id: string, readonly name: string } | null };

export type AdminIssuersQueryVariables = Exact<{ [key: string]: never; }>;


export type AdminIssuersQuery = { readonly viewer: { readonly id: string, readonly organization: { readonly id: string, readonly slug: string, readonly issuers: ReadonlyArray<{ readonly id: string, readonly name: string, readonly address: string, readonly clientId: string, readonly clientSecretSetAt: string | null, readonly audience: string | null, readonly subjectClaim: string, readonly scopes: ReadonlyArray<string>, readonly domains: ReadonlyArray<string>, readonly version: number, readonly createdAt: string, readonly viewerCan: ReadonlyArray<{ readonly command: string, readonly allowed: boolean, readonly reason: string | null }> }> } } };

export type AdminLogQueryVariables = Exact<{ [key: string]: never; }>;


export type AdminLogQuery = { readonly viewer: { readonly id: string, readonly organization: { readonly id: string, readonly slug: string, readonly position: number, readonly hash: string | null, readonly archivedThrough: number, readonly retention: ReadonlyArray<{ readonly subject: RetentionSubject, readonly amount: number | null, readonly unit: RetentionUnit | null, readonly setting: string | null }> | null } } };

export type AdminPeopleQueryVariables = Exact<{
  filter: PersonFilter;
  after?: string | null | undefined;
}>;


export type AdminPeopleQuery = { readonly people: { readonly totalCount: number, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly subject: string, readonly role: Role, readonly active: boolean, readonly erasedAt: string | null, readonly owner: { readonly id: string, readonly name: string, readonly active: boolean } | null }> } };

export type AdminPersonQueryVariables = Exact<{
  id: string;
}>;


export type AdminPersonQuery = { readonly node:
    | { readonly __typename: 'AcceptedDeviation' | 'AccessRecord' | 'AdoptionDeclined' | 'Affirmation' | 'AffirmationWithdrawn' | 'BaselineFixed' | 'Blocker' | 'CatalogImported' | 'Comment' | 'CommentAdded' | 'CommentRemoved' | 'CommentReopened' | 'CommentResolved' | 'CommentRevised' | 'ConsultingClosed' | 'ConsultingDeclined' | 'ConsultingDelivered' | 'ConsultingRequested' | 'ConsultingRevised' | 'ConsultingScheduled' }
    | { readonly __typename: 'ConsultingSession' | 'CoordinationActivity' | 'CoordinationCompleted' | 'CoordinationDropped' | 'CoordinationOpened' | 'CoordinationRevised' | 'CoordinationShare' | 'CoordinationShareDone' | 'DayBegan' | 'DefinedProcess' | 'DefinedProcessEstablished' | 'Deployment' | 'DeploymentAdopted' | 'DeploymentBecameLate' | 'DeploymentBlocked' | 'DeploymentConfirmed' | 'DeploymentDeferred' | 'DeploymentPlan' | 'DeploymentPlanned' | 'DeploymentPrepared' }
    | { readonly __typename: 'DeploymentReplanned' | 'DeploymentRescheduled' | 'DeploymentResumed' | 'DeploymentRolledBack' | 'DeploymentUnblocked' | 'DeploymentWaived' | 'FreshSignInRuleChanged' | 'GateDecided' | 'Goal' | 'Group' | 'GroupCreated' | 'GroupDeleted' | 'GroupMapped' | 'GroupMapping' | 'GroupMember' | 'GroupMemberAdded' | 'GroupMemberRemoved' | 'GroupRevised' | 'GroupUnmapped' | 'Improvement' }
    | { readonly __typename: 'ImprovementAnalyzed' | 'ImprovementClosed' | 'ImprovementDeployed' | 'ImprovementDeploymentStarted' | 'ImprovementPrioritized' | 'ImprovementPutOnHold' | 'ImprovementRejected' | 'ImprovementRelated' | 'ImprovementRelation' | 'ImprovementResumed' | 'ImprovementRevised' | 'ImprovementSelected' | 'ImprovementSuggested' | 'ImprovementUnrelated' | 'Increment' | 'IncrementAdded' | 'IncrementBecameLate' | 'IncrementBroughtToGate' | 'IncrementCondition' | 'IncrementConditionMet' }
    | { readonly __typename: 'IncrementDeploymentsAssigned' | 'IncrementReadied' | 'IncrementReordered' | 'IncrementResumed' | 'IncrementRevised' | 'IncrementStarted' | 'Issue' | 'IssueActionStarted' | 'IssueAssigned' | 'IssueClosed' | 'IssueOpened' | 'IssueReopened' | 'IssueRevised' | 'Issuer' | 'IssuerAdded' | 'IssuerRemoved' | 'IssuerRevised' | 'Lesson' | 'LessonRecorded' | 'LessonRevised' }
    | { readonly __typename: 'MaturityLevel' | 'Measure' | 'MeasureBaseline' | 'MeasureDefined' | 'MeasureDropped' | 'MeasureReading' | 'MeasureRevised' | 'ObjectiveRevised' | 'Organization' | 'OrganizationRevised' | 'OtherEvent' | 'PersonAdded' | 'PersonDeactivated' | 'PersonErased' | 'PersonReactivated' | 'PersonRevised' | 'PersonRoleChanged' | 'PersonSubjectChanged' | 'PlanActivated' | 'PlanAgreed' }
    | { readonly __typename: 'PlanAgreement' | 'PlanCanceled' | 'PlanClosed' | 'PlanConfirmed' | 'PlanDeclined' | 'PlanDeviationAccepted' | 'PlanDrafted' | 'PlanIncrementsReordered' | 'PlanResumed' | 'PlanReviewed' | 'PlanRevised' | 'PlanSubmitted' | 'PlanSuspended' | 'PlanTemplate' | 'PlanTemplateDefined' | 'PlanTemplateReinstated' | 'PlanTemplateRetired' | 'PlanTemplateRevised' | 'PlanVersion' | 'Practice' }
    | { readonly __typename: 'PracticeAffirmed' | 'ProcessArea' | 'ProcessAreaCategory' | 'ProcessVersion' | 'ProcessVersionIssued' | 'ProcessWaiverAccepted' | 'ProcessWaiverDeclined' | 'ProcessWaiverRequested' | 'ProgressRecorded' | 'ReadingCorrected' | 'ReadingRecorded' | 'Reference' | 'RescheduleDeclined' | 'RescheduleRequested' | 'Reset' | 'ResultReview' | 'ResultReviewed' | 'ReviewDecided' | 'ReviewDecision' | 'ReviewDrafted' }
    | { readonly __typename: 'ReviewRevised' | 'ReviewShared' | 'Revision' | 'RevisionRecorded' | 'ServiceAccountAdded' | 'ServiceAccountOwnerChanged' | 'StatusUpdate' | 'StatusUpdatePosted' | 'Subpractice' | 'Tailoring' | 'TailoringRecorded' | 'TailoringWithdrawn' | 'Token' | 'TrainingDelivered' | 'TrainingDelivery' | 'TrainingDeliveryCorrected' | 'TrainingDrafted' | 'TrainingDropped' | 'TrainingIdentified' | 'TrainingItem' }
    | { readonly __typename: 'TrainingPublished' | 'TrainingRevised' | 'TrainingSuperseded' | 'TrainingVersion' | 'TrainingWaived' | 'TrainingWaiver' | 'Unit' | 'UnitAdded' | 'UnitChanged' | 'UnitLeadAssigned' | 'UnitLeadRemoved' | 'UnitReinstated' | 'UnitRetired' | 'Viewer' | 'Webhook' | 'WebhookDelivery' | 'WorkProduct' }
    | (
      { readonly id: string, readonly name: string, readonly subject: string, readonly role: Role, readonly roleByHand: Role | null, readonly roleManagedBy: RightSource, readonly active: boolean, readonly erasedAt: string | null, readonly email: string | null, readonly locale: string | null, readonly timeZone: string | null, readonly version: number, readonly createdAt: string, readonly owner: { readonly id: string, readonly name: string, readonly active: boolean } | null, readonly sessions: ReadonlyArray<{ readonly id: string, readonly address: string | null, readonly agent: string | null, readonly createdAt: string, readonly lastSeenAt: string, readonly expiresAt: string, readonly current: boolean }> | null, readonly issuer: { readonly id: string, readonly name: string } | null, readonly ledUnits: ReadonlyArray<{ readonly id: string, readonly name: string }>, readonly groups: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string }> }, readonly serviceAccounts: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly role: Role, readonly active: boolean }> }, readonly viewerCan: ReadonlyArray<{ readonly command: string, readonly allowed: boolean, readonly reason: string | null }> }
      & { readonly __typename: 'Person' }
    )
   | null };

export type AdminTokensQueryVariables = Exact<{
  filter: TokenFilter;
  after?: string | null | undefined;
}>;


export type AdminTokensQuery = { readonly tokens: { readonly totalCount: number, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly prefix: string, readonly scopes: ReadonlyArray<string>, readonly unitIds: ReadonlyArray<string> | null, readonly createdAt: string, readonly expiresAt: string, readonly lastUsedAt: string | null, readonly lastUsedFrom: string | null, readonly revokedAt: string | null, readonly valid: boolean, readonly person: { readonly id: string, readonly name: string, readonly owner: { readonly name: string } | null } }> } };

export type RevokeTokenMutationVariables = Exact<{
  input: RevokeTokenInput;
}>;


export type RevokeTokenMutation = { readonly result:
    | (
      { readonly message: string }
      & { readonly __typename: 'ForbiddenError' | 'NotFoundError' }
    )
    | (
      { readonly message: string, readonly issues: ReadonlyArray<{ readonly path: string, readonly message: string }> }
      & { readonly __typename: 'InvalidInputError' }
    )
    | (
      { readonly tokenId: string }
      & { readonly __typename: 'RevokeTokenPayload' }
    )
   };

export type TokenEntryFragment = { readonly id: string, readonly name: string, readonly prefix: string, readonly scopes: ReadonlyArray<string>, readonly unitIds: ReadonlyArray<string> | null, readonly createdAt: string, readonly expiresAt: string, readonly lastUsedAt: string | null, readonly lastUsedFrom: string | null, readonly revokedAt: string | null, readonly valid: boolean, readonly person: { readonly id: string, readonly name: string, readonly owner: { readonly name: string } | null } };

export type SessionEntryFragment = { readonly id: string, readonly address: string | null, readonly agent: string | null, readonly createdAt: string, readonly lastSeenAt: string, readonly expiresAt: string, readonly current: boolean };

export type RevokeSessionMutationVariables = Exact<{
  input: RevokeSessionInput;
}>;


export type RevokeSessionMutation = { readonly result:
    | (
      { readonly message: string }
      & { readonly __typename: 'ForbiddenError' | 'NotFoundError' }
    )
    | (
      { readonly message: string, readonly issues: ReadonlyArray<{ readonly path: string, readonly message: string }> }
      & { readonly __typename: 'InvalidInputError' }
    )
    | (
      { readonly sessionId: string }
      & { readonly __typename: 'RevokeSessionPayload' }
    )
   };

export type FirstStepsQueryVariables = Exact<{ [key: string]: never; }>;


export type FirstStepsQuery = { readonly viewer: { readonly id: string, readonly organization: { readonly id: string, readonly name: string } }, readonly units: { readonly totalCount: number }, readonly people: { readonly totalCount: number }, readonly improvements: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly title: string }> } };

export type AdminUnitsQueryVariables = Exact<{
  filter: UnitFilter;
  after?: string | null | undefined;
}>;


export type AdminUnitsQuery = { readonly units: { readonly totalCount: number, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly kind: UnitKind, readonly retiredAt: string | null, readonly attributes: ReadonlyArray<{ readonly name: string, readonly value: string }>, readonly leads: ReadonlyArray<{ readonly id: string, readonly name: string }> }> } };

export type AdminUnitQueryVariables = Exact<{
  id: string;
}>;


export type AdminUnitQuery = { readonly node:
    | { readonly __typename: 'AcceptedDeviation' | 'AccessRecord' | 'AdoptionDeclined' | 'Affirmation' | 'AffirmationWithdrawn' | 'BaselineFixed' | 'Blocker' | 'CatalogImported' | 'Comment' | 'CommentAdded' | 'CommentRemoved' | 'CommentReopened' | 'CommentResolved' | 'CommentRevised' | 'ConsultingClosed' | 'ConsultingDeclined' | 'ConsultingDelivered' | 'ConsultingRequested' | 'ConsultingRevised' | 'ConsultingScheduled' }
    | { readonly __typename: 'ConsultingSession' | 'CoordinationActivity' | 'CoordinationCompleted' | 'CoordinationDropped' | 'CoordinationOpened' | 'CoordinationRevised' | 'CoordinationShare' | 'CoordinationShareDone' | 'DayBegan' | 'DefinedProcess' | 'DefinedProcessEstablished' | 'Deployment' | 'DeploymentAdopted' | 'DeploymentBecameLate' | 'DeploymentBlocked' | 'DeploymentConfirmed' | 'DeploymentDeferred' | 'DeploymentPlan' | 'DeploymentPlanned' | 'DeploymentPrepared' }
    | { readonly __typename: 'DeploymentReplanned' | 'DeploymentRescheduled' | 'DeploymentResumed' | 'DeploymentRolledBack' | 'DeploymentUnblocked' | 'DeploymentWaived' | 'FreshSignInRuleChanged' | 'GateDecided' | 'Goal' | 'Group' | 'GroupCreated' | 'GroupDeleted' | 'GroupMapped' | 'GroupMapping' | 'GroupMember' | 'GroupMemberAdded' | 'GroupMemberRemoved' | 'GroupRevised' | 'GroupUnmapped' | 'Improvement' }
    | { readonly __typename: 'ImprovementAnalyzed' | 'ImprovementClosed' | 'ImprovementDeployed' | 'ImprovementDeploymentStarted' | 'ImprovementPrioritized' | 'ImprovementPutOnHold' | 'ImprovementRejected' | 'ImprovementRelated' | 'ImprovementRelation' | 'ImprovementResumed' | 'ImprovementRevised' | 'ImprovementSelected' | 'ImprovementSuggested' | 'ImprovementUnrelated' | 'Increment' | 'IncrementAdded' | 'IncrementBecameLate' | 'IncrementBroughtToGate' | 'IncrementCondition' | 'IncrementConditionMet' }
    | { readonly __typename: 'IncrementDeploymentsAssigned' | 'IncrementReadied' | 'IncrementReordered' | 'IncrementResumed' | 'IncrementRevised' | 'IncrementStarted' | 'Issue' | 'IssueActionStarted' | 'IssueAssigned' | 'IssueClosed' | 'IssueOpened' | 'IssueReopened' | 'IssueRevised' | 'Issuer' | 'IssuerAdded' | 'IssuerRemoved' | 'IssuerRevised' | 'Lesson' | 'LessonRecorded' | 'LessonRevised' }
    | { readonly __typename: 'MaturityLevel' | 'Measure' | 'MeasureBaseline' | 'MeasureDefined' | 'MeasureDropped' | 'MeasureReading' | 'MeasureRevised' | 'ObjectiveRevised' | 'Organization' | 'OrganizationRevised' | 'OtherEvent' | 'Person' | 'PersonAdded' | 'PersonDeactivated' | 'PersonErased' | 'PersonReactivated' | 'PersonRevised' | 'PersonRoleChanged' | 'PersonSubjectChanged' | 'PlanActivated' }
    | { readonly __typename: 'PlanAgreed' | 'PlanAgreement' | 'PlanCanceled' | 'PlanClosed' | 'PlanConfirmed' | 'PlanDeclined' | 'PlanDeviationAccepted' | 'PlanDrafted' | 'PlanIncrementsReordered' | 'PlanResumed' | 'PlanReviewed' | 'PlanRevised' | 'PlanSubmitted' | 'PlanSuspended' | 'PlanTemplate' | 'PlanTemplateDefined' | 'PlanTemplateReinstated' | 'PlanTemplateRetired' | 'PlanTemplateRevised' | 'PlanVersion' }
    | { readonly __typename: 'Practice' | 'PracticeAffirmed' | 'ProcessArea' | 'ProcessAreaCategory' | 'ProcessVersion' | 'ProcessVersionIssued' | 'ProcessWaiverAccepted' | 'ProcessWaiverDeclined' | 'ProcessWaiverRequested' | 'ProgressRecorded' | 'ReadingCorrected' | 'ReadingRecorded' | 'Reference' | 'RescheduleDeclined' | 'RescheduleRequested' | 'Reset' | 'ResultReview' | 'ResultReviewed' | 'ReviewDecided' | 'ReviewDecision' }
    | { readonly __typename: 'ReviewDrafted' | 'ReviewRevised' | 'ReviewShared' | 'Revision' | 'RevisionRecorded' | 'ServiceAccountAdded' | 'ServiceAccountOwnerChanged' | 'StatusUpdate' | 'StatusUpdatePosted' | 'Subpractice' | 'Tailoring' | 'TailoringRecorded' | 'TailoringWithdrawn' | 'Token' | 'TrainingDelivered' | 'TrainingDelivery' | 'TrainingDeliveryCorrected' | 'TrainingDrafted' | 'TrainingDropped' | 'TrainingIdentified' }
    | { readonly __typename: 'TrainingItem' | 'TrainingPublished' | 'TrainingRevised' | 'TrainingSuperseded' | 'TrainingVersion' | 'TrainingWaived' | 'TrainingWaiver' | 'UnitAdded' | 'UnitChanged' | 'UnitLeadAssigned' | 'UnitLeadRemoved' | 'UnitReinstated' | 'UnitRetired' | 'Viewer' | 'Webhook' | 'WebhookDelivery' | 'WorkProduct' }
    | (
      { readonly id: string, readonly name: string, readonly kind: UnitKind, readonly version: number, readonly retiredAt: string | null, readonly createdAt: string, readonly attributes: ReadonlyArray<{ readonly name: string, readonly value: string }>, readonly leads: ReadonlyArray<{ readonly id: string, readonly name: string, readonly active: boolean, readonly owner: { readonly id: string } | null }>, readonly leadsByGroups: ReadonlyArray<{ readonly id: string }>, readonly viewerCan: ReadonlyArray<{ readonly command: string, readonly allowed: boolean, readonly reason: string | null }> }
      & { readonly __typename: 'Unit' }
    )
   | null };

export type WebhooksQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type WebhooksQuery = { readonly webhooks: { readonly totalCount: number, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly url: string, readonly enabled: boolean, readonly disabledFor: WebhookStop | null, readonly behind: number, readonly owner: { readonly id: string, readonly name: string }, readonly failed: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly error: string | null, readonly status: number | null, readonly lastAt: string }> } }> } };

export type WebhookQueryVariables = Exact<{
  id: string;
  filter: WebhookDeliveryFilter;
  after?: string | null | undefined;
}>;


export type WebhookQuery = { readonly node:
    | { readonly __typename: 'AcceptedDeviation' | 'AccessRecord' | 'AdoptionDeclined' | 'Affirmation' | 'AffirmationWithdrawn' | 'BaselineFixed' | 'Blocker' | 'CatalogImported' | 'Comment' | 'CommentAdded' | 'CommentRemoved' | 'CommentReopened' | 'CommentResolved' | 'CommentRevised' | 'ConsultingClosed' | 'ConsultingDeclined' | 'ConsultingDelivered' | 'ConsultingRequested' | 'ConsultingRevised' | 'ConsultingScheduled' }
    | { readonly __typename: 'ConsultingSession' | 'CoordinationActivity' | 'CoordinationCompleted' | 'CoordinationDropped' | 'CoordinationOpened' | 'CoordinationRevised' | 'CoordinationShare' | 'CoordinationShareDone' | 'DayBegan' | 'DefinedProcess' | 'DefinedProcessEstablished' | 'Deployment' | 'DeploymentAdopted' | 'DeploymentBecameLate' | 'DeploymentBlocked' | 'DeploymentConfirmed' | 'DeploymentDeferred' | 'DeploymentPlan' | 'DeploymentPlanned' | 'DeploymentPrepared' }
    | { readonly __typename: 'DeploymentReplanned' | 'DeploymentRescheduled' | 'DeploymentResumed' | 'DeploymentRolledBack' | 'DeploymentUnblocked' | 'DeploymentWaived' | 'FreshSignInRuleChanged' | 'GateDecided' | 'Goal' | 'Group' | 'GroupCreated' | 'GroupDeleted' | 'GroupMapped' | 'GroupMapping' | 'GroupMember' | 'GroupMemberAdded' | 'GroupMemberRemoved' | 'GroupRevised' | 'GroupUnmapped' | 'Improvement' }
    | { readonly __typename: 'ImprovementAnalyzed' | 'ImprovementClosed' | 'ImprovementDeployed' | 'ImprovementDeploymentStarted' | 'ImprovementPrioritized' | 'ImprovementPutOnHold' | 'ImprovementRejected' | 'ImprovementRelated' | 'ImprovementRelation' | 'ImprovementResumed' | 'ImprovementRevised' | 'ImprovementSelected' | 'ImprovementSuggested' | 'ImprovementUnrelated' | 'Increment' | 'IncrementAdded' | 'IncrementBecameLate' | 'IncrementBroughtToGate' | 'IncrementCondition' | 'IncrementConditionMet' }
    | { readonly __typename: 'IncrementDeploymentsAssigned' | 'IncrementReadied' | 'IncrementReordered' | 'IncrementResumed' | 'IncrementRevised' | 'IncrementStarted' | 'Issue' | 'IssueActionStarted' | 'IssueAssigned' | 'IssueClosed' | 'IssueOpened' | 'IssueReopened' | 'IssueRevised' | 'Issuer' | 'IssuerAdded' | 'IssuerRemoved' | 'IssuerRevised' | 'Lesson' | 'LessonRecorded' | 'LessonRevised' }
    | { readonly __typename: 'MaturityLevel' | 'Measure' | 'MeasureBaseline' | 'MeasureDefined' | 'MeasureDropped' | 'MeasureReading' | 'MeasureRevised' | 'ObjectiveRevised' | 'Organization' | 'OrganizationRevised' | 'OtherEvent' | 'Person' | 'PersonAdded' | 'PersonDeactivated' | 'PersonErased' | 'PersonReactivated' | 'PersonRevised' | 'PersonRoleChanged' | 'PersonSubjectChanged' | 'PlanActivated' }
    | { readonly __typename: 'PlanAgreed' | 'PlanAgreement' | 'PlanCanceled' | 'PlanClosed' | 'PlanConfirmed' | 'PlanDeclined' | 'PlanDeviationAccepted' | 'PlanDrafted' | 'PlanIncrementsReordered' | 'PlanResumed' | 'PlanReviewed' | 'PlanRevised' | 'PlanSubmitted' | 'PlanSuspended' | 'PlanTemplate' | 'PlanTemplateDefined' | 'PlanTemplateReinstated' | 'PlanTemplateRetired' | 'PlanTemplateRevised' | 'PlanVersion' }
    | { readonly __typename: 'Practice' | 'PracticeAffirmed' | 'ProcessArea' | 'ProcessAreaCategory' | 'ProcessVersion' | 'ProcessVersionIssued' | 'ProcessWaiverAccepted' | 'ProcessWaiverDeclined' | 'ProcessWaiverRequested' | 'ProgressRecorded' | 'ReadingCorrected' | 'ReadingRecorded' | 'Reference' | 'RescheduleDeclined' | 'RescheduleRequested' | 'Reset' | 'ResultReview' | 'ResultReviewed' | 'ReviewDecided' | 'ReviewDecision' }
    | { readonly __typename: 'ReviewDrafted' | 'ReviewRevised' | 'ReviewShared' | 'Revision' | 'RevisionRecorded' | 'ServiceAccountAdded' | 'ServiceAccountOwnerChanged' | 'StatusUpdate' | 'StatusUpdatePosted' | 'Subpractice' | 'Tailoring' | 'TailoringRecorded' | 'TailoringWithdrawn' | 'Token' | 'TrainingDelivered' | 'TrainingDelivery' | 'TrainingDeliveryCorrected' | 'TrainingDrafted' | 'TrainingDropped' | 'TrainingIdentified' }
    | { readonly __typename: 'TrainingItem' | 'TrainingPublished' | 'TrainingRevised' | 'TrainingSuperseded' | 'TrainingVersion' | 'TrainingWaived' | 'TrainingWaiver' | 'Unit' | 'UnitAdded' | 'UnitChanged' | 'UnitLeadAssigned' | 'UnitLeadRemoved' | 'UnitReinstated' | 'UnitRetired' | 'Viewer' | 'WebhookDelivery' | 'WorkProduct' }
    | (
      { readonly id: string, readonly name: string, readonly url: string, readonly mode: WebhookMode, readonly enabled: boolean, readonly disabledAt: string | null, readonly disabledFor: WebhookStop | null, readonly behind: number, readonly position: number, readonly publicKey: string | null, readonly document: string | null, readonly filter: { readonly types: ReadonlyArray<EventType> | null }, readonly owner: { readonly id: string, readonly name: string }, readonly deliveries: { readonly totalCount: number, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly type: string, readonly state: WebhookDeliveryState, readonly position: number | null, readonly status: number | null, readonly error: string | null, readonly answer: string | null, readonly attempts: number, readonly duration: number, readonly firstAt: string, readonly lastAt: string, readonly nextAt: string | null }> } }
      & { readonly __typename: 'Webhook' }
    )
   | null };

export type DeliveryFragment = { readonly id: string, readonly type: string, readonly state: WebhookDeliveryState, readonly position: number | null, readonly status: number | null, readonly error: string | null, readonly answer: string | null, readonly attempts: number, readonly duration: number, readonly firstAt: string, readonly lastAt: string, readonly nextAt: string | null };

export type CreateWebhookMutationVariables = Exact<{
  input: CreateWebhookInput;
}>;


export type CreateWebhookMutation = { readonly result:
    | (
      { readonly secret: string, readonly webhook: { readonly id: string, readonly name: string } }
      & { readonly __typename: 'CreateWebhookPayload' }
    )
    | (
      { readonly message: string }
      & { readonly __typename: 'ForbiddenError' | 'NotFoundError' }
    )
    | (
      { readonly message: string, readonly issues: ReadonlyArray<{ readonly path: string, readonly message: string }> }
      & { readonly __typename: 'InvalidInputError' }
    )
    | (
      { readonly source: string, readonly missing: ReadonlyArray<string>, readonly message: string }
      & { readonly __typename: 'RuleViolationError' }
    )
   };

export type ReviseWebhookMutationVariables = Exact<{
  input: ReviseWebhookInput;
}>;


export type ReviseWebhookMutation = { readonly result:
    | (
      { readonly message: string }
      & { readonly __typename: 'ForbiddenError' | 'NotFoundError' }
    )
    | (
      { readonly message: string, readonly issues: ReadonlyArray<{ readonly path: string, readonly message: string }> }
      & { readonly __typename: 'InvalidInputError' }
    )
    | (
      { readonly webhook: { readonly id: string } }
      & { readonly __typename: 'ReviseWebhookPayload' }
    )
   };

export type TestWebhookMutationVariables = Exact<{
  input: TestWebhookInput;
}>;


export type TestWebhookMutation = { readonly result:
    | (
      { readonly message: string }
      & { readonly __typename: 'ForbiddenError' | 'NotFoundError' }
    )
    | (
      { readonly message: string, readonly issues: ReadonlyArray<{ readonly path: string, readonly message: string }> }
      & { readonly __typename: 'InvalidInputError' }
    )
    | (
      { readonly source: string, readonly missing: ReadonlyArray<string>, readonly message: string }
      & { readonly __typename: 'RuleViolationError' }
    )
    | (
      { readonly delivery: { readonly id: string, readonly type: string, readonly state: WebhookDeliveryState, readonly position: number | null, readonly status: number | null, readonly error: string | null, readonly answer: string | null, readonly attempts: number, readonly duration: number, readonly firstAt: string, readonly lastAt: string, readonly nextAt: string | null } }
      & { readonly __typename: 'TestWebhookPayload' }
    )
   };

export type EnableWebhookMutationVariables = Exact<{
  input: EnableWebhookInput;
}>;


export type EnableWebhookMutation = { readonly result:
    | (
      { readonly webhook: { readonly id: string } }
      & { readonly __typename: 'EnableWebhookPayload' }
    )
    | (
      { readonly message: string }
      & { readonly __typename: 'ForbiddenError' | 'NotFoundError' }
    )
    | (
      { readonly message: string, readonly issues: ReadonlyArray<{ readonly path: string, readonly message: string }> }
      & { readonly __typename: 'InvalidInputError' }
    )
   };

export type DisableWebhookMutationVariables = Exact<{
  input: DisableWebhookInput;
}>;


export type DisableWebhookMutation = { readonly result:
    | (
      { readonly webhook: { readonly id: string } }
      & { readonly __typename: 'DisableWebhookPayload' }
    )
    | (
      { readonly message: string }
      & { readonly __typename: 'ForbiddenError' | 'NotFoundError' }
    )
    | (
      { readonly message: string, readonly issues: ReadonlyArray<{ readonly path: string, readonly message: string }> }
      & { readonly __typename: 'InvalidInputError' }
    )
   };

export type DeleteWebhookMutationVariables = Exact<{
  input: DeleteWebhookInput;
}>;


export type DeleteWebhookMutation = { readonly result:
    | (
      { readonly webhookId: string }
      & { readonly __typename: 'DeleteWebhookPayload' }
    )
    | (
      { readonly message: string }
      & { readonly __typename: 'ForbiddenError' | 'NotFoundError' }
    )
    | (
      { readonly message: string, readonly issues: ReadonlyArray<{ readonly path: string, readonly message: string }> }
      & { readonly __typename: 'InvalidInputError' }
    )
   };

export type RotateWebhookSecretMutationVariables = Exact<{
  input: RotateWebhookSecretInput;
}>;


export type RotateWebhookSecretMutation = { readonly result:
    | (
      { readonly message: string }
      & { readonly __typename: 'ForbiddenError' | 'NotFoundError' }
    )
    | (
      { readonly message: string, readonly issues: ReadonlyArray<{ readonly path: string, readonly message: string }> }
      & { readonly __typename: 'InvalidInputError' }
    )
    | (
      { readonly secret: string, readonly webhook: { readonly id: string, readonly name: string } }
      & { readonly __typename: 'RotateWebhookSecretPayload' }
    )
   };

export type ReplayWebhookMutationVariables = Exact<{
  input: ReplayWebhookInput;
}>;


export type ReplayWebhookMutation = { readonly result:
    | (
      { readonly message: string }
      & { readonly __typename: 'ForbiddenError' | 'NotFoundError' }
    )
    | (
      { readonly message: string, readonly issues: ReadonlyArray<{ readonly path: string, readonly message: string }> }
      & { readonly __typename: 'InvalidInputError' }
    )
    | (
      { readonly webhook: { readonly id: string } }
      & { readonly __typename: 'ReplayWebhookPayload' }
    )
   };

export type RetryWebhookDeliveryMutationVariables = Exact<{
  input: RetryWebhookDeliveryInput;
}>;


export type RetryWebhookDeliveryMutation = { readonly result:
    | (
      { readonly message: string }
      & { readonly __typename: 'ForbiddenError' | 'NotFoundError' }
    )
    | (
      { readonly message: string, readonly issues: ReadonlyArray<{ readonly path: string, readonly message: string }> }
      & { readonly __typename: 'InvalidInputError' }
    )
    | (
      { readonly delivery: { readonly id: string } }
      & { readonly __typename: 'RetryWebhookDeliveryPayload' }
    )
   };

export const RefusalFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RuleViolationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"missing"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FreshSignInRequiredError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signInPath"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StaleVersionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}}]}}]}}]}}]}}]} as unknown as DocumentNode<RefusalFragment, unknown>;
export const GroupGiftFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GroupGift"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupMapping"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<GroupGiftFragment, unknown>;
export const TokenEntryFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TokenEntry"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Token"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"prefix"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}},{"kind":"Field","name":{"kind":"Name","value":"unitIds"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedFrom"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}},{"kind":"Field","name":{"kind":"Name","value":"valid"}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"owner"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<TokenEntryFragment, unknown>;
export const SessionEntryFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionEntry"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"address"}},{"kind":"Field","name":{"kind":"Name","value":"agent"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"current"}}]}}]} as unknown as DocumentNode<SessionEntryFragment, unknown>;
export const DeliveryFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Delivery"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookDelivery"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"error"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"}},{"kind":"Field","name":{"kind":"Name","value":"duration"}},{"kind":"Field","name":{"kind":"Name","value":"firstAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextAt"}}]}}]} as unknown as DocumentNode<DeliveryFragment, unknown>;
export const AccessRecordsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AccessRecords"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AccessRecordFilter"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accessRecords"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"about"}},{"kind":"Field","name":{"kind":"Name","value":"address"}},{"kind":"Field","name":{"kind":"Name","value":"agent"}},{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"hash"}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"token"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<AccessRecordsQuery, AccessRecordsQueryVariables>;
export const FreshSignInsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FreshSignIns"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"freshSignInOccasions"}},{"kind":"Field","name":{"kind":"Name","value":"freshSignInMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"freshSignInAcrValues"}}]}}]}}]}}]} as unknown as DocumentNode<FreshSignInsQuery, FreshSignInsQueryVariables>;
export const AccountDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"mutations"}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"serviceAccounts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"active"},"value":{"kind":"BooleanValue","value":true}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"token"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sessions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SessionEntry"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionEntry"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"address"}},{"kind":"Field","name":{"kind":"Name","value":"agent"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"current"}}]}}]} as unknown as DocumentNode<AccountQuery, AccountQueryVariables>;
export const CreateTokenDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateToken"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateTokenInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"createToken"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreateTokenPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"secret"}},{"kind":"Field","name":{"kind":"Name","value":"token"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RuleViolationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"missing"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FreshSignInRequiredError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signInPath"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StaleVersionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}}]}}]}}]}}]}}]} as unknown as DocumentNode<CreateTokenMutation, CreateTokenMutationVariables>;
export const RotateTokenDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RotateToken"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RotateTokenInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"rotateToken"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RotateTokenPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"secret"}},{"kind":"Field","name":{"kind":"Name","value":"token"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RuleViolationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"missing"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FreshSignInRequiredError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signInPath"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StaleVersionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}}]}}]}}]}}]}}]} as unknown as DocumentNode<RotateTokenMutation, RotateTokenMutationVariables>;
export const AdminGroupsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AdminGroups"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"GroupFilter"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groups"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"members"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"mappings"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GroupGift"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GroupGift"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupMapping"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<AdminGroupsQuery, AdminGroupsQueryVariables>;
export const AdminGroupDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AdminGroup"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"GroupMemberFilter"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Group"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"deletedAt"}},{"kind":"Field","name":{"kind":"Name","value":"members"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"managedBy"}},{"kind":"Field","name":{"kind":"Name","value":"addedAt"}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"active"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"mappings"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GroupGift"}},{"kind":"Field","name":{"kind":"Name","value":"addedAt"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"viewerCan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"command"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GroupGift"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupMapping"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<AdminGroupQuery, AdminGroupQueryVariables>;
export const AdminIssuersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AdminIssuers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"issuers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"address"}},{"kind":"Field","name":{"kind":"Name","value":"clientId"}},{"kind":"Field","name":{"kind":"Name","value":"clientSecretSetAt"}},{"kind":"Field","name":{"kind":"Name","value":"audience"}},{"kind":"Field","name":{"kind":"Name","value":"subjectClaim"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}},{"kind":"Field","name":{"kind":"Name","value":"domains"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"viewerCan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"command"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<AdminIssuersQuery, AdminIssuersQueryVariables>;
export const AdminLogDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AdminLog"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"hash"}},{"kind":"Field","name":{"kind":"Name","value":"archivedThrough"}},{"kind":"Field","name":{"kind":"Name","value":"retention"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"setting"}}]}}]}}]}}]}}]} as unknown as DocumentNode<AdminLogQuery, AdminLogQueryVariables>;
export const AdminPeopleDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AdminPeople"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PersonFilter"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"people"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"NAME"}},{"kind":"ObjectField","name":{"kind":"Name","value":"direction"},"value":{"kind":"EnumValue","value":"ASC"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"active"}},{"kind":"Field","name":{"kind":"Name","value":"erasedAt"}},{"kind":"Field","name":{"kind":"Name","value":"owner"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"active"}}]}}]}}]}}]}}]} as unknown as DocumentNode<AdminPeopleQuery, AdminPeopleQueryVariables>;
export const AdminPersonDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AdminPerson"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Person"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"roleByHand"}},{"kind":"Field","name":{"kind":"Name","value":"roleManagedBy"}},{"kind":"Field","name":{"kind":"Name","value":"active"}},{"kind":"Field","name":{"kind":"Name","value":"erasedAt"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"owner"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"active"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sessions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SessionEntry"}}]}},{"kind":"Field","name":{"kind":"Name","value":"issuer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ledUnits"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"groups"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"serviceAccounts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"active"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"viewerCan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"command"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionEntry"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"address"}},{"kind":"Field","name":{"kind":"Name","value":"agent"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"current"}}]}}]} as unknown as DocumentNode<AdminPersonQuery, AdminPersonQueryVariables>;
export const AdminTokensDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AdminTokens"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TokenFilter"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tokens"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"TokenEntry"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TokenEntry"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Token"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"prefix"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}},{"kind":"Field","name":{"kind":"Name","value":"unitIds"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedFrom"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}},{"kind":"Field","name":{"kind":"Name","value":"valid"}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"owner"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<AdminTokensQuery, AdminTokensQueryVariables>;
export const RevokeTokenDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RevokeToken"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RevokeTokenInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"revokeToken"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RevokeTokenPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tokenId"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RuleViolationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"missing"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FreshSignInRequiredError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signInPath"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StaleVersionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}}]}}]}}]}}]}}]} as unknown as DocumentNode<RevokeTokenMutation, RevokeTokenMutationVariables>;
export const RevokeSessionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RevokeSession"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RevokeSessionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"revokeSession"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RevokeSessionPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sessionId"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RuleViolationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"missing"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FreshSignInRequiredError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signInPath"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StaleVersionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}}]}}]}}]}}]}}]} as unknown as DocumentNode<RevokeSessionMutation, RevokeSessionMutationVariables>;
export const FirstStepsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FirstSteps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"units"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"people"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"active"},"value":{"kind":"BooleanValue","value":true}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"improvements"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}}]}}]}}]} as unknown as DocumentNode<FirstStepsQuery, FirstStepsQueryVariables>;
export const AdminUnitsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AdminUnits"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UnitFilter"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"units"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"NAME"}},{"kind":"ObjectField","name":{"kind":"Name","value":"direction"},"value":{"kind":"EnumValue","value":"ASC"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"retiredAt"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"leads"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<AdminUnitsQuery, AdminUnitsQueryVariables>;
export const AdminUnitDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AdminUnit"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Unit"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"retiredAt"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"leads"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"active"}},{"kind":"Field","name":{"kind":"Name","value":"owner"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"leadsByGroups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"viewerCan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"command"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}}]}}]}}]} as unknown as DocumentNode<AdminUnitQuery, AdminUnitQueryVariables>;
export const WebhooksDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Webhooks"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"webhooks"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"disabledFor"}},{"kind":"Field","name":{"kind":"Name","value":"behind"}},{"kind":"Field","name":{"kind":"Name","value":"owner"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"failed"},"name":{"kind":"Name","value":"deliveries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"states"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"FAILED"},{"kind":"EnumValue","value":"RETRYING"}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"error"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"lastAt"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<WebhooksQuery, WebhooksQueryVariables>;
export const WebhookDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Webhook"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookDeliveryFilter"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Webhook"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"disabledAt"}},{"kind":"Field","name":{"kind":"Name","value":"disabledFor"}},{"kind":"Field","name":{"kind":"Name","value":"behind"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"publicKey"}},{"kind":"Field","name":{"kind":"Name","value":"document"}},{"kind":"Field","name":{"kind":"Name","value":"filter"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"types"}}]}},{"kind":"Field","name":{"kind":"Name","value":"owner"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"deliveries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Delivery"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Delivery"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookDelivery"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"error"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"}},{"kind":"Field","name":{"kind":"Name","value":"duration"}},{"kind":"Field","name":{"kind":"Name","value":"firstAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextAt"}}]}}]} as unknown as DocumentNode<WebhookQuery, WebhookQueryVariables>;
export const CreateWebhookDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateWebhook"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateWebhookInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"createWebhook"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreateWebhookPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"secret"}},{"kind":"Field","name":{"kind":"Name","value":"webhook"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RuleViolationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"missing"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FreshSignInRequiredError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signInPath"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StaleVersionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}}]}}]}}]}}]}}]} as unknown as DocumentNode<CreateWebhookMutation, CreateWebhookMutationVariables>;
export const ReviseWebhookDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReviseWebhook"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReviseWebhookInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"reviseWebhook"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ReviseWebhookPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"webhook"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RuleViolationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"missing"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FreshSignInRequiredError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signInPath"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StaleVersionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ReviseWebhookMutation, ReviseWebhookMutationVariables>;
export const TestWebhookDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TestWebhook"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TestWebhookInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"testWebhook"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TestWebhookPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"delivery"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Delivery"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Delivery"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookDelivery"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"error"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"}},{"kind":"Field","name":{"kind":"Name","value":"duration"}},{"kind":"Field","name":{"kind":"Name","value":"firstAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RuleViolationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"missing"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FreshSignInRequiredError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signInPath"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StaleVersionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}}]}}]}}]}}]}}]} as unknown as DocumentNode<TestWebhookMutation, TestWebhookMutationVariables>;
export const EnableWebhookDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"EnableWebhook"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"EnableWebhookInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"enableWebhook"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"EnableWebhookPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"webhook"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RuleViolationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"missing"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FreshSignInRequiredError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signInPath"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StaleVersionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}}]}}]}}]}}]}}]} as unknown as DocumentNode<EnableWebhookMutation, EnableWebhookMutationVariables>;
export const DisableWebhookDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DisableWebhook"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DisableWebhookInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"disableWebhook"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DisableWebhookPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"webhook"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RuleViolationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"missing"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FreshSignInRequiredError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signInPath"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StaleVersionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}}]}}]}}]}}]}}]} as unknown as DocumentNode<DisableWebhookMutation, DisableWebhookMutationVariables>;
export const DeleteWebhookDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteWebhook"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteWebhookInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"deleteWebhook"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteWebhookPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"webhookId"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RuleViolationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"missing"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FreshSignInRequiredError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signInPath"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StaleVersionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}}]}}]}}]}}]}}]} as unknown as DocumentNode<DeleteWebhookMutation, DeleteWebhookMutationVariables>;
export const RotateWebhookSecretDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RotateWebhookSecret"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RotateWebhookSecretInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"rotateWebhookSecret"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RotateWebhookSecretPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"secret"}},{"kind":"Field","name":{"kind":"Name","value":"webhook"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RuleViolationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"missing"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FreshSignInRequiredError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signInPath"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StaleVersionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}}]}}]}}]}}]}}]} as unknown as DocumentNode<RotateWebhookSecretMutation, RotateWebhookSecretMutationVariables>;
export const ReplayWebhookDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReplayWebhook"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReplayWebhookInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"replayWebhook"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ReplayWebhookPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"webhook"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RuleViolationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"missing"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FreshSignInRequiredError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signInPath"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StaleVersionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ReplayWebhookMutation, ReplayWebhookMutationVariables>;
export const RetryWebhookDeliveryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RetryWebhookDelivery"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RetryWebhookDeliveryInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"retryWebhookDelivery"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RetryWebhookDeliveryPayload"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"delivery"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Refusal"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RuleViolationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"missing"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FreshSignInRequiredError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signInPath"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StaleVersionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}}]}}]}}]}}]}}]} as unknown as DocumentNode<RetryWebhookDeliveryMutation, RetryWebhookDeliveryMutationVariables>;