import { Deployment } from './deployment.js';
import { builder } from '../../schema/builder.js';
import { concernsOf } from '../risk.js';

/** Why a deployment asks for attention, in the graph. */
export const ConcernEnum = builder.enumType('DeploymentConcern', {
  description: 'Why a deployment needs attention, most pressing first.',
  values: {
    LATE: { value: 'LATE', description: 'Its planned end has passed while it is neither over nor adopted.' },
    BLOCKED: { value: 'BLOCKED', description: 'Blocked.' },
    DEFERRED: { value: 'DEFERRED', description: 'Deferred.' },
    NOT_STARTED: { value: 'NOT_STARTED', description: 'Its planned start has passed, and it has not started.' },
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

builder.prismaObjectField(Deployment, 'concerns', (t) =>
  t.field({
    type: [ConcernEnum],
    complexity: 1,
    description: 'The reasons why it needs attention now, most pressing first; empty if there are none.',
    select: { state: true, percent: true, plannedStart: true, plannedEnd: true, actualStart: true, actualEnd: true },
    resolve: (deployment, _args, { services }) => concernsOf(deployment, services.clock()),
  }),
);
