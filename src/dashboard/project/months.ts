/** A month as days, such as 2026-11-01 and 2026-11-30. */
export interface Month {
  readonly start: string;
  readonly end: string;
}

/** Some months that follow each other, the first the one of a day; days by UTC. */
export function monthsFrom(day: string, number: number): Month[] {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return Array.from({ length: number }, (_, index) => ({
    start: isoDay(Date.UTC(year, month - 1 + index, 1)),
    // Day 0 of a month is the last of the month before.
    end: isoDay(Date.UTC(year, month + index, 0)),
  }));
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
