import { isoDay } from '../clock.js';
import type { ImprovementState } from '../generated/prisma/enums.js';
import { invalidInput, ruleViolation } from '../user-error.js';

const SOURCE = 'OPM SP 3.2 subpractice 8';

/** Readings and objectives are no larger, and no smaller than its negative: their squares and sums are still exact. */
export const LARGEST_VALUE = 1e15;

/** States of an improvement whose value is, or may yet be, measured. */
export const MEASURABLE: readonly ImprovementState[] = [
  ...(['SUGGESTED', 'ANALYZED', 'SELECTED', 'DEPLOYING', 'DEPLOYED', 'ON_HOLD'] as const),
];

/** Refuses what is done with a measure that was dropped. */
export function demandMeasured({ dropReason }: { readonly dropReason: string | null }): void {
  if (dropReason === null) return;
  throw ruleViolation({
    rule: 'measure-is-used',
    source: SOURCE,
    message: `The measure was dropped: ${dropReason}`,
    missing: ['a measure that was not dropped'],
  });
}

/**
 * Guard 8: a baseline is fixed before the improvement begins, by its first increment or, where a project is ahead of that,
 * by its first deployment; else nothing shows the effect. `firstStart` is null before that.
 */
export function demandBeforeFirstStart(firstStart: Date | null): void {
  if (firstStart === null) return;
  throw ruleViolation({
    rule: 'baseline-before-first-increment',
    source: 'OPM SP 3.2 subpractice 8 and SP 3.3',
    message: `The deployment of the improvement began on ${isoDay(firstStart)}.`,
    missing: ['an improvement of which no increment and no deployment has begun'],
  });
}

/** Refuses a baseline without a value. */
export function demandReadings(readings: number): void {
  if (readings > 0) return;
  throw ruleViolation({
    rule: 'baseline-has-readings',
    source: SOURCE,
    message: 'There is no reading in the period of the baseline.',
    missing: ['a reading of the same unit in the period'],
  });
}

/** A baseline as far as readings are concerned. */
export interface BaselinePeriod {
  readonly unitId: string | null;
  readonly periodStart: Date;
  readonly periodEnd: Date;
}

/** Whether a reading belongs to a baseline: of the same unit (or both of the whole), in its period. */
export function isOfBaseline(
  { unitId, periodStart, periodEnd }: BaselinePeriod,
  reading: { readonly unitId: string | null; readonly day: Date },
): boolean {
  return unitId === reading.unitId && periodStart <= reading.day && reading.day <= periodEnd;
}

/** Refuses a reading that would change what was fixed as a baseline, whether it is new or corrected. */
export function demandOutsideBaselines(
  baselines: readonly BaselinePeriod[],
  reading: { readonly unitId: string | null; readonly day: Date },
): void {
  if (!baselines.some((baseline) => isOfBaseline(baseline, reading))) return;
  throw ruleViolation({
    rule: 'baseline-stands',
    source: SOURCE,
    message: 'The day is in the period of a baseline that was fixed.',
    missing: ['a day outside the baseline'],
  });
}

/** Refuses another unit of measurement once there are readings: they would mean something else. */
export function demandUnitOfMeasurement(readings: number, before: string, after: string): void {
  if (readings === 0 || before === after) return;
  throw ruleViolation({
    rule: 'unit-of-measurement-stands',
    source: SOURCE,
    message: `There are ${readings} readings in ${before}.`,
    missing: ['a measure without readings, or a new measure'],
  });
}

/** Refuses a day that has not begun: `field` is that of the input which has it. */
export function demandPastDay(day: Date, today: Date, field = 'day'): void {
  if (day > today) throw invalidInput([{ path: field, message: 'Must not be in the future.' }]);
}
