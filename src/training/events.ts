/** What can happen to a training item, and what each event means. */
export const trainingItemEvents = {
  TrainingIdentified: 'A need for training or communication about an improvement was identified.',
  TrainingRevised: 'The topic or audience of a training item changed.',
  TrainingDrafted: 'A version of training material was drafted, or its draft rewritten.',
  TrainingPublished: 'A version of training material was published and replaced the previous one.',
  TrainingSuperseded: 'A training item was retired.',
  TrainingDropped: 'A sponsor dropped a training item before it was published, with the reason.',
} as const;

/** What can happen to deliveries of training, and what each event means. */
export const trainingDeliveryEvents = {
  TrainingDelivered: 'A training item was delivered in a unit.',
  TrainingDeliveryCorrected: 'The record of a training delivery was corrected.',
} as const;

/** What can happen to waivers of training, and what each event means. */
export const trainingWaiverEvents = { TrainingWaived: 'A training item was waived for a unit.' } as const;

/** Name of an event of training items. */
export type TrainingItemEventType = keyof typeof trainingItemEvents;

/** Name of an event of deliveries and waivers of training. */
export type TrainingDeliveryEventType = keyof typeof trainingDeliveryEvents | keyof typeof trainingWaiverEvents;
