// Written by `npm run dashboard:types` from the .graphql files and schema.graphql.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type CommentState =
  | 'OPEN'
  | 'REMOVED'
  | 'RESOLVED';

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

export type CommentsQueryVariables = Exact<{
  id: string;
}>;


export type CommentsQuery = { readonly node: { readonly comments: { readonly totalCount: number, readonly nodes: ReadonlyArray<(
        { readonly id: string, readonly version: number, readonly state: CommentState, readonly body: string | null, readonly createdAt: string, readonly revisedAt: string | null, readonly replies: { readonly totalCount: number, readonly nodes: ReadonlyArray<(
            { readonly id: string, readonly version: number, readonly state: CommentState, readonly body: string | null, readonly createdAt: string, readonly revisedAt: string | null, readonly author: { readonly name: string }, readonly mentions: ReadonlyArray<{ readonly id: string, readonly name: string }>, readonly resolvedBy: { readonly name: string } | null, readonly viewerCan: ReadonlyArray<{ readonly command: string, readonly allowed: boolean }> }
            & { readonly __typename: 'Comment' }
          )> }, readonly author: { readonly name: string }, readonly mentions: ReadonlyArray<{ readonly id: string, readonly name: string }>, readonly resolvedBy: { readonly name: string } | null, readonly viewerCan: ReadonlyArray<{ readonly command: string, readonly allowed: boolean }> }
        & { readonly __typename: 'Comment' }
      )> } } | null };

export type ThreadsFragment = { readonly totalCount: number, readonly nodes: ReadonlyArray<(
    { readonly id: string, readonly version: number, readonly state: CommentState, readonly body: string | null, readonly createdAt: string, readonly revisedAt: string | null, readonly replies: { readonly totalCount: number, readonly nodes: ReadonlyArray<(
        { readonly id: string, readonly version: number, readonly state: CommentState, readonly body: string | null, readonly createdAt: string, readonly revisedAt: string | null, readonly author: { readonly name: string }, readonly mentions: ReadonlyArray<{ readonly id: string, readonly name: string }>, readonly resolvedBy: { readonly name: string } | null, readonly viewerCan: ReadonlyArray<{ readonly command: string, readonly allowed: boolean }> }
        & { readonly __typename: 'Comment' }
      )> }, readonly author: { readonly name: string }, readonly mentions: ReadonlyArray<{ readonly id: string, readonly name: string }>, readonly resolvedBy: { readonly name: string } | null, readonly viewerCan: ReadonlyArray<{ readonly command: string, readonly allowed: boolean }> }
    & { readonly __typename: 'Comment' }
  )> };

export type CommentItemFragment = (
  { readonly id: string, readonly version: number, readonly state: CommentState, readonly body: string | null, readonly createdAt: string, readonly revisedAt: string | null, readonly author: { readonly name: string }, readonly mentions: ReadonlyArray<{ readonly id: string, readonly name: string }>, readonly resolvedBy: { readonly name: string } | null, readonly viewerCan: ReadonlyArray<{ readonly command: string, readonly allowed: boolean }> }
  & { readonly __typename: 'Comment' }
);

export const RefusalFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RuleViolationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"missing"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FreshSignInRequiredError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signInPath"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StaleVersionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}}]}}]}}]}}]}}]} as unknown as DocumentNode<RefusalFragment, unknown>;
export const CommentItemFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CommentItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Comment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"author"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"mentions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"resolvedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"revisedAt"}},{"kind":"Field","name":{"kind":"Name","value":"viewerCan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"command"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}}]}}]}}]} as unknown as DocumentNode<CommentItemFragment, unknown>;
export const ThreadsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Threads"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CommentConnection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CommentItem"}},{"kind":"Field","name":{"kind":"Name","value":"replies"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CommentItem"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CommentItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Comment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"author"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"mentions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"resolvedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"revisedAt"}},{"kind":"Field","name":{"kind":"Name","value":"viewerCan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"command"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}}]}}]}}]} as unknown as DocumentNode<ThreadsFragment, unknown>;
export const CommentsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Comments"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Improvement"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"comments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"replies"},"value":{"kind":"BooleanValue","value":false}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Threads"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Deployment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"comments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"replies"},"value":{"kind":"BooleanValue","value":false}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Threads"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CommentItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Comment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"body"}},{"kind":"Field","name":{"kind":"Name","value":"author"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"mentions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"resolvedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"revisedAt"}},{"kind":"Field","name":{"kind":"Name","value":"viewerCan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"command"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Threads"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CommentConnection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CommentItem"}},{"kind":"Field","name":{"kind":"Name","value":"replies"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CommentItem"}}]}}]}}]}}]}}]} as unknown as DocumentNode<CommentsQuery, CommentsQueryVariables>;