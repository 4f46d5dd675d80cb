import type { Prisma } from '../../generated/prisma/client.js';
import { Improvement } from '../../improvements/schema/improvement.js';
import { Unit } from '../../organization/schema/unit.js';
import { builder } from '../../schema/builder.js';
import { anyIdOf, anyOf } from '../../schema/filter-ids.js';
import { NodeList } from '../../schema/lists/node-list.js';
import { CoordinationActivity, CoordinationShare, CoordinationStateEnum } from './activity.js';

const CoordinationActivityFilter = builder.inputType('CoordinationActivityFilter', {
  description: 'Filters coordination activities. Conditions are ANDed.',
  fields: (t) => ({
    improvementIds: t.idList({ description: 'For any of these improvements, in the first place or as a related one.' }),
    unitIds: t.idList({ description: 'In which any of these units takes part.' }),
    states: t.field({ type: [CoordinationStateEnum], description: 'In any of these states.' }),
  }),
});

/** The condition on activities for being for improvements: in the first place, or as related ones. */
const forImprovements = (improvementId: Prisma.UuidFilter): Prisma.CoordinationActivityWhereInput => ({
  OR: [{ improvementId }, { related: { some: { improvementId } } }],
});

/** The lists of coordination activities. */
export const coordinationActivities = new NodeList({
  type: CoordinationActivity,
  filter: CoordinationActivityFilter,
  where: ({ improvementIds, unitIds, states }, organizationId) => ({
    organizationId,
    ...(unitIds ? { shares: { some: { unitId: anyIdOf(unitIds, 'Unit') } } } : {}),
    state: anyOf(states),
    ...(improvementIds ? forImprovements(anyIdOf(improvementIds, 'Improvement')) : {}),
  }),
  orders: {
    DUE_ON: { by: (direction) => ({ dueOn: direction }), description: 'By the day on which they are due.' },
    CREATED_AT: { by: (direction) => ({ createdAt: direction }), description: 'By when they were opened.' },
  },
  order: ['DUE_ON', 'asc'],
});

const CoordinationShareFilter = builder.inputType('CoordinationShareFilter', {
  description: 'Filters shares in coordination activities. Conditions are ANDed.',
  fields: (t) => ({
    unitIds: t.idList({ description: 'Of any of these units.' }),
    done: t.boolean({ description: 'Done, or not.' }),
  }),
});

const coordinationShares = new NodeList({
  type: CoordinationShare,
  filter: CoordinationShareFilter,
  where: ({ unitIds, done }, organizationId) => ({
    activity: { organizationId },
    unitId: anyIdOf(unitIds, 'Unit'),
    ...(typeof done === 'boolean' ? { doneAt: done ? { not: null } : null } : {}),
  }),
  orders: {
    DUE_ON: {
      by: (direction) => ({ activity: { dueOn: direction } }),
      description: 'By the day on which their activities are due.',
    },
  },
  order: ['DUE_ON', 'asc'],
  last: { activityId: 'asc' },
});

builder.queryField('coordinationActivities', (t) =>
  coordinationActivities.root(t, 'What units of your organization do together.'),
);

builder.prismaObjectField(Improvement, 'coordinationActivities', (t) =>
  t.field({
    type: [CoordinationActivity],
    description:
      'What units do together for it, first in the first place, then for it as a related one; by the day on which it is due, at most 100 of each.',
    args: { filter: coordinationActivities.args(t).filter },
    select: async ({ filter }, context, nestedSelection) => {
      const where = { AND: [...(await coordinationActivities.select({ filter }, context)).where] };
      return {
        coordinationActivities: nestedSelection({ where, orderBy: [{ dueOn: 'asc' }, { id: 'asc' }], take: 100 }),
        coordinated: {
          where: { activity: where },
          orderBy: [{ activity: { dueOn: 'asc' as const } }, { activityId: 'asc' as const }],
          take: 100,
          select: { activity: nestedSelection(true) },
        },
      };
    },
    resolve: ({ coordinationActivities: own, coordinated }) => [...own, ...coordinated.map(({ activity }) => activity)],
  }),
);

builder.prismaObjectField(Unit, 'coordinationShares', (t) =>
  coordinationShares.below(t, 'coordinationShares', 'What it does together with other units, each with its share.'),
);
