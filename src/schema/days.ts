import { readCalendar } from '../time/calendar.js';
import type { Calendar, Days } from '../time/calendar.js';
import type { Context } from './context.js';

// Hazard: what outlives an execution is stale. Each execution has a context of its own.
const calendars = new WeakMap<Context, Promise<Calendar>>();
const days = new WeakMap<Context, Promise<Days>>();

/** The calendar of the reader's organization, read once for an execution, when it is first asked for. */
export function calendarOf(context: Context): Promise<Calendar> {
  const known = calendars.get(context);
  if (known) return known;
  const read = context
    .actor()
    .then(({ organizationId }) => readCalendar(context.services.database.prisma, organizationId));
  calendars.set(context, read);
  return read;
}

/** What day it is now in the reader's organization and its units: the same all through an execution. */
export function daysOf(context: Context): Promise<Days> {
  const known = days.get(context);
  if (known) return known;
  const read = calendarOf(context).then((calendar) => calendar.at(context.services.clock()));
  days.set(context, read);
  return read;
}
