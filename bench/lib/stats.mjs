/**
 * A quantile of some numbers, between its neighbors where it falls between them.
 * @param {ArrayLike<number>} values not empty
 * @param {number} share from 0 to 1
 */
export function quantile(values, share) {
  const sorted = Float64Array.from(values).sort();
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}

/** The median. */
export const median = (values) => quantile(values, 0.5);

/** A number with three digits that count, and its thousands apart. */
export function figure(value) {
  if (!Number.isFinite(value)) return '–';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.max(Math.abs(value), 0.001))));
  return value.toLocaleString('en-US', { maximumFractionDigits: Math.min(digits, 3) });
}

/** Median and spread: `12.1 (11.8–13.0)`. */
export function spread(values, unit = '') {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `${figure(median(values))}${unit} (${figure(least)}–${figure(most)})`;
}

/** Ratios of two series that were measured in turns: of each pair, so that a slow moment of the machine hits both. */
export function ratios(above, below) {
  return above.map((value, index) => value / below[index]);
}
