import { builder } from '../../schema/builder.js';
import { EventInterface } from '../../schema/event.js';
import { eventList } from '../../schema/event-list.js';
import { recordEvents } from '../../schema/record-events.js';
import { recordField } from '../../schema/record-field.js';
import { deploymentEvents } from '../events.js';
import { Deployment, DeploymentStateEnum } from './deployment.js';

builder.interfaceField(EventInterface, 'deployment', (t) =>
  recordField(t, {
    type: Deployment,
    description: 'The deployment concerned, as it is now.',
    id: ({ deploymentId }) => deploymentId,
  }),
);

const deploymentEventTypes = recordEvents(deploymentEvents, {
  record: ['deployment', Deployment],
  state: ['state', DeploymentStateEnum],
});
for (const type of deploymentEventTypes) {
  builder.objectField(type, 'percent', (t) =>
    t.int({
      nullable: true,
      description: 'Progress of the project after the event, in percent.',
      resolve: ({ after }) => (after as { percent?: number }).percent ?? null,
    }),
  );
}

builder.prismaObjectField(Deployment, 'events', (t) =>
  eventList(t, {
    description: 'Its history: the events about it and about records that concern it.',
    of: ({ id }) => ({ column: 'deploymentId', id }),
  }),
);
