import { Practice } from '../../catalog/schema/practice.js';
import { builder } from '../../schema/builder.js';
import { eventList } from '../../schema/event-list.js';
import { OWN_QUERIES_COST } from '../../schema/lists/fields.js';
import { recordEvents } from '../../schema/record-events.js';
import { affirmationEvents } from '../events.js';
import { evidenceSql } from '../operations/items.js';
import { Affirmation } from './affirmation.js';

recordEvents(affirmationEvents, { record: ['affirmation', Affirmation] });

builder.objectField(Practice, 'events', (t) =>
  eventList(t, {
    description: 'The events of its `evidence` in your organization.',
    cost: OWN_QUERIES_COST,
    of: async ({ ref }, context) => {
      const { organizationId } = await context.actor();
      const where = evidenceSql({ organizationId, practiceRef: ref });
      return { column: 'organizationId', id: organizationId, where: [where] };
    },
  }),
);
