import { Practice } from '../../catalog/schema/practice.js';
import type { Prisma } from '../../generated/prisma/client.js';
import { Improvement } from '../../improvements/schema/improvement.js';
import { Unit } from '../../organization/schema/unit.js';
import { builder } from '../../schema/builder.js';
import { connectionCost } from '../../schema/connection.js';
import type { Context } from '../../schema/context.js';
import { filterIds } from '../../schema/filter-ids.js';
import { Affirmation, AffirmationStateEnum } from './affirmation.js';

const AffirmationFilter = builder.inputType('AffirmationFilter', {
  description: 'Which affirmations are meant: those to which all that is given applies.',
  fields: (t) => ({
    improvementIds: t.idList({ description: 'For any of these improvements.' }),
    unitIds: t.idList({ description: 'In any of these units.' }),
    subpractices: t.intList({ description: 'Of any of these subpractices, by number.' }),
    states: t.field({ type: [AffirmationStateEnum], description: 'In any of these states.' }),
  }),
});

type Filter = typeof AffirmationFilter.$inferInput | null | undefined;

function affirmations(filter: Filter, context: Context) {
  const improvementIds = filterIds(filter?.improvementIds, 'Improvement');
  const unitIds = filterIds(filter?.unitIds, 'Unit');
  const where: Prisma.AffirmationWhereInput = {
    organizationId: context.organizationId(),
    ...(improvementIds ? { improvementId: { in: improvementIds } } : {}),
    ...(unitIds ? { unitId: { in: unitIds } } : {}),
    ...(filter?.subpractices ? { subpractice: { in: [...filter.subpractices] } } : {}),
    ...(filter?.states ? { state: { in: [...filter.states] } } : {}),
  };
  return { where, orderBy: [{ createdAt: 'desc' as const }, { id: 'asc' as const }] };
}

/** Nested lists are planned before any resolver has run, so perhaps before the actor was looked up. */
async function nestedAffirmations({ filter }: { filter?: Filter }, context: Context) {
  await context.actor();
  return affirmations(filter, context);
}

const page = { type: Affirmation, cursor: 'id', complexity: connectionCost } as const;

builder.queryField('affirmations', (t) =>
  t.prismaConnection({
    ...page,
    description: 'What people of your organization gave their word for, newest first.',
    args: { filter: t.arg({ type: AffirmationFilter, description: 'Which affirmations.' }) },
    totalCount: async (_root, { filter }, context) => {
      await context.actor();
      return context.services.database.prisma.affirmation.count({ where: affirmations(filter, context).where });
    },
    resolve: async (query, _root, { filter }, context) => {
      await context.actor();
      return context.services.database.prisma.affirmation.findMany({ ...query, ...affirmations(filter, context) });
    },
  }),
);

builder.objectField(Practice, 'affirmations', (t) =>
  t.prismaConnection({
    ...page,
    description: 'The words of people of your organization that it is performed, newest first.',
    args: { filter: t.arg({ type: AffirmationFilter, description: 'Which of them.' }) },
    resolve: async (query, { ref }, { filter }, context) => {
      await context.actor();
      const { where, orderBy } = affirmations(filter, context);
      return context.services.database.prisma.affirmation.findMany({
        ...query,
        where: { ...where, practiceRef: ref },
        orderBy,
      });
    },
  }),
);

builder.prismaObjectField(Improvement, 'affirmations', (t) =>
  t.relatedConnection('affirmations', {
    ...page,
    totalCount: true,
    description: 'The words of people that practices are performed for it, newest first.',
    args: { filter: t.arg({ type: AffirmationFilter, description: 'Which of them.' }) },
    query: nestedAffirmations,
  }),
);

builder.prismaObjectField(Unit, 'affirmations', (t) =>
  t.relatedConnection('affirmations', {
    ...page,
    totalCount: true,
    description: 'The words of people that practices are performed in it, newest first.',
    args: { filter: t.arg({ type: AffirmationFilter, description: 'Which of them.' }) },
    query: nestedAffirmations,
  }),
);
