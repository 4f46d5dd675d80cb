const DAY = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const DAY_OF_YEAR = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const LOCAL_DAY = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short' });
const LOCAL_DAY_OF_YEAR = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' });
const CLOCK = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hour12: false });

/** A day, such as "Nov 25"; with its year where that is another one than now. Of an instant, the day by the clock of the browser. */
export function day(date: string): string {
  const time = new Date(date);
  // A day is one wherever it is: as midnight UTC, west of Greenwich, it would be the day before.
  if (date.length > 10)
    return (time.getFullYear() === new Date().getFullYear() ? LOCAL_DAY : LOCAL_DAY_OF_YEAR).format(time);
  return (time.getUTCFullYear() === new Date().getUTCFullYear() ? DAY : DAY_OF_YEAR).format(time);
}

/** An instant by the clock of the browser: its time where it was today, else its day and time. */
export function instant(date: string): string {
  const time = new Date(date);
  const clock = CLOCK.format(time);
  return time.toDateString() === new Date().toDateString() ? clock : `${day(date)}, ${clock}`;
}
