/** What can happen to affirmations, and what each event means. */
export const affirmationEvents = {
  PracticeAffirmed: 'A person affirmed that a practice is performed.',
  AffirmationWithdrawn: 'A person withdrew an affirmation.',
} as const;

/** Name of an event of affirmations. */
export type AffirmationEventType = keyof typeof affirmationEvents;
