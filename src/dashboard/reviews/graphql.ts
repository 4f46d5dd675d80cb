// Written by `npm run dashboard:types` from the .graphql files and schema.graphql.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type DecisionOutcome =
  | 'CHANGE'
  | 'NO_CHANGE';

export type ResultReviewFilter = {
  readonly states?: ReadonlyArray<ReviewState> | null | undefined;
};

export type ReviewState =
  | 'DRAFT'
  | 'REVIEWED'
  | 'SHARED';

export type ReviewTopic =
  | 'LESSONS'
  | 'MEASURES'
  | 'OBJECTIVES'
  | 'PLAN'
  | 'PRIORITIES';

export type RevisionKind =
  | 'MEASURE'
  | 'OBJECTIVE'
  | 'PLAN'
  | 'PRIORITY';

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

export type ResultReviewsQueryVariables = Exact<{
  filter: ResultReviewFilter;
  after?: string | null | undefined;
}>;


export type ResultReviewsQuery = { readonly resultReviews: { readonly totalCount: number, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly state: ReviewState, readonly summary: string, readonly createdAt: string, readonly reviewedAt: string | null, readonly sharedAt: string | null, readonly reviewedBy: { readonly name: string } | null, readonly plan: { readonly improvement: { readonly id: string, readonly title: string } }, readonly revisions: ReadonlyArray<{ readonly id: string, readonly kind: RevisionKind, readonly revisedAt: string, readonly reason: string | null, readonly improvement: { readonly id: string, readonly title: string }, readonly revisedBy: { readonly name: string } }>, readonly decisions: ReadonlyArray<{ readonly id: string, readonly topic: ReviewTopic, readonly outcome: DecisionOutcome, readonly reason: string, readonly decidedBy: { readonly name: string } }>, readonly lessons: ReadonlyArray<{ readonly id: string, readonly text: string, readonly recordedBy: { readonly name: string }, readonly unit: { readonly id: string, readonly name: string } | null }> }> } };

export const RefusalFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RuleViolationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"missing"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FreshSignInRequiredError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signInPath"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StaleVersionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}}]}}]}}]}}]}}]} as unknown as DocumentNode<RefusalFragment, unknown>;
export const ResultReviewsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ResultReviews"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ResultReviewFilter"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"resultReviews"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"CREATED_AT"}},{"kind":"ObjectField","name":{"kind":"Name","value":"direction"},"value":{"kind":"EnumValue","value":"DESC"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"summary"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"reviewedAt"}},{"kind":"Field","name":{"kind":"Name","value":"sharedAt"}},{"kind":"Field","name":{"kind":"Name","value":"reviewedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"improvement"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"revisions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"revisedAt"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"improvement"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}},{"kind":"Field","name":{"kind":"Name","value":"revisedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"decisions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"topic"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"decidedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"lessons"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"recordedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ResultReviewsQuery, ResultReviewsQueryVariables>;