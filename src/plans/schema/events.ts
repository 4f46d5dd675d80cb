import { builder } from '../../schema/builder.js';
import { EventInterface } from '../../schema/event.js';
import { eventList } from '../../schema/event-list.js';
import { recordEvents } from '../../schema/record-events.js';
import { recordField } from '../../schema/record-field.js';
import { incrementEvents, planEvents } from '../events.js';
import { Increment, IncrementStateEnum } from './increment.js';
import { DeploymentPlan, PlanStateEnum } from './plan.js';

builder.interfaceField(EventInterface, 'plan', (t) =>
  recordField(t, {
    type: DeploymentPlan,
    description:
      'The plan concerned, as it is now: the one that changed, or the plan of the improvement that was open at that time.',
    id: ({ planId }) => planId,
  }),
);

recordEvents(planEvents, { record: ['plan', DeploymentPlan], state: ['planState', PlanStateEnum] });
recordEvents(incrementEvents, { record: ['increment', Increment], state: ['incrementState', IncrementStateEnum] });

builder.prismaObjectField(DeploymentPlan, 'events', (t) =>
  eventList(t, {
    description: 'Its history: the events about it and about everything under it.',
    of: ({ id }) => ({ column: 'planId', id }),
  }),
);

builder.prismaObjectField(Increment, 'events', (t) =>
  eventList(t, {
    description: 'Its history: the events about the increment itself.',
    of: ({ id }) => ({ column: 'recordId', id }),
  }),
);
