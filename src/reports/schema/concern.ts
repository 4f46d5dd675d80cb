import { Deployment } from '../../deployments/schema/deployment.js';
import { builder } from '../../schema/builder.js';
import { concernsOf } from '../risk.js';

/** Why a deployment asks for attention, in the graph. */
export const ConcernEnum = builder.enumType('DeploymentConcern', {
  description: 'Why a deployment asks for attention, the most pressing first.',
  values: {
    LATE: { value: 'LATE', description: 'Neither over nor adopted although its planned end has passed.' },
    BLOCKED: { value: 'BLOCKED', description: 'Something is in the way.' },
    DEFERRED: { value: 'DEFERRED', description: 'Put off.' },
    NOT_STARTED: { value: 'NOT_STARTED', description: 'Its planned start has passed and nothing has begun.' },
    BEHIND: {
      value: 'BEHIND',
      description: 'Its percent is 25 points or more below the share of its planned days that are over.',
    },
    HAS_ISSUE: {
      value: 'HAS_ISSUE',
      description:
        'An open issue is in its way, in that of an increment that it is part of, or of its improvement in its unit. Only `deploymentAttention` reports it: other views go by state, percent and days alone.',
    },
  } as const,
});

builder.prismaObjectField(Deployment, 'concerns', (t) =>
  t.field({
    type: [ConcernEnum],
    complexity: 1,
    description: 'Why it asks for attention now, the most pressing first; empty when all is well.',
    select: { state: true, percent: true, plannedStart: true, plannedEnd: true, actualStart: true, actualEnd: true },
    resolve: (deployment, _args, { services }) => concernsOf(deployment, services.clock()),
  }),
);
