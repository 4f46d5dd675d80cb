import { builder } from '../../schema/builder.js';
import { recordEvents } from '../../schema/record-events.js';
import { recordField } from '../../schema/record-field.js';
import { personEvents, unitEvents, unitLeadEvents } from '../events.js';
import { Person } from './person.js';
import { Unit } from './unit.js';

recordEvents(unitEvents, { record: ['unit', Unit] });
recordEvents(personEvents, { record: ['person', Person] });

for (const type of recordEvents(unitLeadEvents, { record: ['unit', Unit] })) {
  builder.objectField(type, 'person', (t) =>
    recordField(t, {
      type: Person,
      description: 'The person who became a lead, or is none any more; null for one who led it before.',
      id: ({ before, after }) => {
        const [earlier, later] = [leadsIn(before), leadsIn(after)];
        return [...earlier, ...later].find((id) => earlier.includes(id) !== later.includes(id)) ?? null;
      },
    }),
  );
}

function leadsIn(fields: unknown): readonly string[] {
  return (fields as { leads: readonly string[] }).leads;
}
