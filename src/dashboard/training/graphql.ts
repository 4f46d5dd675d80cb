// Written by `npm run dashboard:types` from the .graphql files and schema.graphql.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type TrainingItemFilter = {
  readonly improvementIds?: ReadonlyArray<string> | null | undefined;
  readonly kinds?: ReadonlyArray<TrainingKind> | null | undefined;
  readonly states?: ReadonlyArray<TrainingState> | null | undefined;
};

export type TrainingKind =
  | 'COMMUNICATION'
  | 'TRAINING';

export type TrainingState =
  | 'DRAFT'
  | 'NEEDED'
  | 'PUBLISHED'
  | 'SUPERSEDED';

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

export type TrainingItemsQueryVariables = Exact<{
  filter: TrainingItemFilter;
  after?: string | null | undefined;
}>;


export type TrainingItemsQuery = { readonly trainingItems: { readonly totalCount: number, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly kind: TrainingKind, readonly title: string, readonly state: TrainingState, readonly audience: string, readonly assetChange: string, readonly assetChangedOn: string | null, readonly reason: string | null, readonly olderThanChange: boolean, readonly improvement: { readonly id: string, readonly title: string }, readonly published: { readonly number: number, readonly publishedAt: string | null, readonly link: string | null } | null, readonly versions: ReadonlyArray<{ readonly id: string, readonly number: number, readonly state: TrainingState, readonly createdAt: string, readonly publishedAt: string | null, readonly supersededAt: string | null, readonly link: string | null, readonly writtenBy: { readonly name: string } }>, readonly deliveries: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly deliveredOn: string, readonly headCount: number, readonly trainer: string, readonly unit: { readonly id: string, readonly name: string } }> }, readonly waivers: ReadonlyArray<{ readonly id: string, readonly reason: string, readonly acceptedBy: { readonly name: string }, readonly unit: { readonly id: string, readonly name: string } }> }> } };

export type TrainingByUnitQueryVariables = Exact<{
  filter: UnitFilter;
  after?: string | null | undefined;
}>;


export type TrainingByUnitQuery = { readonly units: { readonly totalCount: number, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly trainingDeliveries: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly deliveredOn: string, readonly headCount: number, readonly trainer: string, readonly itemVersion: { readonly number: number }, readonly item: { readonly title: string, readonly improvement: { readonly id: string, readonly title: string } } }> }, readonly trainingWaivers: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly reason: string, readonly acceptedBy: { readonly name: string }, readonly item: { readonly title: string, readonly improvement: { readonly id: string, readonly title: string } } }> } }> } };

export const RefusalFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RuleViolationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"missing"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FreshSignInRequiredError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signInPath"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StaleVersionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}}]}}]}}]}}]}}]} as unknown as DocumentNode<RefusalFragment, unknown>;
export const TrainingItemsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TrainingItems"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TrainingItemFilter"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"trainingItems"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"audience"}},{"kind":"Field","name":{"kind":"Name","value":"assetChange"}},{"kind":"Field","name":{"kind":"Name","value":"assetChangedOn"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"olderThanChange"}},{"kind":"Field","name":{"kind":"Name","value":"improvement"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}},{"kind":"Field","name":{"kind":"Name","value":"published"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"publishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"link"}}]}},{"kind":"Field","name":{"kind":"Name","value":"versions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"publishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"supersededAt"}},{"kind":"Field","name":{"kind":"Name","value":"link"}},{"kind":"Field","name":{"kind":"Name","value":"writtenBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"deliveries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"deliveredOn"}},{"kind":"Field","name":{"kind":"Name","value":"headCount"}},{"kind":"Field","name":{"kind":"Name","value":"trainer"}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"waivers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"acceptedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<TrainingItemsQuery, TrainingItemsQueryVariables>;
export const TrainingByUnitDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TrainingByUnit"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UnitFilter"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"units"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"NAME"}},{"kind":"ObjectField","name":{"kind":"Name","value":"direction"},"value":{"kind":"EnumValue","value":"ASC"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"trainingDeliveries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"DELIVERED_ON"}},{"kind":"ObjectField","name":{"kind":"Name","value":"direction"},"value":{"kind":"EnumValue","value":"DESC"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"deliveredOn"}},{"kind":"Field","name":{"kind":"Name","value":"headCount"}},{"kind":"Field","name":{"kind":"Name","value":"trainer"}},{"kind":"Field","name":{"kind":"Name","value":"itemVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}}]}},{"kind":"Field","name":{"kind":"Name","value":"item"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"improvement"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"trainingWaivers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"acceptedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"item"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"improvement"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<TrainingByUnitQuery, TrainingByUnitQueryVariables>;