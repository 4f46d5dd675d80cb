import { describe, expect, it } from 'vitest';
import {
  demandBeforeFirstStart,
  demandMeasured,
  demandOutsideBaselines,
  demandPastDay,
  demandReadings,
} from '../../src/measures/rules.js';
import { day } from '../commands/fixtures.js';
import { refusalOf } from '../commands/refusal-of.js';

describe('the rules of measures', () => {
  it('guard 8: a baseline is fixed before anything begins', () => {
    expect(refusalOf(() => demandBeforeFirstStart(null))).toBeUndefined();
    expect(refusalOf(() => demandBeforeFirstStart(day('2026-03-01')))).toEqual({
      kind: 'RuleViolationError',
      rule: 'baseline-before-first-increment',
      source: 'OPM SP 3.2 subpractice 8 and SP 3.3',
      message: 'The deployment of the improvement began on 2026-03-01.',
      missing: ['an improvement of which no increment and no deployment has begun'],
    });
  });

  it('a baseline has readings', () => {
    expect(refusalOf(() => demandReadings(1))).toBeUndefined();
    expect(refusalOf(() => demandReadings(0))).toMatchObject({ rule: 'baseline-has-readings' });
  });

  it('a dropped measure is done with', () => {
    expect(refusalOf(() => demandMeasured({ dropReason: null }))).toBeUndefined();
    expect(refusalOf(() => demandMeasured({ dropReason: 'Nobody knew.' }))).toMatchObject({ rule: 'measure-is-used' });
  });

  const period = { periodStart: day('2026-01-02'), periodEnd: day('2026-01-04') };
  it.each([
    ['u', '2026-01-01', false],
    ['u', '2026-01-02', true],
    ['u', '2026-01-04', true],
    ['u', '2026-01-05', false],
    ['v', '2026-01-03', false],
    [null, '2026-01-03', false],
  ])('a baseline stands: reading in %s on %s', (unitId, date, refused) => {
    const refusal = refusalOf(() => demandOutsideBaselines([{ unitId: 'u', ...period }], { unitId, day: day(date) }));
    if (refused) expect(refusal).toMatchObject({ rule: 'baseline-stands' });
    else expect(refusal).toBeUndefined();
  });

  it('nothing is read in the future', () => {
    expect(refusalOf(() => demandPastDay(day('2026-01-02'), day('2026-01-02')))).toBeUndefined();
    expect(refusalOf(() => demandPastDay(day('2026-01-03'), day('2026-01-02')))).toMatchObject({
      kind: 'InvalidInputError',
      issues: [{ path: 'day' }],
    });
  });
});
