/** An event as the checker knows it: its position, and what each view should have got of it. */
export interface CheckedEvent {
  readonly position: number;
  /** Tells it from another event that the log has at this position once its tail was lost. */
  readonly mark: number;
  /** Checksum of the result by view; absent for a view that does not show it. */
  readonly sums: ReadonlyMap<number, number | undefined>;
}

/** What a view shows of the log, in order. */
export interface ViewLog {
  readonly kind: 'log' | 'state';
  readonly positions: number[];
  readonly sums: (number | undefined)[];
}

/** The log between two losses: one that loses its tail goes on as another version of it. */
export class LogVersion {
  readonly views: readonly ViewLog[];
  /** The version after this one, and the newest position that both have. */
  next: { readonly version: LogVersion; readonly kept: number } | undefined;
  readonly #marks: number[];

  constructor(views: readonly ViewLog[], marks: number[] = []) {
    this.views = views;
    this.#marks = marks;
  }

  append({ position, mark, sums }: CheckedEvent): void {
    this.#marks[position] = mark;
    for (const [view, sum] of sums) {
      const log = this.views[view];
      log?.positions.push(position);
      log?.sums.push(sum);
    }
  }

  /** Whether it has this event at a position. */
  has(position: number, mark: number): boolean {
    return this.#marks[position] === mark;
  }

  /** The log after it has lost what came after a position. */
  cutAfter(kept: number): LogVersion {
    const views = this.views.map(({ kind, positions, sums }): ViewLog => {
      const length = lowerBound(positions, kept + 1);
      return { kind, positions: positions.slice(0, length), sums: sums.slice(0, length) };
    });
    const version = new LogVersion(views, this.#marks.slice(0, kept + 1));
    this.next = { version, kept };
    return version;
  }
}

/** Index of the first number that is not below a bound. */
export function lowerBound(sorted: readonly number[], bound: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((sorted[middle] as number) < bound) from = middle + 1;
    else to = middle;
  }
  return from;
}
