import { builder } from '../../schema/builder.js';
import { EventInterface } from '../../schema/event.js';
import { eventList } from '../../schema/event-list.js';
import { recordEvents } from '../../schema/record-events.js';
import { recordField } from '../../schema/record-field.js';
import { improvementEvents, revisionEvents } from '../events.js';
import { Improvement } from './improvement.js';
import { Revision } from './revision.js';

builder.interfaceField(EventInterface, 'improvement', (t) =>
  recordField(t, {
    type: Improvement,
    description: 'The improvement concerned, as it is now.',
    id: ({ improvementId }) => improvementId,
  }),
);

recordEvents(improvementEvents, { record: ['improvement', Improvement] });
recordEvents(revisionEvents, { record: ['revision', Revision] });

builder.prismaObjectField(Improvement, 'events', (t) =>
  eventList(t, {
    description:
      'Its history: the events about it and about everything that belongs to it, such as plans and deployments.',
    of: ({ id }) => ({ column: 'improvementId', id }),
  }),
);
