/** An increment with its days. */
export interface TimedIncrement {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly plannedStart: string;
  readonly plannedEnd: string;
  readonly actualStart: string | null;
  readonly actualEnd: string | null;
}

/** Where something is on a line, in percent of its length. */
export interface Span {
  readonly left: number;
  readonly width: number;
}

interface Spans {
  /** First and last day of the line. */
  readonly start: string;
  readonly end: string;
  readonly today: Span;
  readonly rows: readonly { readonly planned: Span; readonly actual: Span | null; readonly gate: Span }[];
}

const DAY = 86_400_000;

/** Where increments, their gates and today are on a line that has all of them; one that goes on lasts until today. */
export function spansOf(increments: readonly TimedIncrement[], today: string): Spans {
  const days = increments
    .flatMap(({ plannedStart, plannedEnd, actualStart, actualEnd }) => [
      plannedStart,
      plannedEnd,
      actualStart,
      actualEnd,
    ])
    .filter((each) => each !== null);
  const ordered = [...days, today].sort();
  const [start = today, end = today] = [ordered[0], ordered.at(-1)];
  const length = Math.max(1, (Date.parse(end) - Date.parse(start)) / DAY);
  const at = (date: string): number => ((Date.parse(date) - Date.parse(start)) / DAY / length) * 100;
  const span = (from: string, to: string): Span => ({ left: at(from), width: Math.max(0, at(to) - at(from)) });
  return {
    start,
    end,
    today: span(today, today),
    rows: increments.map(({ plannedStart, plannedEnd, actualStart, actualEnd }) => ({
      planned: span(plannedStart, plannedEnd),
      actual: actualStart === null ? null : span(actualStart, actualEnd ?? today),
      gate: span(actualEnd ?? plannedEnd, actualEnd ?? plannedEnd),
    })),
  };
}
