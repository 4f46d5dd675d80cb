import type { Prisma } from '../../generated/prisma/client.js';
import { Improvement } from '../../improvements/schema/improvement.js';
import { Unit } from '../../organization/schema/unit.js';
import { builder } from '../../schema/builder.js';
import type { Context } from '../../schema/context.js';
import { filterIds } from '../../schema/filter-ids.js';
import { recordList, relatedList } from '../../schema/lists/fields.js';
import { TrainingDelivery, TrainingWaiver } from './training-delivery.js';
import { TrainingItem, TrainingKindEnum, TrainingStateEnum } from './training-item.js';

/** Which training items. */
export const TrainingItemFilter = builder.inputType('TrainingItemFilter', {
  description: 'Filters training items. Conditions are ANDed.',
  fields: (t) => ({
    improvementIds: t.idList({ description: 'Of any of these improvements.' }),
    kinds: t.field({ type: [TrainingKindEnum], description: 'Of any of these kinds.' }),
    states: t.field({ type: [TrainingStateEnum], description: 'In any of these states.' }),
  }),
});

/** Which deliveries. */
export const TrainingDeliveryFilter = builder.inputType('TrainingDeliveryFilter', {
  description: 'Filters deliveries of training. Conditions are ANDed.',
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
export async function items(filter: ItemFilter, context: Context) {
  const improvementIds = filterIds(filter?.improvementIds, 'Improvement');
  const where: Prisma.TrainingItemWhereInput = {
    organizationId: (await context.actor()).organizationId,
    ...(improvementIds ? { improvementId: { in: improvementIds } } : {}),
    ...(filter?.kinds ? { kind: { in: [...filter.kinds] } } : {}),
    ...(filter?.states ? { state: { in: [...filter.states] } } : {}),
  };
  return { where, orderBy: [{ createdAt: 'desc' as const }, { id: 'asc' as const }] };
}

/** The condition on deliveries, and their order. */
export async function deliveries(filter: DeliveryFilter, context: Context) {
  const improvementIds = filterIds(filter?.improvementIds, 'Improvement');
  const unitIds = filterIds(filter?.unitIds, 'Unit');
  const where: Prisma.TrainingDeliveryWhereInput = {
    organizationId: (await context.actor()).organizationId,
    ...(improvementIds ? { item: { improvementId: { in: improvementIds } } } : {}),
    ...(unitIds ? { unitId: { in: unitIds } } : {}),
    deliveredOn: { ...(filter?.from ? { gte: filter.from } : {}), ...(filter?.to ? { lte: filter.to } : {}) },
  };
  return { where, orderBy: [{ deliveredOn: 'desc' as const }, { id: 'asc' as const }] };
}

builder.queryField('trainingItems', (t) =>
  recordList(t, {
    type: TrainingItem,
    description: 'The training and communication items of your organization, newest first.',
    args: { filter: t.arg({ type: TrainingItemFilter, description: 'Which items.' }) },
    records: (_root, { filter }, context) => items(filter, context),
  }),
);

builder.queryField('trainingDeliveries', (t) =>
  recordList(t, {
    type: TrainingDelivery,
    description: 'Where training was delivered in your organization, latest first.',
    args: { filter: t.arg({ type: TrainingDeliveryFilter, description: 'Which deliveries.' }) },
    records: (_root, { filter }, context) => deliveries(filter, context),
  }),
);

builder.prismaObjectField(Improvement, 'trainingItems', (t) =>
  relatedList(t, 'trainingItems', {
    type: TrainingItem,
    description: 'Its training and communication items, newest first.',
    args: { filter: t.arg({ type: TrainingItemFilter, description: 'Which of them.' }) },
    records: ({ filter }, context) => items(filter, context),
  }),
);

builder.prismaObjectField(TrainingItem, 'deliveries', (t) =>
  relatedList(t, 'deliveries', {
    type: TrainingDelivery,
    description: 'Where it was delivered, latest first.',
    args: { filter: t.arg({ type: TrainingDeliveryFilter, description: 'Which of them.' }) },
    records: ({ filter }, context) => deliveries(filter, context),
  }),
);

builder.prismaObjectField(Unit, 'trainingDeliveries', (t) =>
  relatedList(t, 'trainingDeliveries', {
    type: TrainingDelivery,
    description: 'Training that was delivered in it, latest first.',
    args: { filter: t.arg({ type: TrainingDeliveryFilter, description: 'Which of them.' }) },
    records: ({ filter }, context) => deliveries(filter, context),
  }),
);

builder.prismaObjectField(Unit, 'trainingWaivers', (t) =>
  relatedList(t, 'trainingWaivers', {
    type: TrainingWaiver,
    description: 'Training items that it is released from, newest first.',
    records: () => ({ orderBy: [{ createdAt: 'desc' }, { id: 'asc' }] as const }),
  }),
);
