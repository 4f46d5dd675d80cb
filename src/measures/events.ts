/** What can happen to a measure, and what each event means. */
export const measureEvents = {
  MeasureDefined: "What shows an improvement's value was decided.",
  BaselineFixed: 'What a measure was before the improvement was fixed.',
  MeasureRevised: 'What a measure is, or why it is measured, changed.',
  ObjectiveRevised: 'The value that a measure is to reach changed.',
  MeasureDropped: 'A measure is no longer used.',
} as const;

/** What can happen to a reading of a measure, and what each event means. */
export const readingEvents = {
  ReadingRecorded: 'A value of a measure was recorded.',
  ReadingCorrected: 'A value of a measure had been wrong, and was corrected.',
} as const;

/** Name of an event of measures. */
export type MeasureEventType = keyof typeof measureEvents;

/** Name of an event of readings. */
export type ReadingEventType = keyof typeof readingEvents;
