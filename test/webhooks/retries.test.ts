import { describe, expect, it, test } from 'vitest';
import { RETRIES, retryAfter, waitAfter } from '../../src/webhooks/retries.js';

const DAY = 86_400_000;
const now = new Date('2026-06-01T12:00:00.000Z');

describe('a wait', () => {
  it('grows from five seconds to a day, for three days in all', () => {
    const waits = RETRIES.map((_, index) => waitAfter(index + 1, undefined) ?? 0);
    for (const [index, wait] of waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual(RETRIES[index] ?? 0);
      expect(wait).toBeLessThanOrEqual(Math.min((RETRIES[index] ?? 0) * 1.1, DAY));
    }
    expect([RETRIES[0], RETRIES.at(-1)]).toEqual([5_000, DAY]);
    const inAll = RETRIES.reduce((sum, wait) => sum + wait, 0);
    expect(inAll / DAY).toBeCloseTo(3.1, 1);
    expect(waitAfter(RETRIES.length + 1, undefined)).toBeUndefined();
  });

  it('differs from message to message', () => {
    expect(new Set(Array.from({ length: 20 }, () => waitAfter(4, undefined))).size).toBeGreaterThan(10);
  });

  it('is as long as the endpoint asks, a day at most', () => {
    expect(waitAfter(1, 60_000)).toBe(60_000);
    expect(waitAfter(1, 1)).toBeGreaterThanOrEqual(5_000);
    expect(waitAfter(1, 30 * DAY)).toBe(DAY);
    expect(waitAfter(RETRIES.length + 1, 60_000)).toBeUndefined();
  });
});

test.each([
  ['120', 120_000],
  [' 7 ', 7_000],
  ['Mon, 01 Jun 2026 12:01:00 GMT', 60_000],
  ['Mon, 01 Jun 2026 11:00:00 GMT', 0],
  ['soon', undefined],
  ['', undefined],
  [undefined, undefined],
])('Retry-After: %s', (header, expected) => {
  expect(retryAfter(header, now)).toBe(expected);
});
