const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Longest that a message waits for its next attempt, in milliseconds. */
const LONGEST = 24 * HOUR;

/** How long a message waits after each attempt that failed, in milliseconds: the schedule that Standard Webhooks recommends, three days in all. */
export const RETRIES: readonly number[] = [
  5_000,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  LONGEST,
];

/** How long deliveries are kept, in days. */
export const DELIVERIES_KEPT_DAYS = 30;

/** Jitter: a wait is longer by up to this share of it, so that the retries of many messages do not come at once. */
const JITTER = 0.1;

/**
 * How long a message waits after so many attempts, in milliseconds; undefined where it is given up.
 * `asked` is how long the endpoint wants to be left alone (`Retry-After`), of which a day counts at most.
 */
export function waitAfter(
  attempts: number,
  asked: number | undefined,
  retries: readonly number[] = RETRIES,
): number | undefined {
  const wait = retries[attempts - 1];
  if (wait === undefined) return undefined;
  return Math.min(Math.max(wait * (1 + JITTER * Math.random()), asked ?? 0), LONGEST);
}

/** What `Retry-After` asks for, in milliseconds from now: seconds, or a date (RFC 9110, 10.2.3). Undefined where it says nothing. */
export function retryAfter(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header) * 1_000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(date - now.getTime(), 0);
}
