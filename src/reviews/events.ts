/** What can happen to a review of results, and what each event means. */
export const reviewEvents = {
  ReviewDrafted: 'A review of the results of a plan was begun.',
  ReviewRevised: 'What a review says of the results changed.',
  ReviewDecided: 'A review decided on a topic.',
  ResultReviewed: 'The results of a plan were reviewed.',
  ReviewShared: 'The lessons of a review may be read by everybody in the organization.',
} as const;

/** What can happen to a lesson, and what each event means. Its words are left out. */
export const lessonEvents = {
  LessonRecorded: 'Something learned from a deployment was written down.',
  LessonRevised: 'The words of a lesson changed.',
} as const;

/** Name of an event of reviews. */
export type ReviewEventType = keyof typeof reviewEvents;

/** Name of an event of lessons. */
export type LessonEventType = keyof typeof lessonEvents;
