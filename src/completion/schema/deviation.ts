import { DeploymentPlan } from '../../plans/schema/plan.js';
import { builder } from '../../schema/builder.js';

const AcceptedDeviation = builder.prismaObject('AcceptedDeviation', {
  fields: (t) => ({
    deployment: t.relation('deployment', { nullable: true }),
    issue: t.relation('issue', { nullable: true }),
    deviation: t.exposeString('deviation'),
    reason: t.exposeString('reason'),
    acceptedBy: t.relation('acceptedBy'),
    acceptedAt: t.expose('acceptedAt', { type: 'DateTime' }),
  }),
});

builder.prismaObjectField(DeploymentPlan, 'deviations', (t) =>
  t.relation('deviations', {
    type: AcceptedDeviation,
    description: 'What is not as it has it and was accepted by a sponsor, oldest first, at most 200.',
    query: { orderBy: [{ acceptedAt: 'asc' }, { id: 'asc' }], take: 200 },
  }),
);
