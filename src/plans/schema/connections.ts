import { Improvement } from '../../improvements/schema/improvement.js';
import { builder } from '../../schema/builder.js';
import { connectionCost } from '../../schema/connection.js';
import { OVER_PLAN_STATES } from '../rules.js';
import { DeploymentPlan, PlanStateEnum } from './plan.js';

builder.prismaObjectField(Improvement, 'plan', (t) =>
  t.field({
    type: DeploymentPlan,
    nullable: true,
    description: 'Its plan that is not over, so neither closed nor canceled; null where it has none.',
    select: (_args, _context, nestedSelection) => ({
      plans: nestedSelection({ where: { state: { notIn: [...OVER_PLAN_STATES] } }, take: 1 }),
    }),
    resolve: ({ plans: [plan] }) => plan ?? null,
  }),
);

builder.prismaObjectField(Improvement, 'plans', (t) =>
  t.relatedConnection('plans', {
    type: DeploymentPlan,
    cursor: 'id',
    complexity: connectionCost,
    totalCount: true,
    description: 'All its plans, also those that are over, newest first.',
    args: { states: t.arg({ type: [PlanStateEnum], description: 'Only those in any of these states.' }) },
    query: ({ states }) => ({
      where: states ? { state: { in: [...states] } } : {},
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    }),
  }),
);

builder.queryField('deploymentPlans', (t) =>
  t.prismaConnection({
    type: DeploymentPlan,
    cursor: 'id',
    description: 'The plans of your organization, newest first.',
    complexity: connectionCost,
    args: { states: t.arg({ type: [PlanStateEnum], description: 'Only those in any of these states.' }) },
    totalCount: async (_root, { states }, context) => {
      const { organizationId } = await context.actor();
      return context.services.database.prisma.deploymentPlan.count({
        where: { organizationId, ...(states ? { state: { in: [...states] } } : {}) },
      });
    },
    resolve: async (query, _root, { states }, context) => {
      const { organizationId } = await context.actor();
      return context.services.database.prisma.deploymentPlan.findMany({
        ...query,
        where: { organizationId, ...(states ? { state: { in: [...states] } } : {}) },
        orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      });
    },
  }),
);
