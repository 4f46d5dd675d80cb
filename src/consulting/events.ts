/** What can happen to a consulting session, and what each event means. */
export const consultingEvents = {
  ConsultingRequested: 'A project requested consulting about an improvement.',
  ConsultingRevised: 'The topics of a consulting session changed.',
  ConsultingScheduled: 'A consulting session was scheduled.',
  ConsultingDeclined: 'A consulting session was declined.',
  ConsultingDelivered: 'A consulting session was held.',
  ConsultingClosed: 'A consulting session was closed.',
} as const;

/** Name of an event of consulting. */
export type ConsultingEventType = keyof typeof consultingEvents;
