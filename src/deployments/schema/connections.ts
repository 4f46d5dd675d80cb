import { Prisma } from '../../generated/prisma/client.js';
import { Improvement } from '../../improvements/schema/improvement.js';
import { Unit } from '../../organization/schema/unit.js';
import { builder } from '../../schema/builder.js';
import { connectionCost } from '../../schema/connection.js';
import type { Context } from '../../schema/context.js';
import { filterIds } from '../../schema/filter-ids.js';
import type { NestedList, NestedQuery } from '../../schema/nested-pages.js';
import { progressOf } from '../progress.js';
import { Deployment, DeploymentFilter, DeploymentStateEnum, lateSql, lateWhere } from './deployment.js';

type Filter = typeof DeploymentFilter.$inferInput | null | undefined;

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
function orderBy(order: Order): Prisma.DeploymentOrderByWithRelationInput[] {
  return [{ [order?.field ?? 'plannedEnd']: order?.direction ?? 'asc' }, { id: 'asc' }];
}

function where(filter: Filter, context: Context): Prisma.DeploymentWhereInput {
  const improvementIds = filterIds(filter?.improvementIds, 'Improvement');
  const unitIds = filterIds(filter?.unitIds, 'Unit');
  return {
    organizationId: context.organizationId(),
    ...(improvementIds ? { improvementId: { in: improvementIds } } : {}),
    ...(unitIds ? { unitId: { in: unitIds } } : {}),
    ...(filter?.states ? { state: { in: [...filter.states] } } : {}),
    ...(filter?.late === null || filter?.late === undefined
      ? {}
      : { AND: [lateWhere(filter.late, context.services.clock())] }),
  };
}

builder.queryField('deployments', (t) =>
  t.prismaConnection({
    type: Deployment,
    cursor: 'id',
    description: 'The deployments of your organization: the cells of the matrix, by planned end where nothing is said.',
    complexity: connectionCost,
    args: {
      filter: t.arg({ type: DeploymentFilter, description: 'Which deployments.' }),
      orderBy: t.arg({ type: DeploymentOrder, description: 'In which order.' }),
    },
    totalCount: async (_root, { filter }, context) => {
      await context.actor();
      return context.services.database.prisma.deployment.count({ where: where(filter, context) });
    },
    resolve: async (query, _root, args, context) => {
      await context.actor();
      return context.services.database.prisma.deployment.findMany({
        ...query,
        where: where(args.filter, context),
        orderBy: orderBy(args.orderBy),
      });
    },
  }),
);

/** What is asked of a list below a record. */
interface ListArgs {
  readonly filter?: Filter;
  readonly orderBy?: Order;
}

/** The deployments of an improvement, or in a unit, as far as they are asked for: the same as `where` and `orderBy`. */
async function listOf(
  of: 'improvementId' | 'unitId',
  { filter, orderBy: order }: ListArgs,
  context: Context,
): Promise<NestedList> {
  const { organizationId } = await context.actor();
  const improvementIds = filterIds(filter?.improvementIds, 'Improvement');
  const unitIds = filterIds(filter?.unitIds, 'Unit');
  const late = lateSql(context.services.clock());
  const parts = [
    Prisma.sql`d."organizationId" = ${organizationId}::uuid`,
    ...(improvementIds ? [Prisma.sql`d."improvementId" = ANY(${improvementIds}::uuid[])`] : []),
    ...(unitIds ? [Prisma.sql`d."unitId" = ANY(${unitIds}::uuid[])`] : []),
    ...(filter?.states ? [Prisma.sql`d."state" = ANY(${[...filter.states]}::"DeploymentState"[])`] : []),
    ...(typeof filter?.late === 'boolean' ? [filter.late ? late : Prisma.sql`NOT (${late})`] : []),
  ];
  return {
    ...{ table: 'Deployment', of, where: Prisma.join(parts, ' AND ') },
    orderBy: { column: order?.field ?? 'plannedEnd', direction: order?.direction ?? 'asc' },
  };
}

/** The list of those below a record, its pages read together with those of its like. */
const deploymentsOf = (of: 'improvementId' | 'unitId') => ({
  type: Deployment,
  cursor: 'id' as const,
  complexity: connectionCost,
  totalCount: async ({ id }: { id: string }, args: ListArgs, context: Context) =>
    context.loaders.nested.count(id, await listOf(of, args, context)),
  resolve: async <Query extends NestedQuery>(query: Query, { id }: { id: string }, args: ListArgs, context: Context) =>
    context.loaders.nested.page(id, await listOf(of, args, context), query, (page) =>
      context.services.database.prisma.deployment.findMany(page),
    ),
});

builder.prismaObjectField(Improvement, 'deployments', (t) =>
  t.prismaConnection({
    ...deploymentsOf('improvementId'),
    description: 'Its deployments: a row of the matrix, by planned end where nothing is said.',
    args: {
      filter: t.arg({ type: DeploymentFilter, description: 'Which of them.' }),
      orderBy: t.arg({ type: DeploymentOrder, description: 'In which order.' }),
    },
  }),
);

builder.prismaObjectField(Unit, 'deployments', (t) =>
  t.prismaConnection({
    ...deploymentsOf('unitId'),
    description: 'The deployments in it: a column of the matrix, by planned end where nothing is said.',
    args: {
      filter: t.arg({ type: DeploymentFilter, description: 'Which of them.' }),
      orderBy: t.arg({ type: DeploymentOrder, description: 'In which order.' }),
    },
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
      'and rolled back ones do not count; rounded down; null when none counts.',
    select: { id: true },
    resolve: async ({ id }, _args, { loaders }) => progressOf(await loaders.stateGroups.load(id)),
  }),
);

builder.prismaObjectField(Improvement, 'deploymentStates', (t) =>
  t.field({
    type: [StateCount],
    description: 'How many of its deployments are in which state; states without one are left out.',
    select: { id: true },
    resolve: async ({ id }, _args, { loaders }) => [...(await loaders.stateGroups.load(id))],
  }),
);
