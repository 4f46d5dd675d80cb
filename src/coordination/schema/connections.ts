import { Prisma } from '../../generated/prisma/client.js';
import { Improvement } from '../../improvements/schema/improvement.js';
import { Person } from '../../organization/schema/person.js';
import { Unit } from '../../organization/schema/unit.js';
import { builder } from '../../schema/builder.js';
import { anyIdOf, anyOf, anyOfSql, filterIds } from '../../schema/filter-ids.js';
import { NodeList } from '../../schema/lists/node-list.js';
import { CoordinationActivity, CoordinationShare, CoordinationStateEnum } from './activity.js';

const CoordinationActivityFilter = builder.inputType('CoordinationActivityFilter', {
  description: 'Filters coordination activities. Conditions are ANDed.',
  fields: (t) => ({
    improvementIds: t.idList({ description: 'For any of these improvements, as the main or a related one.' }),
    unitIds: t.idList({ description: 'With any of these units taking part.' }),
    states: t.field({ type: [CoordinationStateEnum], description: 'In any of these states.' }),
  }),
});

/** The condition on activities for being for improvements: in the first place, or as related ones. */
const forImprovements = (improvementId: Prisma.UuidFilter): Prisma.CoordinationActivityWhereInput => ({
  OR: [{ improvementId }, { related: { some: { improvementId } } }],
});

/** The same as SQL over rows `d`. */
const isForSql = (improvement: Prisma.Sql): Prisma.Sql => Prisma.sql`(d."improvementId" = ${improvement} OR EXISTS (
  SELECT 1 FROM "CoordinationImprovement" r WHERE r."activityId" = d."id" AND r."improvementId" = ${improvement}))`;

/** The lists of coordination activities. */
export const coordinationActivities = new NodeList({
  type: CoordinationActivity,
  filter: CoordinationActivityFilter,
  where: ({ improvementIds, unitIds, states }, organizationId) => ({
    organizationId,
    ...(unitIds ? { shares: { some: { unitId: anyIdOf(unitIds, 'Unit') } } } : {}),
    state: anyOf(states),
    ...(improvementIds ? forImprovements(anyIdOf(improvementIds, 'Improvement')) : {}),
  }),
  sql: ({ improvementIds, unitIds, states }, organizationId) => {
    const parts = [
      Prisma.sql`d."organizationId" = ${organizationId}::uuid`,
      ...(unitIds
        ? [
            Prisma.sql`EXISTS (SELECT 1 FROM "CoordinationShare" s
              WHERE s."activityId" = d."id" AND s."unitId" = ANY(${filterIds(unitIds, 'Unit')}::uuid[]))`,
          ]
        : []),
      ...(states ? [anyOfSql(Prisma.sql`d."state"`, states, '"CoordinationState"')] : []),
      ...(improvementIds ? [isForSql(Prisma.sql`ANY(${filterIds(improvementIds, 'Improvement')}::uuid[])`)] : []),
    ];
    return Prisma.join(parts, ' AND ');
  },
  orders: {
    DUE_ON: { by: (direction) => ({ dueOn: direction }), description: 'By due date.', isDay: true },
    CREATED_AT: { by: (direction) => ({ createdAt: direction }), description: 'By when they were opened.' },
  },
  order: ['DUE_ON', 'asc'],
});

const CoordinationShareFilter = builder.inputType('CoordinationShareFilter', {
  description: 'Filters shares in coordination activities. Conditions are ANDed.',
  fields: (t) => ({
    unitIds: t.idList({ description: 'Of any of these units.' }),
    done: t.boolean({ description: 'Done, or not.' }),
  }),
});

const coordinationShares = new NodeList({
  type: CoordinationShare,
  filter: CoordinationShareFilter,
  where: ({ unitIds, done }, organizationId) => ({
    activity: { organizationId },
    unitId: anyIdOf(unitIds, 'Unit'),
    ...(typeof done === 'boolean' ? { doneAt: done ? { not: null } : null } : {}),
  }),
  orders: {
    DUE_ON: {
      by: (direction) => ({ activity: { dueOn: direction } }),
      description: 'By the due date of their activities.',
    },
  },
  order: ['DUE_ON', 'asc'],
  last: [{ activityId: 'asc' }, { unitId: 'asc' }],
});

builder.queryField('coordinationActivities', (t) =>
  coordinationActivities.root(t, 'The coordination activities of your organization.'),
);

builder.prismaObjectField(Improvement, 'coordinationActivities', (t) =>
  coordinationActivities.nested(
    t,
    isForSql(Prisma.sql`p.id`),
    'The coordination activities that serve it, as the main or a related improvement.',
  ),
);

builder.prismaObjectField(Unit, 'coordinationShares', (t) =>
  coordinationShares.below(t, 'coordinationShares', 'Its shares in coordination activities.'),
);

builder.prismaObjectField(Person, 'ownedCoordinationActivities', (t) =>
  coordinationActivities.below(t, 'coordinationActivities', 'The coordination activities that they own.'),
);

builder.prismaObjectField(Person, 'completedCoordinationShares', (t) =>
  coordinationShares.below(t, 'coordinationShares', 'Shares in coordination activities that they reported as done.'),
);
