import type { Prisma } from '../../generated/prisma/client.js';
import { Improvement } from '../../improvements/schema/improvement.js';
import { Unit } from '../../organization/schema/unit.js';
import { builder } from '../../schema/builder.js';
import type { Context } from '../../schema/context.js';
import { filterIds } from '../../schema/filter-ids.js';
import { recordList, relatedList } from '../../schema/lists/fields.js';
import { CoordinationActivity, CoordinationShare, CoordinationStateEnum } from './activity.js';

/** Which coordination activities. */
export const CoordinationFilter = builder.inputType('CoordinationFilter', {
  description: 'Filters coordination activities. Conditions are ANDed.',
  fields: (t) => ({
    improvementIds: t.idList({ description: 'For any of these improvements, in the first place or as a related one.' }),
    unitIds: t.idList({ description: 'In which any of these units takes part.' }),
    states: t.field({ type: [CoordinationStateEnum], description: 'In any of these states.' }),
  }),
});

type Filter = typeof CoordinationFilter.$inferInput | null | undefined;

/** The condition on activities for being for improvements: in the first place, or as related ones. */
const forImprovements = (improvementId: Prisma.UuidFilter): Prisma.CoordinationActivityWhereInput => ({
  OR: [{ improvementId }, { related: { some: { improvementId } } }],
});

/** The condition on coordination activities, and their order. */
export async function activities(filter: Filter, context: Context) {
  const improvementIds = filterIds(filter?.improvementIds, 'Improvement');
  const unitIds = filterIds(filter?.unitIds, 'Unit');
  const where: Prisma.CoordinationActivityWhereInput = {
    organizationId: (await context.actor()).organizationId,
    ...(unitIds ? { shares: { some: { unitId: { in: unitIds } } } } : {}),
    ...(filter?.states ? { state: { in: [...filter.states] } } : {}),
    ...(improvementIds ? forImprovements({ in: improvementIds }) : {}),
  };
  return { where, orderBy: [{ dueOn: 'asc' as const }, { id: 'asc' as const }] };
}

builder.queryField('coordinationActivities', (t) =>
  recordList(t, {
    type: CoordinationActivity,
    description: 'What units of your organization do together, by the day on which it is due.',
    args: { filter: t.arg({ type: CoordinationFilter, description: 'Which activities.' }) },
    records: (_root, { filter }, context) => activities(filter, context),
  }),
);

builder.prismaObjectField(Improvement, 'coordinationActivities', (t) =>
  t.field({
    type: [CoordinationActivity],
    description:
      'What units do together for it, first in the first place, then for it as a related one; by the day on which it is due, at most 100 of each.',
    args: { states: t.arg({ type: [CoordinationStateEnum], description: 'Only those in any of these states.' }) },
    select: ({ states }, _context, nestedSelection) => {
      const where = states ? { state: { in: [...states] } } : {};
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
    resolve: ({ coordinationActivities, coordinated }) => [
      ...coordinationActivities,
      ...coordinated.map(({ activity }) => activity),
    ],
  }),
);

builder.prismaObjectField(Unit, 'coordinationShares', (t) =>
  relatedList(t, 'coordinationShares', {
    type: CoordinationShare,
    description: 'What it does together with other units, each with its share, by the day on which it is due.',
    args: { done: t.arg.boolean({ description: 'Only shares that were done, or were not.' }) },
    records: ({ done }) => ({
      where: typeof done === 'boolean' ? { doneAt: done ? { not: null } : null } : {},
      orderBy: [{ activity: { dueOn: 'asc' } }, { activityId: 'asc' }] as const,
    }),
  }),
);
