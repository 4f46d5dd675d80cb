import type { EnumRef } from '@pothos/core';
import { recordWords } from '../user-error.js';
import { builder } from './builder.js';
import type { SchemaTypes } from './builder.js';
import { eventType } from './event.js';
import { recordField } from './record-field.js';
import type { AnyRecord } from './record-field.js';

/** The name and the type of a field. */
type Field<Type> = readonly [name: string, type: Type];

/**
 * Adds the types of event of one kind of record, by their descriptions: each has a field with the record, and one with the
 * state of it after the event, where it has states. `confidential` are the fields that no event shows, by its type. More fields
 * can be added to the types that it returns.
 */
export function recordEvents(
  events: Readonly<Record<string, string>>,
  fields: {
    readonly record: Field<AnyRecord>;
    readonly state?: Field<EnumRef<SchemaTypes, string>>;
    readonly confidential?: Readonly<Record<string, readonly string[]>>;
  },
) {
  const [recordName, type] = fields.record;
  const words = recordWords(recordName);
  return Object.entries(events).map(([name, description]) => {
    const event = eventType(name, description, fields.confidential?.[name]);
    builder.objectField(event, recordName, (t) =>
      recordField(t, { type, description: `The ${words}, as it is now.`, id: ({ recordId }) => recordId }),
    );
    if (fields.state) {
      const [stateName, stateType] = fields.state;
      builder.objectField(event, stateName, (t) =>
        t.field({
          type: stateType,
          description: `The state of the ${words} after it.`,
          resolve: ({ after }) => (after as { state: string }).state,
        }),
      );
    }
    return event;
  });
}
