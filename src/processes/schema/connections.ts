import { Improvement } from '../../improvements/schema/improvement.js';
import { Unit } from '../../organization/schema/unit.js';
import { builder } from '../../schema/builder.js';
import { anyIdOf, anyOf } from '../../schema/filter-ids.js';
import { NodeList } from '../../schema/lists/node-list.js';
import { DefinedProcess } from './defined-process.js';
import { Tailoring, TailoringStateEnum } from './tailoring.js';

const TailoringFilter = builder.inputType('TailoringFilter', {
  description: 'Filters tailorings. Conditions are ANDed.',
  fields: (t) => ({
    improvementIds: t.idList({ description: 'By any of these improvements.' }),
    unitIds: t.idList({ description: 'In any of these units.' }),
    states: t.field({ type: [TailoringStateEnum], description: 'In any of these states.' }),
  }),
});

/** The lists of tailorings. */
export const tailorings = new NodeList({
  type: Tailoring,
  filter: TailoringFilter,
  where: ({ improvementIds, unitIds, states }, organizationId) => ({
    organizationId,
    improvementId: anyIdOf(improvementIds, 'Improvement'),
    unitId: anyIdOf(unitIds, 'Unit'),
    state: anyOf(states),
  }),
  orders: {
    CREATED_AT: { by: (direction) => ({ createdAt: direction }), description: 'By when they were recorded.' },
    UPDATED_AT: { by: (direction) => ({ updatedAt: direction }), description: 'By their last change.' },
  },
  order: ['CREATED_AT', 'desc'],
});

const DefinedProcessFilter = builder.inputType('DefinedProcessFilter', {
  description: 'Filters defined processes. Conditions are ANDed.',
  fields: (t) => ({ unitIds: t.idList({ description: 'Of any of these projects.' }) }),
});

const definedProcesses = new NodeList({
  type: DefinedProcess,
  filter: DefinedProcessFilter,
  where: ({ unitIds }, organizationId) => ({ organizationId, unitId: anyIdOf(unitIds, 'Unit') }),
  orders: {
    UNIT_NAME: { by: (direction) => ({ unit: { name: direction } }), description: 'By the name of the project.' },
    CREATED_AT: { by: (direction) => ({ createdAt: direction }), description: 'By when they were established.' },
  },
  order: ['UNIT_NAME', 'asc'],
});

builder.queryField('tailorings', (t) =>
  tailorings.root(t, "The tailorings of projects' defined processes, and process waivers."),
);

builder.queryField('definedProcesses', (t) =>
  definedProcesses.root(t, 'The defined processes of the projects of your organization.'),
);

builder.prismaObjectField(Improvement, 'tailorings', (t) =>
  tailorings.below(t, 'tailorings', "The tailorings of projects' defined processes for it."),
);

builder.prismaObjectField(Unit, 'tailorings', (t) =>
  tailorings.below(t, 'tailorings', 'The tailorings of its defined process.'),
);
