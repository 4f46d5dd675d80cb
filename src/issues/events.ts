/** What can happen to an issue, and what each event means. */
export const issueEvents = {
  IssueOpened: 'Something in the way of an improvement was reported.',
  IssueRevised: 'The words of an issue changed.',
  IssueAssigned: 'Who is to get an issue out of the way was decided.',
  IssueActionStarted: 'Work on an issue began.',
  IssueClosed: 'An issue is out of the way.',
  IssueReopened: 'An issue that was closed is in the way again.',
} as const;

/** Name of an event of issues. */
export type IssueEventType = keyof typeof issueEvents;
