import { DeploymentPlan, PlanStateEnum } from '../../plans/schema/plan.js';
import { builder } from '../../schema/builder.js';
import { connectionCost } from '../../schema/connection.js';
import type { Context } from '../../schema/context.js';
import type { PlanTemplateState } from '../../generated/prisma/enums.js';
import { PlanTemplate, PlanTemplateStateEnum } from './template.js';

const whereOf = (context: Context, states: readonly PlanTemplateState[] | null | undefined) => ({
  organizationId: context.organizationId(),
  ...(states ? { state: { in: [...states] } } : {}),
});

builder.queryField('planTemplates', (t) =>
  t.prismaConnection({
    type: PlanTemplate,
    cursor: 'id',
    description: 'What deployment plans of your organization begin with, by name.',
    complexity: connectionCost,
    args: { states: t.arg({ type: [PlanTemplateStateEnum], description: 'Only those in any of these states.' }) },
    totalCount: async (_root, { states }, context) => {
      await context.actor();
      return context.services.database.prisma.planTemplate.count({ where: whereOf(context, states) });
    },
    resolve: async (query, _root, { states }, context) => {
      await context.actor();
      return context.services.database.prisma.planTemplate.findMany({
        ...query,
        where: whereOf(context, states),
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
      });
    },
  }),
);

builder.prismaObjectField(PlanTemplate, 'plans', (t) =>
  t.relatedConnection('plans', {
    type: DeploymentPlan,
    cursor: 'id',
    complexity: connectionCost,
    totalCount: true,
    description: 'The plans that were drafted from it, newest first.',
    args: { states: t.arg({ type: [PlanStateEnum], description: 'Only those in any of these states.' }) },
    query: ({ states }) => ({
      where: states ? { state: { in: [...states] } } : {},
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    }),
  }),
);
