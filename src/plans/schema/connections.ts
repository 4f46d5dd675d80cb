import { Improvement } from '../../improvements/schema/improvement.js';
import { builder } from '../../schema/builder.js';
import { anyIdOf, anyOf } from '../../schema/filter-ids.js';
import { NodeList } from '../../schema/lists/node-list.js';
import { OVER_PLAN_STATES } from '../rules.js';
import { DeploymentPlan, PlanStateEnum } from './plan.js';

const DeploymentPlanFilter = builder.inputType('DeploymentPlanFilter', {
  description: 'Filters deployment plans. Conditions are ANDed.',
  fields: (t) => ({
    improvementIds: t.idList({ description: 'For any of these improvements.' }),
    states: t.field({ type: [PlanStateEnum], description: 'In any of these states.' }),
  }),
});

/** The lists of deployment plans. */
export const plans = new NodeList({
  type: DeploymentPlan,
  filter: DeploymentPlanFilter,
  where: ({ improvementIds, states }, organizationId) => ({
    organizationId,
    improvementId: anyIdOf(improvementIds, 'Improvement'),
    state: anyOf(states),
  }),
  orders: {
    CREATED_AT: { by: (direction) => ({ createdAt: direction }), description: 'By when they were drafted.' },
    UPDATED_AT: { by: (direction) => ({ updatedAt: direction }), description: 'By their last change.' },
  },
  order: ['CREATED_AT', 'desc'],
});

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
  plans.below(t, 'plans', 'All its plans, also those that are over.'),
);

builder.queryField('deploymentPlans', (t) => plans.root(t, 'The plans of your organization.'));
