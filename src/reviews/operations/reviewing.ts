import { z } from 'zod';
import { plainCommand } from '../../commands/plain-command.js';
import { optional, recordId, recordVersion, text } from '../../commands/validators.js';
import type { ReviewDecision } from '../../generated/prisma/client.js';
import { DecisionOutcome, ReviewTopic } from '../../generated/prisma/enums.js';
import { jsonFields } from '../../log/event-log.js';
import { header as planHeader, planOf } from '../../plans/operations/plan.js';
import { nextPlanState } from '../../plans/rules.js';
import { alreadyExists } from '../../user-error.js';
import { demandReviewable } from '../rules.js';
import { changeReview, header } from './review.js';

const target = { reviewId: recordId, version: recordVersion };

/** Begins the review of what a plan led to. A plan has one review. */
export const draftReview = plainCommand({
  name: 'draftReview',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: z.object({ planId: recordId, summary: text }),
  async perform(work, { planId, summary }) {
    const plan = await planOf(work, planId);
    if (await work.db.resultReview.count({ where: { planId: plan.id } })) throw alreadyExists('ResultReview', 'of it');
    demandReviewable(plan.state);
    const { organizationId } = work.actor;
    const review = await work.db.resultReview.create({
      data: { organizationId, planId: plan.id, summary, createdAt: work.now, updatedAt: work.now },
    });
    const record = { ...review, decisions: [] };
    work.created(record, header('ReviewDrafted', plan, null));
    return review;
  },
});

/** Changes what a review says of the results. */
export const reviseReview = plainCommand({
  name: 'reviseReview',
  input: z.object({ ...target, summary: text, note: optional(text) }),
  perform: (work, { summary, ...input }) => changeReview(work, input, 'ReviewRevised', () => ({ patch: { summary } })),
});

/** Decides on a topic: change, or no change. A later decision on the same topic takes the place of the former. */
export const decideInReview = plainCommand({
  name: 'decideInReview',
  input: z.object({ ...target, topic: z.enum(ReviewTopic), outcome: z.enum(DecisionOutcome), reason: text }),
  perform: (work, { topic, outcome, reason, ...input }) =>
    changeReview(work, { ...input, note: reason }, 'ReviewDecided', async ({ id, decisions }) => {
      const decision = { outcome, reason, decidedById: work.actor.personId, decidedAt: work.now };
      await work.db.reviewDecision.upsert({
        where: { reviewId_topic: { reviewId: id, topic } },
        create: { reviewId: id, topic, ...decision },
        update: decision,
      });
      const after = await work.db.reviewDecision.findMany({ where: { reviewId: id }, orderBy: { topic: 'asc' } });
      return { relatedFields: { before: eventFields(decisions), after: eventFields(after) } };
    }),
});

/** The results were gone through: DRAFT → REVIEWED, and with it the plan CONFIRMED → REVIEWED. */
export const concludeReview = plainCommand({
  name: 'concludeReview',
  input: z.object({ ...target, note: optional(text) }),
  perform: (work, input) =>
    changeReview(work, input, 'ResultReviewed', async ({ plan }) => {
      const state = nextPlanState(plan.state, 'concludeReview');
      await work.change(work.db.deploymentPlan, plan, { state }, planHeader('PlanReviewed', plan, input.note));
      return { patch: { reviewedById: work.actor.personId, reviewedAt: work.now } };
    }),
});

/** Everybody in the organization may read the lessons: REVIEWED → SHARED. */
export const shareReview = plainCommand({
  name: 'shareReview',
  input: z.object({ ...target, note: optional(text) }),
  perform: (work, input) => changeReview(work, input, 'ReviewShared', () => ({ patch: { sharedAt: work.now } })),
});

/** Decisions as they appear in the events of their review. */
function eventFields(decisions: readonly ReviewDecision[]) {
  return jsonFields({ decisions: decisions.map(({ reviewId: _reviewId, ...decision }) => decision) });
}
