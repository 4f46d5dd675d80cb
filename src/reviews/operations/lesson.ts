import { unitLeads } from '../../auth/allowed.js';
import type { Allowed } from '../../auth/allowed.js';
import { command } from '../../commands/command.js';
import { id, optional, text, version } from '../../commands/fields.js';
import { recordCommands } from '../../commands/record-commands.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { Lesson } from '../../generated/prisma/client.js';
import { unitOf } from '../../organization/operations/unit.js';
import { notFound } from '../../user-error.js';
import type { LessonEventType } from '../events.js';
import { reviewStates } from '../rules.js';
import { reviewOf } from './review.js';
import type { JudgedReview, LoadedReview } from './review.js';

const words = text('The lesson.');

const lessonWriters: Allowed<{ readonly unitId: string | null }> = {
  ...unitLeads,
  sentence: 'Leads of the unit, and deployment leads; lessons of no unit only deployment leads.',
};

export const recordLesson = command({
  name: 'recordLesson',
  description: 'Records a lesson learned from a deployment.',
  allowed: lessonWriters,
  record: 'Lesson',
  event: 'LessonRecorded',
  input: {
    reviewId: id('ResultReview', 'The review, not yet shared.'),
    unitId: optional(id('Unit', 'The unit that learned it; omit it for the improvement as a whole.')),
    text: words,
  },
  async perform(work, input) {
    const review = await reviewOf(work, input.reviewId);
    if (input.unitId !== null) await unitOf(work, input.unitId);
    work.demandAllowed(lessonWriters, input);
    reviewStates.next(review.state, 'recordLesson', review.plan.state);
    const { organizationId, personId } = work.actor;
    const lesson = await work.db.lesson.create({
      data: { ...input, organizationId, recordedById: personId, createdAt: work.now, updatedAt: work.now },
    });
    work.created(lesson, header('LessonRecorded', review, lesson, null));
    return lesson;
  },
});

const target = { lessonId: id('Lesson', 'The lesson.'), version: version('Lesson') };

type LoadedLesson = Lesson & { review: LoadedReview };
type JudgedLesson = Pick<Lesson, 'unitId'> & { readonly review: JudgedReview };

const lessonCommand = recordCommands<
  LoadedLesson,
  JudgedLesson,
  Partial<Pick<Lesson, 'text'>>,
  'reviseLesson',
  LessonEventType,
  typeof target
>({
  record: 'Lesson',
  target,
  load: lessonOf,
  guard: (verb, { review }) => void reviewStates.next(review.state, verb, review.plan.state),
  write: (work, lesson, patch = {}, { type, note }) =>
    work.change(work.db.lesson, lesson, patch, header(type, lesson.review, lesson, note)),
});

export const reviseLesson = lessonCommand({
  name: 'reviseLesson',
  description: 'Rewords a lesson before its review is shared.',
  allowed: unitLeads,
  event: 'LessonRevised',
  input: { text: words },
  change: (_work, _lesson, patch) => patch,
});

/** A lesson of the actor's organization. The plan of its review is locked, and with that the lesson. */
async function lessonOf(work: UnitOfWork, lessonId: string): Promise<LoadedLesson> {
  const where = { id: lessonId, organizationId: work.actor.organizationId };
  const found = await work.db.lesson.findUnique({ where, select: { reviewId: true } });
  if (!found) throw notFound('Lesson');
  const review = await reviewOf(work, found.reviewId);
  return { ...(await work.db.lesson.findUniqueOrThrow({ where })), review };
}

function header(type: LessonEventType, { plan }: LoadedReview, { unitId }: Lesson, note: string | null) {
  return { type, recordType: 'Lesson', improvementId: plan.improvementId, planId: plan.id, unitId, note };
}
