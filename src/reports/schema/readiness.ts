import { Deployment } from '../../deployments/schema/deployment.js';
import type { TrainingItem as TrainingItemRow } from '../../generated/prisma/client.js';
import { WHERE_EARLY } from '../../plans/operations/early-adopters.js';
import { batchLoader, groupedLoader } from '../../schema/batch-loader.js';
import { builder } from '../../schema/builder.js';
import { TrainingItem } from '../../training/schema/training-item.js';
import { unitReadiness } from '../operations/readiness.js';
import type { UnitReadiness } from '../operations/readiness.js';
import { readinessOf } from '../readiness.js';

/** Training and consulting for a deployment, by its id; null where it is over. */
const readinessFor = batchLoader<string, UnitReadiness | null>(async (ids, { database }) => {
  const found = await unitReadiness(database.prisma, ids);
  const byId = new Map(found.map((readiness) => [readiness.deploymentId, readiness]));
  return ids.map((id) => byId.get(id) ?? null);
});

/** Training items that are left, for all deployments of a page at once, by queries of Prisma's. */
const trainingItems = groupedLoader<object, TrainingItemRow | undefined>(async (ids, query, { database }) => {
  const rows = await database.prisma.trainingItem.findMany({ ...query, where: { id: { in: [...ids] } } });
  return new Map(rows.map((row) => [row.id, row]));
}, undefined);

const ReadinessEnum = builder.enumType('Readiness', {
  description: 'Whether the people of a unit can work in the new way, in terms of training and consulting.',
  values: {
    READY: { description: 'All training items of the improvement are delivered or waived.' },
    HELPED: { description: 'Training is not finished, but as early adopters they had consulting instead.' },
    NOT_READY: { description: 'Training is missing.' },
  },
});

const DeploymentReadiness = builder.objectRef<UnitReadiness>('DeploymentReadiness').implement({
  description:
    'Readiness of a unit, in terms of training and consulting, for a deployment that is neither over nor adopted.',
  fields: (t) => ({
    readiness: t.field({
      type: ReadinessEnum,
      description: 'Whether people of the unit can work in the new way.',
      resolve: ({ missingIds, earlyAdopter, sessions }) =>
        readinessOf({ missing: missingIds.length, earlyAdopter, sessions }),
    }),
    trained: t.exposeInt('trained', {
      description: 'How many training items of the improvement the unit has had, in whichever version.',
    }),
    waived: t.exposeInt('waived', { description: 'How many more are waived for it.' }),
    missing: t.prismaField({
      type: [TrainingItem],
      description: 'The training items that are left, published or not, the oldest first.',
      resolve: async (query, { missingIds }, _args, context) => {
        const items = await Promise.all(missingIds.map((id) => trainingItems(context).load({ id, of: query })));
        return items.filter((item) => item !== undefined);
      },
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

builder.prismaObjectField(Deployment, 'readiness', (t) =>
  t.field({
    type: DeploymentReadiness,
    nullable: true,
    description:
      'Readiness of the unit in terms of training and consulting; null if the deployment is over or adopted.',
    select: { id: true },
    resolve: ({ id }, _args, context) => readinessFor(context).load(id),
  }),
);
