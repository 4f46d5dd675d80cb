import { randomFrom } from '../live/random.js';
import type { Random } from '../live/random.js';

/** Choices that follow from one number: the same number, the same choices. */
export class Dice {
  private readonly random: Random;

  constructor(seed: number) {
    this.random = randomFrom(seed);
  }

  /** A whole number from 0 up to, and without, the limit. */
  below(limit: number): number {
    return this.random.integer(0, limit - 1);
  }

  /** True once in so many times. */
  one(times: number): boolean {
    return this.below(times) === 0;
  }

  /** One of a list; undefined of an empty one. */
  of<Item>(items: readonly Item[]): Item {
    return this.random.pick(items);
  }
}
