import { DeploymentPlan, PlanStateEnum } from '../../plans/schema/plan.js';
import { builder } from '../../schema/builder.js';
import { recordList, relatedList } from '../../schema/lists/fields.js';
import { PlanTemplate, PlanTemplateStateEnum } from './template.js';

builder.queryField('planTemplates', (t) =>
  recordList(t, {
    type: PlanTemplate,
    description: 'What deployment plans of your organization begin with, by name.',
    args: { states: t.arg({ type: [PlanTemplateStateEnum], description: 'Only those in any of these states.' }) },
    records: async (_root, { states }, context) => ({
      where: {
        organizationId: (await context.actor()).organizationId,
        ...(states ? { state: { in: [...states] } } : {}),
      },
      orderBy: [{ name: 'asc' }, { id: 'asc' }] as const,
    }),
  }),
);

builder.prismaObjectField(PlanTemplate, 'plans', (t) =>
  relatedList(t, 'plans', {
    type: DeploymentPlan,
    description: 'The plans that were drafted from it, newest first.',
    args: { states: t.arg({ type: [PlanStateEnum], description: 'Only those in any of these states.' }) },
    records: ({ states }) => ({
      where: states ? { state: { in: [...states] } } : {},
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }] as const,
    }),
  }),
);
