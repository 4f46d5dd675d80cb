import { Deployment } from '../../deployments/schema/deployment.js';
import { Issue } from '../../issues/schema/issue.js';
import { DeploymentPlan, OpenPointObject } from '../../plans/schema/plan.js';
import { batchLoader } from '../../schema/batch-loader.js';
import { builder } from '../../schema/builder.js';
import { ownedBy, recordUuid } from '../../schema/record-key.js';
import type { OpenPoint } from '../../plans/activation.js';
import { openForConfirmationOf } from '../operations/queries.js';

/** What stands between a plan and its confirmation, by the plan's id. */
const openForConfirmation = batchLoader<string, readonly OpenPoint[]>((planIds, { database }) =>
  openForConfirmationOf(database.prisma, planIds),
);

const AcceptedDeviation = builder.prismaNode('AcceptedDeviation', {
  id: { field: 'id', description: 'Opaque id.' },
  findUnique: (id, context) => ({ id: recordUuid(id), plan: ownedBy(context) }),
  nullable: true,
  fields: (t) => ({
    plan: t.relation('plan'),
    deployment: t.relation('deployment', { nullable: true }),
    issue: t.relation('issue', { nullable: true }),
    deviation: t.exposeString('deviation'),
    reason: t.exposeString('reason'),
    acceptedBy: t.relation('acceptedBy'),
    acceptedAt: t.expose('acceptedAt', { type: 'DateTime' }),
  }),
});

const oldestFirst = { orderBy: [{ acceptedAt: 'asc' as const }, { id: 'asc' as const }], take: 200 };

builder.prismaObjectField(DeploymentPlan, 'deviations', (t) =>
  t.relation('deviations', {
    type: AcceptedDeviation,
    description: 'What is not as it has it and was accepted by a sponsor, oldest first, at most 200.',
    query: oldestFirst,
  }),
);

builder.prismaObjectField(Deployment, 'deviations', (t) =>
  t.relation('deviations', {
    type: AcceptedDeviation,
    description: 'What of it was accepted although it is not as its plan has it, oldest first, at most 200.',
    query: oldestFirst,
  }),
);

builder.prismaObjectField(Issue, 'deviations', (t) =>
  t.relation('deviations', {
    type: AcceptedDeviation,
    description: 'That it may stay open, as sponsors accepted since it was first opened, oldest first, at most 200.',
    query: oldestFirst,
  }),
);

builder.prismaObjectField(DeploymentPlan, 'openForConfirmation', (t) =>
  t.field({
    type: [OpenPointObject],
    description:
      'What stands between it and its confirmation: deployments that are not over, increments whose gate is not decided, training that is neither published nor given up, and open issues that no sponsor accepted. Empty when nothing does.',
    complexity: { field: 500, multiplier: 5 },
    select: { id: true },
    resolve: async ({ id }, _args, context) => [...(await openForConfirmation(context).load(id))],
  }),
);
