import { describe, expect, it, test } from 'vitest';
import { changesBetween, figuresOf, isContradicted, isStale } from '../../src/status/rules.js';
import { day } from '../commands/fixtures.js';

const none = { late: 0, atRisk: 0 };
const figures = figuresOf([
  { state: 'PLANNED', count: 2, percentSum: 0, late: 1, atRisk: 1 },
  { state: 'ADOPTED', count: 1, percentSum: 90, ...none },
  { state: 'WAIVED', count: 1, percentSum: 0, ...none },
]);

it('the figures are sums, with the progress of an improvement', () => {
  expect(figures).toEqual({
    states: [
      { state: 'PLANNED', count: 2 },
      { state: 'ADOPTED', count: 1 },
      { state: 'WAIVED', count: 1 },
    ],
    total: 4,
    percent: 33,
    late: 1,
    atRisk: 1,
  });
  expect(figuresOf([])).toEqual({ states: [], total: 0, percent: null, ...none });
});

test.each([
  ['ON_TRACK', 1, 0, true],
  ['ON_TRACK', 0, 1, true],
  ['ON_TRACK', 0, 0, false],
  ['AT_RISK', 1, 1, false],
  ['OFF_TRACK', 1, 1, false],
] as const)('%s with %i late and %i at risk is contradicted: %s', (health, late, atRisk, contradicted) => {
  expect(isContradicted(health, { ...figures, late, atRisk })).toBe(contradicted);
});

describe('what changed', () => {
  it('is each figure that differs, and a state that has none counts 0', () => {
    const later = figuresOf([
      { state: 'PLANNED', count: 2, percentSum: 0, ...none },
      { state: 'CONFIRMED', count: 1, percentSum: 100, ...none },
      { state: 'WAIVED', count: 1, percentSum: 0, ...none },
    ]);
    expect(changesBetween(figures, later)).toEqual([
      { figure: 'LATE', before: 1, after: 0 },
      { figure: 'AT_RISK', before: 1, after: 0 },
      { figure: 'ADOPTED', before: 1, after: 0 },
      { figure: 'CONFIRMED', before: 0, after: 1 },
    ]);
    expect(changesBetween(later, later)).toEqual([]);
  });

  it('tells that there is no progress from progress of zero', () => {
    const waived = figuresOf([{ state: 'WAIVED', count: 1, percentSum: 0, ...none }]);
    const planned = figuresOf([{ state: 'PLANNED', count: 1, percentSum: 0, ...none }]);
    expect(changesBetween(waived, planned)).toContainEqual({ figure: 'PERCENT', before: null, after: 0 });
  });
});

test.each([
  ['2026-01-08', 7, false],
  ['2026-01-09', 7, true],
  ['2026-03-01', null, false],
])('on %s, one of 2026-01-01 with a cadence of %s days is stale: %s', (today, cadence, stale) => {
  expect(isStale(day('2026-01-01'), cadence, day(today))).toBe(stale);
});
