import type { TrainingState } from '../../generated/prisma/enums.js';
import { builder } from '../../schema/builder.js';
import { eventType } from '../../schema/event.js';
import { recordKey } from '../../schema/record-key.js';
import { trainingDeliveryEvents, trainingItemEvents, trainingWaiverEvents } from '../events.js';
import { TrainingDelivery, TrainingWaiver } from './training-delivery.js';
import { TrainingItem, TrainingStateEnum } from './training-item.js';

for (const [type, description] of Object.entries(trainingItemEvents)) {
  builder.objectFields(eventType(type, description), (t) => ({
    trainingItem: t.prismaField({
      type: TrainingItem,
      nullable: true,
      description: 'The training item, as it is now.',
      resolve: (query, { recordId }, _args, context) =>
        context.services.database.prisma.trainingItem.findUnique({ ...query, where: recordKey(recordId, context) }),
    }),
    trainingState: t.field({
      type: TrainingStateEnum,
      description: 'The state of the training item after it.',
      resolve: ({ after }) => (after as { state: TrainingState }).state,
    }),
  }));
}

for (const [type, description] of Object.entries(trainingDeliveryEvents)) {
  builder.objectField(eventType(type, description), 'trainingDelivery', (t) =>
    t.prismaField({
      type: TrainingDelivery,
      nullable: true,
      description: 'The delivery, as it is now.',
      resolve: (query, { recordId }, _args, context) =>
        context.services.database.prisma.trainingDelivery.findUnique({ ...query, where: recordKey(recordId, context) }),
    }),
  );
}

for (const [type, description] of Object.entries(trainingWaiverEvents)) {
  builder.objectField(eventType(type, description), 'trainingWaiver', (t) =>
    t.prismaField({
      type: TrainingWaiver,
      nullable: true,
      description: 'The waiver, as it is now.',
      resolve: (query, { recordId }, _args, context) =>
        context.services.database.prisma.trainingWaiver.findUnique({ ...query, where: recordKey(recordId, context) }),
    }),
  );
}
