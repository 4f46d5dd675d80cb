import { z } from 'zod';
import { plainCommand } from '../../commands/plain-command.js';
import { optional, recordId, recordVersion, text } from '../../commands/validators.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { RevisionKind } from '../../generated/prisma/enums.js';
import type { Prisma } from '../../generated/prisma/client.js';
import { invalidInput, notFound } from '../../user-error.js';
import { header, improvementOf } from './improvement.js';

/** A change to a measure, an objective, a priority or a plan. */
export interface Revised {
  readonly kind: RevisionKind;
  /** The measure, improvement or plan that was changed. */
  readonly recordId: string;
  readonly improvementId: string;
  /** Fields that changed, as they were. */
  readonly before: Prisma.InputJsonObject;
  /** Fields that changed, as they became. */
  readonly after: Prisma.InputJsonObject;
  readonly reason: string | null;
  /** The review that led to it, if one did. */
  readonly reviewId: string | null;
}

/** Keeps what a revision changed, OPM SP 3.2 subpractice 8. Part of the command that changes it, before its own event. */
export async function recordRevision(work: UnitOfWork, revised: Revised): Promise<void> {
  const { organizationId, personId } = work.actor;
  const { reviewId } = revised;
  if (reviewId !== null) await demandReviewOf(work, revised.improvementId, reviewId);
  const revision = await work.db.revision.create({
    data: { ...revised, organizationId, revisedById: personId, revisedAt: work.now },
  });
  const { improvementId, reason } = revised;
  const record = { ...revision, version: 1 };
  work.created(record, { type: 'RevisionRecorded', recordType: 'Revision', improvementId, note: reason });
}

/** Refuses a review that does not exist, or that is of another improvement's plan. */
async function demandReviewOf(work: UnitOfWork, improvementId: string, id: string): Promise<void> {
  const where = { id, organizationId: work.actor.organizationId };
  const review = await work.db.resultReview.findUnique({
    where,
    select: { plan: { select: { improvementId: true } } },
  });
  if (!review) throw notFound('ResultReview');
  if (review.plan.improvementId !== improvementId)
    throw invalidInput([{ path: 'reviewId', message: "Is the review of another improvement's plan." }]);
}

/** Decides how urgent an improvement is, 1 (first) to 5, and says why. */
export const prioritizeImprovement = plainCommand({
  name: 'prioritizeImprovement',
  refusals: [],
  input: z.object({
    improvementId: recordId,
    version: recordVersion,
    priority: z.int().min(1).max(5),
    reason: text,
    reviewId: optional(recordId),
  }),
  async perform(work, { improvementId, version, priority, reason, reviewId }) {
    const improvement = await improvementOf(work, improvementId);
    work.demandVersion(improvement, version, 'Improvement');
    const change = { before: { priority: improvement.priority }, after: { priority } };
    await recordRevision(work, {
      kind: 'PRIORITY',
      recordId: improvement.id,
      improvementId: improvement.id,
      ...change,
      reason,
      reviewId,
    });
    const about = { ...header('ImprovementPrioritized', improvement.id), note: reason };
    await work.change(work.db.improvement, improvement, { priority }, about);
    return improvement;
  },
});
