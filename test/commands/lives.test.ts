import { describe } from 'vitest';
import type { CommentVerb } from '../../src/comments/rules.js';
import type { DeploymentVerb } from '../../src/deployments/rules.js';
import type {
  CommentState,
  DeploymentState,
  ImprovementState,
  IncrementState,
  IssueState,
} from '../../src/generated/prisma/enums.js';
import type { PlanState, ReviewState } from '../../src/generated/prisma/enums.js';
import { decodeGlobalId } from '../../src/ids.js';
import type { ImprovementVerb } from '../../src/improvements/rules.js';
import type { IssueVerb } from '../../src/issues/rules.js';
import type { IncrementVerb } from '../../src/plans/increment-rules.js';
import type { PlanVerb } from '../../src/plans/rules.js';
import { testLife } from '../records/suite.js';
import type { RecordRow, Stage } from '../records/suite.js';
import type { ReviewVerb } from '../../src/reviews/rules.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { baseRows } from './base-rows.js';
import { featureRows } from './feature-rows.js';
import { table } from './table.js';

/** The machines whose verbs need more than their own record to be in a state: each with what it needs at hand. */
const app = useApp();
const stage: Stage = { app, own: useOrganization(app), foreign: useOrganization(app) };

type Input = Record<string, unknown>;
const prisma = () => stage.app.services.database.prisma;
const idOf = (input: Input, field: string) => ({ id: decodeGlobalId(String(input[field]))?.id ?? '' });

const base = baseRows(() => stage.app);
const feature = featureRows(() => stage.app);
const rowsOf = <Verb extends string>(verbs: readonly Verb[]): Record<Verb, RecordRow> =>
  Object.fromEntries(verbs.map((verb) => [verb, base[verb] ?? feature[verb]])) as Record<Verb, RecordRow>;

const improvement = table<ImprovementVerb, ImprovementState>(`
                                SUGGESTED  ANALYZED  SELECTED   DEPLOYING  DEPLOYED  CLOSED  REJECTED  ON_HOLD
  analyzeImprovement            ANALYZED   -         -          -          -         -       -         -
  selectImprovement             -          SELECTED  -          -          -         -       -         -
  startImprovementDeployment    -          -         DEPLOYING  -          -         -       -         -
  completeImprovementDeployment -          -         -          DEPLOYED   -         -       -         -
  closeImprovement              -          -         -          -          CLOSED    -       -         -
  rejectImprovement             REJECTED   REJECTED  REJECTED   REJECTED   -         -       -         -
  holdImprovement               ON_HOLD    ON_HOLD   ON_HOLD    ON_HOLD    -         -       -         -
  resumeImprovement             -          -         -          -          -         -       -         SELECTED
`);

describe('the life of an improvement, set aside when it was selected', () => {
  testLife(
    {
      life: improvement,
      rule: 'improvement-life',
      rows: rowsOf(improvement.rows),
      force: (input, state) =>
        prisma().improvement.update({
          where: idOf(input, 'improvementId'),
          data: { state, heldState: state === 'ON_HOLD' ? 'SELECTED' : null },
        }),
      read: async (input) =>
        (await prisma().improvement.findUniqueOrThrow({ where: idOf(input, 'improvementId') })).state,
    },
    () => stage,
  );
});

const deployment = table<DeploymentVerb, DeploymentState>(`
                        PLANNED      PREPARING    IN_PROGRESS  BLOCKED      DEFERRED     ADOPTED      CONFIRMED    WAIVED   ROLLED_BACK
  rescheduleDeployment  PLANNED      PREPARING    IN_PROGRESS  BLOCKED      DEFERRED     -            -            -        -
  requestReschedule     PLANNED      PREPARING    IN_PROGRESS  BLOCKED      DEFERRED     -            -            -        -
  declineReschedule     PLANNED      PREPARING    IN_PROGRESS  BLOCKED      DEFERRED     -            -            -        -
  prepareDeployment     PREPARING    -            -            -            -            -            -            -        -
  recordProgress        IN_PROGRESS  IN_PROGRESS  IN_PROGRESS  BLOCKED      -            -            -            -        -
  blockDeployment       BLOCKED      BLOCKED      BLOCKED      BLOCKED      -            -            -            -        -
  unblockDeployment     -            -            -            IN_PROGRESS  DEFERRED     -            -            -        -
  adoptDeployment       -            -            ADOPTED      -            -            -            -            -        -
  confirmDeployment     -            -            -            -            -            CONFIRMED    -            -        -
  declineAdoption       -            -            -            -            -            IN_PROGRESS  -            -        -
  deferDeployment       DEFERRED     DEFERRED     DEFERRED     DEFERRED     -            -            -            -        -
  resumeDeployment      -            -            -            -            IN_PROGRESS  -            -            -        -
  waiveDeployment       WAIVED       WAIVED       WAIVED       WAIVED       WAIVED       -            -            -        -
  rollBackDeployment    -            ROLLED_BACK  ROLLED_BACK  ROLLED_BACK  ROLLED_BACK  ROLLED_BACK  ROLLED_BACK  -        -
  replanDeployment      -            -            -            -            -            -            -            PLANNED  PLANNED
`);

describe('the life of a deployment, blocked or put off when it was in progress', () => {
  testLife(
    {
      life: deployment,
      rule: 'deployment-life',
      rows: rowsOf(deployment.rows),
      force: (input, state) =>
        prisma().deployment.update({
          where: idOf(input, 'deploymentId'),
          data: { state, resumeState: state === 'BLOCKED' || state === 'DEFERRED' ? 'IN_PROGRESS' : null },
        }),
      read: async (input) =>
        (await prisma().deployment.findUniqueOrThrow({ where: idOf(input, 'deploymentId') })).state,
    },
    () => stage,
  );
});

const plan = table<Exclude<PlanVerb, 'concludeReview'>, PlanState>(`
                     DRAFT      IN_REVIEW  AGREED     ACTIVE     SUSPENDED  CONFIRMED  REVIEWED  CLOSED  CANCELED
  revisePlan         DRAFT      IN_REVIEW  IN_REVIEW  IN_REVIEW  IN_REVIEW  -          -         -       -
  reorderIncrements  DRAFT      IN_REVIEW  AGREED     ACTIVE     SUSPENDED  -          -         -       -
  submitPlan         IN_REVIEW  -          -          -          -          -          -         -       -
  agreeToPlan        -          IN_REVIEW  IN_REVIEW  -          -          -          -         -       -
  declinePlan        -          IN_REVIEW  IN_REVIEW  -          -          -          -         -       -
  activatePlan       -          -          ACTIVE     -          -          -          -         -       -
  suspendPlan        -          -          -          SUSPENDED  -          -          -         -       -
  resumePlan         -          -          -          -          ACTIVE     -          -         -       -
  cancelPlan         CANCELED   CANCELED   CANCELED   CANCELED   CANCELED   -          -         -       -
  acceptDeviation    -          -          -          ACTIVE     SUSPENDED  -          -         -       -
  confirmPlan        -          -          -          CONFIRMED  -          -          -         -       -
  closePlan          -          -          -          -          -          -          CLOSED    -       -
`);

describe('the life of a plan, that changes its targets and has the word of one stakeholder of two', () => {
  testLife(
    {
      life: plan,
      rule: 'plan-life',
      rows: rowsOf(plan.rows),
      force: (input, state) => prisma().deploymentPlan.update({ where: idOf(input, 'planId'), data: { state } }),
      read: async (input) => (await prisma().deploymentPlan.findUniqueOrThrow({ where: idOf(input, 'planId') })).state,
    },
    () => stage,
  );
});

const increment = table<IncrementVerb, IncrementState>(`
                                PLANNED  READY    RUNNING  AT_GATE  PASSED  HELD     ROLLED_BACK
  reviseIncrement               PLANNED  READY    -        -        -       -        -
  assignDeploymentsToIncrement  PLANNED  READY    -        -        -       -        -
  meetCondition                 PLANNED  READY    RUNNING  AT_GATE  -       HELD     -
  readyIncrement                READY    -        -        -        -       -        -
  startIncrement                -        RUNNING  -        -        -       -        -
  bringIncrementToGate          -        -        AT_GATE  -        -       -        -
  decideGate                    -        -        -        HELD     -       -        -
  resumeIncrement               -        -        -        -        -       RUNNING  -
`);

describe('the life of an increment of an active plan, that is held at its gate', () => {
  testLife(
    {
      life: increment,
      rule: 'increment-life',
      rows: rowsOf(increment.rows),
      force: (input, state) => prisma().increment.update({ where: idOf(input, 'incrementId'), data: { state } }),
      read: async (input) => (await prisma().increment.findUniqueOrThrow({ where: idOf(input, 'incrementId') })).state,
    },
    () => stage,
  );
});

const issue = table<IssueVerb, IssueState>(`
                    OPEN       IN_ACTION  CLOSED
  reviseIssue       OPEN       IN_ACTION  -
  assignIssue       OPEN       IN_ACTION  -
  startIssueAction  IN_ACTION  -          -
  closeIssue        CLOSED     CLOSED     -
  reopenIssue       -          -          OPEN
`);

describe('the life of an issue', () => {
  testLife(
    {
      life: issue,
      rule: 'issue-life',
      rows: rowsOf(issue.rows),
      force: (input, state) => prisma().issue.update({ where: idOf(input, 'issueId'), data: { state } }),
      read: async (input) => (await prisma().issue.findUniqueOrThrow({ where: idOf(input, 'issueId') })).state,
    },
    () => stage,
  );
});

const review = table<Exclude<ReviewVerb, 'reviseLesson'>, ReviewState>(`
                  DRAFT     REVIEWED  SHARED
  reviseReview    DRAFT     REVIEWED  -
  recordLesson    DRAFT     REVIEWED  -
  decideInReview  DRAFT     REVIEWED  SHARED
  concludeReview  REVIEWED  -         -
  shareReview     -         SHARED    -
`);

describe('the life of a review, of a plan that is where the review is', () => {
  testLife(
    {
      life: review,
      rule: 'review-life',
      rows: rowsOf(review.rows),
      force: (input, state) =>
        prisma().resultReview.update({
          where: idOf(input, 'reviewId'),
          data: { state, plan: { update: { state: state === 'DRAFT' ? 'CONFIRMED' : 'REVIEWED' } } },
        }),
      read: async (input) => (await prisma().resultReview.findUniqueOrThrow({ where: idOf(input, 'reviewId') })).state,
    },
    () => stage,
  );
});

const comment = table<CommentVerb, CommentState>(`
                  OPEN      RESOLVED  REMOVED
  reviseComment   OPEN      RESOLVED  -
  resolveComment  RESOLVED  -         -
  reopenComment   -         OPEN      -
  removeComment   REMOVED   REMOVED   -
`);

describe('the life of a comment', () => {
  testLife(
    {
      life: comment,
      rule: 'comment-life',
      rows: rowsOf(comment.rows),
      force: (input, state) =>
        prisma().comment.update({
          where: idOf(input, 'commentId'),
          data: { state, ...(state === 'REMOVED' ? { body: null } : {}) },
        }),
      read: async (input) => (await prisma().comment.findUniqueOrThrow({ where: idOf(input, 'commentId') })).state,
    },
    () => stage,
  );
});
