import { plans } from '../../plans/schema/connections.js';
import { builder } from '../../schema/builder.js';
import { anyOf } from '../../schema/filter-ids.js';
import { NodeList } from '../../schema/lists/node-list.js';
import { PlanTemplate, PlanTemplateStateEnum } from './template.js';

const PlanTemplateFilter = builder.inputType('PlanTemplateFilter', {
  description: 'Filters plan templates. Conditions are ANDed.',
  fields: (t) => ({ states: t.field({ type: [PlanTemplateStateEnum], description: 'In any of these states.' }) }),
});

const templates = new NodeList({
  type: PlanTemplate,
  filter: PlanTemplateFilter,
  where: ({ states }, organizationId) => ({ organizationId, state: anyOf(states) }),
  orders: {
    NAME: { by: (direction) => ({ name: direction }), description: 'By name.' },
    CREATED_AT: { by: (direction) => ({ createdAt: direction }), description: 'By when they were defined.' },
    UPDATED_AT: { by: (direction) => ({ updatedAt: direction }), description: 'By their last change.' },
  },
  order: ['NAME', 'asc'],
});

builder.queryField('planTemplates', (t) => templates.root(t, 'The plan templates of your organization.'));

builder.prismaObjectField(PlanTemplate, 'plans', (t) =>
  plans.below(t, 'plans', 'The plans that were drafted from it.'),
);
