import { Improvement } from '../../improvements/schema/improvement.js';
import { builder } from '../../schema/builder.js';
import { recordList, relatedList } from '../../schema/lists/fields.js';
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
  relatedList(t, 'plans', {
    type: DeploymentPlan,
    description: 'All its plans, also those that are over, newest first.',
    args: { states: t.arg({ type: [PlanStateEnum], description: 'Only those in any of these states.' }) },
    records: ({ states }) => ({
      where: states ? { state: { in: [...states] } } : {},
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }] as const,
    }),
  }),
);

builder.queryField('deploymentPlans', (t) =>
  recordList(t, {
    type: DeploymentPlan,
    description: 'The plans of your organization, newest first.',
    args: { states: t.arg({ type: [PlanStateEnum], description: 'Only those in any of these states.' }) },
    records: async (_root, { states }, context) => ({
      where: {
        organizationId: (await context.actor()).organizationId,
        ...(states ? { state: { in: [...states] } } : {}),
      },
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }] as const,
    }),
  }),
);
