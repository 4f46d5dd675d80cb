/** What can happen to a training item, and what each event means. */
export const trainingItemEvents = {
  TrainingIdentified: 'It became known that people need training or a communication package for an improvement.',
  TrainingRevised: 'What a training item is about, or whom it is for, changed.',
  TrainingDrafted: 'A version of training material was written, or rewritten before publication.',
  TrainingPublished: 'A version of training material is in use; it took the place of the one before.',
  TrainingSuperseded: 'A training item is no longer in use.',
  TrainingDropped:
    'A training item that was needed is not going to be published: a sponsor gave it up, with the reason.',
} as const;

/** What can happen to deliveries of training, and what each event means. */
export const trainingDeliveryEvents = {
  TrainingDelivered: 'A training item was delivered in a unit.',
  TrainingDeliveryCorrected: 'What was recorded of a delivery of training was wrong and is corrected.',
} as const;

/** What can happen to waivers of training, and what each event means. */
export const trainingWaiverEvents = { TrainingWaived: 'A unit was released from a training item.' } as const;

/** Name of an event of training items. */
export type TrainingItemEventType = keyof typeof trainingItemEvents;

/** Name of an event of deliveries and waivers of training. */
export type TrainingDeliveryEventType = keyof typeof trainingDeliveryEvents | keyof typeof trainingWaiverEvents;
