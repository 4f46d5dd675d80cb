import type { ConsultingState } from '../../generated/prisma/enums.js';
import { builder } from '../../schema/builder.js';
import { eventType } from '../../schema/event.js';
import { recordKey } from '../../schema/record-key.js';
import { consultingEvents } from '../events.js';
import { ConsultingSession, ConsultingStateEnum } from './session.js';

for (const [type, description] of Object.entries(consultingEvents)) {
  builder.objectFields(eventType(type, description), (t) => ({
    consultingSession: t.prismaField({
      type: ConsultingSession,
      nullable: true,
      description: 'The consulting session, as it is now.',
      resolve: (query, { recordId }, _args, context) =>
        context.services.database.prisma.consultingSession.findUnique({
          ...query,
          where: recordKey(recordId, context),
        }),
    }),
    consultingState: t.field({
      type: ConsultingStateEnum,
      description: 'The state of the consulting session after it.',
      resolve: ({ after }) => (after as { state: ConsultingState }).state,
    }),
  }));
}
