import { mutation, mutations } from '../../schema/mutations.js';
import type { PayloadBuilder } from '../../schema/mutations.js';
import { recordKey } from '../../schema/record-key.js';
import { readableLessons } from '../lesson-access.js';
import { recordLesson, reviseLesson } from '../operations/lesson.js';
import * as reviewing from '../operations/reviewing.js';
import { viewerCan } from '../../schema/viewer-can.js';
import { Lesson, ResultReview } from './review.js';

const lessonPayload = (t: PayloadBuilder) => ({
  lesson: t.prismaField({
    type: 'Lesson',
    nullable: true,
    description: 'The lesson as it is now; null if you may no longer read it.',
    resolve: async (query, { recordId }, _args, context) =>
      context.services.database.prisma.lesson.findFirst({
        ...query,
        where: { ...recordKey(recordId, context), ...readableLessons(await context.actor()) },
      }),
  }),
});

mutations(...Object.values(reviewing));
mutation(recordLesson, lessonPayload);
mutation(reviseLesson, lessonPayload);

viewerCan(ResultReview, { state: true, plan: { select: { state: true } } });

viewerCan(Lesson, { unitId: true, review: { select: { state: true, plan: { select: { state: true } } } } });
