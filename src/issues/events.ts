/** What can happen to an issue, and what each event means. */
export const issueEvents = {
  IssueOpened: 'An issue with an improvement was opened.',
  IssueRevised: 'The text of an issue changed.',
  IssueAssigned: 'The owner of an issue was set.',
  IssueActionStarted: 'Work on an issue began.',
  IssueClosed: 'An issue was closed.',
  IssueReopened: 'An issue was reopened.',
} as const;

/** Name of an event of issues. */
export type IssueEventType = keyof typeof issueEvents;
