// Written by `npm run dashboard:types` from the .graphql files and schema.graphql.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type ImprovementState =
  | 'ANALYZED'
  | 'CLOSED'
  | 'DEPLOYED'
  | 'DEPLOYING'
  | 'ON_HOLD'
  | 'REJECTED'
  | 'SELECTED'
  | 'SUGGESTED';

export type IssueState =
  | 'CLOSED'
  | 'IN_ACTION'
  | 'OPEN';

export type PlanState =
  | 'ACTIVE'
  | 'AGREED'
  | 'CANCELED'
  | 'CLOSED'
  | 'CONFIRMED'
  | 'DRAFT'
  | 'IN_REVIEW'
  | 'REVIEWED'
  | 'SUSPENDED';

export type Role =
  | 'ADMINISTRATOR'
  | 'DEPLOYMENT_LEAD'
  | 'PROJECT_LEAD'
  | 'SPONSOR'
  | 'VIEWER';

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

export type SearchQueryVariables = Exact<{
  text: string;
}>;


export type SearchQuery = { readonly improvements: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly title: string, readonly state: ImprovementState, readonly plan: { readonly id: string, readonly state: PlanState } | null }> }, readonly units: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly kind: UnitKind }> }, readonly people: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly role: Role }> }, readonly issues: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly title: string, readonly state: IssueState, readonly improvement: { readonly id: string, readonly title: string } }> }, readonly searchCatalog: ReadonlyArray<
    | { readonly __typename: 'Goal' }
    | (
      { readonly id: string, readonly ref: string, readonly title: string }
      & { readonly __typename: 'Practice' }
    )
    | (
      { readonly id: string, readonly code: string, readonly name: string }
      & { readonly __typename: 'ProcessArea' }
    )
  > };

export const RefusalFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Refusal"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RuleViolationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"missing"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FreshSignInRequiredError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"signInPath"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StaleVersionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}}]}}]}}]}}]}}]} as unknown as DocumentNode<RefusalFragment, unknown>;
export const SearchDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Search"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"text"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"improvements"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"8"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"text"},"value":{"kind":"Variable","name":{"kind":"Name","value":"text"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"units"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"8"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"text"},"value":{"kind":"Variable","name":{"kind":"Name","value":"text"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"people"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"8"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"text"},"value":{"kind":"Variable","name":{"kind":"Name","value":"text"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"issues"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"improvement"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"searchCatalog"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"8"}},{"kind":"Argument","name":{"kind":"Name","value":"text"},"value":{"kind":"Variable","name":{"kind":"Name","value":"text"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProcessArea"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Practice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"ref"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}}]}}]}}]} as unknown as DocumentNode<SearchQuery, SearchQueryVariables>;