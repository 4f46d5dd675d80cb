import type { PlanState, ReviewState, ReviewTopic } from '../generated/prisma/enums.js';
import { ReviewTopic as Topics } from '../generated/prisma/enums.js';
import { stateMachine } from '../state-machine.js';
import { ruleViolation } from '../user-error.js';

const SOURCE = 'OPM SP 3.2 subpractice 8';

/** The verbs that change a review of results or what belongs to it. */
export type ReviewVerb =
  'reviseReview' | 'recordLesson' | 'reviseLesson' | 'decideInReview' | 'concludeReview' | 'shareReview';

/** States of a plan whose results may be reviewed. */
export const REVIEWABLE: readonly PlanState[] = ['ACTIVE', 'SUSPENDED', 'CONFIRMED'];

const NOT_CLOSED: readonly PlanState[] = [...REVIEWABLE, 'REVIEWED'];

/** The states of a review of results. It may begin while the plan is active; it is concluded once the plan is confirmed. */
export const reviewStates = stateMachine<ReviewVerb, ReviewState, PlanState, PlanState>({
  rule: 'review-life',
  source: SOURCE,
  record: 'review',
  owner: { record: 'plan', stateOf: (planState) => planState },
  transitions: {
    reviseReview: { from: ['DRAFT', 'REVIEWED'], during: NOT_CLOSED },
    recordLesson: { from: ['DRAFT', 'REVIEWED'], during: NOT_CLOSED },
    reviseLesson: { from: ['DRAFT', 'REVIEWED'], during: NOT_CLOSED },
    decideInReview: { from: ['DRAFT', 'REVIEWED', 'SHARED'], during: NOT_CLOSED },
    concludeReview: { from: ['DRAFT'], to: 'REVIEWED', during: ['CONFIRMED'] },
    shareReview: { from: ['REVIEWED'], to: 'SHARED', during: ['REVIEWED', 'CLOSED'] },
  },
});

/** Refuses to begin a review of a plan by which nothing has been deployed yet, or that is over. */
export function demandReviewable(state: PlanState): void {
  if (REVIEWABLE.includes(state)) return;
  throw ruleViolation({
    rule: 'review-of-a-deployment',
    source: SOURCE,
    message: `The plan is ${state}.`,
    missing: [`the plan in ${REVIEWABLE.join(' or ')}`],
  });
}

/** Guard 7: a plan is closed once its review has decided on every topic. No change is a decision, none is not. */
export function demandDecided(decided: readonly ReviewTopic[]): void {
  const open = Object.values(Topics).filter((topic) => !decided.includes(topic));
  if (open.length === 0) return;
  throw ruleViolation({
    rule: 'review-decided-on-every-topic',
    source: SOURCE,
    message: `The review of results has not decided on ${open.length} topics.`,
    missing: open.map((topic) => `a decision on ${topic}`),
  });
}
