import jStat from 'jstat';

/** Some values: how many, where they lie, and how far they spread. */
export interface Sample {
  readonly count: number;
  /** Arithmetic mean; null of no values. */
  readonly mean: number | null;
  /** Standard deviation of the sample (n - 1); null of fewer than two values. */
  readonly standardDeviation: number | null;
}

/** Welch's test of whether two samples have the same mean; it does not take their spreads to be equal. */
export interface WelchTest {
  readonly t: number;
  /** By Welch and Satterthwaite; not necessarily whole. */
  readonly degreesOfFreedom: number;
  /** Two-sided probability of such a difference, or a larger one, by chance alone: 0 to 1. */
  readonly p: number;
}

/** What is less than this part of the values that it comes from is the rounding of their sums. */
const ROUNDING = 1e-12;

/** By how much the second value is larger than the first; 0 where that is only rounding. */
export function differenceOf(first: number, second: number): number {
  return beyondRounding(second - first, [first, second]);
}

/** Size and spread of some values. */
export function summarize(values: readonly number[]): Sample {
  const count = values.length;
  return {
    count,
    mean: count === 0 ? null : jStat.mean(values),
    standardDeviation: count < 2 ? null : beyondRounding(Math.sqrt(jStat.variance(values, true)), values),
  };
}

/** Tests the means of two samples; null where one has fewer than two values, or neither has a spread. */
export function welchTest(first: readonly number[], second: readonly number[]): WelchTest | null {
  if (first.length < 2 || second.length < 2) return null;
  // Squared standard errors of the two means.
  const a = jStat.variance(first, true) / first.length;
  const b = jStat.variance(second, true) / second.length;
  const error = beyondRounding(Math.sqrt(a + b), [...first, ...second]);
  if (error === 0) return null;
  const t = differenceOf(jStat.mean(first), jStat.mean(second)) / error;
  // Of shares rather than squares, which the smallest values would not have.
  const share = a / (a + b);
  const degreesOfFreedom = 1 / (share ** 2 / (first.length - 1) + (1 - share) ** 2 / (second.length - 1));
  return { t, degreesOfFreedom, p: 2 * jStat.studentt.cdf(-Math.abs(t), degreesOfFreedom) };
}

/** An amount that was reckoned from values; 0 where it is only their rounding. */
function beyondRounding(amount: number, values: readonly number[]): number {
  const largest = values.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  return Math.abs(amount) <= ROUNDING * largest ? 0 : amount;
}
