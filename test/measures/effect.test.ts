import { describe, expect, it } from 'vitest';
import { earlyAgainstLate, effectOf } from '../../src/measures/effect.js';
import type { EffectFacts } from '../../src/measures/effect.js';
import { day } from '../commands/fixtures.js';

const baseline = (unitId: string | null) => ({ unitId, periodStart: day('2026-01-01'), periodEnd: day('2026-01-31') });
const reading = (unitId: string | null, date: string, value: number) => ({ unitId, day: day(date), value });
const deployment = (
  unitId: string,
  group: EffectFacts['deployments'][number]['group'],
  state: EffectFacts['deployments'][number]['state'] = 'CONFIRMED',
) => ({ unitId, group, state, actualEnd: state === 'IN_PROGRESS' ? null : day('2026-03-01') });

/** Four units: two early, of which it helps, and two late, of which it does not. */
const facts: EffectFacts = {
  direction: 'LOWER_IS_BETTER',
  objective: 6,
  baselines: ['a', 'b', 'c', 'd'].map(baseline),
  readings: ['a', 'b', 'c', 'd'].flatMap((unit, index) => [
    reading(unit, '2026-01-01', 10 + index),
    reading(unit, '2026-01-31', 12 + index),
    // Neither before nor after: between the baseline and the adoption.
    reading(unit, '2026-02-01', 99),
    reading(unit, '2026-03-01', (index < 2 ? 4 : 11) + index),
    reading(unit, '2026-03-08', (index < 2 ? 5 : 12) + index),
  ]),
  deployments: [
    deployment('a', 'EARLY'),
    deployment('b', 'EARLY', 'ADOPTED'),
    deployment('c', 'LATE'),
    deployment('d', 'LATE'),
  ],
};

describe('the effect of an improvement', () => {
  it('counts readings of baselines as before, and those from adoption on as after', () => {
    const { before, after, difference, test, missing, better, objectiveReached } = effectOf(facts, 'ALL');
    expect(before).toMatchObject({ count: 8, mean: 12.5 });
    expect(after).toMatchObject({ count: 8, mean: 9.5 });
    expect([difference, better, objectiveReached, missing]).toEqual([-3, true, false, []]);
    expect(test?.t).toBeLessThan(0);
  });

  it.each([
    ['EARLY', 5, true, true],
    ['LATE', 14, false, false],
  ] as const)('is told of %s units', (group, mean, better, objectiveReached) => {
    expect(effectOf(facts, group)).toMatchObject({
      before: { count: 4 },
      after: { count: 4, mean },
      better,
      objectiveReached,
    });
  });

  it('has a unit of no increment in neither group', () => {
    const [, ...others] = facts.deployments;
    const alone = { ...facts, deployments: [deployment('a', null), ...others] };
    expect((['ALL', 'EARLY', 'LATE'] as const).map((group) => effectOf(alone, group).after.count)).toEqual([8, 2, 4]);
  });

  it('is known of some units', () => {
    expect(effectOf(facts, 'ALL', new Set(['a'])).before).toMatchObject({ count: 2, mean: 11 });
    expect(effectOf(facts, 'LATE', new Set(['a'])).before.count).toBe(0);
  });

  it('depends on which way is better', () => {
    const higher = { ...facts, direction: 'HIGHER_IS_BETTER' as const, objective: 9 };
    expect(effectOf(higher, 'ALL')).toMatchObject({ better: false, objectiveReached: true });
    expect(effectOf({ ...facts, objective: null }, 'ALL').objectiveReached).toBeNull();
  });

  it.each(['IN_PROGRESS', 'ROLLED_BACK', 'WAIVED'] as const)('has no after where the deployment is %s', (state) => {
    const begun = { ...facts, deployments: facts.deployments.map((each) => ({ ...each, state })) };
    expect(effectOf(begun, 'ALL')).toMatchObject({
      after: { count: 0, mean: null },
      difference: null,
      better: null,
      objectiveReached: null,
      test: null,
      missing: ['at least two readings after adoption'],
    });
  });

  it('has no test without baselines, or without any spread', () => {
    expect(effectOf({ ...facts, baselines: [] }, 'ALL').missing).toEqual([
      'a baseline with at least two readings, fixed before the first increment began',
      'at least two readings after adoption',
    ]);
    const flat = { ...facts, readings: facts.readings.map((each) => ({ ...each, value: 7 })) };
    expect(effectOf(flat, 'ALL')).toMatchObject({
      test: null,
      difference: 0,
      better: false,
      missing: ['values that differ from each other'],
    });
  });

  it('finds no difference, and nothing better, where all readings are equal but for rounding', () => {
    const value = (each: { day: Date }) => (each.day > day('2026-02-01') ? 0.1 : 0.1 + 0.2 - 0.2);
    const flat = {
      ...facts,
      objective: 0.1,
      readings: facts.readings.map((each) => ({ ...each, value: value(each) })),
    };
    expect(effectOf({ ...flat, readings: [...flat.readings, reading('a', '2026-03-15', 0.1)] }, 'ALL')).toMatchObject({
      before: { standardDeviation: 0 },
      after: { standardDeviation: 0 },
      test: null,
      difference: 0,
      better: false,
      objectiveReached: true,
    });
  });

  it('takes readings of the whole only where no unit has a baseline, after the last adoption', () => {
    const whole = [
      reading(null, '2026-01-02', 50),
      reading(null, '2026-01-09', 52),
      reading(null, '2026-02-28', 1),
      reading(null, '2026-03-01', 40),
      reading(null, '2026-03-09', 42),
    ];
    const both = { ...facts, baselines: [...facts.baselines, baseline(null)], readings: [...facts.readings, ...whole] };
    expect(effectOf(both, 'ALL').before.mean).toBe(12.5);
    const only = { ...both, baselines: [baseline(null)] };
    expect(effectOf(only, 'ALL')).toMatchObject({ before: { mean: 51 }, after: { count: 2, mean: 41 } });
    expect(effectOf(only, 'EARLY').before.count).toBe(0);
  });
});

describe('early against late increments', () => {
  it('compares the changes of units, each once', () => {
    expect(earlyAgainstLate(facts)).toMatchObject({
      early: { count: 2, mean: -6.5 },
      late: { count: 2, mean: 0.5 },
      test: null,
      missing: ['values that differ from each other'],
    });
    const uneven = { ...facts, readings: [...facts.readings, reading('a', '2026-03-15', 0)] };
    const { test, missing } = earlyAgainstLate(uneven);
    expect(missing).toEqual([]);
    expect(test?.t).toBeGreaterThan(0);
  });

  it('says what is missing', () => {
    const noneLate = { ...facts, deployments: facts.deployments.slice(0, 2) };
    expect(earlyAgainstLate(noneLate).missing).toEqual([
      'at least two units of other increments with readings before and after',
    ]);
  });
});
