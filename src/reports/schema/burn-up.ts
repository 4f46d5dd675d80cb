import { Improvement } from '../../improvements/schema/improvement.js';
import { UnitFilter, unitWhere } from '../../organization/schema/unit.js';
import { Increment } from '../../plans/schema/increment.js';
import { builder } from '../../schema/builder.js';
import type { Context } from '../../schema/context.js';
import { calendarOf } from '../../schema/days.js';
import { fault } from '../../schema/faults.js';
import type { FieldBuilder } from '../../schema/lists/fields.js';
import { baselineOf, burnUp } from '../operations/burn-up.js';
import type { BurnUpPoint, BurnUpScope } from '../operations/burn-up.js';
import type { Moment } from '../operations/as-of.js';
import { AS_OF, MomentObject, momentOf } from './moment.js';

const DAY = 86_400_000;
/** Points of a series at most. */
const MAX_POINTS = 1_000;

const Point = builder
  .objectRef<BurnUpPoint>('BurnUpPoint')
  .implement({
    description: 'Plan and actual progress at the end of a day of your organization.',
    fields: (t) => ({
      day: t.expose('day', { type: 'Date', description: 'The day.' }),
      planned: t.exposeInt('planned', {
        description: 'Deployments that were planned to be adopted by then, without those waived or rolled back.',
      }),
      total: t.exposeInt('total', { description: 'Number of deployments.' }),
      adopted: t.exposeInt('adopted', { description: 'Of them, adopted or confirmed.' }),
      confirmed: t.exposeInt('confirmed', { description: 'Of them, confirmed.' }),
      blocked: t.exposeInt('blocked', { description: 'Of them, blocked.' }),
      leftOut: t.exposeInt('leftOut', { description: 'Of them, waived or rolled back.' }),
      percent: t.exposeInt('percent', {
        nullable: true,
        description: 'Progress in percent, calculated as for an improvement; null if no deployments counted.',
      }),
    }),
  });

interface PlannedPoint {
  readonly day: Date;
  readonly planned: number;
}

const PlannedPointObject = builder
  .objectRef<PlannedPoint>('BurnUpPlan')
  .implement({
    description: 'What is planned for the end of a day.',
    fields: (t) => ({
      day: t.expose('day', { type: 'Date', description: 'The day.' }),
      planned: t.exposeInt('planned', {
        description: 'Deployments that are planned to be adopted by then, without those waived or rolled back.',
      }),
    }),
  });

interface Series {
  readonly moment: Moment;
  readonly points: readonly BurnUpPoint[];
  /** Read when they are first asked for. */
  readonly ahead: () => PlannedPoint[];
  readonly baseline: () => Promise<PlannedPoint[] | null>;
}

const BurnUp = builder
  .objectRef<Series>('BurnUp')
  .implement({
    description: 'Plan and actual progress over time.',
    fields: (t) => ({
      moment: t.field({
        type: MomentObject,
        description: 'The moment as of which plan and log are shown.',
        resolve: ({ moment }) => moment,
      }),
      points: t.field({
        type: [Point],
        description: 'The points, oldest first.',
        resolve: ({ points }) => [...points],
      }),
      ahead: t.field({
        type: [PlannedPointObject],
        description: 'What is planned after the moment, up to the last day that was asked for, oldest first.',
        resolve: ({ ahead }) => ahead(),
      }),
      baseline: t.field({
        type: [PlannedPointObject],
        nullable: true,
        complexity: { field: 8_000, multiplier: 1 },
        description:
          'What was planned when the plan was last activated, for each day that was asked for, those to come included: what everybody had agreed to. Null for several improvements at once, and where no plan had been activated.',
        resolve: ({ baseline }) => baseline(),
      }),
    }),
  });

/** A field with the burn-up of some deployments, but for how it is resolved. */
function burnUpOf<Parent>(t: FieldBuilder<Parent>, deployments: string) {
  return {
    type: BurnUp,
    description: `Plan against actual over a period, of ${deployments}: actual by the log, plan by the dates as they are at the moment asked for.`,
    // It goes through the log.
    complexity: { field: 40_000, multiplier: 1 },
    args: {
      units: t.arg({ type: UnitFilter, description: 'Only deployments in these units.' }),
      from: t.arg({ type: 'Date', required: true, description: 'First day.' }),
      to: t.arg({
        type: 'Date',
        required: true,
        description:
          'Last day. The points end with the day of the moment if that is earlier; `ahead` and `baseline` go on.',
      }),
      everyDays: t.arg.int({
        description: `Days from one point to the next. Default 1, at most ${MAX_POINTS} points.`,
      }),
      asOf: t.arg({ type: 'DateTime', description: AS_OF }),
    },
  };
}

interface Arguments {
  readonly units?: typeof UnitFilter.$inferInput | null | undefined;
  readonly from: Date;
  readonly to: Date;
  readonly everyDays?: number | null | undefined;
  readonly asOf?: Date | null | undefined;
}

async function readBurnUp(of: Omit<BurnUpScope, 'unitIds'>, args: Arguments, context: Context): Promise<Series> {
  const moment = await momentOf(context, args.asOf);
  const { prisma } = context.services.database;
  // What the log has lost cannot be added up: refused as a moment of that time would be.
  const calendar = (await calendarOf(context)).at(moment.at);
  const from = calendar.start(args.from, null);
  if (moment.archivedThrough > 0) await momentOf(context, from < moment.at ? from : moment.at);
  const days = daysOf(args.from, args.to, args.everyDays ?? 1, calendar.today);
  const units = args.units
    ? await prisma.unit.findMany({ where: unitWhere(moment.organizationId, args.units), select: { id: true } })
    : undefined;
  const scope = { ...of, unitIds: units?.map(({ id }) => id) };
  const { points, planned } = await burnUp(prisma, moment, calendar, scope, days);
  const all = () => daysOf(args.from, args.to, args.everyDays ?? 1, args.to);
  return {
    moment,
    points,
    ahead: () => all().flatMap((day) => (day > calendar.today ? [{ day, planned: planned(day) }] : [])),
    baseline: async () => {
      const agreed = await baselineOf(prisma, moment, scope);
      return agreed && all().map((day) => ({ day, planned: agreed(day) }));
    },
  };
}

builder.queryField('burnUp', (t) =>
  t.field({
    ...burnUpOf(t, 'all deployments, or those in some units'),
    resolve: (_root, args, context) => readBurnUp({}, args, context),
  }),
);

builder.prismaObjectField(Improvement, 'burnUp', (t) =>
  t.field({
    ...burnUpOf(t, 'its deployments'),
    select: { id: true },
    resolve: ({ id }, args, context) => readBurnUp({ improvementId: id }, args, context),
  }),
);

builder.prismaObjectField(Increment, 'burnUp', (t) =>
  t.field({
    ...burnUpOf(t, 'the deployments that were part of it at the moment asked for'),
    select: { id: true },
    resolve: ({ id }, args, context) => readBurnUp({ incrementId: id }, args, context),
  }),
);

/** The days of a series: from the first, every so many, and the last one always. */
function daysOf(from: Date, to: Date, every: number, today: Date): Date[] {
  if (every < 1) throw fault('BAD_USER_INPUT', 'everyDays must be at least 1.');
  if (to < from) throw fault('BAD_USER_INPUT', 'to must not be before from.');
  const last = Math.min(to.getTime(), today.getTime());
  if ((last - from.getTime()) / DAY / every > MAX_POINTS - 1) {
    throw fault('BAD_USER_INPUT', `The series would have more than ${MAX_POINTS} points: ask for a larger everyDays.`);
  }
  const days: Date[] = [];
  for (let day = from.getTime(); day < last; day += every * DAY) days.push(new Date(day));
  if (from.getTime() <= last) days.push(new Date(last));
  return days;
}
