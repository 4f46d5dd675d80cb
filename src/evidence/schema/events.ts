import { builder } from '../../schema/builder.js';
import { eventType } from '../../schema/event.js';
import { recordKey } from '../../schema/record-key.js';
import { affirmationEvents } from '../events.js';
import { Affirmation } from './affirmation.js';

for (const [type, description] of Object.entries(affirmationEvents)) {
  builder.objectField(eventType(type, description), 'affirmation', (t) =>
    t.prismaField({
      type: Affirmation,
      nullable: true,
      description: 'The affirmation, as it is now.',
      resolve: (query, { recordId }, _args, context) =>
        context.services.database.prisma.affirmation.findUnique({ ...query, where: recordKey(recordId, context) }),
    }),
  );
}
