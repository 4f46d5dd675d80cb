import { id, version } from '../../commands/fields.js';
import { recordCommands } from '../../commands/record-commands.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { DeploymentPlan, ResultReview, ReviewDecision } from '../../generated/prisma/client.js';
import type { FieldValues } from '../../log/event.js';
import { lockPlan } from '../../plans/operations/plan.js';
import { notFound } from '../../user-error.js';
import type { ReviewEventType } from '../events.js';
import { reviewStates } from '../rules.js';
import type { ReviewVerb } from '../rules.js';

/** A review as it is loaded for a change: with its plan and its decisions. */
export type LoadedReview = ResultReview & { plan: DeploymentPlan; decisions: ReviewDecision[] };

/** A review as far as permission and state depend on it. */
export type JudgedReview = Pick<ResultReview, 'state'> & { readonly plan: Pick<DeploymentPlan, 'state'> };

/** What a command changes: fields of the review, and what belongs to it, already written. */
interface ReviewChange {
  readonly patch?: Partial<Omit<ResultReview, 'id' | 'version' | 'state'>>;
  readonly relatedFields?: { readonly before: FieldValues; readonly after: FieldValues };
}

const target = { reviewId: id('ResultReview', 'The review.'), version: version('ResultReview') };

/** Describes a command on a review. */
export const reviewCommand = recordCommands<
  LoadedReview,
  JudgedReview,
  ReviewChange,
  ReviewVerb,
  ReviewEventType,
  typeof target
>({
  record: 'ResultReview',
  target,
  load: reviewOf,
  guard: (verb, { state, plan }) => void reviewStates.next(state, verb, plan.state),
  write(work, review, { patch, relatedFields } = {}, { verb, type, note }) {
    const state = reviewStates.next(review.state, verb, review.plan.state);
    const changed: Partial<ResultReview> = { state, ...patch };
    return work.change(work.db.resultReview, review, changed, header(type, review.plan, note), relatedFields);
  },
});

/** What the log says of every event of a review. */
export function header(type: ReviewEventType, plan: DeploymentPlan, note: string | null) {
  return { type, recordType: 'ResultReview', improvementId: plan.improvementId, planId: plan.id, note };
}

/** A review of the actor's organization. Its plan is locked, and with that the review. */
export async function reviewOf(work: UnitOfWork, reviewId: string): Promise<LoadedReview> {
  const where = { id: reviewId, organizationId: work.actor.organizationId };
  const found = await work.db.resultReview.findUnique({ where, select: { planId: true } });
  if (!found) throw notFound('ResultReview');
  await lockPlan(work, found.planId);
  return work.db.resultReview.findUniqueOrThrow({
    where,
    include: { plan: true, decisions: { orderBy: { topic: 'asc' } } },
  });
}
