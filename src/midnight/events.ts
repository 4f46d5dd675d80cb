/** What a day that ends can bring, and what each event means. Nobody does it: Uplift tells it, each once. */
export const dayEvents = {
  DayBegan: 'A day began in a time zone by which the organization or some of its units go.',
} as const;

/** What becomes late when a day ends, and what each event means. */
export const latenessEvents = {
  DeploymentBecameLate: 'The planned end of a deployment passed while it was neither over nor adopted.',
  IncrementBecameLate: 'The planned end of an increment passed while it was neither passed nor rolled back.',
} as const;

/** Name of an event of a day that ends. */
export type MidnightEventType = keyof typeof dayEvents | keyof typeof latenessEvents;
