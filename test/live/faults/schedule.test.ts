import { describe, expect, test } from 'vitest';
import { allFaults, faultsNamed } from './nemesis/index.js';
import { schedule } from './schedule.js';
import type { Planned } from './schedule.js';

/** The first turns of a seed, in words. */
function turnsOf(seed: number, count: number): string[][] {
  const turns = schedule(seed, allFaults);
  const tell = ({ fault, delay, lasts, seed }: Planned): string => `${fault.name} ${delay} ${lasts} ${seed}`;
  return Array.from({ length: count }, () => turns.next().value.map(tell));
}

describe('the schedule of faults', () => {
  test('is the same for the same seed, and another one for another', () => {
    expect(turnsOf(7, 100)).toEqual(turnsOf(7, 100));
    expect(turnsOf(7, 100)).not.toEqual(turnsOf(8, 100));
  });

  test('has each fault before any comes again, some alone and some together with what hits something else', () => {
    const turns = schedule(7, allFaults);
    const planned = Array.from(allFaults, () => turns.next().value);
    expect(new Set(planned.map(([first]) => first?.fault.name)).size).toBe(allFaults.length);
    const sizes = new Set(planned.map((turn) => turn.length));
    expect(sizes).toEqual(new Set([1, 2]));
    for (const [first, second] of planned) expect(second?.fault.hits).not.toBe(first?.fault.hits);
  });

  test('knows its faults by name', () => {
    expect(new Set(allFaults.map(({ name }) => name)).size).toBe(allFaults.length);
    expect(faultsNamed(['redis-killed']).map(({ name }) => name)).toEqual(['redis-killed']);
    expect(() => faultsNamed(['rain'])).toThrow('There is no fault rain');
  });
});
