import { StateCount } from '../../deployments/schema/connections.js';
import type { Unit as UnitRow } from '../../generated/prisma/client.js';
import { Unit } from '../../organization/schema/unit.js';
import { batchLoader } from '../../schema/batch-loader.js';
import { builder } from '../../schema/builder.js';
import { daysOf } from '../../schema/days.js';
import { fault } from '../../schema/faults.js';
import { countConcerns, groupByState, openDeployments, peakOf } from '../operations/load.js';
import type { Watched } from '../../deployments/risk.js';
import type { Days } from '../../time/calendar.js';

/** What a unit has on its hands at once (OPM SP 3.2 subpractice 2). */
interface UnitLoad {
  /** Its deployments that are neither over nor adopted. */
  readonly open: readonly Watched[];
  /** Most of them at once on one day of the period, by their planned days. */
  readonly peak: number;
  /** The first day on which that is so; null when there is none. */
  readonly peakDay: Date | null;
  readonly today: Date;
}

/** Open deployments of a unit, by the unit. */
const openDeploymentsOf = batchLoader<
  { readonly unit: Pick<UnitRow, 'id' | 'organizationId'>; readonly days: Days },
  readonly Watched[],
  string
>(
  async (asked, { database }) => {
    const [first] = asked;
    const ids = asked.map(({ unit }) => unit.id);
    return first ? openDeployments(database.prisma, first.unit.organizationId, ids, first.days) : [];
  },
  ({ unit }) => unit.id,
);

const Load = builder
  .objectRef<UnitLoad>('UnitLoad')
  .implement({
    description: 'How many deployments a unit has at once.',
    fields: (t) => ({
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
        resolve: ({ open, today }) => countConcerns(open, today).late,
      }),
      atRisk: t.int({
        description: 'Of these, how many are not late, but blocked, deferred, not started on time or behind.',
        resolve: ({ open, today }) => countConcerns(open, today).atRisk,
      }),
      peak: t.exposeInt('peak', { description: 'Highest number of them on one day of the period, by planned days.' }),
      peakDay: t.expose('peakDay', {
        type: 'Date',
        nullable: true,
        description: 'The first day with that number; null if there are none in the period.',
      }),
    }),
  });

builder.prismaObjectField(Unit, 'load', (t) =>
  t.field({
    type: Load,
    description: 'How many deployments it has at once.',
    complexity: { field: 10, multiplier: 1 },
    args: {
      from: t.arg({ type: 'Date', description: 'First day of the period. Default: today.' }),
      to: t.arg({ type: 'Date', description: 'Last day of the period. Default: a year after the first.' }),
    },
    select: { id: true, organizationId: true },
    resolve: async (unit, args, context) => {
      const days = await daysOf(context);
      const today = days.in(unit.id);
      const from = args.from ?? today;
      const to = args.to ?? new Date(from.getTime() + 365 * 86_400_000);
      if (to < from) throw fault('BAD_USER_INPUT', 'to must not be before from.');
      const open = await openDeploymentsOf(context).load({ unit, days });
      return { open, ...peakOf(open, { from, to }), today };
    },
  }),
);
