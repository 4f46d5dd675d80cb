import { Practice } from '../../catalog/schema/practice.js';
import { Improvement } from '../../improvements/schema/improvement.js';
import { Unit } from '../../organization/schema/unit.js';
import { builder } from '../../schema/builder.js';
import { anyIdOf, anyOf } from '../../schema/filter-ids.js';
import { NodeList } from '../../schema/lists/node-list.js';
import { Affirmation, AffirmationStateEnum } from './affirmation.js';

const AffirmationFilter = builder.inputType('AffirmationFilter', {
  description: 'Filters affirmations. Conditions are ANDed.',
  fields: (t) => ({
    improvementIds: t.idList({ description: 'For any of these improvements.' }),
    unitIds: t.idList({ description: 'In any of these units.' }),
    subpractices: t.intList({ description: 'With any of these subpractice numbers.' }),
    states: t.field({ type: [AffirmationStateEnum], description: 'In any of these states.' }),
  }),
});

const affirmations = new NodeList({
  type: Affirmation,
  filter: AffirmationFilter,
  where: ({ improvementIds, unitIds, subpractices, states }, organizationId) => ({
    organizationId,
    improvementId: anyIdOf(improvementIds, 'Improvement'),
    unitId: anyIdOf(unitIds, 'Unit'),
    subpractice: anyOf(subpractices),
    state: anyOf(states),
  }),
  orders: { CREATED_AT: { by: (direction) => ({ createdAt: direction }), description: 'By when they were given.' } },
  order: ['CREATED_AT', 'desc'],
});

builder.queryField('affirmations', (t) => affirmations.root(t, 'The affirmations of your organization.'));

builder.objectField(Practice, 'affirmations', (t) =>
  affirmations.within(t, 'The affirmations of your organization that it is performed.', ({ ref }) => ({
    practiceRef: ref,
  })),
);

builder.prismaObjectField(Improvement, 'affirmations', (t) =>
  affirmations.below(t, 'affirmations', 'The affirmations of practices performed for it.'),
);

builder.prismaObjectField(Unit, 'affirmations', (t) =>
  affirmations.below(t, 'affirmations', 'The affirmations of practices performed in it.'),
);
