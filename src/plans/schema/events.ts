import { builder } from '../../schema/builder.js';
import { EventInterface, eventType } from '../../schema/event.js';
import { recordKey } from '../../schema/record-key.js';
import type { IncrementState, PlanState } from '../../generated/prisma/enums.js';
import { incrementEvents, planEvents } from '../events.js';
import { Increment, IncrementStateEnum } from './increment.js';
import { DeploymentPlan, PlanStateEnum } from './plan.js';

builder.interfaceField(EventInterface, 'plan', (t) =>
  t.prismaField({
    type: DeploymentPlan,
    nullable: true,
    description:
      "The plan concerned, as it is now: the one that changed, or the improvement's one that was not over then.",
    resolve: (query, { planId }, _args, context) =>
      planId
        ? context.services.database.prisma.deploymentPlan.findUnique({ ...query, where: recordKey(planId, context) })
        : null,
  }),
);

for (const [type, description] of Object.entries(planEvents)) {
  builder.objectFields(eventType(type, description), (t) => ({
    planState: t.field({
      type: PlanStateEnum,
      description: 'The state of the plan after it.',
      resolve: ({ after }) => (after as { state: PlanState }).state,
    }),
  }));
}

for (const [type, description] of Object.entries(incrementEvents)) {
  builder.objectFields(eventType(type, description), (t) => ({
    increment: t.prismaField({
      type: Increment,
      nullable: true,
      description: 'The increment, as it is now.',
      resolve: (query, { recordId }, _args, context) =>
        context.services.database.prisma.increment.findUnique({ ...query, where: recordKey(recordId, context) }),
    }),
    incrementState: t.field({
      type: IncrementStateEnum,
      description: 'The state of the increment after it.',
      resolve: ({ after }) => (after as { state: IncrementState }).state,
    }),
  }));
}
