import { daysBetween } from '../../clock.js';
import type { Queryable } from '../../database/database.js';
import { filterIds } from '../../schema/filter-ids.js';
import { Deployment } from '../../deployments/schema/deployment.js';
import type {
  Blocker,
  Deployment as DeploymentRow,
  Person as PersonRow,
  UnitLead,
} from '../../generated/prisma/client.js';
import { Person } from '../../organization/schema/person.js';
import { builder } from '../../schema/builder.js';
import { daysOf } from '../../schema/days.js';
import { computedList } from '../../schema/lists/fields.js';
import { attention, ATTENTION_KEYS } from '../operations/attention.js';
import type { Attention } from '../operations/attention.js';
import { ConcernEnum } from '../../deployments/schema/concern.js';
import type { Days } from '../../time/calendar.js';
import { selectionOf } from './selection.js';

interface Item extends Attention {
  readonly deployment: DeploymentRow;
  readonly blockers: readonly Blocker[];
  readonly owners: readonly PersonRow[];
  readonly days: Days;
}

const AttentionObject = builder
  .objectRef<Item>('DeploymentAttention')
  .implement({
    description: 'A deployment that needs attention: why, since when, and who can act on it.',
    fields: (t) => ({
      deployment: t.field({
        type: Deployment,
        description: 'The deployment.',
        resolve: ({ deployment }) => deployment,
      }),
      concerns: t.field({
        type: [ConcernEnum],
        complexity: 1,
        description: 'The reasons, most pressing first.',
        resolve: ({ concerns }) => [...concerns],
      }),
      since: t.expose('since', { type: 'DateTime', description: 'When its most pressing concern began.' }),
      ageDays: t.int({
        description: 'Days since then.',
        resolve: ({ since, unitId, days }) => Math.max(0, daysBetween(days.of(since, unitId), days.in(unitId))),
      }),
      reasons: t.stringList({
        complexity: 1,
        description: 'The obstacles: the reasons of blockers, then the titles of open issues; empty if there are none.',
        resolve: ({ blockers, issues }) => [
          ...blockers.map(({ reason }) => reason),
          ...issues.map(({ title }) => title),
        ],
      }),
      owners: t.field({
        type: [Person],
        description: 'The owners of the blockers; by default the leads of the unit.',
        resolve: ({ owners }) => [...owners],
      }),
    }),
  });

const DeploymentAttentionFilter = builder.inputType('DeploymentAttentionFilter', {
  description: 'Filters deployments that need attention. Conditions are ANDed.',
  fields: (t) => ({
    concerns: t.field({ type: [ConcernEnum], description: 'With any of these concerns.' }),
    improvementIds: t.idList({ description: 'Of any of these improvements.' }),
    unitIds: t.idList({ description: 'In any of these units.' }),
  }),
});

builder.queryField('deploymentAttention', (t) =>
  computedList(t, {
    type: AttentionObject,
    description:
      'The deployments that are late, blocked or at risk now or have an open issue, most pressing and longest first.',
    args: { filter: t.arg({ type: DeploymentAttentionFilter, description: 'Which deployments. Default: all.' }) },
    cost: 500,
    order: { name: 'DeploymentAttention', keys: ATTENTION_KEYS },
    valuesOf: ({ rank, since, deploymentId }) => [rank, since, deploymentId],
    read: async (slice, _root, args, context, info) => {
      const { organizationId } = await context.actor();
      const { prisma } = context.services.database;
      const days = await daysOf(context);
      const filter = {
        concerns: args.filter?.concerns ?? undefined,
        improvementIds: filterIds(args.filter?.improvementIds, 'Improvement'),
        unitIds: filterIds(args.filter?.unitIds, 'Unit'),
      };
      const { items, total } = await attention(prisma, organizationId, filter, days, slice);
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
          return deployment ? { ...item, ...people(item), deployment, days } : [];
        }),
      };
    },
  }),
);

/** What is in the way of the deployments of a page, and who is to remove it. */
async function peopleOf(db: Queryable, items: readonly Attention[]) {
  const [blockers, leads] = await Promise.all([
    db.blocker.findMany({
      where: { deploymentId: { in: items.map(({ deploymentId }) => deploymentId) }, removedAt: null },
      orderBy: [{ openedAt: 'asc' }, { id: 'asc' }],
    }),
    db.unitLead.findMany({
      where: { unitId: { in: [...new Set(items.map(({ unitId }) => unitId))] } },
      orderBy: { personId: 'asc' },
    }),
  ]);
  const ownersOf = (some: readonly { readonly ownerId: string | null }[]) =>
    some.flatMap(({ ownerId }) => ownerId ?? []);
  const leadsOf = (some: readonly UnitLead[]) => some.map(({ personId }) => personId);
  const ids = [...ownersOf(blockers), ...ownersOf(items.flatMap(({ issues }) => issues)), ...leadsOf(leads)];
  const people = await db.person.findMany({ where: { id: { in: [...new Set(ids)] } } });
  const byId = new Map(people.map((person) => [person.id, person]));
  return ({ deploymentId, unitId, issues }: Attention) => {
    const own = blockers.filter((blocker) => blocker.deploymentId === deploymentId);
    const named = ownersOf([...own, ...issues]);
    const responsible = named.length > 0 ? named : leadsOf(leads.filter((lead) => lead.unitId === unitId));
    return { blockers: own, owners: [...new Set(responsible)].flatMap((id) => byId.get(id) ?? []) };
  };
}
