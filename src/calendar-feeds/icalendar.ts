import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import type { FeedEntry } from './entries.js';

/** How often calendars are asked to look again, in seconds. */
const REFRESH = 3_600;

const DAY = 86_400_000;

/** A calendar with its name, and where its links lead, if that is known. */
export interface FeedHead {
  readonly name: string;
  /** Origin of the dashboard; undefined where the server does not know by which address it is reached. */
  readonly origin: string | undefined;
}

/** Entries as iCalendar (RFC 5545), all-day and not blocking anybody's time. The same entries give the same text. */
export function toICalendar(entries: readonly FeedEntry[], { name, origin }: FeedHead): string {
  const calendar = ical({
    name,
    prodId: { company: 'Uplift', product: 'Uplift', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESH,
  });
  for (const { uid, sequence, summary, description, firstDay, lastDay, isCanceled, changedAt, path } of entries)
    calendar.createEvent({
      id: `${uid}@uplift`,
      sequence,
      stamp: changedAt,
      lastModified: changedAt,
      allDay: true,
      start: firstDay,
      end: new Date(lastDay.getTime() + DAY), // The end of an all-day event is the day after it.
      summary,
      description,
      status: isCanceled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      transparency: ICalEventTransparency.TRANSPARENT,
      ...(origin === undefined ? {} : { url: new URL(path, origin).href }),
    });
  return calendar.toString();
}
