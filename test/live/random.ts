import { randomInt } from 'node:crypto';

/** Random choices that can be made again: the seed is printed, and LIVE_SEED sets it. */
export interface Random {
  /** From 0 up to, not including, 1. */
  unit(): number;
  /** A whole number from `least` to `most`. */
  integer(least: number, most: number): number;
  /** True with a probability. */
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
}

/** Makes random choices of a test's own. */
export function createRandom(test: string): Random {
  const seed = Number(process.env['LIVE_SEED'] ?? randomInt(2 ** 31));
  console.info(`${test}: LIVE_SEED=${seed}`);
  return randomFrom(seed);
}

/** The random choices of a seed. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  // mulberry32
  const unit = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (least: number, most: number): number => least + Math.floor(unit() * (most - least + 1));
  return {
    unit,
    integer,
    chance: (probability) => unit() < probability,
    pick<T>(from: readonly T[]): T {
      return from[integer(0, from.length - 1)] as T;
    },
  };
}
