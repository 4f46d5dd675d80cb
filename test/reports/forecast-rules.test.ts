import { describe, expect, it } from 'vitest';
import { forecast, LEAST_ADOPTIONS, seedOf } from '../../src/reports/forecast.js';
import type { ForecastScope, OpenDeployment } from '../../src/reports/forecast.js';
import { historyOf } from './histories.js';

const HISTORIES = 50;

describe('over fifty made-up organizations', () => {
  const told = Array.from({ length: HISTORIES }, (_, seed) => {
    const { scope, history, today, truth } = historyOf(seed);
    return { ...forecast(scope, history, today, seed), today, truth };
  });
  const held = (name: 'p50' | 'p85' | 'p95') =>
    (100 * told.filter((each) => each.truth <= (each[name] ?? -1)).length) / HISTORIES;

  it('P85 holds in 75 to 95 % of them', () => {
    const measured = `P50 ${held('p50')} %, P85 ${held('p85')} %, P95 ${held('p95')} %`;
    expect(held('p85'), measured).toBeGreaterThanOrEqual(75);
    expect(held('p85'), measured).toBeLessThanOrEqual(95);
  });

  it('P50 holds in about half of them, and P95 in more than P85', () => {
    expect(held('p50')).toBeGreaterThanOrEqual(30);
    expect(held('p50')).toBeLessThanOrEqual(70);
    expect(held('p95')).toBeGreaterThanOrEqual(held('p85'));
  });

  it('the dates are in their order, and after today', () => {
    for (const { p50, p85, p95, today, missing } of told) {
      expect(missing).toEqual([]);
      expect([today, p50, p85, p95]).toEqual([today, p50, p85, p95].sort((a, b) => (a ?? 0) - (b ?? 0)));
    }
  });
});

const TODAY = 20_000;
const planned: OpenDeployment = {
  plannedStart: TODAY,
  actualStart: null,
  blockedSince: null,
  resumesOn: null,
  step: 1,
};
const scopeOf = (open: readonly Partial<OpenDeployment>[], requires: readonly ForecastScope[] = [], id = 'own') => ({
  improvementId: id,
  open: open.map((each) => ({ ...planned, ...each })),
  requires,
});
/** Ten days each, without any spread: what comes of it can be reckoned by hand. */
const EVEN = {
  cycles: Array.from({ length: LEAST_ADOPTIONS }, () => ({ improvementId: 'other', days: 10 })),
  slips: [0],
  blocks: [4],
};
const at = (scope: ForecastScope, history = EVEN) => (forecast(scope, history, TODAY, 1).p50 ?? NaN) - TODAY;

it.each<[string, ForecastScope, number]>([
  ['planned for today', scopeOf([{}]), 10],
  ['planned for later', scopeOf([{ plannedStart: TODAY + 5 }]), 15],
  ['begun', scopeOf([{ actualStart: TODAY - 3 }]), 7],
  ['blocked', scopeOf([{ actualStart: TODAY - 3, blockedSince: TODAY - 1 }]), 7],
  ['blocked beyond the time that is left', scopeOf([{ actualStart: TODAY - 9, blockedSince: TODAY }]), 14],
  ['deferred', scopeOf([{ resumesOn: TODAY + 30 }]), 40],
  ['in an increment after one that is under way', scopeOf([{ actualStart: TODAY - 3 }, { step: 2 }]), 17],
  ['in increments after each other', scopeOf([{}, { step: 2 }, { step: 3 }]), 30],
  ['that another one is required for', scopeOf([{}], [scopeOf([{ actualStart: TODAY - 4 }], [], 'first')]), 16],
  ['that is begun, whatever is required', scopeOf([{ actualStart: TODAY - 4 }], [scopeOf([{}], [], 'first')]), 6],
  ['of the first increment alone', { ...scopeOf([{}, { step: 2 }]), only: 1 }, 10],
  ['of the second increment alone', { ...scopeOf([{}, { step: 2 }]), only: 2 }, 20],
])('one that is %s', (_name, scope, days) => {
  expect(at(scope)).toBe(days);
});

it('is the same for the same seed, and another one for another', () => {
  const { scope, history, today } = historyOf(7);
  expect(forecast(scope, history, today, 5)).toEqual(forecast(scope, history, today, 5));
  const all = [1, 2, 3, 4].map((seed) => forecast(scope, history, today, seed).p95);
  expect(new Set(all).size).toBeGreaterThan(1);
  expect(seedOf('own 2026-01-01')).toBe(seedOf('own 2026-01-01'));
  expect(seedOf('own 2026-01-01')).not.toBe(seedOf('own 2026-01-02'));
});

it('says what is missing where there is too little, and forecasts nothing', () => {
  const few = { ...EVEN, cycles: EVEN.cycles.slice(1) };
  expect(forecast(scopeOf([{}]), few, TODAY, 1)).toMatchObject({
    p50: null,
    p85: null,
    p95: null,
    sampleSize: 9,
    missing: ['10 adoptions in the past (now: 9)'],
  });
  expect(forecast(scopeOf([]), EVEN, TODAY, 1).missing).toEqual(['a deployment that is not adopted yet']);
});

it('says what it had to assume', () => {
  const assumptions = (open: Partial<OpenDeployment>, history = EVEN) =>
    forecast(scopeOf([open]), history, TODAY, 1).assumptions;
  expect(assumptions({})).toEqual([]);
  expect(assumptions({ actualStart: TODAY - 11 })).toEqual([
    'A deployment that takes longer than any before takes as long as one that begins.',
  ]);
  expect(assumptions({ plannedStart: TODAY - 1 })).toEqual([
    'A deployment that is more overdue to start than any before starts today.',
  ]);
  expect(assumptions({ blockedSince: TODAY - 1 }, { ...EVEN, blocks: [] })).toEqual([
    'What is blocked goes on today: no blocker was resolved in the past.',
  ]);
});
