import { Prisma } from '../../generated/prisma/client.js';
import { Improvement } from '../../improvements/schema/improvement.js';
import { Unit } from '../../organization/schema/unit.js';
import { batchLoader } from '../../schema/batch-loader.js';
import { builder } from '../../schema/builder.js';
import { nestedList, recordList } from '../../schema/lists/fields.js';
import type { Context } from '../../schema/context.js';
import { filterIds } from '../../schema/filter-ids.js';
import type { NestedList } from '../../schema/nested-pages.js';
import { stateGroups } from '../operations/progress.js';
import { progressOf } from '../progress.js';
import type { StateGroup } from '../progress.js';
import { Deployment, DeploymentFilter, DeploymentStateEnum, lateSql, lateWhere } from './deployment.js';

type Filter = typeof DeploymentFilter.$inferInput | null | undefined;

/** Deployments of an improvement by state, by the improvement's id. */
const stateGroupsOf = batchLoader<string, readonly StateGroup[]>(async (improvementIds, { database }) => {
  const groups = await stateGroups(database.prisma, improvementIds);
  return improvementIds.map((id) => groups.get(id) ?? []);
});

const DeploymentOrderField = builder.enumType('DeploymentOrderField', {
  description: 'What deployments are ordered by.',
  values: {
    PLANNED_END: { value: 'plannedEnd', description: 'By the day on which they are to be adopted.' },
    UPDATED_AT: { value: 'updatedAt', description: 'By their last change.' },
    PERCENT: { value: 'percent', description: 'By how far they have come.' },
  } as const,
});

const OrderDirection = builder.enumType('OrderDirection', {
  description: 'Up or down.',
  values: {
    ASC: { value: 'asc', description: 'The smallest or earliest first.' },
    DESC: { value: 'desc', description: 'The largest or latest first.' },
  } as const,
});

const DeploymentOrder = builder.inputType('DeploymentOrder', {
  description: 'How deployments are ordered; equal ones by their id.',
  fields: (t) => ({
    field: t.field({ type: DeploymentOrderField, required: true, description: 'What by.' }),
    direction: t.field({ type: OrderDirection, required: true, description: 'Which way.' }),
  }),
});

type Order = typeof DeploymentOrder.$inferInput | null | undefined;

/** The order that is asked for, or by planned end. The id comes last, so that each place in the list is unique. */
function orderOf(order: Order): Prisma.DeploymentOrderByWithRelationInput[] {
  return [{ [order?.field ?? 'plannedEnd']: order?.direction ?? 'asc' }, { id: 'asc' }];
}

async function deploymentWhere(filter: Filter, context: Context): Promise<Prisma.DeploymentWhereInput> {
  const improvementIds = filterIds(filter?.improvementIds, 'Improvement');
  const unitIds = filterIds(filter?.unitIds, 'Unit');
  return {
    organizationId: (await context.actor()).organizationId,
    ...(improvementIds ? { improvementId: { in: improvementIds } } : {}),
    ...(unitIds ? { unitId: { in: unitIds } } : {}),
    ...(filter?.states ? { state: { in: [...filter.states] } } : {}),
    ...(filter?.late === null || filter?.late === undefined
      ? {}
      : { AND: [lateWhere(filter.late, context.services.clock())] }),
  };
}

builder.queryField('deployments', (t) =>
  recordList(t, {
    type: Deployment,
    description:
      'The deployments of your organization: the cells of the matrix, by planned end unless ordered otherwise.',
    args: {
      filter: t.arg({ type: DeploymentFilter, description: 'Which deployments.' }),
      orderBy: t.arg({ type: DeploymentOrder, description: 'In which order.' }),
    },
    records: async (_root, { filter, orderBy }, context) => ({
      where: await deploymentWhere(filter, context),
      orderBy: orderOf(orderBy),
    }),
  }),
);

const COLUMN_TYPES = { plannedEnd: 'day', updatedAt: 'instant', percent: 'integer' } as const;

/** What is asked of a list below a record. */
interface ListArgs {
  readonly filter?: Filter;
  readonly orderBy?: Order;
}

/** The deployments of an improvement, or in a unit, as far as they are asked for: the same as `deploymentWhere` and `orderOf`. */
async function listOf(
  of: 'improvementId' | 'unitId',
  { filter, orderBy: order }: ListArgs,
  context: Context,
): Promise<NestedList> {
  const { organizationId } = await context.actor();
  const improvementIds = filterIds(filter?.improvementIds, 'Improvement');
  const unitIds = filterIds(filter?.unitIds, 'Unit');
  const late = lateSql(context.services.clock());
  const column = order?.field ?? 'plannedEnd';
  const parts = [
    Prisma.sql`d."organizationId" = ${organizationId}::uuid`,
    ...(improvementIds ? [Prisma.sql`d."improvementId" = ANY(${improvementIds}::uuid[])`] : []),
    ...(unitIds ? [Prisma.sql`d."unitId" = ANY(${unitIds}::uuid[])`] : []),
    ...(filter?.states ? [Prisma.sql`d."state" = ANY(${[...filter.states]}::"DeploymentState"[])`] : []),
    ...(typeof filter?.late === 'boolean' ? [filter.late ? late : Prisma.sql`NOT (${late})`] : []),
  ];
  return {
    table: 'Deployment',
    of,
    where: Prisma.join(parts, ' AND '),
    orderBy: { column, type: COLUMN_TYPES[column], direction: order?.direction ?? 'asc' },
  };
}

builder.prismaObjectField(Improvement, 'deployments', (t) =>
  nestedList(t, {
    type: Deployment,
    description: 'Its deployments: a row of the matrix, by planned end unless ordered otherwise.',
    args: {
      filter: t.arg({ type: DeploymentFilter, description: 'Which of them.' }),
      orderBy: t.arg({ type: DeploymentOrder, description: 'In which order.' }),
    },
    list: (args, context) => listOf('improvementId', args, context),
  }),
);

builder.prismaObjectField(Unit, 'deployments', (t) =>
  nestedList(t, {
    type: Deployment,
    description: 'The deployments in it: a column of the matrix, by planned end unless ordered otherwise.',
    args: {
      filter: t.arg({ type: DeploymentFilter, description: 'Which of them.' }),
      orderBy: t.arg({ type: DeploymentOrder, description: 'In which order.' }),
    },
    list: (args, context) => listOf('unitId', args, context),
  }),
);

/** Deployments of one state, counted. */
export const StateCount = builder
  .objectRef<{ state: typeof DeploymentStateEnum.$inferType; count: number }>('DeploymentStateCount')
  .implement({
    description: 'How many deployments are in a state.',
    fields: (t) => ({
      state: t.expose('state', { type: DeploymentStateEnum, description: 'The state.' }),
      count: t.exposeInt('count', { description: 'How many.' }),
    }),
  });

builder.prismaObjectField(Improvement, 'progress', (t) =>
  t.int({
    nullable: true,
    description:
      'Progress in percent, derived: the mean over its deployments, where adopted and confirmed ones count 100 and waived ' +
      'and rolled back ones do not count; rounded down, and 100 only when all that count are adopted or confirmed; null when none counts.',
    select: { id: true },
    resolve: async ({ id }, _args, context) => progressOf(await stateGroupsOf(context).load(id)),
  }),
);

builder.prismaObjectField(Improvement, 'deploymentStates', (t) =>
  t.field({
    type: [StateCount],
    description: 'How many of its deployments are in which state; states without one are left out.',
    select: { id: true },
    resolve: async ({ id }, _args, context) => [...(await stateGroupsOf(context).load(id))],
  }),
);
