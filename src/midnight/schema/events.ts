import { Increment } from '../../plans/schema/increment.js';
import { builder } from '../../schema/builder.js';
import { eventType } from '../../schema/event.js';
import { recordField } from '../../schema/record-field.js';
import { dayEvents, latenessEvents } from '../events.js';

const dayBegan = eventType('DayBegan', dayEvents.DayBegan);
builder.objectField(dayBegan, 'day', (t) =>
  t.field({
    type: 'Date',
    description: 'The day that began.',
    resolve: ({ after }) => new Date((after as { day: string }).day),
  }),
);
builder.objectField(dayBegan, 'timeZone', (t) =>
  t.string({
    description: 'IANA name of the time zone.',
    resolve: ({ after }) => (after as { timeZone: string }).timeZone,
  }),
);

const plannedEndOf = (after: unknown): Date => new Date((after as { plannedEnd: string }).plannedEnd);

for (const [name, description] of Object.entries(latenessEvents)) {
  const type = eventType(name, description);
  builder.objectField(type, 'plannedEnd', (t) =>
    t.field({ type: 'Date', description: 'The planned end that passed.', resolve: ({ after }) => plannedEndOf(after) }),
  );
  if (name === 'IncrementBecameLate')
    builder.objectField(type, 'increment', (t) =>
      recordField(t, {
        type: Increment,
        description: 'The increment, as it is now.',
        id: ({ after }) => (after as { incrementId: string }).incrementId,
      }),
    );
}
