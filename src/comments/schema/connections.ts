import { Deployment } from '../../deployments/schema/deployment.js';
import { Improvement } from '../../improvements/schema/improvement.js';
import { Issue } from '../../issues/schema/issue.js';
import { Person } from '../../organization/schema/person.js';
import { Increment } from '../../plans/schema/increment.js';
import { DeploymentPlan } from '../../plans/schema/plan.js';
import { ResultReview } from '../../reviews/schema/review.js';
import { builder } from '../../schema/builder.js';
import { anyIdOf, anyOf } from '../../schema/filter-ids.js';
import { NodeList } from '../../schema/lists/node-list.js';
import { TrainingItem } from '../../training/schema/training-item.js';
import { Comment, CommentStateEnum } from './comment.js';

const CommentFilter = builder.inputType('CommentFilter', {
  description: 'Filters comments. Conditions are ANDed.',
  fields: (t) => ({
    authorIds: t.idList({ description: 'By any of these authors.' }),
    mentionedIds: t.idList({ description: 'That mention any of these people.' }),
    states: t.field({ type: [CommentStateEnum], description: 'In any of these states.' }),
    replies: t.boolean({ description: 'Replies (true) or comments that begin a thread (false).' }),
  }),
});

const comments = new NodeList({
  type: Comment,
  filter: CommentFilter,
  where: ({ authorIds, mentionedIds, states, replies }, organizationId) => ({
    organizationId,
    authorId: anyIdOf(authorIds, 'Person'),
    ...(mentionedIds ? { mentions: { some: { personId: anyIdOf(mentionedIds, 'Person') } } } : {}),
    state: anyOf(states),
    ...(typeof replies === 'boolean' ? { inReplyToId: replies ? { not: null } : null } : {}),
  }),
  orders: { CREATED_AT: { by: (direction) => ({ createdAt: direction }), description: 'By when they were written.' } },
  order: ['CREATED_AT', 'asc'],
});

builder.queryField('comments', (t) => comments.root(t, 'What the members of your organization say about its records.'));

const ON_RECORD = 'What people say about it, replies and removed comments included.';

builder.prismaObjectField(Improvement, 'comments', (t) => comments.below(t, 'comments', ON_RECORD));
builder.prismaObjectField(DeploymentPlan, 'comments', (t) => comments.below(t, 'comments', ON_RECORD));
builder.prismaObjectField(Increment, 'comments', (t) => comments.below(t, 'comments', ON_RECORD));
builder.prismaObjectField(Deployment, 'comments', (t) => comments.below(t, 'comments', ON_RECORD));
builder.prismaObjectField(Issue, 'comments', (t) => comments.below(t, 'comments', ON_RECORD));
builder.prismaObjectField(ResultReview, 'comments', (t) => comments.below(t, 'comments', ON_RECORD));
builder.prismaObjectField(TrainingItem, 'comments', (t) => comments.below(t, 'comments', ON_RECORD));

builder.prismaObjectField(Comment, 'replies', (t) => comments.below(t, 'replies', 'The replies to it.'));

builder.prismaObjectField(Person, 'comments', (t) => comments.below(t, 'comments', 'The comments that they wrote.'));
