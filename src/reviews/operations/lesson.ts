import { z } from 'zod';
import { demandUnit } from '../../auth/permissions.js';
import { plainCommand } from '../../commands/plain-command.js';
import { optional, recordId, recordVersion, text } from '../../commands/validators.js';
import type { Lesson } from '../../generated/prisma/client.js';
import { unitOf } from '../../organization/operations/unit.js';
import { notFound } from '../../user-error.js';
import type { LessonEventType } from '../events.js';
import { nextReviewState } from '../rules.js';
import { reviewOf } from './review.js';
import type { LoadedReview } from './review.js';

/** Writes down something learned, in a unit or in the whole. */
export const recordLesson = plainCommand({
  name: 'recordLesson',
  input: z.object({ reviewId: recordId, unitId: optional(recordId), text }),
  async perform(work, input) {
    const review = await reviewOf(work, input.reviewId);
    if (input.unitId !== null) await unitOf(work, input.unitId);
    demandUnit(work.actor, work.command, input.unitId);
    nextReviewState(review.state, 'recordLesson', review.plan.state);
    const { organizationId, personId } = work.actor;
    const lesson = await work.db.lesson.create({
      data: { ...input, organizationId, recordedById: personId, createdAt: work.now, updatedAt: work.now },
    });
    work.created(lesson, header('LessonRecorded', review, lesson));
    return lesson;
  },
});

/** Says a lesson better. */
export const reviseLesson = plainCommand({
  name: 'reviseLesson',
  input: z.object({ lessonId: recordId, version: recordVersion, text }),
  async perform(work, { lessonId, version, text: words }) {
    const where = { id: lessonId, organizationId: work.actor.organizationId };
    const found = await work.db.lesson.findUnique({ where, select: { reviewId: true } });
    if (!found) throw notFound('Lesson');
    const review = await reviewOf(work, found.reviewId);
    const lesson = await work.db.lesson.findUniqueOrThrow({ where });
    demandUnit(work.actor, work.command, lesson.unitId);
    work.demandVersion(lesson, version, 'Lesson');
    nextReviewState(review.state, 'reviseLesson', review.plan.state);
    await work.change(work.db.lesson, lesson, { text: words }, header('LessonRevised', review, lesson));
    return lesson;
  },
});

function header(type: LessonEventType, { plan }: LoadedReview, { unitId }: Lesson) {
  return { type, recordType: 'Lesson', improvementId: plan.improvementId, planId: plan.id, unitId };
}
