import { builder } from '../../schema/builder.js';
import { eventType } from '../../schema/event.js';
import { recordEvents } from '../../schema/record-events.js';
import { NO_RECORD } from '../../schema/record-key.js';
import { lessonEvents, reviewEvents } from '../events.js';
import { confidentialFields } from '../lesson-access.js';
import { ResultReview, ReviewStateEnum } from './review.js';

recordEvents(reviewEvents, { record: ['review', ResultReview], state: ['reviewState', ReviewStateEnum] });

for (const [type, description] of Object.entries(lessonEvents)) {
  builder.objectField(eventType(type, description, confidentialFields[type]), 'review', (t) =>
    t.prismaField({
      type: ResultReview,
      nullable: true,
      description: 'The review of the lesson, as it is now: read the lesson there if you may.',
      resolve: (query, { planId }, _args, context) =>
        context.services.database.prisma.resultReview.findUnique({
          ...query,
          where: { planId: planId ?? NO_RECORD, organizationId: context.organizationId() },
        }),
    }),
  );
}
