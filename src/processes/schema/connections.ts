import type { Prisma } from '../../generated/prisma/client.js';
import { Improvement } from '../../improvements/schema/improvement.js';
import { Unit } from '../../organization/schema/unit.js';
import { builder } from '../../schema/builder.js';
import type { Context } from '../../schema/context.js';
import { filterIds } from '../../schema/filter-ids.js';
import { recordList, relatedList } from '../../schema/lists/fields.js';
import { DefinedProcess } from './defined-process.js';
import { Tailoring, TailoringStateEnum } from './tailoring.js';

/** Which tailorings. */
export const TailoringFilter = builder.inputType('TailoringFilter', {
  description: 'Filters tailorings. Conditions are ANDed.',
  fields: (t) => ({
    improvementIds: t.idList({ description: 'By any of these improvements.' }),
    unitIds: t.idList({ description: 'In any of these units.' }),
    states: t.field({ type: [TailoringStateEnum], description: 'In any of these states.' }),
  }),
});

type Filter = typeof TailoringFilter.$inferInput | null | undefined;

/** The condition on tailorings, and their order. */
export async function tailorings(filter: Filter, context: Context) {
  const improvementIds = filterIds(filter?.improvementIds, 'Improvement');
  const unitIds = filterIds(filter?.unitIds, 'Unit');
  const where: Prisma.TailoringWhereInput = {
    organizationId: (await context.actor()).organizationId,
    ...(improvementIds ? { improvementId: { in: improvementIds } } : {}),
    ...(unitIds ? { unitId: { in: unitIds } } : {}),
    ...(filter?.states ? { state: { in: [...filter.states] } } : {}),
  };
  return { where, orderBy: [{ createdAt: 'desc' as const }, { id: 'asc' as const }] };
}

builder.queryField('tailorings', (t) =>
  recordList(t, {
    type: Tailoring,
    description: "What improvements changed in projects' defined processes, and the waivers of that, newest first.",
    args: { filter: t.arg({ type: TailoringFilter, description: 'Which tailorings.' }) },
    records: (_root, { filter }, context) => tailorings(filter, context),
  }),
);

builder.queryField('definedProcesses', (t) =>
  recordList(t, {
    type: DefinedProcess,
    description: 'The defined processes of the projects of your organization, by the name of the project.',
    records: async (_root, _args, context) => ({
      where: { organizationId: (await context.actor()).organizationId },
      orderBy: [{ unit: { name: 'asc' } }, { id: 'asc' }] as const,
    }),
  }),
);

builder.prismaObjectField(Improvement, 'tailorings', (t) =>
  relatedList(t, 'tailorings', {
    type: Tailoring,
    description: "What it changed in projects' defined processes, from which version to which, newest first.",
    args: { filter: t.arg({ type: TailoringFilter, description: 'Which of them.' }) },
    records: ({ filter }, context) => tailorings(filter, context),
  }),
);

builder.prismaObjectField(Unit, 'tailorings', (t) =>
  relatedList(t, 'tailorings', {
    type: Tailoring,
    description: 'What improvements changed in its defined process, newest first.',
    args: { filter: t.arg({ type: TailoringFilter, description: 'Which of them.' }) },
    records: ({ filter }, context) => tailorings(filter, context),
  }),
);
