import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../random.js';
import type { Fault } from './fault.js';

/** Clients that join at a time. */
const JOINS = 20;

/** Faults of the clients' side. */
export const clientFaults: readonly Fault[] = [
  {
    name: 'clients-cut',
    hits: 'clients',
    seconds: [8, 15],
    async run({ crowd, staying }, random, lasts) {
      const rounds = Math.ceil(lasts / 5_000);
      for (let round = 0; round < rounds; round += 1) {
        crowd.cut(staying(), [0, random.pick([500, 2_000])]);
        await sleep(lasts / rounds);
      }
    },
  },
  {
    name: 'readers-stalled',
    hits: 'clients',
    seconds: [10, 20],
    async run({ crowd, staying }, random, lasts) {
      const stalled = staying().filter(() => random.chance(0.01));
      crowd.stall(stalled);
      await sleep(lasts);
      crowd.goOn(stalled);
    },
  },
  {
    name: 'joins-at-random-moments',
    hits: 'clients',
    seconds: [8, 12],
    async run({ crowd, joinSome }, random, lasts) {
      const end = performance.now() + lasts;
      const joined: number[] = [];
      while (performance.now() < end) {
        joined.push(...joinSome(JOINS, random));
        await sleep(random.integer(100, 500));
        if (joined.length > 10 * JOINS) crowd.leave(leaving(joined, random));
      }
      crowd.leave(joined);
    },
  },
];

function leaving(joined: number[], random: Random): number[] {
  return joined.splice(0, random.integer(1, JOINS * 2));
}
