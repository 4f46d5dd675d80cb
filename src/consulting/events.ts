/** What can happen to a consulting session, and what each event means. */
export const consultingEvents = {
  ConsultingRequested: 'A project asked for help with an improvement.',
  ConsultingRevised: 'What help a project asks for changed.',
  ConsultingScheduled: 'Consulting for a project has a date and a consultant.',
  ConsultingDeclined: 'No help is given to a project that asked for it.',
  ConsultingDelivered: 'A project was helped with an improvement.',
  ConsultingClosed: 'Nothing is left to do after a project was helped.',
} as const;

/** Name of an event of consulting. */
export type ConsultingEventType = keyof typeof consultingEvents;
