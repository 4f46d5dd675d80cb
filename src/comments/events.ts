/** What can happen to a comment, and what each event means. No event of a comment raises the version of the record that it is about. */
export const commentEvents = {
  CommentAdded: 'A comment on a record was added.',
  CommentRevised: 'The text or the mentions of a comment changed.',
  CommentResolved: 'A comment was resolved, with all of its replies.',
  CommentReopened: 'A resolved comment was reopened.',
  CommentRemoved: 'A comment was removed: its text is gone.',
} as const;

/** Name of an event of comments. */
export type CommentEventType = keyof typeof commentEvents;
