/** What can happen to a coordination activity, and what each event means. */
export const coordinationEvents = {
  CoordinationOpened: 'A coordination activity of several units was opened.',
  CoordinationRevised: 'A coordination activity was changed.',
  CoordinationShareDone: 'A unit did its share of a coordination activity.',
  CoordinationCompleted: 'A coordination activity was completed.',
  CoordinationDropped: 'A coordination activity was dropped.',
} as const;

/** Name of an event of coordination. */
export type CoordinationEventType = keyof typeof coordinationEvents;
