import { Improvement } from '../../improvements/schema/improvement.js';
import { Person } from '../../organization/schema/person.js';
import { Unit } from '../../organization/schema/unit.js';
import { builder } from '../../schema/builder.js';
import { anyIdOf, anyOf } from '../../schema/filter-ids.js';
import { NodeList } from '../../schema/lists/node-list.js';
import { ConsultingSession, ConsultingStateEnum } from './session.js';

const ConsultingSessionFilter = builder.inputType('ConsultingSessionFilter', {
  description: 'Filters consulting sessions. Conditions are ANDed.',
  fields: (t) => ({
    improvementIds: t.idList({ description: 'About any of these improvements.' }),
    unitIds: t.idList({ description: 'For any of these units.' }),
    states: t.field({ type: [ConsultingStateEnum], description: 'In any of these states.' }),
    inPlaceOfTraining: t.boolean({ description: 'Given in place of unfinished training (true) or not (false).' }),
  }),
});

/** The lists of consulting sessions. */
export const consultingSessions = new NodeList({
  type: ConsultingSession,
  filter: ConsultingSessionFilter,
  where: ({ improvementIds, unitIds, states, inPlaceOfTraining }, organizationId) => ({
    organizationId,
    improvementId: anyIdOf(improvementIds, 'Improvement'),
    unitId: anyIdOf(unitIds, 'Unit'),
    state: anyOf(states),
    ...(typeof inPlaceOfTraining === 'boolean' ? { inPlaceOfTraining } : {}),
  }),
  orders: {
    CREATED_AT: { by: (direction) => ({ createdAt: direction }), description: 'By the time of the request.' },
    UPDATED_AT: { by: (direction) => ({ updatedAt: direction }), description: 'By their last change.' },
  },
  order: ['CREATED_AT', 'desc'],
});

builder.queryField('consultingSessions', (t) =>
  consultingSessions.root(t, 'The consulting sessions of your organization.'),
);

builder.prismaObjectField(Improvement, 'consultingSessions', (t) =>
  consultingSessions.below(t, 'consultingSessions', 'The consulting sessions about it.'),
);

builder.prismaObjectField(Unit, 'consultingSessions', (t) =>
  consultingSessions.below(t, 'consultingSessions', 'The consulting sessions for it.'),
);

builder.prismaObjectField(Person, 'ledConsultingSessions', (t) =>
  consultingSessions.below(t, 'consultingSessions', 'The consulting sessions that they give.'),
);
