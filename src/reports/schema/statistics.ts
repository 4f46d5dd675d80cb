import { Practice } from '../../catalog/schema/practice.js';
import { DeploymentFilter, deploymentSql } from '../../deployments/schema/filter.js';
import { Improvement } from '../../improvements/schema/improvement.js';
import { Person } from '../../organization/schema/person.js';
import { Unit } from '../../organization/schema/unit.js';
import { builder } from '../../schema/builder.js';
import { daysOf } from '../../schema/days.js';
import { fault } from '../../schema/faults.js';
import { recordKey } from '../../schema/record-key.js';
import { GROUPINGS, MAX_GROUPS, MEASURE_NAMES, MEASURES, QUANTILES, statistics } from '../operations/statistics.js';
import type {
  Grouping,
  MeasureName,
  MeasureStatistics,
  StatisticsGroup,
  StatisticsUnit,
} from '../operations/statistics.js';

/** A measure of deployments, in the graph. */
const MeasureEnum = builder.enumType('DeploymentMeasure', {
  description: 'What deployments are measured by. Days are those of its unit.',
  values: Object.fromEntries(
    MEASURE_NAMES.map((name) => [name, { value: name, description: MEASURES[name].description }]),
  ) as Record<MeasureName, { value: MeasureName; description: string }>,
});

const UnitOfMeasureEnum = builder.enumType('DeploymentMeasureUnit', {
  description: 'What a measure of deployments is counted in.',
  values: {
    DAYS: { value: 'DAYS' satisfies StatisticsUnit, description: 'Days.' },
    PERCENT: { value: 'PERCENT' satisfies StatisticsUnit, description: 'Percent.' },
  } as const,
});

type GroupingName = keyof typeof GROUPINGS;

const GroupingEnum = builder.enumType('DeploymentGroupingField', {
  description: 'What deployments are grouped by.',
  values: Object.fromEntries(
    Object.entries(GROUPINGS).map(([name, description]) => [name, { value: name, description }]),
  ) as Record<GroupingName, { value: GroupingName; description: string }>,
});

const GroupingInput = builder.inputType('DeploymentGrouping', {
  description: 'How deployments are grouped.',
  fields: (t) => ({
    by: t.field({ type: GroupingEnum, required: true, description: 'What by.' }),
    attribute: t.string({ description: 'Name of the attribute of units, such as "phase"; with ATTRIBUTE only.' }),
  }),
});

interface Measured extends MeasureStatistics {
  readonly name: MeasureName;
}

const [P10, P50, P85, P95] = [0, 1, 2, 3];
const quantile = (index: number, least: number) =>
  ({
    description: `Value that ${100 * (QUANTILES[index] ?? 0)} % of them do not exceed, interpolated; null of fewer than ${least}.`,
    nullable: true,
    resolve: ({ quantiles }: Measured) => quantiles[index] ?? null,
  }) as const;

const MeasuredObject = builder
  .objectRef<Measured>('DeploymentMeasureStatistics')
  .implement({
    description: 'One measure over the deployments of a group to which it applies.',
    fields: (t) => ({
      measure: t.field({ type: MeasureEnum, description: 'The measure.', resolve: ({ name }) => name }),
      unit: t.field({
        type: UnitOfMeasureEnum,
        description: 'What the values are counted in.',
        resolve: ({ name }) => MEASURES[name].unit,
      }),
      count: t.exposeInt('count', { description: 'How many deployments it applies to.' }),
      mean: t.exposeFloat('mean', { nullable: true, description: 'Arithmetic mean; null of none.' }),
      min: t.exposeFloat('min', { nullable: true, description: 'The smallest value; null of none.' }),
      max: t.exposeFloat('max', { nullable: true, description: 'The largest value; null of none.' }),
      p10: t.float(quantile(P10, 10)),
      p50: t.float(quantile(P50, 2)),
      p85: t.float(quantile(P85, 7)),
      p95: t.float(quantile(P95, 20)),
    }),
  });

interface Group extends StatisticsGroup {
  readonly by: GroupingName | null;
  readonly asked: readonly MeasureName[];
}

/** The id of the record that a group has in common, if it is one of a kind. */
const idIn = ({ by, key }: Group, of: GroupingName): string | null => (by === of ? key : null);

const GroupObject = builder.objectRef<Group>('DeploymentStatisticsGroup').implement({
  description: 'Deployments that have something in common, measured.',
  fields: (t) => ({
    value: t.string({
      nullable: true,
      description:
        'What they have in common, where that is a text: value of the attribute, reference of the practice, state, or month. Null for those without it, and where it is a record.',
      resolve: ({ by, key }) => (by === 'IMPROVEMENT' || by === 'UNIT' || by === 'LEAD' ? null : key),
    }),
    improvement: t.prismaField({
      type: Improvement,
      nullable: true,
      description: 'Their improvement, if they are grouped by that.',
      resolve: (query, group, _args, context) => {
        const id = idIn(group, 'IMPROVEMENT');
        const { improvement } = context.services.database.prisma;
        return id === null ? null : improvement.findUnique({ ...query, where: recordKey(id, context) });
      },
    }),
    unit: t.prismaField({
      type: Unit,
      nullable: true,
      description: 'Their unit, if they are grouped by that.',
      resolve: (query, group, _args, context) => {
        const id = idIn(group, 'UNIT');
        const { unit } = context.services.database.prisma;
        return id === null ? null : unit.findUnique({ ...query, where: recordKey(id, context) });
      },
    }),
    lead: t.prismaField({
      type: Person,
      nullable: true,
      description: 'The lead of their units, if they are grouped by that; null for units without one.',
      resolve: (query, group, _args, context) => {
        const id = idIn(group, 'LEAD');
        const { person } = context.services.database.prisma;
        return id === null ? null : person.findUnique({ ...query, where: recordKey(id, context) });
      },
    }),
    practice: t.field({
      type: Practice,
      nullable: true,
      description: 'The practice, if they are grouped by that and the model in force has it.',
      resolve: (group, _args, { catalog }) => {
        const ref = idIn(group, 'PRACTICE');
        return ref === null ? null : (catalog.practice(ref) ?? null);
      },
    }),
    count: t.exposeInt('count', { description: 'How many deployments.' }),
    measures: t.field({
      type: [MeasuredObject],
      complexity: { field: 1, multiplier: MEASURE_NAMES.length },
      description: 'The measures that were asked for, in that order.',
      resolve: ({ asked, measures }) =>
        asked.flatMap((name) => {
          const found = measures[name];
          return found ? [{ name, ...found }] : [];
        }),
    }),
  }),
});

const StatisticsObject = builder
  .objectRef<{ readonly groups: readonly Group[]; readonly total: number }>('DeploymentStatistics')
  .implement({
    description: 'Statistics of deployments, as they are now.',
    fields: (t) => ({
      groups: t.field({
        type: [GroupObject],
        complexity: { field: 1, multiplier: 10 },
        description: `The groups, the largest first, months in their order; at most ${MAX_GROUPS}. One group of all without a grouping.`,
        resolve: ({ groups }) => [...groups],
      }),
      totalGroups: t.exposeInt('total', { description: 'How many groups there are in all.' }),
    }),
  });

/** What it costs to go through the deployments, and what to go through their log. */
const COST = { records: 5_000, log: 40_000 };

builder.queryField('deploymentStatistics', (t) =>
  t.field({
    type: StatisticsObject,
    description:
      'Deployments by what they have in common, measured: which kind of project is slow, whose projects are blocked longest, which improvement is adopted in time? Quantiles are null where there are too few deployments to tell.',
    complexity: ({ measures }) => ({
      field: (measures ?? MEASURE_NAMES).some((name) => 'fromLog' in MEASURES[name]) ? COST.log : COST.records,
      multiplier: 1,
    }),
    args: {
      filter: t.arg({ type: DeploymentFilter, description: 'Which deployments. Default: all.' }),
      groupBy: t.arg({ type: GroupingInput, description: 'What to group them by. Default: all in one group.' }),
      measures: t.arg({ type: [MeasureEnum], description: 'What to measure. Default: all measures.' }),
    },
    resolve: async (_root, { filter, groupBy, measures }, context) => {
      const { organizationId } = await context.actor();
      const asked = [...new Set(measures ?? MEASURE_NAMES)];
      const { groups, total } = await statistics(context.services.database.prisma, {
        where: await deploymentSql(filter ?? {}, organizationId, context),
        organizationId,
        grouping: groupBy ? groupingOf(groupBy) : null,
        measures: asked,
        days: await daysOf(context),
      });
      return { total, groups: groups.map((group) => ({ ...group, by: groupBy?.by ?? null, asked })) };
    },
  }),
);

/** @throws BAD_USER_INPUT for an attribute that is missing, or given without need. */
function groupingOf({ by, attribute }: typeof GroupingInput.$inferInput): Grouping {
  if (by === 'ATTRIBUTE') {
    if (!attribute) throw fault('BAD_USER_INPUT', 'groupBy.attribute must name the attribute to group by.');
    return { attribute };
  }
  if (attribute) throw fault('BAD_USER_INPUT', 'groupBy.attribute is for ATTRIBUTE only.');
  return { by };
}
