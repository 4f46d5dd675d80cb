import { DateResolver, DateTimeResolver, JSONResolver } from 'graphql-scalars';
import { builder } from './builder.js';

builder.addScalarType('DateTime', DateTimeResolver, {
  description: 'An instant, RFC 3339, such as 2026-11-22T15:04:05.123Z.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time',
});
builder.addScalarType('Date', DateResolver, {
  description: 'A day of the calendar, such as 2026-11-22, wherever that is: units go by days of their own time zones.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/local-date',
});
builder.addScalarType('JSON', JSONResolver, { description: 'Any JSON value.' });

builder.scalarType('LogCursor', {
  description: "A position in your organization's log. Opaque: store it as it is and pass it back to resume there.",
  specifiedByURL: 'https://relay.dev/graphql/connections.htm#sec-Cursor',
  serialize: (value) => value,
  parseValue: (value) => {
    if (typeof value !== 'string') throw new TypeError('A cursor is a string.');
    return value;
  },
});
