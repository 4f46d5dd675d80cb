/** What can happen to a coordination activity, and what each event means. */
export const coordinationEvents = {
  CoordinationOpened: 'Several units are to do something together for an improvement, or for related ones.',
  CoordinationRevised: 'What is to be done together, by whom or until when, changed.',
  CoordinationShareDone: 'A unit did its share of something that is done together.',
  CoordinationCompleted: 'Something was done together.',
  CoordinationDropped: 'Something that was to be done together was given up.',
} as const;

/** Name of an event of coordination. */
export type CoordinationEventType = keyof typeof coordinationEvents;
