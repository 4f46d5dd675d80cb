import { Deployment } from '../../deployments/schema/deployment.js';
import { Issue } from '../../issues/schema/issue.js';
import { DeploymentPlan, UnmetRequirementType } from '../../plans/schema/plan.js';
import { batchLoader } from '../../schema/batch-loader.js';
import { builder } from '../../schema/builder.js';
import { ownedBy, recordUuid } from '../../schema/record-key.js';
import type { UnmetRequirement } from '../../plans/activation.js';
import { unmetForConfirmationOf } from '../operations/queries.js';

/** Unmet requirements for confirmation, by the plan's id. */
const unmetForConfirmation = batchLoader<string, readonly UnmetRequirement[]>((planIds, { database }) =>
  unmetForConfirmationOf(database.prisma, planIds),
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
    description: 'The accepted deviations from it, oldest first, at most 200.',
    query: oldestFirst,
  }),
);

builder.prismaObjectField(Deployment, 'deviations', (t) =>
  t.relation('deviations', {
    type: AcceptedDeviation,
    description: 'Its accepted deviations from the plan, oldest first, at most 200.',
    query: oldestFirst,
  }),
);

builder.prismaObjectField(Issue, 'deviations', (t) =>
  t.relation('deviations', {
    type: AcceptedDeviation,
    description: 'The decisions of sponsors to let it stay open, oldest first, at most 200.',
    query: oldestFirst,
  }),
);

builder.prismaObjectField(DeploymentPlan, 'unmetForConfirmation', (t) =>
  t.field({
    type: [UnmetRequirementType],
    description:
      'Requirements for its confirmation that are not met: deployments that are not over, increments whose gate is not decided, training that is neither published nor dropped, and open issues that no sponsor accepted. Empty if it can be confirmed.',
    complexity: { field: 500, multiplier: 5 },
    select: { id: true },
    resolve: async ({ id }, _args, context) => [...(await unmetForConfirmation(context).load(id))],
  }),
);
