import { builder } from '../../schema/builder.js';
import { eventType } from '../../schema/event.js';
import { recordKey } from '../../schema/record-key.js';
import { measureEvents, readingEvents } from '../events.js';
import { Measure, MeasureReading } from './measure.js';

for (const [type, description] of Object.entries(measureEvents)) {
  builder.objectFields(eventType(type, description), (t) => ({
    measure: t.prismaField({
      type: Measure,
      nullable: true,
      description: 'The measure, as it is now.',
      resolve: (query, { recordId }, _args, context) =>
        context.services.database.prisma.measure.findUnique({ ...query, where: recordKey(recordId, context) }),
    }),
  }));
}

for (const [type, description] of Object.entries(readingEvents)) {
  builder.objectFields(eventType(type, description), (t) => ({
    reading: t.prismaField({
      type: MeasureReading,
      nullable: true,
      description: 'The reading, as it is now.',
      resolve: (query, { recordId }, _args, context) =>
        context.services.database.prisma.measureReading.findUnique({ ...query, where: recordKey(recordId, context) }),
    }),
  }));
}
