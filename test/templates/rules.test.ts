import { describe, expect, it } from 'vitest';
import { PlanTemplateState } from '../../src/generated/prisma/enums.js';
import { daysAfter, daysFrom, demandDays, templateStates } from '../../src/templates/rules.js';
import { day } from '../commands/fixtures.js';
import { refusalOf } from '../commands/refusal-of.js';
import { life } from './tables.js';

describe('the life of a plan template', () => {
  it('knows no other verbs and states than the table', () => {
    expect([...life.rows].sort()).toEqual(Object.keys(templateStates.transitions).sort());
    expect([...life.columns].sort()).toEqual(Object.values(PlanTemplateState).sort());
  });

  describe.each(life.rows)('%s', (verb) => {
    it.each(life.columns)('from %s', (state) => {
      const cell = life.cell(verb, state);
      if (cell !== '-') expect(templateStates.next(state, verb)).toBe(cell);
      else {
        expect(refusalOf(() => templateStates.next(state, verb))).toEqual({
          kind: 'RuleViolationError',
          rule: 'plan-template-life',
          source: 'OPM SP 3.1',
          message: `${verb} does not apply to a plan template that is ${state}.`,
          missing: [`the plan template in ${state === 'ACTIVE' ? 'RETIRED' : 'ACTIVE'}`],
        });
      }
    });
  });
});

describe('days that are counted from the beginning of a plan', () => {
  it.each([
    { start: '2026-02-01', startsAfter: 0, duration: 0, from: '2026-02-01', to: '2026-02-01' },
    { start: '2026-02-01', startsAfter: 0, duration: 28, from: '2026-02-01', to: '2026-03-01' },
    { start: '2028-02-01', startsAfter: 0, duration: 28, from: '2028-02-01', to: '2028-02-29' },
    { start: '2026-03-20', startsAfter: 14, duration: 30, from: '2026-04-03', to: '2026-05-03' }, // over summer time
    { start: '2026-01-05', startsAfter: -10, duration: 3, from: '2025-12-26', to: '2025-12-29' },
    { start: '9999-12-30', startsAfter: 1, duration: 0, from: '9999-12-31', to: '9999-12-31' },
    { start: '0001-01-11', startsAfter: -10, duration: 0, from: '0001-01-01', to: '0001-01-01' },
  ])(
    '$startsAfter + $duration from $start are $from to $to, and back',
    ({ start, startsAfter, duration, from, to }) => {
      const days = { plannedStart: day(from), plannedEnd: day(to) };
      expect(daysFrom(day(start), { startsAfter, duration })).toEqual(days);
      expect(daysAfter(day(start), days)).toEqual({ startsAfter, duration });
    },
  );

  it.each([
    { start: '9999-12-31', startsAfter: 0, duration: 1 },
    { start: '9999-12-31', startsAfter: 1, duration: 0 },
    { start: '0001-01-10', startsAfter: -10, duration: 30 },
  ])('$startsAfter + $duration from $start are outside the calendar', ({ start, ...days }) => {
    expect(refusalOf(() => daysFrom(day(start), days))).toMatchObject({
      kind: 'InvalidInputError',
      issues: [{ path: 'plannedStart' }],
    });
  });

  const fine = { startsAfter: 0, duration: 10 };
  it.each([
    { duration: 0, increments: [], paths: [] },
    { duration: 36_500, increments: [fine, { startsAfter: -36_500, duration: 36_500 }], paths: [] },
    { duration: -1, increments: [fine], paths: ['duration'] },
    { duration: 36_501, increments: [{ ...fine, duration: -1 }], paths: ['duration', 'increments.0.duration'] },
    { duration: 1, increments: [fine, { ...fine, startsAfter: 36_501 }], paths: ['increments.1.startsAfter'] },
    { duration: 1, increments: [{ startsAfter: -36_501, duration: 1 }], paths: ['increments.0.startsAfter'] },
  ])('of $duration and $increments, what nobody means is $paths', ({ paths, ...content }) => {
    const refusal = refusalOf(() => demandDays(content));
    if (paths.length === 0) expect(refusal).toBeUndefined();
    else expect(refusal).toMatchObject({ kind: 'InvalidInputError', issues: paths.map((path) => ({ path })) });
  });
});
