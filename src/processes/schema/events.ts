import type { TailoringState } from '../../generated/prisma/enums.js';
import { builder } from '../../schema/builder.js';
import { eventType } from '../../schema/event.js';
import { recordKey } from '../../schema/record-key.js';
import { definedProcessEvents, tailoringEvents } from '../events.js';
import { DefinedProcess } from './defined-process.js';
import { Tailoring, TailoringStateEnum } from './tailoring.js';

for (const [type, description] of Object.entries(definedProcessEvents)) {
  builder.objectField(eventType(type, description), 'definedProcess', (t) =>
    t.prismaField({
      type: DefinedProcess,
      nullable: true,
      description: 'The defined process, as it is now.',
      resolve: (query, { recordId }, _args, context) =>
        context.services.database.prisma.definedProcess.findUnique({ ...query, where: recordKey(recordId, context) }),
    }),
  );
}

for (const [type, description] of Object.entries(tailoringEvents)) {
  builder.objectFields(eventType(type, description), (t) => ({
    tailoring: t.prismaField({
      type: Tailoring,
      nullable: true,
      description: 'The tailoring, or the waiver of one, as it is now.',
      resolve: (query, { recordId }, _args, context) =>
        context.services.database.prisma.tailoring.findUnique({ ...query, where: recordKey(recordId, context) }),
    }),
    tailoringState: t.field({
      type: TailoringStateEnum,
      description: 'Its state after it.',
      resolve: ({ after }) => (after as { state: TailoringState }).state,
    }),
  }));
}
