/** What can happen to a measure, and what each event means. */
export const measureEvents = {
  MeasureDefined: 'A measure of an improvement was defined.',
  BaselineFixed: 'The baseline of a measure was fixed.',
  MeasureRevised: 'The definition or purpose of a measure changed.',
  ObjectiveRevised: 'The objective of a measure changed.',
  MeasureDropped: 'A measure was dropped.',
} as const;

/** What can happen to a reading of a measure, and what each event means. */
export const readingEvents = {
  ReadingRecorded: 'A reading of a measure was recorded.',
  ReadingCorrected: 'A reading of a measure was corrected.',
} as const;

/** Name of an event of measures. */
export type MeasureEventType = keyof typeof measureEvents;

/** Name of an event of readings. */
export type ReadingEventType = keyof typeof readingEvents;
