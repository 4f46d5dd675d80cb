import { Improvement } from '../../improvements/schema/improvement.js';
import { Unit } from '../../organization/schema/unit.js';
import { builder } from '../../schema/builder.js';
import { anyIdOf, anyOf } from '../../schema/filter-ids.js';
import { NodeList } from '../../schema/lists/node-list.js';
import { TrainingDelivery, TrainingWaiver } from './training-delivery.js';
import { TrainingItem, TrainingKindEnum, TrainingStateEnum } from './training-item.js';

const TrainingItemFilter = builder.inputType('TrainingItemFilter', {
  description: 'Filters training items. Conditions are ANDed.',
  fields: (t) => ({
    improvementIds: t.idList({ description: 'Of any of these improvements.' }),
    kinds: t.field({ type: [TrainingKindEnum], description: 'Of any of these kinds.' }),
    states: t.field({ type: [TrainingStateEnum], description: 'In any of these states.' }),
  }),
});

/** The lists of training items. */
export const trainingItems = new NodeList({
  type: TrainingItem,
  filter: TrainingItemFilter,
  where: ({ improvementIds, kinds, states }, organizationId) => ({
    organizationId,
    improvementId: anyIdOf(improvementIds, 'Improvement'),
    kind: anyOf(kinds),
    state: anyOf(states),
  }),
  orders: {
    CREATED_AT: { by: (direction) => ({ createdAt: direction }), description: 'By when they were identified.' },
    UPDATED_AT: { by: (direction) => ({ updatedAt: direction }), description: 'By their last change.' },
    TITLE: { by: (direction) => ({ title: direction }), description: 'By title.' },
  },
  order: ['CREATED_AT', 'desc'],
});

const TrainingDeliveryFilter = builder.inputType('TrainingDeliveryFilter', {
  description: 'Filters deliveries of training. Conditions are ANDed.',
  fields: (t) => ({
    improvementIds: t.idList({ description: 'For any of these improvements.' }),
    unitIds: t.idList({ description: 'In any of these units.' }),
    from: t.field({ type: 'Date', description: 'On this day or later.' }),
    to: t.field({ type: 'Date', description: 'On this day or earlier.' }),
  }),
});

/** The lists of deliveries of training. */
export const trainingDeliveries = new NodeList({
  type: TrainingDelivery,
  filter: TrainingDeliveryFilter,
  where: ({ improvementIds, unitIds, from, to }, organizationId) => ({
    organizationId,
    ...(improvementIds ? { item: { improvementId: anyIdOf(improvementIds, 'Improvement') } } : {}),
    unitId: anyIdOf(unitIds, 'Unit'),
    deliveredOn: { ...(from ? { gte: from } : {}), ...(to ? { lte: to } : {}) },
  }),
  orders: {
    DELIVERED_ON: { by: (direction) => ({ deliveredOn: direction }), description: 'By the day of the delivery.' },
    CREATED_AT: { by: (direction) => ({ createdAt: direction }), description: 'By when they were recorded.' },
  },
  order: ['DELIVERED_ON', 'desc'],
});

const TrainingWaiverFilter = builder.inputType('TrainingWaiverFilter', {
  description: 'Filters training waivers. Conditions are ANDed.',
  fields: (t) => ({
    improvementIds: t.idList({ description: 'From training items of any of these improvements.' }),
    unitIds: t.idList({ description: 'For any of these units.' }),
  }),
});

const trainingWaivers = new NodeList({
  type: TrainingWaiver,
  filter: TrainingWaiverFilter,
  where: ({ improvementIds, unitIds }, organizationId) => ({
    organizationId,
    ...(improvementIds ? { item: { improvementId: anyIdOf(improvementIds, 'Improvement') } } : {}),
    unitId: anyIdOf(unitIds, 'Unit'),
  }),
  orders: { CREATED_AT: { by: (direction) => ({ createdAt: direction }), description: 'By when they were given.' } },
  order: ['CREATED_AT', 'desc'],
});

builder.queryField('trainingItems', (t) =>
  trainingItems.root(t, 'The training and communication items of your organization.'),
);

builder.queryField('trainingDeliveries', (t) =>
  trainingDeliveries.root(t, 'Where training was delivered in your organization.'),
);

builder.prismaObjectField(Improvement, 'trainingItems', (t) =>
  trainingItems.below(t, 'trainingItems', 'Its training and communication items.'),
);

builder.prismaObjectField(TrainingItem, 'deliveries', (t) =>
  trainingDeliveries.below(t, 'deliveries', 'Where it was delivered.'),
);

builder.prismaObjectField(Unit, 'trainingDeliveries', (t) =>
  trainingDeliveries.below(t, 'trainingDeliveries', 'Training that was delivered in it.'),
);

builder.prismaObjectField(Unit, 'trainingWaivers', (t) =>
  trainingWaivers.below(t, 'trainingWaivers', 'The training items waived for it.'),
);
