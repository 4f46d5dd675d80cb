import type { Prisma } from '../../generated/prisma/client.js';
import { UnitFilter, unitWhere } from '../../organization/schema/unit.js';
import { WHERE_EARLY } from '../../plans/operations/early-adopters.js';
import { batchLoader } from '../../schema/batch-loader.js';
import { builder } from '../../schema/builder.js';
import { earlyAgainstLate, effectOf } from '../effect.js';
import type { Comparison, Effect, EffectFacts } from '../effect.js';
import { effectFacts } from '../operations/queries.js';
import type { Sample, WelchTest } from '../statistics.js';
import { Measure } from './measure.js';

/** What has to be known for the effect of a measure, by the measure's id. */
const effectFactsOf = batchLoader<string, EffectFacts>(async (measureIds, { database }) => {
  const facts = await effectFacts(database.prisma, measureIds);
  return measureIds.map((id) => facts.get(id) ?? new Error(`There is no measure ${id}.`));
});

/** Ids of the units that meet a condition, which names the organization. */
const unitIdsOf = batchLoader<Prisma.UnitWhereInput, ReadonlySet<string>, string>(
  (conditions, { database }) =>
    Promise.all(
      conditions.map(async (where) => {
        const units = await database.prisma.unit.findMany({ where, select: { id: true } });
        return new Set(units.map(({ id }) => id));
      }),
    ),
  (where) => JSON.stringify(where),
);

const EffectGroupEnum = builder.enumType('EffectGroup', {
  description: 'Which units an effect covers.',
  values: {
    ALL: { description: 'All units that have a baseline.' },
    EARLY: { description: `Early adopters: ${WHERE_EARLY}.` },
    LATE: { description: 'Units of other increments.' },
  } as const,
});

const SampleObject = builder
  .objectRef<Sample>('Sample')
  .implement({
    description: 'Statistics of a sample: size, mean and spread.',
    fields: (t) => ({
      count: t.exposeInt('count', { description: 'How many.' }),
      mean: t.exposeFloat('mean', { nullable: true, description: 'Arithmetic mean; null for no values.' }),
      standardDeviation: t.exposeFloat('standardDeviation', {
        nullable: true,
        description: 'Standard deviation of the sample (n - 1); null for fewer than two values.',
      }),
    }),
  });

const WelchTestObject = builder
  .objectRef<WelchTest>('WelchTest')
  .implement({
    description:
      "Welch's test of whether two samples have the same mean. It assumes independent readings, which those of one unit need not be.",
    fields: (t) => ({
      t: t.exposeFloat('t', { description: 'The statistic: positive if the second mean is larger.' }),
      degreesOfFreedom: t.exposeFloat('degreesOfFreedom', { description: 'By Welch and Satterthwaite.' }),
      p: t.exposeFloat('p', {
        description: 'Two-sided probability of such a difference, or a larger one, by chance alone: 0 to 1.',
      }),
    }),
  });

const missingField = 'What is missing for a test, one entry each; empty if there is a test.';

const EffectObject = builder
  .objectRef<Effect>('MeasureEffect')
  .implement({
    description: 'The effect of an improvement on one measure.',
    fields: (t) => ({
      before: t.field({
        type: SampleObject,
        description: 'The readings of the baselines.',
        resolve: ({ before }) => before,
      }),
      after: t.field({
        type: SampleObject,
        description: 'The readings of the same units from the day on which they adopted the improvement.',
        resolve: ({ after }) => after,
      }),
      difference: t.exposeFloat('difference', {
        nullable: true,
        description: 'Mean after minus mean before; 0 if the difference is only rounding, null if either is missing.',
      }),
      better: t.exposeBoolean('better', {
        nullable: true,
        description: 'Whether the difference is an improvement; null when there is no difference.',
      }),
      objectiveReached: t.exposeBoolean('objectiveReached', {
        nullable: true,
        description: 'Whether the mean after has reached the objective; null without one, or without readings.',
      }),
      test: t.field({
        type: WelchTestObject,
        nullable: true,
        description: 'Before against after; null where `missing` says why.',
        resolve: ({ test }) => test,
      }),
      missing: t.stringList({ description: missingField, resolve: ({ missing }) => [...missing] }),
    }),
  });

const ComparisonObject = builder
  .objectRef<Comparison>('EarlyAgainstLate')
  .implement({
    description: 'By how much early adopters changed, against units of other increments. Each unit counts once.',
    fields: (t) => ({
      early: t.field({
        type: SampleObject,
        description: 'Changes of early adopters: mean after minus mean before.',
        resolve: ({ early }) => early,
      }),
      late: t.field({
        type: SampleObject,
        description: 'Changes of the units of other increments.',
        resolve: ({ late }) => late,
      }),
      test: t.field({
        type: WelchTestObject,
        nullable: true,
        description: 'Early against late; null where `missing` says why.',
        resolve: ({ test }) => test,
      }),
      missing: t.stringList({ description: missingField, resolve: ({ missing }) => [...missing] }),
    }),
  });

builder.prismaObjectField(Measure, 'effect', (t) =>
  t.field({
    type: EffectObject,
    description:
      'Before and after: readings of baselines against those since adoption. Readings of the whole organization count only if no unit has a baseline; those beyond 1e15, which an earlier release accepted, never do.',
    complexity: 200,
    args: {
      group: t.arg({ type: EffectGroupEnum, description: 'Which units, by increment. Default: all.' }),
      units: t.arg({ type: UnitFilter, description: 'Only units that fit.' }),
    },
    select: { id: true },
    resolve: async ({ id }, { group, units }, context) => {
      const { organizationId } = await context.actor();
      const facts = await effectFactsOf(context).load(id);
      if (!units) return effectOf(facts, group ?? 'ALL');
      const fitting = await unitIdsOf(context).load(unitWhere(organizationId, units));
      return effectOf(facts, group ?? 'ALL', fitting);
    },
  }),
);

builder.prismaObjectField(Measure, 'earlyAgainstLate', (t) =>
  t.field({
    type: ComparisonObject,
    description: 'Whether units of other increments changed otherwise than early adopters.',
    complexity: 200,
    select: { id: true },
    resolve: async ({ id }, _args, context) => earlyAgainstLate(await effectFactsOf(context).load(id)),
  }),
);
