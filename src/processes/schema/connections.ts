import type { Prisma } from '../../generated/prisma/client.js';
import { Improvement } from '../../improvements/schema/improvement.js';
import { Unit } from '../../organization/schema/unit.js';
import { builder } from '../../schema/builder.js';
import { connectionCost } from '../../schema/connection.js';
import type { Context } from '../../schema/context.js';
import { filterIds } from '../../schema/filter-ids.js';
import { DefinedProcess } from './defined-process.js';
import { Tailoring, TailoringStateEnum } from './tailoring.js';

/** Which tailorings. */
export const TailoringFilter = builder.inputType('TailoringFilter', {
  description: 'Which tailorings are meant: those to which all that is given applies.',
  fields: (t) => ({
    improvementIds: t.idList({ description: 'By any of these improvements.' }),
    unitIds: t.idList({ description: 'In any of these units.' }),
    states: t.field({ type: [TailoringStateEnum], description: 'In any of these states.' }),
  }),
});

type Filter = typeof TailoringFilter.$inferInput | null | undefined;

/** The condition on tailorings, and their order. */
export function tailorings(filter: Filter, context: Context) {
  const improvementIds = filterIds(filter?.improvementIds, 'Improvement');
  const unitIds = filterIds(filter?.unitIds, 'Unit');
  const where: Prisma.TailoringWhereInput = {
    organizationId: context.organizationId(),
    ...(improvementIds ? { improvementId: { in: improvementIds } } : {}),
    ...(unitIds ? { unitId: { in: unitIds } } : {}),
    ...(filter?.states ? { state: { in: [...filter.states] } } : {}),
  };
  return { where, orderBy: [{ createdAt: 'desc' as const }, { id: 'asc' as const }] };
}

/** Nested lists are planned before any resolver has run, so perhaps before the actor was looked up. */
async function nestedTailorings({ filter }: { filter?: Filter }, context: Context) {
  await context.actor();
  return tailorings(filter, context);
}

const page = { type: Tailoring, cursor: 'id', complexity: connectionCost } as const;

builder.queryField('tailorings', (t) =>
  t.prismaConnection({
    ...page,
    description: "What improvements changed in projects' defined processes, and the waivers of that, newest first.",
    args: { filter: t.arg({ type: TailoringFilter, description: 'Which tailorings.' }) },
    totalCount: async (_root, { filter }, context) => {
      await context.actor();
      return context.services.database.prisma.tailoring.count({ where: tailorings(filter, context).where });
    },
    resolve: async (query, _root, { filter }, context) => {
      await context.actor();
      return context.services.database.prisma.tailoring.findMany({ ...query, ...tailorings(filter, context) });
    },
  }),
);

builder.queryField('definedProcesses', (t) =>
  t.prismaConnection({
    ...page,
    type: DefinedProcess,
    description: 'The defined processes of the projects of your organization, by the name of the project.',
    totalCount: async (_root, _args, context) => {
      const { organizationId } = await context.actor();
      return context.services.database.prisma.definedProcess.count({ where: { organizationId } });
    },
    resolve: async (query, _root, _args, context) => {
      const { organizationId } = await context.actor();
      return context.services.database.prisma.definedProcess.findMany({
        ...query,
        where: { organizationId },
        orderBy: [{ unit: { name: 'asc' } }, { id: 'asc' }],
      });
    },
  }),
);

builder.prismaObjectField(Improvement, 'tailorings', (t) =>
  t.relatedConnection('tailorings', {
    ...page,
    totalCount: true,
    description: "What it changed in projects' defined processes, from which version to which, newest first.",
    args: { filter: t.arg({ type: TailoringFilter, description: 'Which of them.' }) },
    query: nestedTailorings,
  }),
);

builder.prismaObjectField(Unit, 'tailorings', (t) =>
  t.relatedConnection('tailorings', {
    ...page,
    totalCount: true,
    description: 'What improvements changed in its defined process, newest first.',
    args: { filter: t.arg({ type: TailoringFilter, description: 'Which of them.' }) },
    query: nestedTailorings,
  }),
);
