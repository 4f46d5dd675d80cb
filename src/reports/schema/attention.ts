import { dayOf } from '../../clock.js';
import type { Queryable } from '../../database/database.js';
import { filterIds } from '../../schema/filter-ids.js';
import { Deployment } from '../../deployments/schema/deployment.js';
import type { Blocker, Deployment as DeploymentRow, Person as PersonRow } from '../../generated/prisma/client.js';
import { Person } from '../../organization/schema/person.js';
import { builder } from '../../schema/builder.js';
import { connectionCost } from '../../schema/connection.js';
import { attention } from '../operations/attention.js';
import type { Attention } from '../operations/attention.js';
import { ConcernEnum } from './concern.js';
import { offsetPage, selectionOf, totalCountConnection } from './paging.js';

interface Item extends Attention {
  readonly deployment: DeploymentRow;
  readonly blockers: readonly (Blocker & { owner: PersonRow | null })[];
  readonly leads: readonly PersonRow[];
  readonly today: Date;
}

const AttentionObject = builder.objectRef<Item>('DeploymentAttention').implement({
  description: 'A deployment that asks for attention: why, since when, and who can do something about it.',
  fields: (t) => ({
    deployment: t.field({ type: Deployment, description: 'The deployment.', resolve: ({ deployment }) => deployment }),
    concerns: t.field({
      type: [ConcernEnum],
      complexity: 1,
      description: 'Why, the most pressing first.',
      resolve: ({ concerns }) => [...concerns],
    }),
    since: t.expose('since', { type: 'DateTime', description: 'Since when, by the most pressing concern.' }),
    ageDays: t.int({
      description: 'For how many days.',
      resolve: ({ since, today }) => Math.max(0, Math.floor((today.getTime() - dayOf(since).getTime()) / 86_400_000)),
    }),
    reasons: t.stringList({
      complexity: 1,
      description: 'What is in the way, in the words of those who reported it; empty when nobody said.',
      resolve: ({ blockers }) => blockers.map(({ reason }) => reason),
    }),
    owners: t.field({
      type: [Person],
      description: 'Who is to remove what is in the way; where nobody is named, the people who lead the unit.',
      resolve: ({ blockers, leads }) => {
        const owners = new Map(blockers.flatMap(({ owner }) => (owner ? [[owner.id, owner] as const] : [])));
        return owners.size > 0 ? [...owners.values()] : [...leads];
      },
    }),
  }),
});

builder.queryField('deploymentAttention', (t) =>
  t.connection(
    {
      type: AttentionObject,
      description: 'The deployments that are late, blocked or at risk now, the most pressing and longest first.',
      complexity: connectionCost,
      args: {
        concerns: t.arg({ type: [ConcernEnum], description: 'Only with any of these concerns.' }),
        improvementIds: t.arg.idList({ description: 'Only of any of these improvements.' }),
        unitIds: t.arg.idList({ description: 'Only in any of these units.' }),
      },
      resolve: async (_root, args, context, info) => {
        const { organizationId } = await context.actor();
        const { prisma } = context.services.database;
        const now = context.services.clock();
        const filter = {
          concerns: args.concerns ?? undefined,
          improvementIds: filterIds(args.improvementIds, 'Improvement'),
          unitIds: filterIds(args.unitIds, 'Unit'),
        };
        return offsetPage(args, async (page) => {
          const { items, total } = await attention(prisma, organizationId, filter, now, page);
          const query = await selectionOf(context, info, 'Deployment', 'deployment');
          const ids = items.map(({ deploymentId }) => deploymentId);
          const [deployments, people] = await Promise.all([
            prisma.deployment.findMany({ ...query, where: { organizationId, id: { in: ids } } }),
            peopleOf(prisma, items),
          ]);
          const byId = new Map(deployments.map((deployment) => [deployment.id, deployment]));
          return {
            total,
            items: items.flatMap((item) => {
              const deployment = byId.get(item.deploymentId);
              return deployment ? { ...item, ...people(item), deployment, today: dayOf(now) } : [];
            }),
          };
        });
      },
    },
    totalCountConnection('A page of deployments that ask for attention.'),
    { description: 'A deployment that asks for attention, with its cursor.' },
  ),
);

/** What is in the way of the deployments of a page, and who leads their units. */
async function peopleOf(db: Queryable, items: readonly Attention[]) {
  const [blockers, leads] = await Promise.all([
    db.blocker.findMany({
      where: { deploymentId: { in: items.map(({ deploymentId }) => deploymentId) }, removedAt: null },
      include: { owner: true },
      orderBy: [{ openedAt: 'asc' }, { id: 'asc' }],
    }),
    db.unitLead.findMany({
      where: { unitId: { in: [...new Set(items.map(({ unitId }) => unitId))] } },
      include: { person: true },
      orderBy: { personId: 'asc' },
    }),
  ]);
  return (item: Attention) => ({
    blockers: blockers.filter(({ deploymentId }) => deploymentId === item.deploymentId),
    leads: leads.filter(({ unitId }) => unitId === item.unitId).map(({ person }) => person),
  });
}
