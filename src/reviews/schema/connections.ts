import { DeploymentPlan } from '../../plans/schema/plan.js';
import { builder } from '../../schema/builder.js';
import { connectionCost } from '../../schema/connection.js';
import { ResultReview, ReviewStateEnum } from './review.js';

builder.prismaObjectField(DeploymentPlan, 'review', (t) =>
  t.relation('review', { nullable: true, description: 'The review of its results; null where there is none.' }),
);

builder.queryField('resultReviews', (t) =>
  t.prismaConnection({
    type: ResultReview,
    cursor: 'id',
    description: 'The reviews of results in your organization, newest first.',
    complexity: connectionCost,
    args: { states: t.arg({ type: [ReviewStateEnum], description: 'Only those in any of these states.' }) },
    totalCount: async (_root, { states }, context) => {
      const { organizationId } = await context.actor();
      return context.services.database.prisma.resultReview.count({
        where: { organizationId, ...(states ? { state: { in: [...states] } } : {}) },
      });
    },
    resolve: async (query, _root, { states }, context) => {
      const { organizationId } = await context.actor();
      return context.services.database.prisma.resultReview.findMany({
        ...query,
        where: { organizationId, ...(states ? { state: { in: [...states] } } : {}) },
        orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      });
    },
  }),
);
