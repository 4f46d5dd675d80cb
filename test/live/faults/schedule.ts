import { randomFrom } from '../random.js';
import type { Random } from '../random.js';
import type { Fault } from './nemesis/fault.js';

/** A fault at its time: how long after the beginning of its turn, and how long it lasts, in milliseconds. */
export interface Planned {
  readonly fault: Fault;
  readonly delay: number;
  readonly lasts: number;
  /** Seed of what the fault itself leaves to chance. */
  readonly seed: number;
}

/** Share of turns in which a second fault comes on top of the first. */
const MIXED = 0.5;

/**
 * The turns of a run, without end: each fault comes once before any comes again, in an order that the seed says; in
 * half of the turns another one comes on top, which hits something else. `scale` makes them shorter or longer.
 */
export function* schedule(seed: number, faults: readonly Fault[], scale = 1): Generator<readonly Planned[], never> {
  const random = randomFrom(seed);
  const plan = (fault: Fault, delay: number): Planned => {
    const [least, most] = fault.seconds;
    const lasts = Math.round(scale * random.integer(least * 1_000, most * 1_000));
    return { fault, delay, lasts, seed: random.integer(0, 2 ** 31 - 1) };
  };
  for (;;) {
    for (const fault of shuffled(faults, random)) {
      const first = plan(fault, 0);
      const others = faults.filter(({ hits }) => hits !== fault.hits);
      const mixed = others.length > 0 && random.chance(MIXED);
      yield mixed ? [first, plan(random.pick(others), random.integer(0, first.lasts))] : [first];
    }
  }
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const left = [...items];
  const order: T[] = [];
  while (left.length > 0) order.push(...left.splice(random.integer(0, left.length - 1), 1));
  return order;
}
