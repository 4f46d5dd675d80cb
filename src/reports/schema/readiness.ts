import { Deployment } from '../../deployments/schema/deployment.js';
import type { TrainingItem as TrainingItemRow } from '../../generated/prisma/client.js';
import { groupBy } from '../../group-by.js';
import { WHERE_EARLY } from '../../plans/operations/early-adopters.js';
import { batchLoader } from '../../schema/batch-loader.js';
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

/** A training item, by its id, and what is asked for of it, for a query of Prisma's. */
interface Wanted {
  readonly id: string;
  readonly query: object;
}

const queryKey = ({ query }: Wanted): string => JSON.stringify(query);
const itemKey = (wanted: Wanted): string => `${wanted.id} ${queryKey(wanted)}`;

/** Training items that are left, for all deployments of a page at once. */
const trainingItems = batchLoader<Wanted, TrainingItemRow | undefined, string>(async (wanted, { database }) => {
  const items = new Map<string, TrainingItemRow>();
  for (const group of groupBy(wanted, queryKey).values()) {
    const [{ query }] = group;
    const rows = await database.prisma.trainingItem.findMany({
      ...query,
      where: { id: { in: group.map(({ id }) => id) } },
    });
    for (const row of rows) items.set(itemKey({ id: row.id, query }), row);
  }
  return wanted.map((each) => items.get(itemKey(each)));
}, itemKey);

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

const DeploymentReadiness = builder.objectRef<UnitReadiness>('DeploymentReadiness').implement({
  description: 'How far training and consulting have come for a deployment that is neither over nor adopted.',
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
    waived: t.exposeInt('waived', { description: 'How many more it is released from.' }),
    missing: t.prismaField({
      type: [TrainingItem],
      description: 'The training items that are left, published or not, the oldest first.',
      resolve: async (query, { missingIds }, _args, context) => {
        const items = await Promise.all(missingIds.map((id) => trainingItems(context).load({ id, query })));
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
    description: 'How far training and consulting have come for it; null where it is over or adopted.',
    select: { id: true },
    resolve: ({ id }, _args, context) => readinessFor(context).load(id),
  }),
);
