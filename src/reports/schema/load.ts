import { dayOf } from '../../clock.js';
import { StateCount } from '../../deployments/schema/connections.js';
import type { Unit as UnitRow } from '../../generated/prisma/client.js';
import { Unit, UnitFilter, unitWhere } from '../../organization/schema/unit.js';
import { builder } from '../../schema/builder.js';
import { fault } from '../../schema/faults.js';
import { countConcerns, groupByState, unitLoads } from '../operations/load.js';
import type { UnitLoad } from '../operations/load.js';
import { selectionAt } from './selection.js';

/** Units of an answer at most. */
const MAX_UNITS = 500;

const Load = builder
  .objectRef<UnitLoad & { readonly unit: UnitRow; readonly now: Date }>('UnitLoad')
  .implement({
    description: 'How many changes a unit has on its hands at once.',
    fields: (t) => ({
      unit: t.field({ type: Unit, description: 'The unit.', resolve: ({ unit }) => unit }),
      open: t.int({
        description: 'Its deployments that are neither over nor adopted.',
        resolve: ({ open }) => open.length,
      }),
      states: t.field({
        type: [StateCount],
        description: 'Of these, how many are in which state.',
        resolve: ({ open }) => groupByState(open),
      }),
      late: t.int({
        description: 'Of these, how many are late.',
        resolve: ({ open, now }) => countConcerns(open, now).late,
      }),
      atRisk: t.int({
        description: 'Of these, how many are not late, but blocked, put off, not started in time or behind.',
        resolve: ({ open, now }) => countConcerns(open, now).atRisk,
      }),
      peak: t.exposeInt('peak', {
        description: 'Most of these at once on one day of the period, by their planned days.',
      }),
      peakDay: t.expose('peakDay', {
        type: 'Date',
        nullable: true,
        description: 'The first day on which that is so; null when there is none in the period.',
      }),
    }),
  });

builder.queryField('unitLoads', (t) =>
  t.field({
    type: [Load],
    description: `How many changes units have on their hands, the most loaded first; of at most ${MAX_UNITS} units.`,
    complexity: { field: 1_000, multiplier: 100 },
    args: {
      units: t.arg({ type: UnitFilter, description: 'Which units.' }),
      from: t.arg({ type: 'Date', description: 'First day of the period. Default: today.' }),
      to: t.arg({ type: 'Date', description: 'Last day of the period. Default: a year after the first.' }),
    },
    resolve: async (_root, args, context, info) => {
      const { organizationId } = await context.actor();
      const { prisma } = context.services.database;
      const now = context.services.clock();
      const from = args.from ?? dayOf(now);
      const to = args.to ?? new Date(from.getTime() + 365 * 86_400_000);
      if (to < from) throw fault('BAD_USER_INPUT', 'to must not be before from.');
      const query = await selectionAt(context, info, 'Unit', ['unit']);
      const units = await prisma.unit.findMany({
        ...query,
        where: unitWhere(organizationId, args.units),
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
        take: MAX_UNITS,
      });
      const byId = new Map(units.map((unit) => [unit.id, unit]));
      const loads = await unitLoads(prisma, [...byId.keys()], { from, to });
      return loads.map((load) => ({ ...load, unit: byId.get(load.unitId) as UnitRow, now }));
    },
  }),
);
