/** What a day that ends can bring, and what each event means. Nobody does it: Uplift tells it, each once. */
export const dayEvents = {
  DayBegan: 'A day began in a time zone by which the organization or some of its units go.',
} as const;

/** The event of a day that begins: what depends on the day is something else from then on. */
export const DAY_BEGAN = 'DayBegan' satisfies keyof typeof dayEvents;

/** What becomes late when a day ends, and what each event means. */
export const latenessEvents = {
  DeploymentBecameLate: 'The planned end of a deployment passed while it was neither over nor adopted.',
  IncrementBecameLate: 'The planned end of an increment passed while it was neither passed nor rolled back.',
} as const;

/** Name of an event of a day that ends. */
export type MidnightEventType = keyof typeof dayEvents | keyof typeof latenessEvents;
