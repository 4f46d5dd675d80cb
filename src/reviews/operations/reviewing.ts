import { deploymentLeads } from '../../auth/allowed.js';
import { command } from '../../commands/command.js';
import { enumOf, id, optional, text } from '../../commands/fields.js';
import type { ReviewDecision } from '../../generated/prisma/client.js';
import { DecisionOutcome, ReviewTopic } from '../../generated/prisma/enums.js';
import { jsonFields } from '../../log/event-log.js';
import { header as planHeader, planOf } from '../../plans/operations/plan.js';
import { planStates } from '../../plans/rules.js';
import { alreadyExists } from '../../user-error.js';
import { demandReviewable } from '../rules.js';
import { header, reviewCommand } from './review.js';

const summary = text('Summary of the results.');
const note = optional(text('A note.'));

export const draftReview = command({
  name: 'draftReview',
  description: 'Begins the review of the results of a plan that has been activated. A plan has one review.',
  allowed: deploymentLeads,
  record: 'ResultReview',
  event: 'ReviewDrafted',
  refusals: ['AlreadyExistsError', 'RuleViolationError'],
  input: { planId: id('DeploymentPlan', 'The plan.'), summary },
  async perform(work, input) {
    const plan = await planOf(work, input.planId);
    if (await work.db.resultReview.count({ where: { planId: plan.id } })) throw alreadyExists('ResultReview', 'of it');
    demandReviewable(plan.state);
    const { organizationId } = work.actor;
    const review = await work.db.resultReview.create({
      data: { ...input, organizationId, createdAt: work.now, updatedAt: work.now },
    });
    const record = { ...review, decisions: [] };
    work.created(record, header('ReviewDrafted', plan, null));
    return review;
  },
});

export const reviseReview = reviewCommand({
  name: 'reviseReview',
  description: 'Changes the summary of a review.',
  allowed: deploymentLeads,
  event: 'ReviewRevised',
  input: { summary, note },
  change: (_work, _review, input) => ({ patch: { summary: input.summary } }),
});

export const decideInReview = reviewCommand({
  name: 'decideInReview',
  description:
    'Decides on a topic; a later decision replaces an earlier one. A plan is closed only when all five topics are decided.',
  allowed: deploymentLeads,
  event: 'ReviewDecided',
  input: {
    topic: enumOf(ReviewTopic, 'ReviewTopic', 'The topic.'),
    outcome: enumOf(DecisionOutcome, 'DecisionOutcome', 'Change or no change.'),
    reason: text('What is to change, or why nothing is.'),
  },
  noteFrom: 'reason',
  async change(work, { id: reviewId, organizationId, decisions }, { topic, ...decided }) {
    const decision = { ...decided, decidedById: work.actor.personId, decidedAt: work.now };
    const earlier = decisions.find((each) => each.topic === topic);
    if (earlier) await work.db.reviewDecision.update({ where: { id: earlier.id }, data: decision });
    else await work.db.reviewDecision.create({ data: { organizationId, reviewId, topic, ...decision } });
    const after = await work.db.reviewDecision.findMany({ where: { reviewId }, orderBy: { topic: 'asc' } });
    return { relatedFields: { before: eventFields(decisions), after: eventFields(after) } };
  },
});

export const concludeReview = reviewCommand({
  name: 'concludeReview',
  description: 'Concludes a review of results: DRAFT to REVIEWED, and its plan CONFIRMED to REVIEWED.',
  allowed: deploymentLeads,
  event: 'ResultReviewed',
  input: { note },
  async change(work, { plan }, { note: said }) {
    const state = planStates.next(plan.state, 'concludeReview', {});
    await work.change(work.db.deploymentPlan, plan, { state }, planHeader('PlanReviewed', plan, said));
    return { patch: { reviewedById: work.actor.personId, reviewedAt: work.now } };
  },
});

export const shareReview = reviewCommand({
  name: 'shareReview',
  description: 'Shares a review, so that the whole organization can read its lessons: REVIEWED to SHARED.',
  allowed: deploymentLeads,
  event: 'ReviewShared',
  input: { note },
  change: (work) => ({ patch: { sharedAt: work.now } }),
});

/** Decisions as they appear in the events of their review. */
function eventFields(decisions: readonly ReviewDecision[]) {
  return jsonFields({
    decisions: decisions.map(({ organizationId: _organizationId, reviewId: _reviewId, ...decision }) => decision),
  });
}
