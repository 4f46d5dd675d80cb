import { DeploymentPlan } from '../../plans/schema/plan.js';
import { builder } from '../../schema/builder.js';
import { recordList } from '../../schema/lists/fields.js';
import { ResultReview, ReviewStateEnum } from './review.js';

builder.prismaObjectField(DeploymentPlan, 'review', (t) =>
  t.relation('review', { nullable: true, description: 'The review of its results; null where there is none.' }),
);

builder.queryField('resultReviews', (t) =>
  recordList(t, {
    type: ResultReview,
    description: 'The reviews of results in your organization, newest first.',
    args: { states: t.arg({ type: [ReviewStateEnum], description: 'Only those in any of these states.' }) },
    records: async (_root, { states }, context) => ({
      where: {
        organizationId: (await context.actor()).organizationId,
        ...(states ? { state: { in: [...states] } } : {}),
      },
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }] as const,
    }),
  }),
);
