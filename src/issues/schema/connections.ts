import { Deployment } from '../../deployments/schema/deployment.js';
import { filterIds } from '../../schema/filter-ids.js';
import type { Prisma } from '../../generated/prisma/client.js';
import { Improvement } from '../../improvements/schema/improvement.js';
import { Unit } from '../../organization/schema/unit.js';
import { Increment } from '../../plans/schema/increment.js';
import { builder } from '../../schema/builder.js';
import { recordList, relatedList } from '../../schema/lists/fields.js';
import { Issue, IssueStateEnum } from './issue.js';

const IssueFilter = builder.inputType('IssueFilter', {
  description: 'Filters issues. Conditions are ANDed.',
  fields: (t) => ({
    improvementIds: t.idList({ description: 'In the way of any of these improvements.' }),
    unitIds: t.idList({ description: 'In any of these units.' }),
    ownerIds: t.idList({ description: 'To be got out of the way by any of these people.' }),
    states: t.field({ type: [IssueStateEnum], description: 'In any of these states.' }),
  }),
});

type Filter = typeof IssueFilter.$inferInput | null | undefined;

const newestFirst = [{ openedAt: 'desc' as const }, { id: 'asc' as const }];

function issueWhere(organizationId: string, filter: Filter): Prisma.IssueWhereInput {
  const improvementIds = filterIds(filter?.improvementIds, 'Improvement');
  const unitIds = filterIds(filter?.unitIds, 'Unit');
  const ownerIds = filterIds(filter?.ownerIds, 'Person');
  return {
    organizationId,
    ...(improvementIds ? { improvementId: { in: improvementIds } } : {}),
    ...(unitIds ? { unitId: { in: unitIds } } : {}),
    ...(ownerIds ? { ownerId: { in: ownerIds } } : {}),
    ...(filter?.states ? { state: { in: [...filter.states] } } : {}),
  };
}

builder.queryField('issues', (t) =>
  recordList(t, {
    type: Issue,
    description: 'The issues of your organization, the last opened first.',
    args: { filter: t.arg({ type: IssueFilter, description: 'Which issues.' }) },
    records: async (_root, { filter }, context) => ({
      where: issueWhere((await context.actor()).organizationId, filter),
      orderBy: newestFirst,
    }),
  }),
);

type States = readonly (typeof IssueStateEnum.$inferType)[] | null | undefined;

const ofStates = ({ states }: { states?: States }) => ({
  where: states ? { state: { in: [...states] } } : {},
  orderBy: newestFirst,
});

builder.prismaObjectField(Improvement, 'issues', (t) =>
  relatedList(t, 'issues', {
    type: Issue,
    description: 'What is or was in its way, the last opened first.',
    args: { states: t.arg({ type: [IssueStateEnum], description: 'Only those in any of these states.' }) },
    records: ofStates,
  }),
);

builder.prismaObjectField(Unit, 'issues', (t) =>
  relatedList(t, 'issues', {
    type: Issue,
    description: 'The issues that show in it, the last opened first.',
    args: { states: t.arg({ type: [IssueStateEnum], description: 'Only those in any of these states.' }) },
    records: ofStates,
  }),
);

builder.prismaObjectField(Deployment, 'issues', (t) =>
  relatedList(t, 'issues', {
    type: Issue,
    description: 'The issues that are or were in its way, the last opened first.',
    args: { states: t.arg({ type: [IssueStateEnum], description: 'Only those in any of these states.' }) },
    records: ofStates,
  }),
);

builder.prismaObjectField(Increment, 'issues', (t) =>
  relatedList(t, 'issues', {
    type: Issue,
    description: 'The issues that are or were in its way, the last opened first.',
    args: { states: t.arg({ type: [IssueStateEnum], description: 'Only those in any of these states.' }) },
    records: ofStates,
  }),
);
