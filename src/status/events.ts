/** What can happen to a status update, and what it means. It does not raise the version of the record that it is about. */
export const statusEvents = {
  StatusUpdatePosted: 'Somebody said how an improvement, a plan or a unit stands.',
} as const;
