import { sponsors } from '../../auth/allowed.js';
import { id, integer, optional, reason } from '../../commands/fields.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { RevisionKind } from '../../generated/prisma/enums.js';
import type { Prisma } from '../../generated/prisma/client.js';
import { invalidInput, notFound } from '../../user-error.js';
import { improvementCommand } from './improvement.js';

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
  if (reviewId !== null) await demandReview(work, revised, reviewId);
  const revision = await work.db.revision.create({
    data: { ...revised, organizationId, revisedById: personId, revisedAt: work.now },
  });
  const { improvementId, reason } = revised;
  const record = { ...revision, version: 1 };
  work.created(record, { type: 'RevisionRecorded', recordType: 'Revision', improvementId, note: reason });
}

/**
 * Refuses a review that does not exist, and for all but a priority one of another improvement's plan: results of one
 * improvement are a reason to put another one first, or last.
 */
async function demandReview(work: UnitOfWork, { kind, improvementId }: Revised, id: string): Promise<void> {
  const where = { id, organizationId: work.actor.organizationId };
  const review = await work.db.resultReview.findUnique({
    where,
    select: { plan: { select: { improvementId: true } } },
  });
  if (!review) throw notFound('ResultReview');
  if (kind !== 'PRIORITY' && review.plan.improvementId !== improvementId)
    throw invalidInput([{ path: 'reviewId', message: "Is the review of another improvement's plan." }]);
}

export const prioritizeImprovement = improvementCommand({
  name: 'prioritizeImprovement',
  description: 'Sets the priority of an improvement.',
  allowed: sponsors,
  event: 'ImprovementPrioritized',
  refusals: [],
  input: {
    priority: integer(1, 5, 'The priority; 1 is the highest.'),
    reason,
    reviewId: optional(id('ResultReview', 'The review of results that led to it, if any.')),
  },
  noteFrom: 'reason',
  async change(work, { id, priority: former }, { priority, reason, reviewId }) {
    const change = { before: { priority: former }, after: { priority } };
    // A first priority revises nothing, unless a review of results led to it (OPM SP 3.2 subpractice 8).
    if (former !== null || reviewId !== null)
      await recordRevision(work, { kind: 'PRIORITY', recordId: id, improvementId: id, ...change, reason, reviewId });
    return { patch: { priority } };
  },
});
