import type { CoordinationState } from '../../generated/prisma/enums.js';
import { builder } from '../../schema/builder.js';
import { eventType } from '../../schema/event.js';
import { recordKey } from '../../schema/record-key.js';
import { coordinationEvents } from '../events.js';
import { CoordinationActivity, CoordinationStateEnum } from './activity.js';

for (const [type, description] of Object.entries(coordinationEvents)) {
  builder.objectFields(eventType(type, description), (t) => ({
    coordinationActivity: t.prismaField({
      type: CoordinationActivity,
      nullable: true,
      description: 'The coordination activity, as it is now.',
      resolve: (query, { recordId }, _args, context) =>
        context.services.database.prisma.coordinationActivity.findUnique({
          ...query,
          where: recordKey(recordId, context),
        }),
    }),
    coordinationState: t.field({
      type: CoordinationStateEnum,
      description: 'The state of the coordination activity after it.',
      resolve: ({ after }) => (after as { state: CoordinationState }).state,
    }),
  }));
}
