/** What can happen to a review of results, and what each event means. */
export const reviewEvents = {
  ReviewDrafted: 'A review of the results of a plan was drafted.',
  ReviewRevised: 'The summary of a review changed.',
  ReviewDecided: 'A review decided on a topic.',
  ResultReviewed: 'The results of a plan were reviewed.',
  ReviewShared: 'A review was shared, so that the whole organization can read its lessons.',
} as const;

/** What can happen to a lesson, and what each event means. Its words are left out. */
export const lessonEvents = {
  LessonRecorded: 'A lesson learned from a deployment was recorded.',
  LessonRevised: 'The text of a lesson changed.',
} as const;

/** Name of an event of reviews. */
export type ReviewEventType = keyof typeof reviewEvents;

/** Name of an event of lessons. */
export type LessonEventType = keyof typeof lessonEvents;
