import type { DryRunOutcome } from '../commands/outcome.js';
import { encodeGlobalId } from '../ids.js';
import type { NewEvent } from '../log/event.js';
import { builder } from './builder.js';
import { changesOf, eventTypes } from './event.js';
import { FieldChange } from './field-change.js';

// Hazard: not an Event, although it looks like one. Its position would be that of another event later, and clients that
// cache by id would show this one in its place.
const PlannedEvent = builder
  .objectRef<NewEvent>('PlannedEvent')
  .implement({
    description: 'An event that a mutation would cause.',
    fields: (t) => ({
      type: t.field({ type: eventTypes, description: 'What would happen.', resolve: ({ type }) => type }),
      recordType: t.exposeString('recordType', { description: 'Type of the record that would change.' }),
      recordId: t.id({
        description: 'Id of the record that would change. A new record gets another id when it is created.',
        resolve: ({ recordType, recordId }) => encodeGlobalId(recordType, recordId),
      }),
      note: t.string({
        nullable: true,
        description: 'The note or reason that the actor gave.',
        resolve: ({ note }) => note ?? null,
      }),
      changes: t.field({
        type: [FieldChange],
        description: 'The fields that would change; all fields if the record is new.',
        resolve: (event, _args, _context, { schema }) => changesOf(schema, event),
      }),
    }),
  });

/** The result of a mutation with `dryRun: true` that would succeed. */
export const DryRun = builder
  .objectRef<DryRunOutcome>('DryRun')
  .implement({
    description: 'What a mutation would do, found by executing it and rolling it back. Nothing has changed.',
    fields: (t) => ({
      events: t.field({
        type: [PlannedEvent],
        description: 'The events that the mutation would cause, in order.',
        resolve: ({ events }) => [...events],
      }),
    }),
  });
