import { Deployment } from '../../deployments/schema/deployment.js';
import type { Deployment as DeploymentRow, TrainingItem as TrainingItemRow } from '../../generated/prisma/client.js';
import { WHERE_EARLY } from '../../plans/operations/early-adopters.js';
import { selectionOf } from './selection.js';
import { builder } from '../../schema/builder.js';
import { filterIds } from '../../schema/filter-ids.js';
import { computedList } from '../../schema/lists/fields.js';
import { TrainingItem } from '../../training/schema/training-item.js';
import { READINESS_KEYS, unitReadiness } from '../operations/readiness.js';
import type { UnitReadiness } from '../operations/readiness.js';
import { readinessOf } from '../readiness.js';

interface Item extends UnitReadiness {
  readonly deployment: DeploymentRow;
  readonly missing: readonly TrainingItemRow[];
}

const ReadinessEnum = builder.enumType('Readiness', {
  description: 'Whether people of a unit can work in the new way, as far as training and consulting go.',
  values: {
    READY: { description: 'They have had, or are released from, all training items of the improvement.' },
    HELPED: {
      description: 'Training is not finished, but as early adopters they have been helped by consulting in its place.',
    },
    NOT_READY: { description: 'Training is missing.' },
  },
});

const DeploymentReadiness = builder
  .objectRef<Item>('DeploymentReadiness')
  .implement({
    description: 'How far training and consulting have come for a deployment that is not over.',
    fields: (t) => ({
      deployment: t.field({
        type: Deployment,
        description: 'The deployment.',
        resolve: ({ deployment }) => deployment,
      }),
      readiness: t.field({
        type: ReadinessEnum,
        description: 'Whether people of the unit can work in the new way.',
        resolve: ({ missingIds, earlyAdopter, sessions }) =>
          readinessOf({ missing: missingIds.length, earlyAdopter, sessions }),
      }),
      trained: t.exposeInt('trained', {
        description: 'How many training items of the improvement the unit has had, in whichever version.',
      }),
      waived: t.exposeInt('waived', { description: 'How many more it is released from.' }),
      missing: t.field({
        type: [TrainingItem],
        description: 'The training items that are left, published or not, the oldest first.',
        resolve: ({ missing }) => [...missing],
      }),
      earlyAdopter: t.exposeBoolean('earlyAdopter', {
        description: `Whether the unit is an early adopter: ${WHERE_EARLY}.`,
      }),
      consultingRequests: t.exposeInt('requests', {
        description: 'Consulting sessions that are asked for or scheduled.',
      }),
      consultingSessions: t.exposeInt('sessions', { description: 'Consulting sessions that were given.' }),
      consultingHours: t.exposeFloat('hours', { description: 'Their hours together.' }),
    }),
  });

const DeploymentReadinessFilter = builder.inputType('DeploymentReadinessFilter', {
  description: 'Filters the readiness for deployments. Conditions are ANDed.',
  fields: (t) => ({
    improvementIds: t.idList({ description: 'Of any of these improvements.' }),
    unitIds: t.idList({ description: 'In any of these units.' }),
  }),
});

builder.queryField('deploymentReadiness', (t) =>
  computedList(t, {
    type: DeploymentReadiness,
    description: 'How ready units are for their deployments that are not over, those that begin first in front.',
    args: { filter: t.arg({ type: DeploymentReadinessFilter, description: 'Which deployments. Default: all.' }) },
    order: { name: 'DeploymentReadiness', keys: READINESS_KEYS },
    valuesOf: ({ plannedStart, deploymentId }) => [plannedStart, deploymentId],
    read: async (slice, _root, args, context, info) => {
      const { organizationId } = await context.actor();
      const { prisma } = context.services.database;
      const filter = {
        improvementIds: filterIds(args.filter?.improvementIds, 'Improvement'),
        unitIds: filterIds(args.filter?.unitIds, 'Unit'),
      };
      const { items, total } = await unitReadiness(prisma, organizationId, filter, slice);
      const [ofDeployments, ofMissing] = await Promise.all([
        selectionOf(context, info, 'Deployment', 'deployment'),
        selectionOf(context, info, 'TrainingItem', 'missing'),
      ]);
      const missingIds = [...new Set(items.flatMap(({ missingIds: ids }) => ids))];
      const [deployments, training] = await Promise.all([
        prisma.deployment.findMany({
          ...ofDeployments,
          where: { organizationId, id: { in: items.map(({ deploymentId }) => deploymentId) } },
        }),
        missingIds.length === 0
          ? []
          : prisma.trainingItem.findMany({ ...ofMissing, where: { organizationId, id: { in: missingIds } } }),
      ]);
      const byId = new Map(deployments.map((deployment) => [deployment.id, deployment]));
      const trainingById = new Map(training.map((item) => [item.id, item]));
      return {
        total,
        items: items.flatMap((item) => {
          const deployment = byId.get(item.deploymentId);
          const missing = item.missingIds.flatMap((id) => trainingById.get(id) ?? []);
          return deployment ? { ...item, deployment, missing } : [];
        }),
      };
    },
  }),
);
