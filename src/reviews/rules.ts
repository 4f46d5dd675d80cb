import type { PlanState, ReviewState, ReviewTopic } from '../generated/prisma/enums.js';
import { ReviewTopic as Topics } from '../generated/prisma/enums.js';
import { ruleViolation } from '../user-error.js';

const SOURCE = 'OPM SP 3.2 subpractice 8';

/** The verbs that move a review of results, or what belongs to it, through its life. */
export type ReviewVerb =
  'reviseReview' | 'recordLesson' | 'reviseLesson' | 'decideInReview' | 'concludeReview' | 'shareReview';

/** States of a plan whose results may be reviewed. */
export const REVIEWABLE: readonly PlanState[] = ['ACTIVE', 'SUSPENDED', 'CONFIRMED'];

interface Step {
  /** States to which the verb applies. */
  readonly from: readonly ReviewState[];
  /** The state that it leads to; `SAME` leaves it. */
  readonly to: ReviewState | 'SAME';
  /** States of the plan in which it may be done. */
  readonly plan: readonly PlanState[];
}

const NOT_CLOSED: readonly PlanState[] = [...REVIEWABLE, 'REVIEWED'];

/** The life of a review of results. It may begin while the plan is active; it is concluded once the plan is confirmed. */
export const reviewTransitions: Readonly<Record<ReviewVerb, Step>> = {
  reviseReview: { from: ['DRAFT', 'REVIEWED'], to: 'SAME', plan: NOT_CLOSED },
  recordLesson: { from: ['DRAFT', 'REVIEWED'], to: 'SAME', plan: NOT_CLOSED },
  reviseLesson: { from: ['DRAFT', 'REVIEWED'], to: 'SAME', plan: NOT_CLOSED },
  decideInReview: { from: ['DRAFT', 'REVIEWED', 'SHARED'], to: 'SAME', plan: NOT_CLOSED },
  concludeReview: { from: ['DRAFT'], to: 'REVIEWED', plan: ['CONFIRMED'] },
  shareReview: { from: ['REVIEWED'], to: 'SHARED', plan: ['REVIEWED', 'CLOSED'] },
};

/** The review's state after a verb; refuses where the verb does not apply to it, or to its plan as it is. */
export function nextReviewState(state: ReviewState, verb: ReviewVerb, planState: PlanState): ReviewState {
  const { from, to, plan } = reviewTransitions[verb];
  const missing = [
    ...(from.includes(state) ? [] : [`the review in ${from.join(' or ')}`]),
    ...(plan.includes(planState) ? [] : [`its plan in ${plan.join(' or ')}`]),
  ];
  if (missing.length > 0) {
    throw ruleViolation({
      rule: 'review-life',
      source: SOURCE,
      message: `${verb} does not apply to a review that is ${state} of a plan that is ${planState}.`,
      missing,
    });
  }
  return to === 'SAME' ? state : to;
}

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
