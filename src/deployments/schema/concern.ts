import { batchLoader } from '../../schema/batch-loader.js';
import { builder } from '../../schema/builder.js';
import { daysOf } from '../../schema/days.js';
import type { Deployment as DeploymentRow } from '../../generated/prisma/client.js';
import { beginningIds } from '../operations/may-begin.js';
import { concernsOf, isStartOverdue } from '../risk.js';
import { Deployment } from './deployment.js';

/** Why a deployment asks for attention, in the graph. */
export const ConcernEnum = builder.enumType('DeploymentConcern', {
  description: 'Why a deployment needs attention, most pressing first.',
  values: {
    LATE: { value: 'LATE', description: 'Its planned end has passed while it is neither over nor adopted.' },
    BLOCKED: { value: 'BLOCKED', description: 'Blocked.' },
    DEFERRED: { value: 'DEFERRED', description: 'Deferred.' },
    NOT_STARTED: {
      value: 'NOT_STARTED',
      description:
        'Its planned start has passed and it may start, but has not: its plan is active and its increment, if it has one, has started.',
    },
    BEHIND: {
      value: 'BEHIND',
      description: 'Its percent is at least 25 points below the share of its planned days that have passed.',
    },
    HAS_ISSUE: {
      value: 'HAS_ISSUE',
      description:
        'It has an open issue, or its increment has one, or its improvement has one in its unit. Only `deploymentAttention` reports it: other fields consider only state, percent and days.',
    },
  } as const,
});

/** Whether a deployment may begin, by its organization and its id. */
const mayBegin = batchLoader<Pick<DeploymentRow, 'id' | 'organizationId'>, boolean, string>(
  async (deployments, { database }) => {
    const ids = await beginningIds(database.prisma, deployments);
    return deployments.map(({ id }) => ids.has(id));
  },
  ({ id }) => id,
);

builder.prismaObjectField(Deployment, 'concerns', (t) =>
  t.field({
    type: [ConcernEnum],
    complexity: 1,
    description: 'The reasons why it needs attention now, most pressing first; empty if there are none.',
    select: {
      id: true,
      unitId: true,
      organizationId: true,
      state: true,
      percent: true,
      plannedStart: true,
      plannedEnd: true,
      actualStart: true,
      actualEnd: true,
    },
    resolve: async (deployment, _args, context) => {
      const today = (await daysOf(context)).in(deployment.unitId);
      const begins = isStartOverdue(deployment, today) && (await mayBegin(context).load(deployment));
      return concernsOf({ ...deployment, mayBegin: begins }, today);
    },
  }),
);
