/** What can happen to affirmations, and what each event means. */
export const affirmationEvents = {
  PracticeAffirmed: 'A person gave their word that a practice is performed.',
  AffirmationWithdrawn: 'A person took their word back that a practice is performed.',
} as const;

/** Name of an event of affirmations. */
export type AffirmationEventType = keyof typeof affirmationEvents;
