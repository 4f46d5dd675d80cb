/** The current time. An option wherever time matters, so that tests and the demo's history can set it. */
export type Clock = () => Date;

/** The machine's clock. */
export const systemClock: Clock = () => new Date();

/** The calendar day (UTC) of an instant, as midnight UTC: the form in which days are stored. */
export function dayOf(instant: Date): Date {
  return new Date(Date.UTC(instant.getUTCFullYear(), instant.getUTCMonth(), instant.getUTCDate()));
}

/** A day as its date in UTC, such as 2026-11-30. */
export function isoDay(day: Date): string {
  return day.toISOString().slice(0, 10);
}

const [FIRST_INSTANT, LAST_INSTANT] = [Date.parse('0001-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59.999Z')];

/** Whether an instant is of the years 1 to 9999: the database cannot compare all that JavaScript can write. */
export function isStorableInstant(instant: Date): boolean {
  return instant.getTime() >= FIRST_INSTANT && instant.getTime() <= LAST_INSTANT;
}

/** Whole days from one day to another, both at midnight UTC; negative where the other is before. */
export function daysBetween(from: Date, to: Date): number {
  return Math.round((to.getTime() - from.getTime()) / 86_400_000);
}
