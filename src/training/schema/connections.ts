import type { Prisma } from '../../generated/prisma/client.js';
import { Improvement } from '../../improvements/schema/improvement.js';
import { Unit } from '../../organization/schema/unit.js';
import { builder } from '../../schema/builder.js';
import { connectionCost } from '../../schema/connection.js';
import type { Context } from '../../schema/context.js';
import { filterIds } from '../../schema/filter-ids.js';
import { TrainingDelivery, TrainingWaiver } from './training-delivery.js';
import { TrainingItem, TrainingKindEnum, TrainingStateEnum } from './training-item.js';

/** Which training items. */
export const TrainingItemFilter = builder.inputType('TrainingItemFilter', {
  description: 'Which training items are meant: those to which all that is given applies.',
  fields: (t) => ({
    improvementIds: t.idList({ description: 'Of any of these improvements.' }),
    kinds: t.field({ type: [TrainingKindEnum], description: 'Of any of these kinds.' }),
    states: t.field({ type: [TrainingStateEnum], description: 'In any of these states.' }),
  }),
});

/** Which deliveries. */
export const TrainingDeliveryFilter = builder.inputType('TrainingDeliveryFilter', {
  description: 'Which deliveries of training are meant: those to which all that is given applies.',
  fields: (t) => ({
    improvementIds: t.idList({ description: 'For any of these improvements.' }),
    unitIds: t.idList({ description: 'In any of these units.' }),
    from: t.field({ type: 'Date', description: 'On this day or later.' }),
    to: t.field({ type: 'Date', description: 'On this day or earlier.' }),
  }),
});

type ItemFilter = typeof TrainingItemFilter.$inferInput | null | undefined;
type DeliveryFilter = typeof TrainingDeliveryFilter.$inferInput | null | undefined;

/** The condition on training items, and their order. */
export function items(filter: ItemFilter, context: Context) {
  const improvementIds = filterIds(filter?.improvementIds, 'Improvement');
  const where: Prisma.TrainingItemWhereInput = {
    organizationId: context.organizationId(),
    ...(improvementIds ? { improvementId: { in: improvementIds } } : {}),
    ...(filter?.kinds ? { kind: { in: [...filter.kinds] } } : {}),
    ...(filter?.states ? { state: { in: [...filter.states] } } : {}),
  };
  return { where, orderBy: [{ createdAt: 'desc' as const }, { id: 'asc' as const }] };
}

/** The condition on deliveries, and their order. */
export function deliveries(filter: DeliveryFilter, context: Context) {
  const improvementIds = filterIds(filter?.improvementIds, 'Improvement');
  const unitIds = filterIds(filter?.unitIds, 'Unit');
  const where: Prisma.TrainingDeliveryWhereInput = {
    organizationId: context.organizationId(),
    ...(improvementIds ? { item: { improvementId: { in: improvementIds } } } : {}),
    ...(unitIds ? { unitId: { in: unitIds } } : {}),
    deliveredOn: { ...(filter?.from ? { gte: filter.from } : {}), ...(filter?.to ? { lte: filter.to } : {}) },
  };
  return { where, orderBy: [{ deliveredOn: 'desc' as const }, { id: 'asc' as const }] };
}

const page = { cursor: 'id', complexity: connectionCost } as const;
const nested = { ...page, totalCount: true } as const;

builder.queryField('trainingItems', (t) =>
  t.prismaConnection({
    ...page,
    type: TrainingItem,
    description: 'The training and communication items of your organization, newest first.',
    args: { filter: t.arg({ type: TrainingItemFilter, description: 'Which items.' }) },
    totalCount: async (_root, { filter }, context) => {
      await context.actor();
      return context.services.database.prisma.trainingItem.count({ where: items(filter, context).where });
    },
    resolve: async (query, _root, { filter }, context) => {
      await context.actor();
      return context.services.database.prisma.trainingItem.findMany({ ...query, ...items(filter, context) });
    },
  }),
);

builder.queryField('trainingDeliveries', (t) =>
  t.prismaConnection({
    ...page,
    type: TrainingDelivery,
    description: 'Where training was delivered in your organization, latest first.',
    args: { filter: t.arg({ type: TrainingDeliveryFilter, description: 'Which deliveries.' }) },
    totalCount: async (_root, { filter }, context) => {
      await context.actor();
      return context.services.database.prisma.trainingDelivery.count({ where: deliveries(filter, context).where });
    },
    resolve: async (query, _root, { filter }, context) => {
      await context.actor();
      return context.services.database.prisma.trainingDelivery.findMany({ ...query, ...deliveries(filter, context) });
    },
  }),
);

/** Nested lists are planned before any resolver has run, so perhaps before the actor was looked up. */
async function nestedItems({ filter }: { filter?: ItemFilter }, context: Context) {
  await context.actor();
  return items(filter, context);
}

async function nestedDeliveries({ filter }: { filter?: DeliveryFilter }, context: Context) {
  await context.actor();
  return deliveries(filter, context);
}

builder.prismaObjectField(Improvement, 'trainingItems', (t) =>
  t.relatedConnection('trainingItems', {
    ...nested,
    type: TrainingItem,
    description: 'Its training and communication items, newest first.',
    args: { filter: t.arg({ type: TrainingItemFilter, description: 'Which of them.' }) },
    query: nestedItems,
  }),
);

builder.prismaObjectField(TrainingItem, 'deliveries', (t) =>
  t.relatedConnection('deliveries', {
    ...nested,
    type: TrainingDelivery,
    description: 'Where it was delivered, latest first.',
    args: { filter: t.arg({ type: TrainingDeliveryFilter, description: 'Which of them.' }) },
    query: nestedDeliveries,
  }),
);

builder.prismaObjectField(Unit, 'trainingDeliveries', (t) =>
  t.relatedConnection('trainingDeliveries', {
    ...nested,
    type: TrainingDelivery,
    description: 'Training that was delivered in it, latest first.',
    args: { filter: t.arg({ type: TrainingDeliveryFilter, description: 'Which of them.' }) },
    query: nestedDeliveries,
  }),
);

builder.prismaObjectField(Unit, 'trainingWaivers', (t) =>
  t.relatedConnection('trainingWaivers', {
    ...nested,
    type: TrainingWaiver,
    description: 'Training items that it is released from, newest first.',
    query: { orderBy: [{ createdAt: 'desc' }, { id: 'asc' }] },
  }),
);
