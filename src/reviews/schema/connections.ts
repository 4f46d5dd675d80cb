import { DeploymentPlan } from '../../plans/schema/plan.js';
import { builder } from '../../schema/builder.js';
import { anyOf } from '../../schema/filter-ids.js';
import { NodeList } from '../../schema/lists/node-list.js';
import { ResultReview, ReviewStateEnum } from './review.js';

builder.prismaObjectField(DeploymentPlan, 'review', (t) =>
  t.relation('review', { nullable: true, description: 'The review of its results; null if there is none.' }),
);

const ResultReviewFilter = builder.inputType('ResultReviewFilter', {
  description: 'Filters reviews of results. Conditions are ANDed.',
  fields: (t) => ({ states: t.field({ type: [ReviewStateEnum], description: 'In any of these states.' }) }),
});

const reviews = new NodeList({
  type: ResultReview,
  filter: ResultReviewFilter,
  where: ({ states }, organizationId) => ({ organizationId, state: anyOf(states) }),
  orders: {
    CREATED_AT: { by: (direction) => ({ createdAt: direction }), description: 'By when they were drafted.' },
    UPDATED_AT: { by: (direction) => ({ updatedAt: direction }), description: 'By their last change.' },
  },
  order: ['CREATED_AT', 'desc'],
});

builder.queryField('resultReviews', (t) => reviews.root(t, 'The reviews of results in your organization.'));
