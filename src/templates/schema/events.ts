import type { PlanTemplateState } from '../../generated/prisma/enums.js';
import { builder } from '../../schema/builder.js';
import { eventType } from '../../schema/event.js';
import { recordKey } from '../../schema/record-key.js';
import { planTemplateEvents } from '../events.js';
import { PlanTemplate, PlanTemplateStateEnum } from './template.js';

for (const [type, description] of Object.entries(planTemplateEvents)) {
  builder.objectFields(eventType(type, description), (t) => ({
    planTemplate: t.prismaField({
      type: PlanTemplate,
      nullable: true,
      description: 'The plan template, as it is now.',
      resolve: (query, { recordId }, _args, context) =>
        context.services.database.prisma.planTemplate.findUnique({ ...query, where: recordKey(recordId, context) }),
    }),
    planTemplateState: t.field({
      type: PlanTemplateStateEnum,
      description: 'The state of the plan template after it.',
      resolve: ({ after }) => (after as { state: PlanTemplateState }).state,
    }),
  }));
}
