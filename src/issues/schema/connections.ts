import { Deployment } from '../../deployments/schema/deployment.js';
import { Improvement } from '../../improvements/schema/improvement.js';
import { Person } from '../../organization/schema/person.js';
import { Unit } from '../../organization/schema/unit.js';
import { Increment } from '../../plans/schema/increment.js';
import { builder } from '../../schema/builder.js';
import { anyIdOf, anyOf } from '../../schema/filter-ids.js';
import { NodeList } from '../../schema/lists/node-list.js';
import { Issue, IssueStateEnum } from './issue.js';

const IssueFilter = builder.inputType('IssueFilter', {
  description: 'Filters issues. Conditions are ANDed.',
  fields: (t) => ({
    improvementIds: t.idList({ description: 'Of any of these improvements.' }),
    unitIds: t.idList({ description: 'In any of these units.' }),
    ownerIds: t.idList({ description: 'Owned by any of these people.' }),
    states: t.field({ type: [IssueStateEnum], description: 'In any of these states.' }),
  }),
});

const issues = new NodeList({
  type: Issue,
  filter: IssueFilter,
  where: ({ improvementIds, unitIds, ownerIds, states }, organizationId) => ({
    organizationId,
    improvementId: anyIdOf(improvementIds, 'Improvement'),
    unitId: anyIdOf(unitIds, 'Unit'),
    ownerId: anyIdOf(ownerIds, 'Person'),
    state: anyOf(states),
  }),
  orders: {
    OPENED_AT: { by: (direction) => ({ openedAt: direction }), description: 'By when they were opened.' },
    UPDATED_AT: { by: (direction) => ({ updatedAt: direction }), description: 'By their last change.' },
    TITLE: { by: (direction) => ({ title: direction }), description: 'By title.' },
  },
  order: ['OPENED_AT', 'desc'],
});

builder.queryField('issues', (t) => issues.root(t, 'The issues of your organization.'));

builder.prismaObjectField(Improvement, 'issues', (t) => issues.below(t, 'issues', 'Its issues, open and closed.'));

builder.prismaObjectField(Unit, 'issues', (t) => issues.below(t, 'issues', 'The issues concerning it.'));

builder.prismaObjectField(Deployment, 'issues', (t) => issues.below(t, 'issues', 'Its issues, open and closed.'));

builder.prismaObjectField(Increment, 'issues', (t) => issues.below(t, 'issues', 'Its issues, open and closed.'));

builder.prismaObjectField(Person, 'ownedIssues', (t) =>
  issues.below(t, 'issues', 'The issues that they are to resolve.'),
);
