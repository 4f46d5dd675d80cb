import type { ReviewState } from '../../generated/prisma/enums.js';
import { builder } from '../../schema/builder.js';
import { eventType } from '../../schema/event.js';
import { recordKey } from '../../schema/record-key.js';
import { lessonEvents, reviewEvents } from '../events.js';
import { confidentialFields } from '../lesson-access.js';
import { ResultReview, ReviewStateEnum } from './review.js';

for (const [type, description] of Object.entries(reviewEvents)) {
  builder.objectFields(eventType(type, description), (t) => ({
    review: t.prismaField({
      type: ResultReview,
      nullable: true,
      description: 'The review, as it is now.',
      resolve: (query, { recordId }, _args, context) =>
        context.services.database.prisma.resultReview.findUnique({ ...query, where: recordKey(recordId, context) }),
    }),
    reviewState: t.field({
      type: ReviewStateEnum,
      description: 'The state of the review after it.',
      resolve: ({ after }) => (after as { state: ReviewState }).state,
    }),
  }));
}

for (const [type, description] of Object.entries(lessonEvents)) eventType(type, description, confidentialFields[type]);
