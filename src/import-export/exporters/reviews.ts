import { readableLessons } from '../../reviews/lesson-access.js';
import { idOf, inOrder, list, nameOnly, stamps, subject, title } from './list.js';
import type { List } from './list.js';

const ofReview = { select: { plan: { select: { improvement: title } } } } as const;

const reviews = list({
  name: 'reviews',
  of: 'ResultReview',
  read: (where, { db }) =>
    db.resultReview.findMany({
      where,
      ...inOrder,
      include: { plan: { select: { improvement: title } }, reviewedBy: subject },
    }),
})({
  improvement: (review) => review.plan.improvement.title,
  state: (review) => review.state,
  summary: (review) => review.summary,
  reviewedBy: (review) => review.reviewedBy?.subject,
  reviewedAt: (review) => review.reviewedAt,
  sharedAt: (review) => review.sharedAt,
  id: idOf('ResultReview'),
  ...stamps,
});

const decisions = list({
  name: 'decisions',
  of: 'ReviewDecision',
  read: ({ organizationId, id }, { db }) =>
    db.reviewDecision.findMany({
      where: { review: { organizationId }, id },
      ...inOrder,
      include: { review: ofReview, decidedBy: subject },
    }),
})({
  improvement: (decision) => decision.review.plan.improvement.title,
  topic: (decision) => decision.topic,
  outcome: (decision) => decision.outcome,
  reason: (decision) => decision.reason,
  decidedBy: (decision) => decision.decidedBy.subject,
  decidedAt: (decision) => decision.decidedAt,
});

const lessons = list({
  name: 'lessons',
  of: 'Lesson',
  read: (where, { db, actor }) =>
    db.lesson.findMany({
      where: { ...where, ...readableLessons(actor) },
      ...inOrder,
      include: { review: ofReview, unit: nameOnly, recordedBy: subject },
    }),
})({
  improvement: (lesson) => lesson.review.plan.improvement.title,
  unit: (lesson) => lesson.unit?.name,
  text: (lesson) => lesson.text,
  recordedBy: (lesson) => lesson.recordedBy.subject,
  id: idOf('Lesson'),
  ...stamps,
});

const affirmations = list({
  name: 'affirmations',
  of: 'Affirmation',
  read: (where, { db }) =>
    db.affirmation.findMany({ where, ...inOrder, include: { improvement: title, unit: nameOnly, person: subject } }),
})({
  practice: (affirmation) => affirmation.practiceRef,
  subpractice: (affirmation) => affirmation.subpractice,
  improvement: (affirmation) => affirmation.improvement?.title,
  unit: (affirmation) => affirmation.unit?.name,
  text: (affirmation) => affirmation.text,
  person: (affirmation) => affirmation.person.subject,
  role: (affirmation) => affirmation.role,
  state: (affirmation) => affirmation.state,
  reason: (affirmation) => affirmation.reason,
  id: idOf('Affirmation'),
  ...stamps,
});

/** The lists of reviews, and of what people give their word for. */
export const reviewLists: readonly List[] = [reviews, decisions, lessons, affirmations];
