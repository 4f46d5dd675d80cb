/** Milliseconds of a day that has 24 hours. */
const DAY = 86_400_000;

/** A time during which a time zone has one offset. */
export interface Season {
  /** Its first instant; that of the first season is when it was asked for, though it may have begun before. */
  readonly from: Date;
  /** The first day that begins in it. */
  readonly firstDay: Date;
  /** By how many seconds clocks are ahead of UTC. */
  readonly offset: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, ...parts, second: '2-digit' });
  formats.set(zone, format);
  return format;
}

/** The last instant that can be written with four digits for the year. */
const LAST = Date.parse('9999-12-31T00:00:00Z');

/** What clocks show in a time zone at an instant, as if it were UTC, to the second. Before 1970, that is UTC. */
function shownAt(zone: string, instant: Date): number {
  // Hazard: offsets of early years are of seconds, and years of fewer than four digits are not read back.
  if (zone === 'UTC' || instant.getTime() < 0 || instant.getTime() > LAST)
    return Math.floor(instant.getTime() / 1_000) * 1_000;
  const [date = '', time = ''] = formatOf(zone).format(instant).split(' ');
  return Date.parse(`${date}T${time}Z`);
}

/** The day of the calendar in a time zone at an instant, as midnight UTC: the form in which days are stored. */
export function dayIn(zone: string, instant: Date): Date {
  const last = lastDays.get(zone);
  if (last && last.from <= instant.getTime() && instant.getTime() < last.until) return last.day;
  const shown = shownAt(zone, instant);
  const day = new Date(Math.floor(shown / DAY) * DAY);
  // Most ask for now: within the same hour, no more than two comparisons. Offsets change by quarters of an hour.
  const quarter = DAY / 96;
  const from = Math.floor(instant.getTime() / quarter) * quarter;
  lastDays.set(zone, { from, until: from + quarter, day });
  return day;
}

const lastDays = new Map<string, { readonly from: number; readonly until: number; readonly day: Date }>();

/** The first instant of a day in a time zone: midnight, or later where clocks are put forward at midnight. */
export function startOfDay(zone: string, day: Date): Date {
  if (zone === 'UTC') return day;
  // No zone is further from UTC than 15 hours, and none has a day of more than 26.
  return firstInstant(day.getTime() - 16 * 3_600_000, day.getTime() + 42 * 3_600_000, (instant) => {
    return shownAt(zone, instant) >= day.getTime();
  });
}

/** The first instant after the day that it is in a time zone at an instant. */
export function endOfDay(zone: string, instant: Date): Date {
  return startOfDay(zone, new Date(dayIn(zone, instant).getTime() + DAY));
}

/** The seasons of a time zone from the beginning of one year to the end of another, oldest first; at least one. */
export function seasonsOf(zone: string, fromYear: number, toYear: number): readonly Season[] {
  const key = `${zone} ${fromYear} ${toYear}`;
  const known = seasons.get(key);
  if (known) return known;
  const found: Season[] = [];
  const offsetAt = (instant: Date): number => (shownAt(zone, instant) - instant.getTime()) / 1_000;
  let at = Date.UTC(fromYear, 0, 1);
  let offset = offsetAt(new Date(at));
  found.push({ from: new Date(at), firstDay: new Date(at), offset });
  const step = 7 * DAY;
  for (const end = Date.UTC(toYear + 1, 0, 1); zone !== 'UTC' && at < end; at += step) {
    const next = offsetAt(new Date(at + step));
    if (next === offset) continue;
    const before = offset;
    const from = firstInstant(at, at + step, (instant) => offsetAt(instant) !== before);
    const day = dayIn(zone, from);
    const firstDay = startOfDay(zone, day) >= from ? day : new Date(day.getTime() + DAY);
    offset = next;
    found.push({ from, firstDay, offset });
  }
  seasons.set(key, found);
  return found;
}

const seasons = new Map<string, readonly Season[]>();

/** The first instant for which something is so that stays so once it is; to the second, as clocks change. */
function firstInstant(before: number, after: number, isSo: (instant: Date) => boolean): Date {
  let [low, high] = [Math.floor(before / 1_000), Math.ceil(after / 1_000)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isSo(new Date(middle * 1_000))) high = middle;
    else low = middle;
  }
  return new Date(high * 1_000);
}
