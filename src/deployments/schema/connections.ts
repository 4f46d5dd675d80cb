import { Improvement } from '../../improvements/schema/improvement.js';
import { Person } from '../../organization/schema/person.js';
import { Unit } from '../../organization/schema/unit.js';
import { batchLoader } from '../../schema/batch-loader.js';
import { builder } from '../../schema/builder.js';
import { daysOf } from '../../schema/days.js';
import { NodeList } from '../../schema/lists/node-list.js';
import { stateGroups } from '../operations/progress.js';
import { daysLateSql } from '../operations/lateness.js';
import { daysLate, progressOf } from '../progress.js';
import type { StateGroup } from '../progress.js';
import { Blocker, Deployment, DeploymentStateEnum } from './deployment.js';
import { DeploymentFilter, deploymentSql, deploymentWhere, needsSql } from './filter.js';

/** Deployments of an improvement by state, by the improvement's id. */
const stateGroupsOf = batchLoader<string, readonly StateGroup[]>(async (improvementIds, { database }) => {
  const groups = await stateGroups(database.prisma, improvementIds);
  return improvementIds.map((id) => groups.get(id) ?? []);
});

/** The lists of deployments. */
export const deployments = new NodeList({
  type: Deployment,
  filter: DeploymentFilter,
  where: deploymentWhere,
  sql: deploymentSql,
  needsSql,
  orders: {
    PLANNED_END: {
      by: (direction) => ({ plannedEnd: direction }),
      description: 'By the day on which they are to be adopted.',
      isDay: true,
    },
    PLANNED_START: {
      by: (direction) => ({ plannedStart: direction }),
      description: 'By the day on which they are to begin.',
      isDay: true,
    },
    UPDATED_AT: { by: (direction) => ({ updatedAt: direction }), description: 'By their last change.' },
    PERCENT: { by: (direction) => ({ percent: direction }), description: 'By how far they have come.' },
    DAYS_LATE: {
      computed: async (context) => {
        const days = await daysOf(context);
        return { sql: daysLateSql(days), valueOf: (deployment) => daysLate(deployment, days.in(deployment.unitId)) };
      },
      description: 'By how many days they are late, or were when they were adopted.',
    },
  },
  order: ['PLANNED_END', 'asc'],
});

builder.queryField('deployments', (t) =>
  deployments.root(t, 'The deployments of your organization: the cells of the matrix.'),
);

builder.prismaObjectField(Improvement, 'deployments', (t) =>
  deployments.nested(t, 'improvementId', 'Its deployments: a row of the matrix.'),
);

builder.prismaObjectField(Unit, 'deployments', (t) =>
  deployments.nested(t, 'unitId', 'The deployments in it: a column of the matrix.'),
);

const BlockerFilter = builder.inputType('BlockerFilter', {
  description: 'Filters blockers. Conditions are ANDed.',
  fields: (t) => ({ removed: t.boolean({ description: 'Resolved (true) or open (false).' }) }),
});

const blockers = new NodeList({
  type: Blocker,
  filter: BlockerFilter,
  where: ({ removed }, organizationId) => ({
    deployment: { organizationId },
    ...(typeof removed === 'boolean' ? { removedAt: removed ? { not: null } : null } : {}),
  }),
  orders: { OPENED_AT: { by: (direction) => ({ openedAt: direction }), description: 'By when they were reported.' } },
  order: ['OPENED_AT', 'asc'],
});

builder.prismaObjectField(Person, 'ownedBlockers', (t) =>
  blockers.below(t, 'blockers', 'The blockers that they are to resolve.'),
);

/** Deployments of one state, counted. */
export const StateCount = builder
  .objectRef<{ state: typeof DeploymentStateEnum.$inferType; count: number }>('DeploymentStateCount')
  .implement({
    description: 'How many deployments are in a state.',
    fields: (t) => ({
      state: t.expose('state', { type: DeploymentStateEnum, description: 'The state.' }),
      count: t.exposeInt('count', { description: 'How many.' }),
    }),
  });

builder.prismaObjectField(Improvement, 'percent', (t) =>
  t.int({
    nullable: true,
    description:
      'Progress in percent, derived: the mean over its deployments, where adopted and confirmed ones count 100 and waived ' +
      'and rolled back ones do not count; rounded down, and 100 only when all that count are adopted or confirmed; null when none counts.',
    select: { id: true },
    resolve: async ({ id }, _args, context) => progressOf(await stateGroupsOf(context).load(id)),
  }),
);

builder.prismaObjectField(Improvement, 'deploymentStates', (t) =>
  t.field({
    type: [StateCount],
    description: 'How many of its deployments are in which state; states without one are left out.',
    select: { id: true },
    resolve: async ({ id }, _args, context) => [...(await stateGroupsOf(context).load(id))],
  }),
);
