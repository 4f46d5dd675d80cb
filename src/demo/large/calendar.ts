const DAY = 86_400_000;

/** Something that is done on a day. */
export type Happening = () => void;

/** The days of a history, each with what is done on it, in the order in which it was put down. */
export class Calendar {
  readonly #days: Happening[][];
  #today = 0;

  /** `beginning` is the first day, as midnight in UTC. */
  constructor(
    readonly beginning: Date,
    readonly length: number,
  ) {
    this.#days = Array.from({ length }, () => []);
  }

  /** The day that is gone through now, from 0. */
  get today(): number {
    return this.#today;
  }

  /** Puts something down for a day; what would be done after the last one is left away, as it has not happened yet. */
  on(day: number, happening: Happening): void {
    this.#days[Math.max(Math.round(day), this.#today)]?.push(happening);
  }

  /** A day as records have it. */
  date(day: number): string {
    return new Date(this.beginning.getTime() + Math.round(day) * DAY).toISOString();
  }

  /** Goes through the days; what is done on a day may put down more for the same day. Office hours are nine to seven. */
  async run(setTime: (now: Date) => void, afterDay: () => Promise<void>): Promise<void> {
    for (const [day, happenings] of this.#days.entries()) {
      this.#today = day;
      for (let count = 0; count < happenings.length; count += 1) {
        const second = Math.min(count, 36_000);
        setTime(new Date(this.beginning.getTime() + day * DAY + 9 * 3_600_000 + second * 1_000));
        happenings[count]?.();
      }
      happenings.length = 0;
      await afterDay();
    }
  }
}
