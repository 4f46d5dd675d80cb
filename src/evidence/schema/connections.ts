import { Practice } from '../../catalog/schema/practice.js';
import type { Prisma } from '../../generated/prisma/client.js';
import { Improvement } from '../../improvements/schema/improvement.js';
import { Unit } from '../../organization/schema/unit.js';
import { builder } from '../../schema/builder.js';
import type { Context } from '../../schema/context.js';
import { filterIds } from '../../schema/filter-ids.js';
import { recordList, relatedList } from '../../schema/lists/fields.js';
import { Affirmation, AffirmationStateEnum } from './affirmation.js';

const AffirmationFilter = builder.inputType('AffirmationFilter', {
  description: 'Filters affirmations. Conditions are ANDed.',
  fields: (t) => ({
    improvementIds: t.idList({ description: 'For any of these improvements.' }),
    unitIds: t.idList({ description: 'In any of these units.' }),
    subpractices: t.intList({ description: 'Of any of these subpractices, by number.' }),
    states: t.field({ type: [AffirmationStateEnum], description: 'In any of these states.' }),
  }),
});

type Filter = typeof AffirmationFilter.$inferInput | null | undefined;

async function affirmations(filter: Filter, context: Context) {
  const improvementIds = filterIds(filter?.improvementIds, 'Improvement');
  const unitIds = filterIds(filter?.unitIds, 'Unit');
  const where: Prisma.AffirmationWhereInput = {
    organizationId: (await context.actor()).organizationId,
    ...(improvementIds ? { improvementId: { in: improvementIds } } : {}),
    ...(unitIds ? { unitId: { in: unitIds } } : {}),
    ...(filter?.subpractices ? { subpractice: { in: [...filter.subpractices] } } : {}),
    ...(filter?.states ? { state: { in: [...filter.states] } } : {}),
  };
  return { where, orderBy: [{ createdAt: 'desc' as const }, { id: 'asc' as const }] };
}

builder.queryField('affirmations', (t) =>
  recordList(t, {
    type: Affirmation,
    description: 'What people of your organization gave their word for, newest first.',
    args: { filter: t.arg({ type: AffirmationFilter, description: 'Which affirmations.' }) },
    records: (_root, { filter }, context) => affirmations(filter, context),
  }),
);

builder.objectField(Practice, 'affirmations', (t) =>
  recordList(t, {
    type: Affirmation,
    description: 'The words of people of your organization that it is performed, newest first.',
    args: { filter: t.arg({ type: AffirmationFilter, description: 'Which of them.' }) },
    records: async (practice, { filter }, context) => {
      const { where, orderBy } = await affirmations(filter, context);
      return { where: { ...where, practiceRef: practice.ref }, orderBy };
    },
  }),
);

builder.prismaObjectField(Improvement, 'affirmations', (t) =>
  relatedList(t, 'affirmations', {
    type: Affirmation,
    description: 'The words of people that practices are performed for it, newest first.',
    args: { filter: t.arg({ type: AffirmationFilter, description: 'Which of them.' }) },
    records: ({ filter }, context) => affirmations(filter, context),
  }),
);

builder.prismaObjectField(Unit, 'affirmations', (t) =>
  relatedList(t, 'affirmations', {
    type: Affirmation,
    description: 'The words of people that practices are performed in it, newest first.',
    args: { filter: t.arg({ type: AffirmationFilter, description: 'Which of them.' }) },
    records: ({ filter }, context) => affirmations(filter, context),
  }),
);
