/** Each bucket is this much wider than the one before: the error of a quantile. */
const GROWTH = 1.02;

/** Counts numbers above 0 by size, in constant memory. */
export class Histogram {
  readonly #counts = new Map<number, number>();
  #total = 0;
  #most = 0;

  get total(): number {
    return this.#total;
  }

  add(value: number): void {
    const bucket = Math.ceil(Math.log(Math.max(value, 0.001)) / Math.log(GROWTH));
    this.#counts.set(bucket, (this.#counts.get(bucket) ?? 0) + 1);
    this.#total += 1;
    this.#most = Math.max(this.#most, value);
  }

  /** The value below which a share of the numbers lies, to within 2 %; NaN where there are none. */
  quantile(share: number): number {
    let left = this.#total * share;
    for (const bucket of [...this.#counts.keys()].sort((a, b) => a - b)) {
      left -= this.#counts.get(bucket) ?? 0;
      if (left <= 0) return Math.min(GROWTH ** bucket, this.#most);
    }
    return Number.NaN;
  }

  /** The quantiles that are told, in milliseconds. */
  toString(): string {
    if (this.#total === 0) return 'none';
    const [p50, p95, p99, most] = [0.5, 0.95, 0.99, 1].map((share) => round(this.quantile(share)));
    return `p50 ${p50} p95 ${p95} p99 ${p99} most ${most} ms`;
  }
}

function round(milliseconds: number): string {
  return milliseconds < 10 ? milliseconds.toFixed(1) : String(Math.round(milliseconds));
}
