import { DecisionOutcome, ReviewState, ReviewTopic } from '../../generated/prisma/enums.js';
import { Revision } from '../../improvements/schema/revision.js';
import { builder } from '../../schema/builder.js';
import { ownedBy, recordKey, recordUuid } from '../../schema/record-key.js';
import { viewerDependent } from '../../schema/sharing.js';
import { readableLessons } from '../lesson-access.js';

/** State of a review of results, in the graph. */
export const ReviewStateEnum = builder.enumType(ReviewState, {
  name: 'ReviewState',
  description: 'State of a review of results.',
  values: {
    DRAFT: { description: 'Being written.' },
    REVIEWED: { description: 'Reviewed.' },
    SHARED: { description: 'The whole organization can read its lessons.' },
  },
});

/** What a review decides on, in the graph. */
export const ReviewTopicEnum = builder.enumType(ReviewTopic, {
  name: 'ReviewTopic',
  description: 'What a review of results decides on.',
  values: {
    LESSONS: { description: 'What was learned.' },
    MEASURES: { description: 'What shows the value.' },
    OBJECTIVES: { description: 'What is aimed at.' },
    PRIORITIES: { description: 'What comes first.' },
    PLAN: { description: 'How it is deployed.' },
  },
});

/** What a review decides on a topic, in the graph. */
export const DecisionOutcomeEnum = builder.enumType(DecisionOutcome, {
  name: 'DecisionOutcome',
  description: "A review's decision on a topic.",
  values: {
    CHANGE: { description: 'It will be changed.' },
    NO_CHANGE: { description: 'It stays as it is, which is a decision too.' },
  },
});

const ReviewDecision = builder.prismaNode('ReviewDecision', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: (id, context) => ({ id: recordUuid(id), review: ownedBy(context) }),
  nullable: true,
  fields: (t) => ({
    topic: t.expose('topic', { type: ReviewTopicEnum }),
    outcome: t.expose('outcome', { type: DecisionOutcomeEnum }),
    reason: t.exposeString('reason'),
    decidedBy: t.relation('decidedBy'),
    decidedAt: t.expose('decidedAt', { type: 'DateTime' }),
  }),
});

/** A lesson, in the graph. Hazard: it is reached from its review and by its id, and both ask who may read it. */
export const Lesson = builder.prismaNode('Lesson', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: (id, context) => ({ ...recordKey(id, context), AND: readableLessons(context.reader()) }),
  nullable: true,
  extensions: viewerDependent,
  fields: (t) => ({
    unit: t.relation('unit', { nullable: true }),
    text: t.exposeString('text'),
    recordedBy: t.relation('recordedBy'),
    version: t.exposeInt('version'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
  }),
});

/** A review of results, in the graph. */
export const ResultReview = builder.prismaNode('ResultReview', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: recordKey,
  nullable: true,
  fields: (t) => ({
    plan: t.relation('plan'),
    state: t.expose('state', { type: ReviewStateEnum }),
    summary: t.exposeString('summary'),
    reviewedBy: t.relation('reviewedBy', { nullable: true }),
    reviewedAt: t.expose('reviewedAt', { type: 'DateTime', nullable: true }),
    sharedAt: t.expose('sharedAt', { type: 'DateTime', nullable: true }),
    version: t.exposeInt('version'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    decisions: t.relation('decisions', {
      type: ReviewDecision,
      description: 'The latest decision on each topic, at most five.',
      query: { orderBy: { topic: 'asc' } },
    }),
    lessons: t.relation('lessons', {
      type: Lesson,
      description:
        'The lessons, oldest first, at most 500. Until the review is shared, project leads see only the lessons of units that they lead, and viewers none.',
      extensions: viewerDependent,
      query: async (_args, context) => ({
        where: readableLessons(await context.actor()),
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        take: 500,
      }),
    }),
    revisions: t.relation('revisions', {
      type: Revision,
      description: 'The revisions that it led to, oldest first, at most 200.',
      query: { orderBy: [{ revisedAt: 'asc' }, { id: 'asc' }], take: 200 },
    }),
  }),
});
