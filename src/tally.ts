/** How many of something there are, by whose they are. */
export class Tally {
  readonly #counts = new Map<string, number>();

  of(holder: string): number {
    return this.#counts.get(holder) ?? 0;
  }

  add(holders: readonly string[], count: number): void {
    for (const holder of holders) {
      const left = this.of(holder) + count;
      if (left > 0) this.#counts.set(holder, left);
      else this.#counts.delete(holder);
    }
  }
}
