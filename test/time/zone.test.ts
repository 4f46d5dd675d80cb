import { describe, expect, it, test } from 'vitest';
import { isoDay } from '../../src/clock.js';
import { dayIn, endOfDay, seasonsOf, startOfDay } from '../../src/time/zone.js';

const at = (instant: string): Date => new Date(instant);
const day = (date: string): Date => new Date(`${date}T00:00:00Z`);

describe('the day in a time zone', () => {
  test.each([
    ['America/Denver', '2026-11-30T18:30:00-07:00', '2026-11-30'],
    ['Pacific/Auckland', '2026-12-01T08:00:00+13:00', '2026-12-01'],
    ['Pacific/Kiritimati', '2026-11-30T10:00:00Z', '2026-12-01'],
    ['Pacific/Pago_Pago', '2026-11-30T10:59:59Z', '2026-11-29'],
    ['Asia/Kathmandu', '2026-11-30T18:14:59Z', '2026-11-30'],
    ['Asia/Kathmandu', '2026-11-30T18:15:00Z', '2026-12-01'],
    ['UTC', '2026-11-30T23:59:59.999Z', '2026-11-30'],
    // Clocks go from 02:00 to 03:00, and from 03:00 to 02:00.
    ['Europe/Zurich', '2026-03-28T22:59:59.999Z', '2026-03-28'],
    ['Europe/Zurich', '2026-03-28T23:00:00Z', '2026-03-29'],
    ['Europe/Zurich', '2026-03-29T21:59:59.999Z', '2026-03-29'],
    ['Europe/Zurich', '2026-03-29T22:00:00Z', '2026-03-30'],
    ['Europe/Zurich', '2026-10-25T22:59:59.999Z', '2026-10-25'],
    ['Europe/Zurich', '2026-10-25T23:00:00Z', '2026-10-26'],
  ])('%s at %s is %s', (zone, instant, date) => {
    expect(isoDay(dayIn(zone, at(instant)))).toBe(date);
  });
});

describe('a day begins', () => {
  test.each([
    ['Europe/Zurich', '2026-03-29', '2026-03-28T23:00:00.000Z'],
    ['Europe/Zurich', '2026-03-30', '2026-03-29T22:00:00.000Z'],
    ['Asia/Beirut', '2026-03-29', '2026-03-28T22:00:00.000Z'], // At 01:00: clocks go forward at midnight.
    ['Asia/Beirut', '2026-10-25', '2026-10-24T22:00:00.000Z'], // Clocks go back at the end of the day before, which has 25 hours.
    ['America/Denver', '2026-12-01', '2026-12-01T07:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-12-01', '2026-11-30T10:00:00.000Z'],
    ['UTC', '2026-12-01', '2026-12-01T00:00:00.000Z'],
  ])('in %s, %s at %s', (zone, date, instant) => {
    expect(startOfDay(zone, day(date)).toISOString()).toBe(instant);
  });

  it.each(['Europe/Zurich', 'America/Denver', 'Asia/Beirut', 'Pacific/Auckland', 'Australia/Lord_Howe'])(
    'in %s where the one before ends, each day of a year',
    (zone) => {
      for (let date = day('2026-01-01'); date < day('2027-01-01'); date = new Date(date.getTime() + 86_400_000)) {
        const start = startOfDay(zone, date);
        expect(isoDay(dayIn(zone, start)), isoDay(date)).toBe(isoDay(date));
        expect(endOfDay(zone, new Date(start.getTime() - 1)), isoDay(date)).toEqual(start);
      }
    },
  );
});

describe('the seasons of a year', () => {
  test.each([
    ['UTC', [0]],
    ['Asia/Kolkata', [19_800]],
    ['Europe/Zurich', [3_600, 7_200, 3_600]],
    ['Pacific/Auckland', [46_800, 43_200, 46_800]],
    ['Africa/Casablanca', [3_600, 0, 3_600]],
  ])('of %s', (zone, offsets) => {
    expect(seasonsOf(zone, 2026, 2026).map(({ offset }) => offset)).toEqual(offsets);
  });

  it('begin with the first day that begins in them', () => {
    expect(seasonsOf('Europe/Zurich', 2026, 2026).map(({ firstDay }) => isoDay(firstDay))).toEqual([
      '2026-01-01',
      '2026-03-30',
      '2026-10-26',
    ]);
  });
});
