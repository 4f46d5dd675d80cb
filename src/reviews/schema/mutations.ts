import { commandField } from '../../schema/command-field.js';
import type { PayloadBuilder } from '../../schema/command-field.js';
import { recordKey } from '../../schema/record-key.js';
import { readableLessons } from '../lesson-access.js';
import { recordLesson, reviseLesson } from '../operations/lesson.js';
import * as reviewing from '../operations/reviewing.js';
import { DecisionOutcomeEnum, ReviewTopicEnum } from './review.js';

const payload = (t: PayloadBuilder) => ({
  review: t.prismaField({
    type: 'ResultReview',
    description: 'The review as it is now.',
    resolve: (query, { recordId }, _args, context) =>
      context.services.database.prisma.resultReview.findUniqueOrThrow({
        ...query,
        where: recordKey(recordId, context),
      }),
  }),
});

const lessonPayload = (t: PayloadBuilder) => ({
  lesson: t.prismaField({
    type: 'Lesson',
    nullable: true,
    description: 'The lesson as it is now; null where you may not read it any more.',
    resolve: async (query, { recordId }, _args, context) =>
      context.services.database.prisma.lesson.findFirst({
        ...query,
        where: { ...recordKey(recordId, context), ...readableLessons(await context.actor()) },
      }),
  }),
});

type InputBuilder = Parameters<Parameters<typeof commandField>[0]['fields']>[0];

const target = (t: InputBuilder) => ({
  reviewId: t.id({ required: true, description: 'The review.' }),
  version: t.int({
    required: true,
    description: 'Version of the review that you have read; another one there now is a StaleVersionError.',
  }),
});
const note = (t: InputBuilder) => ({
  note: t.string({ description: 'What else is to be said; at most 4,000 characters.' }),
});
const summary = (t: InputBuilder) => ({
  summary: t.string({ required: true, description: 'The results in words, at most 4,000 characters.' }),
});
const words = (t: InputBuilder) => ({
  text: t.string({ required: true, description: 'What was learned, at most 4,000 characters.' }),
});
const ids = { reviewId: 'ResultReview' };

commandField({
  command: reviewing.draftReview,
  description: 'Begins the review of what a plan led to, once it is active. A plan has one review. Deployment leads.',
  payload,
  ids: { planId: 'DeploymentPlan' },
  fields: (t) => ({ planId: t.id({ required: true, description: 'The plan.' }), ...summary(t) }),
});

commandField({
  command: reviewing.reviseReview,
  description: 'Changes what a review says of the results. Deployment leads.',
  payload,
  ids,
  fields: (t) => ({ ...target(t), ...summary(t), ...note(t) }),
});

commandField({
  command: reviewing.decideInReview,
  description:
    'Decides on a topic; a later decision takes the place of the former. A plan is closed only with all five decided. Deployment leads.',
  payload,
  ids,
  fields: (t) => ({
    ...target(t),
    topic: t.field({ type: ReviewTopicEnum, required: true, description: 'What it is about.' }),
    outcome: t.field({ type: DecisionOutcomeEnum, required: true, description: 'Change, or no change.' }),
    reason: t.string({
      required: true,
      description: 'What is to be changed, or why nothing is; at most 4,000 characters.',
    }),
  }),
});

commandField({
  command: recordLesson,
  description:
    'Writes down something learned from a deployment. Leads of the unit, and deployment leads; lessons of no unit only deployment leads.',
  payload: lessonPayload,
  ids: { ...ids, unitId: 'Unit' },
  fields: (t) => ({
    reviewId: t.id({ required: true, description: 'The review, not yet shared.' }),
    unitId: t.id({ description: 'The unit that learned it; left out, it concerns the whole.' }),
    ...words(t),
  }),
});

commandField({
  command: reviseLesson,
  description: 'Says a lesson better, before its review is shared. Leads of the unit, and deployment leads.',
  payload: lessonPayload,
  ids: { lessonId: 'Lesson' },
  fields: (t) => ({
    lessonId: t.id({ required: true, description: 'The lesson.' }),
    version: t.int({
      required: true,
      description: 'Version of the lesson that you have read; another one there now is a StaleVersionError.',
    }),
    ...words(t),
  }),
});

for (const [command, description] of [
  [
    reviewing.concludeReview,
    'The results were gone through: DRAFT to REVIEWED, and the plan CONFIRMED to REVIEWED. Deployment leads.',
  ],
  [
    reviewing.shareReview,
    'Everybody in the organization may read the lessons from now on: REVIEWED to SHARED. Deployment leads.',
  ],
] as const) {
  commandField({ command, description, payload, ids, fields: (t) => ({ ...target(t), ...note(t) }) });
}
