import { describe, expect, it } from 'vitest';
import { differenceOf, summarize, welchTest } from '../../src/measures/statistics.js';

describe('a sample', () => {
  it.each([
    [[], { count: 0, mean: null, standardDeviation: null }],
    [[4], { count: 1, mean: 4, standardDeviation: null }],
    [[0.25, 0.25, 0.25], { count: 3, mean: 0.25, standardDeviation: 0 }],
    [[2, 4, 4, 4, 5, 5, 7, 9], { count: 8, mean: 5, standardDeviation: Math.sqrt(32 / 7) }],
  ])('of %j', (values, sample) => {
    expect(summarize(values)).toEqual(sample);
  });
});

it.each([0.1, 0.3, 1 / 3, -0.7, 1e-150, 1e15])('values that are all %d have no spread, however many', (value) => {
  const samples = [3, 7, 10].map((length) => Array<number>(length).fill(value));
  for (const first of samples) {
    expect(summarize(first).standardDeviation).toBe(0);
    for (const second of samples) {
      expect(differenceOf(summarize(first).mean ?? NaN, summarize(second).mean ?? NaN)).toBe(0);
      expect(welchTest(first, second)).toBeNull();
    }
  }
});

it.each([
  [1, 3, 2],
  [3, 1, -2],
  [0, 1e-300, 1e-300],
  [1, 1 + 1e-11, expect.closeTo(1e-11, 14)],
  [1, 1 + 1e-13, 0],
  [0.3, 0.1 + 0.2, 0],
  [-1e15, 1e15, 2e15],
])('from %d to %d', (first, second, difference) => {
  expect(differenceOf(first, second)).toEqual(difference);
});

describe("Welch's test", () => {
  // The data set `sleep` of R, and what R's t.test says of it.
  const drug1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
  const drug2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

  it('says what R says', () => {
    const test = welchTest(drug1, drug2);
    expect(test?.t).toBeCloseTo(1.8608, 4);
    expect(test?.degreesOfFreedom).toBeCloseTo(17.776, 3);
    expect(test?.p).toBeCloseTo(0.07939, 5);
  });

  it('says the same the other way around, with the other sign', () => {
    const [one, other] = [welchTest(drug1, drug2), welchTest(drug2, drug1)];
    expect(other).toEqual({ ...one, t: -(one?.t ?? 0) });
  });

  it.each([
    [[], []],
    [[1], [1, 2, 3]],
    [[1, 2, 3], [1]],
    [
      [2, 2, 2],
      [3, 3],
    ],
    [
      [1e-155, 3e-155],
      [1, 1],
    ],
  ])('says nothing of %j and %j', (first, second) => {
    expect(welchTest(first, second)).toBeNull();
  });

  it.each([1e-160, 1e-155, 1e15])('says the same of values that are %d times as large', (scale) => {
    const scaled = (values: number[]) => values.map((value) => value * scale);
    const [one, other] = [welchTest([1, 2, 3], [2, 4, 6, 9]), welchTest(scaled([1, 2, 3]), scaled([2, 4, 6, 9]))];
    expect(other?.p).toBeCloseTo(one?.p ?? NaN, 3);
  });

  it('says something where only one of them spreads', () => {
    expect(welchTest([2, 2, 2], [3, 4])?.p).toBeGreaterThan(0);
  });
});
