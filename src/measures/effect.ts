import type { DeploymentState, MeasureDirection } from '../generated/prisma/enums.js';
import { IN_USE_STATES } from '../deployments/rules.js';
import { isOfBaseline } from './rules.js';
import type { BaselinePeriod } from './rules.js';
import { differenceOf, summarize, welchTest } from './statistics.js';
import type { Sample, WelchTest } from './statistics.js';

/** Which units an effect is asked for: all, early adopters, or those of other increments. */
export const EFFECT_GROUPS = ['ALL', 'EARLY', 'LATE'] as const;

/** Which units an effect is asked for: all, early adopters, or those of other increments. */
export type EffectGroup = (typeof EFFECT_GROUPS)[number];

/** What has to be known of a measure to say what its improvement brought. */
export interface EffectFacts {
  readonly direction: MeasureDirection;
  readonly objective: number | null;
  readonly baselines: readonly BaselinePeriod[];
  readonly readings: readonly { readonly unitId: string | null; readonly day: Date; readonly value: number }[];
  readonly deployments: readonly {
    readonly unitId: string;
    readonly state: DeploymentState;
    /** Day on which the unit adopted the improvement. */
    readonly actualEnd: Date | null;
    /** An early adopter, or in another increment; null in none: then it is neither. */
    readonly group: Exclude<EffectGroup, 'ALL'> | null;
  }[];
}

/** What an improvement brought, by one measure: before and after, in size and spread. */
export interface Effect {
  readonly before: Sample;
  readonly after: Sample;
  /** Mean after less mean before; null where either is missing. */
  readonly difference: number | null;
  /** Whether the difference is an improvement; null when there is no difference. */
  readonly better: boolean | null;
  /** Whether the mean after has reached the objective; null without one, or without readings. */
  readonly objectiveReached: boolean | null;
  readonly test: WelchTest | null;
  /** What would have to be there for a test; empty with one. */
  readonly missing: readonly string[];
}

/** Early adopters against units of other increments: by how much each unit changed, compared. */
export interface Comparison {
  readonly early: Sample;
  readonly late: Sample;
  readonly test: WelchTest | null;
  readonly missing: readonly string[];
}

/** Values of one unit (or of the whole) before and after. */
interface BeforeAfter {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/**
 * The effect of an improvement by one measure. Before: the readings of baselines. After: the readings of the same units
 * from the day on which they adopted the improvement. Readings of the whole count only where no unit has a baseline, and
 * as after from the last adoption on. `unitIds` narrows it to some units.
 */
export function effectOf(facts: EffectFacts, group: EffectGroup, unitIds?: ReadonlySet<string>): Effect {
  const units = pairs(facts, group, unitIds);
  const before = units.flatMap((unit) => unit.before);
  const after = units.flatMap((unit) => unit.after);
  const [first, second] = [summarize(before), summarize(after)];
  const difference = first.mean === null || second.mean === null ? null : differenceOf(first.mean, second.mean);
  const sign = facts.direction === 'HIGHER_IS_BETTER' ? 1 : -1;
  const { objective } = facts;
  return {
    before: first,
    after: second,
    difference,
    better: difference === null ? null : difference * sign > 0,
    objectiveReached:
      objective === null || second.mean === null ? null : differenceOf(objective, second.mean) * sign >= 0,
    ...tested(before, after, [
      'a baseline with at least two readings, fixed before the first increment began',
      'at least two readings after adoption',
    ]),
  };
}

/** Whether units of other increments changed otherwise than early adopters: each unit counts once, by its means. */
export function earlyAgainstLate(facts: EffectFacts): Comparison {
  const changes = (group: EffectGroup) =>
    pairs(facts, group).flatMap(({ before, after }) => {
      const [from, to] = [summarize(before).mean, summarize(after).mean];
      return from === null || to === null ? [] : [differenceOf(from, to)];
    });
  const [early, late] = [changes('EARLY'), changes('LATE')];
  return {
    early: summarize(early),
    late: summarize(late),
    ...tested(early, late, [
      'at least two early adopters with readings before and after',
      'at least two units of other increments with readings before and after',
    ]),
  };
}

function tested(first: readonly number[], second: readonly number[], lacking: readonly [string, string]) {
  const test = welchTest(first, second);
  const missing = [first, second].flatMap((values, index) => (values.length < 2 ? (lacking[index] ?? []) : []));
  return { test, missing: test || missing.length > 0 ? missing : ['values that differ from each other'] };
}

function pairs(facts: EffectFacts, group: EffectGroup, unitIds?: ReadonlySet<string>): BeforeAfter[] {
  const { baselines, readings, deployments } = facts;
  const adopted = deployments.filter(({ state, actualEnd }) => IN_USE_STATES.includes(state) && actualEnd !== null);
  const pair = (baseline: BaselinePeriod, from: Date | undefined): BeforeAfter => ({
    before: readings.filter((reading) => isOfBaseline(baseline, reading)).map(({ value }) => value),
    after: readings
      .filter(({ unitId, day }) => from !== undefined && unitId === baseline.unitId && day >= from)
      .map(({ value }) => value),
  });
  const ofUnits = baselines.filter(({ unitId }) => unitId !== null);
  if (ofUnits.length === 0) {
    const last = adopted.map(({ actualEnd }) => actualEnd as Date).sort((a, b) => b.getTime() - a.getTime())[0];
    return group === 'ALL' && !unitIds ? baselines.map((baseline) => pair(baseline, last)) : [];
  }
  return ofUnits.flatMap((baseline) => {
    const deployment = deployments.find(({ unitId }) => unitId === baseline.unitId);
    if (unitIds && !unitIds.has(baseline.unitId ?? '')) return [];
    if (group !== 'ALL' && deployment?.group !== group) return [];
    return [pair(baseline, adopted.find(({ unitId }) => unitId === baseline.unitId)?.actualEnd ?? undefined)];
  });
}
