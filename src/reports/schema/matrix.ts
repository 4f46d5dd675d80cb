import { StateCount } from '../../deployments/schema/connections.js';
import { progressOf } from '../../deployments/progress.js';
import { Prisma } from '../../generated/prisma/client.js';
import type { Improvement as ImprovementRow, Unit as UnitRow } from '../../generated/prisma/client.js';
import {
  Improvement,
  ImprovementFilter,
  ImprovementStateEnum,
  improvementWhere,
} from '../../improvements/schema/improvement.js';
import { Unit, UnitFilter, unitWhere } from '../../organization/schema/unit.js';
import { builder } from '../../schema/builder.js';
import { recordsAsOf } from '../operations/as-of.js';
import type { Moment } from '../operations/as-of.js';
import { cellsAsOf } from '../operations/cells.js';
import type { Cell } from '../operations/cells.js';
import { countConcerns, groupByState, sliceBy } from '../operations/matrix.js';
import type { Slice } from '../operations/matrix.js';
import { MatrixCell, MatrixCellLists } from './matrix-cells.js';
import type { CellFrame, RowCells } from './matrix-cells.js';
import { AS_OF, MomentObject, momentOf } from './moment.js';
import { selectionAt } from './paging.js';

/** Columns of a matrix at most. */
const MAX_UNITS = 500;
/** Rows of a page at most. */
const MAX_ROWS = 200;
const DEFAULT_ROWS = 50;

interface Row extends RowCells {
  readonly improvement: ImprovementRow;
  readonly state: ImprovementRow['state'];
  readonly matrix: Matrix;
}

interface Matrix {
  readonly moment: Moment;
  readonly units: readonly UnitRow[];
  readonly improvements: readonly ImprovementRow[];
  readonly states: ReadonlyMap<string, ImprovementRow['state']>;
  readonly cells: ReadonlyMap<string, readonly Cell[]>;
  readonly total: number;
}

const summaryFields = {
  total: 'How many deployments there were.',
  late: 'How many were late.',
  atRisk: 'How many were not late, but blocked, put off, not started in time or behind.',
} as const;

const SliceObject = builder.objectRef<Slice & { readonly moment: Moment }>('MatrixSlice').implement({
  description: 'The deployments of the page in the units that have an attribute in common.',
  fields: (t) => ({
    value: t.exposeString('value', {
      nullable: true,
      description: 'Value of the attribute; null for the units that do not have it.',
    }),
    units: t.int({ description: 'How many units.', resolve: ({ unitIds }) => unitIds.length }),
    total: t.int({ description: summaryFields.total, resolve: ({ cells }) => cells.length }),
    progress: t.int({
      nullable: true,
      description: 'Progress in percent, derived as that of an improvement; null when no deployment counts.',
      resolve: ({ cells }) => progressOf(groupByState(cells)),
    }),
    states: t.field({
      type: [StateCount],
      description: 'How many deployments were in which state.',
      resolve: ({ cells }) => groupByState(cells),
    }),
    late: t.int({
      description: summaryFields.late,
      resolve: ({ cells, moment }) => countConcerns(cells, moment.at).late,
    }),
    atRisk: t.int({
      description: summaryFields.atRisk,
      resolve: ({ cells, moment }) => countConcerns(cells, moment.at).atRisk,
    }),
  }),
});

const groupArgument = { required: true, description: 'Name of an attribute of units, such as "phase".' } as const;

const RowObject = builder.objectRef<Row>('MatrixRow').implement({
  description: 'One improvement over all units of the matrix.',
  fields: (t) => ({
    improvement: t.field({
      type: Improvement,
      description: 'The improvement, as it is now.',
      resolve: ({ improvement }) => improvement,
    }),
    state: t.field({
      type: ImprovementStateEnum,
      description: 'Where the improvement was at the moment.',
      resolve: ({ state }) => state,
    }),
    progress: t.int({
      nullable: true,
      description: 'Its progress in these units, in percent; null when no deployment counts.',
      resolve: ({ cells }) => progressOf(groupByState(cells)),
    }),
    late: t.int({
      description: summaryFields.late,
      resolve: ({ cells, matrix }) => countConcerns(cells, matrix.moment.at).late,
    }),
    atRisk: t.int({
      description: summaryFields.atRisk,
      resolve: ({ cells, matrix }) => countConcerns(cells, matrix.moment.at).atRisk,
    }),
    cells: t.field({
      type: [MatrixCell],
      complexity: { field: 1, multiplier: MAX_UNITS },
      description: 'Its deployments in these units, in the order of the units; a unit without one is left out.',
      resolve: ({ cells, frame }) => cells.map((cell) => ({ cell, frame })),
    }),
    lists: t.field({
      type: MatrixCellLists,
      description: 'The same as lists: what a whole matrix of hundreds of units is drawn from.',
      resolve: ({ cells, frame }) => ({ cells, frame }),
    }),
    slices: t.field({
      type: [SliceObject],
      description: 'Its deployments, by an attribute of their units.',
      args: { groupBy: t.arg.string(groupArgument) },
      resolve: ({ cells, matrix }, { groupBy }) => slices(matrix, cells, groupBy),
    }),
  }),
});

const MatrixObject = builder.objectRef<Matrix>('DeploymentMatrix').implement({
  description: 'Improvements by units at one moment.',
  fields: (t) => ({
    moment: t.field({ type: MomentObject, description: 'The moment.', resolve: ({ moment }) => moment }),
    totalRows: t.int({ description: 'How many improvements there are on all pages.', resolve: ({ total }) => total }),
    units: t.field({
      type: [Unit],
      complexity: { field: 1, multiplier: MAX_UNITS / DEFAULT_ROWS },
      description: `The columns, by name; at most ${MAX_UNITS}.`,
      resolve: ({ units }) => [...units],
    }),
    rows: t.field({
      type: [RowObject],
      complexity: { field: 1, multiplier: 1 },
      description: 'The rows of the page, newest improvement first.',
      resolve: (matrix) => {
        const frame: CellFrame = { unitIds: matrix.units.map(({ id }) => id), at: matrix.moment.at };
        return matrix.improvements.map((improvement) => ({
          improvement,
          state: matrix.states.get(improvement.id) ?? improvement.state,
          cells: matrix.cells.get(improvement.id) ?? [],
          frame,
          matrix,
        }));
      },
    }),
    slices: t.field({
      type: [SliceObject],
      description: 'All deployments of the page, by an attribute of their units: which kind of project is slow?',
      args: { groupBy: t.arg.string(groupArgument) },
      resolve: (matrix, { groupBy }) => slices(matrix, [...matrix.cells.values()].flat(), groupBy),
    }),
  }),
});

function slices(matrix: Matrix, cells: readonly Cell[], groupBy: string) {
  return sliceBy(matrix.units, cells, groupBy).map((slice) => ({ ...slice, moment: matrix.moment }));
}

builder.queryField('deploymentMatrix', (t) =>
  t.field({
    type: MatrixObject,
    description:
      'The matrix of improvements by units: each cell its state, percent, dates, lateness and concerns, now or as it was ' +
      'at any time since the log began.',
    // Below it are the units, too: they cost as they should where the multiplier is the one that theirs is made for, or more.
    complexity: ({ first }) => ({ field: 1, multiplier: Math.max(clamp(first), DEFAULT_ROWS) }),
    args: {
      improvements: t.arg({ type: ImprovementFilter, description: 'Which improvements; filtered as they are now.' }),
      units: t.arg({ type: UnitFilter, description: 'Which units; filtered as they are now.' }),
      asOf: t.arg({ type: 'DateTime', description: AS_OF }),
      first: t.arg.int({ description: `How many rows, 1 to ${MAX_ROWS}; ${DEFAULT_ROWS} where nothing is said.` }),
      offset: t.arg.int({ description: 'How many rows to pass over; none where nothing is said.' }),
    },
    resolve: async (_root, args, context, info) => {
      const moment = await momentOf(context, args.asOf);
      const { organizationId } = moment;
      const { prisma } = context.services.database;
      const practice = context.catalog.practice(args.improvements?.practice ?? '')?.ref;
      // What had not come yet has no row, column or place in the count. That their events had come is looked at below.
      const there = args.asOf ? { createdAt: { lte: moment.at } } : {};
      const where = { ...improvementWhere(organizationId, args.improvements, practice), ...there };
      const [improvements, total, units] = await Promise.all([
        prisma.improvement.findMany({
          ...(await selectionAt(context, info, 'Improvement', ['rows', 'improvement'])),
          where,
          orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
          take: clamp(args.first),
          skip: Math.max(args.offset ?? 0, 0),
        }),
        prisma.improvement.count({ where }),
        prisma.unit.findMany({
          ...(await selectionAt(context, info, 'Unit', ['units'])),
          where: { ...unitWhere(organizationId, args.units), ...there },
          orderBy: [{ name: 'asc' }, { id: 'asc' }],
          take: MAX_UNITS,
        }),
      ]);
      const improvementIds = improvements.map(({ id }) => id);
      const [cells, then] = await Promise.all([
        cellsAsOf(
          prisma,
          moment,
          improvementIds,
          units.map(({ id }) => id),
        ),
        recordsAsOf(prisma, 'Improvement', moment, {
          where: Prisma.sql`d."id" = ANY(${improvementIds}::uuid[])`,
          events: Prisma.sql`e."recordId" = ANY(${improvementIds}::uuid[])`,
        }),
      ]);
      const states = new Map(then.map(({ id, state }) => [id, state]));
      return { moment, units, improvements: improvements.filter(({ id }) => states.has(id)), states, cells, total };
    },
  }),
);

function clamp(first: unknown): number {
  return typeof first === 'number' ? Math.min(Math.max(first, 1), MAX_ROWS) : DEFAULT_ROWS;
}
