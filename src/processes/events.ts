/** What can happen to a project's defined process, and what each event means. */
export const definedProcessEvents = {
  DefinedProcessEstablished: 'The defined process of a project was established, with its first version.',
  ProcessVersionIssued: 'A new version of the defined process of a project was issued.',
} as const;

/** What can happen to the tailoring of a defined process by an improvement, and what each event means. */
export const tailoringEvents = {
  TailoringRecorded: "A tailoring was recorded: a version of a project's defined process contains an improvement.",
  ProcessWaiverRequested:
    'A project requested a process waiver: to work with an improvement without changing its defined process.',
  ProcessWaiverAccepted: 'A sponsor accepted a process waiver.',
  ProcessWaiverDeclined: 'A sponsor declined a process waiver.',
  TailoringWithdrawn: 'A tailoring or process waiver was withdrawn.',
} as const;

/** Name of an event of defined processes. */
export type DefinedProcessEventType = keyof typeof definedProcessEvents;

/** Name of an event of tailorings. */
export type TailoringEventType = keyof typeof tailoringEvents;
