/** What can happen to a project's defined process, and what each event means. */
export const definedProcessEvents = {
  DefinedProcessEstablished: 'A project has a defined process, with its first version.',
  ProcessVersionIssued: 'A project works by a new version of its defined process.',
} as const;

/** What can happen to the tailoring of a defined process by an improvement, and what each event means. */
export const tailoringEvents = {
  TailoringRecorded: "A version of a project's defined process carries an improvement.",
  ProcessWaiverRequested: 'A project asked to work with an improvement without a change of its defined process.',
  ProcessWaiverAccepted: 'A sponsor accepted that a defined process does not change.',
  ProcessWaiverDeclined: 'A sponsor declined that a defined process does not change.',
  TailoringWithdrawn: 'A tailoring, or the waiver of one, no longer holds.',
} as const;

/** Name of an event of defined processes. */
export type DefinedProcessEventType = keyof typeof definedProcessEvents;

/** Name of an event of tailorings. */
export type TailoringEventType = keyof typeof tailoringEvents;
