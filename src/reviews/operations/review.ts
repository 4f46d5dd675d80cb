import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { DeploymentPlan, ResultReview, ReviewDecision } from '../../generated/prisma/client.js';
import type { FieldValues } from '../../log/event.js';
import { lockPlan } from '../../plans/operations/plan.js';
import { notFound } from '../../user-error.js';
import type { ReviewEventType } from '../events.js';
import { nextReviewState } from '../rules.js';
import type { ReviewVerb } from '../rules.js';

/** A review as it is loaded for a change: with its plan and its decisions. */
export type LoadedReview = ResultReview & { plan: DeploymentPlan; decisions: ReviewDecision[] };

/** What names the review to change, and why. */
export interface ReviewInput {
  readonly reviewId: string;
  readonly version: number;
  readonly note?: string | null;
}

/** What a command changes: fields of the review, and what belongs to it, already written. */
export interface ReviewChange {
  readonly patch?: Partial<Omit<ResultReview, 'id' | 'version' | 'state'>>;
  readonly relatedFields?: { readonly before: FieldValues; readonly after: FieldValues };
}

/**
 * The one way in which a review changes: load and lock, version, life, rules, write, event. The verb is the name of the
 * command.
 */
export async function changeReview(
  work: UnitOfWork,
  input: ReviewInput,
  type: ReviewEventType,
  decide: (review: LoadedReview) => ReviewChange | Promise<ReviewChange> = () => ({}),
): Promise<LoadedReview> {
  const review = await reviewOf(work, input.reviewId);
  work.demandVersion(review, input.version, 'ResultReview');
  const state = nextReviewState(review.state, work.command as ReviewVerb, review.plan.state);
  const { patch, relatedFields } = await decide(review);
  const changed: Partial<ResultReview> = { state, ...patch };
  await work.change(work.db.resultReview, review, changed, header(type, review.plan, input.note), relatedFields);
  return review;
}

/** What the log says of every event of a review. */
export function header(type: ReviewEventType, { id, improvementId }: DeploymentPlan, note: string | null | undefined) {
  return { type, recordType: 'ResultReview', improvementId, planId: id, note: note ?? null };
}

/** A review of the actor's organization, held with its plan against changes by others. The plan is locked. */
export async function reviewOf(work: UnitOfWork, id: string): Promise<LoadedReview> {
  const where = { id, organizationId: work.actor.organizationId };
  const found = await work.db.resultReview.findUnique({ where, select: { planId: true } });
  if (!found) throw notFound('ResultReview');
  await lockPlan(work, found.planId);
  return work.db.resultReview.findUniqueOrThrow({
    where,
    include: { plan: true, decisions: { orderBy: { topic: 'asc' } } },
  });
}
