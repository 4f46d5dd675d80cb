/** What the subscribers select, without and with fields that are read from Postgres for each execution. */
export const queries = {
  trivial: 'subscription { events { position __typename id occurredAt note cursor recordVersion } }',
  resuming:
    'subscription Resume($after: LogCursor) { events(after: $after) ' +
    '{ position __typename id occurredAt note cursor recordVersion } }',
  reading:
    'subscription { events { position __typename id occurredAt note cursor recordVersion ' +
    'improvement { title state } actor { name } } }',
  filtered:
    'subscription View($filter: EventFilter) { events(filter: $filter) ' +
    '{ position __typename id occurredAt note cursor recordVersion improvement { title state } actor { name } } }',
};

/** The note of every event. */
export const NOTE = 'Reviews begin before the build of the third increment, as agreed with the supplier.';
