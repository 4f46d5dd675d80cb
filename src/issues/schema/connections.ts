import { Deployment } from '../../deployments/schema/deployment.js';
import { filterIds } from '../../schema/filter-ids.js';
import type { Prisma } from '../../generated/prisma/client.js';
import { Improvement } from '../../improvements/schema/improvement.js';
import { Unit } from '../../organization/schema/unit.js';
import { Increment } from '../../plans/schema/increment.js';
import { builder } from '../../schema/builder.js';
import { connectionCost } from '../../schema/connection.js';
import { Issue, IssueStateEnum } from './issue.js';

const IssueFilter = builder.inputType('IssueFilter', {
  description: 'Which issues are meant: those to which all that is given applies.',
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
  t.prismaConnection({
    type: Issue,
    cursor: 'id',
    description: 'The issues of your organization, the last opened first.',
    complexity: connectionCost,
    args: { filter: t.arg({ type: IssueFilter, description: 'Which issues.' }) },
    totalCount: async (_root, { filter }, context) => {
      const { organizationId } = await context.actor();
      return context.services.database.prisma.issue.count({ where: issueWhere(organizationId, filter) });
    },
    resolve: async (query, _root, { filter }, context) => {
      const { organizationId } = await context.actor();
      return context.services.database.prisma.issue.findMany({
        ...query,
        where: issueWhere(organizationId, filter),
        orderBy: newestFirst,
      });
    },
  }),
);

const issuesOf = { type: Issue, cursor: 'id', complexity: connectionCost, totalCount: true } as const;

type States = readonly (typeof IssueStateEnum.$inferType)[] | null | undefined;

const ofStates = ({ states }: { states?: States }) => ({
  where: states ? { state: { in: [...states] } } : {},
  orderBy: newestFirst,
});

builder.prismaObjectField(Improvement, 'issues', (t) =>
  t.relatedConnection('issues', {
    ...issuesOf,
    description: 'What is or was in its way, the last opened first.',
    args: { states: t.arg({ type: [IssueStateEnum], description: 'Only those in any of these states.' }) },
    query: ofStates,
  }),
);

builder.prismaObjectField(Unit, 'issues', (t) =>
  t.relatedConnection('issues', {
    ...issuesOf,
    description: 'The issues that show in it, the last opened first.',
    args: { states: t.arg({ type: [IssueStateEnum], description: 'Only those in any of these states.' }) },
    query: ofStates,
  }),
);

builder.prismaObjectField(Deployment, 'issues', (t) =>
  t.relatedConnection('issues', {
    ...issuesOf,
    description: 'The issues that are or were in its way, the last opened first.',
    args: { states: t.arg({ type: [IssueStateEnum], description: 'Only those in any of these states.' }) },
    query: ofStates,
  }),
);

builder.prismaObjectField(Increment, 'issues', (t) =>
  t.relatedConnection('issues', {
    ...issuesOf,
    description: 'The issues that are or were in its way, the last opened first.',
    args: { states: t.arg({ type: [IssueStateEnum], description: 'Only those in any of these states.' }) },
    query: ofStates,
  }),
);
