import { builder } from '../../schema/builder.js';
import { EventInterface } from '../../schema/event.js';
import { eventList } from '../../schema/event-list.js';
import { recordEvents } from '../../schema/record-events.js';
import { recordField } from '../../schema/record-field.js';
import { erasureEvents, personEvents, unitEvents, unitLeadEvents } from '../events.js';
import type { ErasedPlaces } from '../operations/erasing.js';
import { Person } from './person.js';
import { Unit } from './unit.js';

builder.interfaceField(EventInterface, 'actor', (t) =>
  recordField(t, { type: Person, description: 'Who caused it; null if the system did.', id: ({ actorId }) => actorId }),
);

builder.interfaceField(EventInterface, 'unit', (t) =>
  recordField(t, { type: Unit, description: 'The unit concerned, as it is now.', id: ({ unitId }) => unitId }),
);

recordEvents(unitEvents, { record: ['unit', Unit] });
recordEvents(personEvents, { record: ['person', Person] });

for (const type of recordEvents(unitLeadEvents, { record: ['unit', Unit] })) {
  builder.objectField(type, 'person', (t) =>
    recordField(t, {
      type: Person,
      description: 'The person who became a lead or is no longer one; null for a person who was already a lead.',
      id: ({ before, after }) => {
        const [earlier, later] = [leadsIn(before), leadsIn(after)];
        return [...earlier, ...later].find((id) => earlier.includes(id) !== later.includes(id)) ?? null;
      },
    }),
  );
}

const ErasedPlacesObject = builder
  .objectRef<ErasedPlaces>('ErasedPlaces')
  .implement({
    description: 'How many texts of one kind were erased.',
    fields: (t) => ({
      table: t.exposeString('table', { description: 'The table that had them, such as Event.' }),
      kind: t.exposeString('kind', {
        description:
          'What had them: a field of the person, a type of event, a command whose outcome is kept for a key, or a session.',
      }),
      count: t.exposeInt('count', { description: 'How many.' }),
    }),
  });

for (const type of recordEvents(erasureEvents, { record: ['person', Person] })) {
  builder.objectField(type, 'places', (t) =>
    t.field({
      type: [ErasedPlacesObject],
      description: 'Where texts were erased, by table and kind.',
      resolve: ({ after }) => [...placesIn(after)],
    }),
  );
}

builder.prismaObjectField(Unit, 'events', (t) =>
  eventList(t, {
    description: 'Its history: the events about it and in it.',
    of: ({ id }) => ({ column: 'unitId', id }),
  }),
);

builder.prismaObjectField(Person, 'events', (t) =>
  eventList(t, {
    description: 'What they did: the events that they caused, not those about them.',
    of: ({ id }) => ({ column: 'actorId', id }),
  }),
);

function placesIn(fields: unknown): readonly ErasedPlaces[] {
  return (fields as { places: readonly ErasedPlaces[] }).places;
}

function leadsIn(fields: unknown): readonly string[] {
  return (fields as { leads: readonly string[] }).leads;
}
