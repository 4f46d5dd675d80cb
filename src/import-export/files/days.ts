/** In which order a day in digits is written. */
export type DayOrder = 'DAY_FIRST' | 'MONTH_FIRST';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** What tools write before and after a day, which is as it is written, whatever the time zone. */
const WEEKDAY = '(?:[A-Za-z]{3,9},? )?';
const TIME = '(?:,? \\d{1,2}:\\d\\d(?::\\d\\d)?(?: ?[AP]M)?)?';
const YEAR = '(?<year>\\d{4}|\\d\\d)';
const MONTH_NAME = '(?<month>[A-Za-z]{3,9})\\.?';

/** Days as spreadsheets, Jira and MS Project write them. */
const UNAMBIGUOUS = [
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?:[T ]\d\d:\d\d.*)?$/,
  new RegExp(`^${WEEKDAY}(?<day>\\d{1,2})(?:[ /.-]|\\. )${MONTH_NAME}[ /,-]+${YEAR}${TIME}$`, 'i'),
  new RegExp(`^${WEEKDAY}${MONTH_NAME} (?<day>\\d{1,2}),? ${YEAR}${TIME}$`, 'i'),
];
const IN_DIGITS: Readonly<Record<DayOrder, RegExp>> = {
  DAY_FIRST: new RegExp(`^${WEEKDAY}(?<day>\\d{1,2})[/.-](?<month>\\d{1,2})[/.-]${YEAR}${TIME}$`, 'i'),
  MONTH_FIRST: new RegExp(`^${WEEKDAY}(?<month>\\d{1,2})[/.-](?<day>\\d{1,2})[/.-]${YEAR}${TIME}$`, 'i'),
};

/** Reads a day, as midnight UTC; undefined for a text that is none, or may be two for want of an order. */
export function readDay(text: string, order: DayOrder | null): Date | undefined {
  const forms = order ? [...UNAMBIGUOUS, IN_DIGITS[order]] : UNAMBIGUOUS;
  for (const form of forms) {
    const { year = '', month = '', day = '' } = form.exec(text)?.groups ?? {};
    const number = /^\d/.test(month) ? Number(month) : 1 + MONTHS.indexOf(month.slice(0, 3).toLowerCase());
    const found = year ? dayOf(year.length === 2 ? `20${year}` : year, number, Number(day)) : undefined;
    if (found) return found;
  }
  return undefined;
}

function dayOf(year: string, month: number, day: number): Date | undefined {
  const text = [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
  const date = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? date : undefined;
}
