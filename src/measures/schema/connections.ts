import { filterIds } from '../../schema/filter-ids.js';
import type { Prisma } from '../../generated/prisma/client.js';
import { Improvement } from '../../improvements/schema/improvement.js';
import { Unit } from '../../organization/schema/unit.js';
import { builder } from '../../schema/builder.js';
import { nestedList, recordList, relatedList } from '../../schema/lists/fields.js';
import { Measure, MeasureReading, readingsOf } from './measure.js';

const oldestFirst = [{ createdAt: 'asc' as const }, { id: 'asc' as const }];

function measureWhere(
  organizationId: string,
  improvementIds: readonly string[] | null | undefined,
): Prisma.MeasureWhereInput {
  const ids = filterIds(improvementIds, 'Improvement');
  return { organizationId, ...(ids ? { improvementId: { in: ids } } : {}) };
}

builder.queryField('measures', (t) =>
  recordList(t, {
    type: Measure,
    description: 'The measures of your organization, also those that were dropped, oldest first.',
    args: { improvementIds: t.arg.idList({ description: 'Only those of any of these improvements.' }) },
    records: async (_root, { improvementIds }, context) => ({
      where: measureWhere((await context.actor()).organizationId, improvementIds),
      orderBy: oldestFirst,
    }),
  }),
);

builder.prismaObjectField(Improvement, 'measures', (t) =>
  relatedList(t, 'measures', {
    type: Measure,
    description: 'What shows its value, oldest first.',
    records: () => ({ orderBy: oldestFirst }),
  }),
);

builder.prismaObjectField(Unit, 'readings', (t) =>
  nestedList(t, {
    type: MeasureReading,
    description: 'The readings of measures in it, the newest day first.',
    list: () => readingsOf('unitId'),
  }),
);
