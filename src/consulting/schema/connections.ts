import type { Prisma } from '../../generated/prisma/client.js';
import { Improvement } from '../../improvements/schema/improvement.js';
import { Unit } from '../../organization/schema/unit.js';
import { builder } from '../../schema/builder.js';
import type { Context } from '../../schema/context.js';
import { filterIds } from '../../schema/filter-ids.js';
import { recordList, relatedList } from '../../schema/lists/fields.js';
import { ConsultingSession, ConsultingStateEnum } from './session.js';

/** Which consulting sessions. */
export const ConsultingFilter = builder.inputType('ConsultingFilter', {
  description: 'Filters consulting sessions. Conditions are ANDed.',
  fields: (t) => ({
    improvementIds: t.idList({ description: 'About any of these improvements.' }),
    unitIds: t.idList({ description: 'For any of these units.' }),
    states: t.field({ type: [ConsultingStateEnum], description: 'In any of these states.' }),
    inPlaceOfTraining: t.boolean({ description: 'Given while training was not finished, or not so.' }),
  }),
});

type Filter = typeof ConsultingFilter.$inferInput | null | undefined;

/** The condition on consulting sessions, and their order. */
export async function sessions(filter: Filter, context: Context) {
  const improvementIds = filterIds(filter?.improvementIds, 'Improvement');
  const unitIds = filterIds(filter?.unitIds, 'Unit');
  const where: Prisma.ConsultingSessionWhereInput = {
    organizationId: (await context.actor()).organizationId,
    ...(improvementIds ? { improvementId: { in: improvementIds } } : {}),
    ...(unitIds ? { unitId: { in: unitIds } } : {}),
    ...(filter?.states ? { state: { in: [...filter.states] } } : {}),
    ...(typeof filter?.inPlaceOfTraining === 'boolean' ? { inPlaceOfTraining: filter.inPlaceOfTraining } : {}),
  };
  return { where, orderBy: [{ createdAt: 'desc' as const }, { id: 'asc' as const }] };
}

builder.queryField('consultingSessions', (t) =>
  recordList(t, {
    type: ConsultingSession,
    description: 'The help that projects of your organization asked for and got, newest first.',
    args: { filter: t.arg({ type: ConsultingFilter, description: 'Which sessions.' }) },
    records: (_root, { filter }, context) => sessions(filter, context),
  }),
);

builder.prismaObjectField(Improvement, 'consultingSessions', (t) =>
  relatedList(t, 'consultingSessions', {
    type: ConsultingSession,
    description: 'The help that projects asked for and got with it, newest first.',
    args: { filter: t.arg({ type: ConsultingFilter, description: 'Which of them.' }) },
    records: ({ filter }, context) => sessions(filter, context),
  }),
);

builder.prismaObjectField(Unit, 'consultingSessions', (t) =>
  relatedList(t, 'consultingSessions', {
    type: ConsultingSession,
    description: 'The help that it asked for and got, newest first.',
    args: { filter: t.arg({ type: ConsultingFilter, description: 'Which of them.' }) },
    records: ({ filter }, context) => sessions(filter, context),
  }),
);
