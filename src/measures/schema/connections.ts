import { filterIds } from '../../schema/filter-ids.js';
import type { Prisma } from '../../generated/prisma/client.js';
import { Improvement } from '../../improvements/schema/improvement.js';
import { Unit } from '../../organization/schema/unit.js';
import { builder } from '../../schema/builder.js';
import { connectionCost } from '../../schema/connection.js';
import { Measure, readingsOf } from './measure.js';

const oldestFirst = [{ createdAt: 'asc' as const }, { id: 'asc' as const }];

function measureWhere(
  organizationId: string,
  improvementIds: readonly string[] | null | undefined,
): Prisma.MeasureWhereInput {
  const ids = filterIds(improvementIds, 'Improvement');
  return { organizationId, ...(ids ? { improvementId: { in: ids } } : {}) };
}

builder.queryField('measures', (t) =>
  t.prismaConnection({
    type: Measure,
    cursor: 'id',
    description: 'The measures of your organization, also those that were dropped, oldest first.',
    complexity: connectionCost,
    args: { improvementIds: t.arg.idList({ description: 'Only those of any of these improvements.' }) },
    totalCount: async (_root, { improvementIds }, context) => {
      const { organizationId } = await context.actor();
      return context.services.database.prisma.measure.count({ where: measureWhere(organizationId, improvementIds) });
    },
    resolve: async (query, _root, { improvementIds }, context) => {
      const { organizationId } = await context.actor();
      return context.services.database.prisma.measure.findMany({
        ...query,
        where: measureWhere(organizationId, improvementIds),
        orderBy: oldestFirst,
      });
    },
  }),
);

builder.prismaObjectField(Improvement, 'measures', (t) =>
  t.relatedConnection('measures', {
    type: Measure,
    cursor: 'id',
    complexity: connectionCost,
    totalCount: true,
    description: 'What shows its value, oldest first.',
    query: { orderBy: oldestFirst },
  }),
);

builder.prismaObjectField(Unit, 'readings', (t) =>
  t.prismaConnection({
    ...readingsOf('unitId'),
    description: 'The readings of measures in it, the newest day first.',
  }),
);
