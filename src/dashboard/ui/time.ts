const DAY = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const DAY_OF_YEAR = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const CLOCK = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hour12: false });

/** A day, such as "Nov 25"; with its year where that is another one than now. */
export function day(date: string): string {
  const time = new Date(date);
  return (time.getUTCFullYear() === new Date().getUTCFullYear() ? DAY : DAY_OF_YEAR).format(time);
}

/** An instant: its time where it was today, else its day and time. */
export function instant(date: string): string {
  const time = new Date(date);
  const clock = CLOCK.format(time);
  return time.toDateString() === new Date().toDateString() ? clock : `${day(date)}, ${clock}`;
}
