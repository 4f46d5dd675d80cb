import type {
  Deployment as DeploymentRow,
  Improvement as ImprovementRow,
  Unit as UnitRow,
} from '../../generated/prisma/client.js';
import { StateCount } from '../../deployments/schema/connections.js';
import { DeploymentStateEnum } from '../../deployments/schema/deployment.js';
import { daysLate, progressOf } from '../../deployments/progress.js';
import { Prisma } from '../../generated/prisma/client.js';
import { encodeGlobalId } from '../../ids.js';
import {
  Improvement,
  ImprovementFilter,
  ImprovementStateEnum,
  improvementWhere,
} from '../../improvements/schema/improvement.js';
import { Unit, UnitFilter, unitWhere } from '../../organization/schema/unit.js';
import { builder } from '../../schema/builder.js';
import { cellsAsOf, countConcerns, groupByState, sliceBy } from '../operations/matrix.js';
import type { Slice } from '../operations/matrix.js';
import { recordsAsOf } from '../operations/as-of.js';
import type { Moment } from '../operations/as-of.js';
import { concernsOf } from '../risk.js';
import { ConcernEnum } from './concern.js';
import { AS_OF, MomentObject, momentOf } from './moment.js';
import { selectionAt } from './paging.js';

/** Columns of a matrix at most. */
const MAX_UNITS = 500;
/** Rows of a page at most. */
const MAX_ROWS = 200;
const DEFAULT_ROWS = 50;

interface Cell {
  readonly deployment: DeploymentRow;
  readonly moment: Moment;
}

interface Row {
  readonly improvement: ImprovementRow;
  readonly state: ImprovementRow['state'];
  readonly deployments: readonly DeploymentRow[];
  readonly matrix: Matrix;
}

interface Matrix {
  readonly moment: Moment;
  readonly units: readonly UnitRow[];
  readonly improvements: readonly ImprovementRow[];
  readonly states: ReadonlyMap<string, ImprovementRow['state']>;
  readonly cells: ReadonlyMap<string, readonly DeploymentRow[]>;
  readonly total: number;
}

const CellObject = builder.objectRef<Cell>('MatrixCell').implement({
  description: 'The deployment of one improvement in one unit, as it was at the moment.',
  fields: (t) => ({
    deploymentId: t.id({
      description: 'Id of the deployment.',
      resolve: ({ deployment }) => encodeGlobalId('Deployment', deployment.id),
    }),
    unitId: t.id({
      description: 'Id of the unit.',
      resolve: ({ deployment }) => encodeGlobalId('Unit', deployment.unitId),
    }),
    state: t.field({
      type: DeploymentStateEnum,
      description: 'Where the deployment was.',
      resolve: ({ deployment }) => deployment.state,
    }),
    percent: t.int({
      description: 'How far the project had come, in percent.',
      resolve: ({ deployment }) => deployment.percent,
    }),
    plannedStart: t.field({
      type: 'Date',
      description: 'Day on which it was to begin.',
      resolve: ({ deployment }) => deployment.plannedStart,
    }),
    plannedEnd: t.field({
      type: 'Date',
      description: 'Day by which the project was to have adopted it.',
      resolve: ({ deployment }) => deployment.plannedEnd,
    }),
    actualStart: t.field({
      type: 'Date',
      nullable: true,
      description: 'Day on which it began.',
      resolve: ({ deployment }) => deployment.actualStart,
    }),
    actualEnd: t.field({
      type: 'Date',
      nullable: true,
      description: 'Day on which the project adopted it.',
      resolve: ({ deployment }) => deployment.actualEnd,
    }),
    daysLate: t.int({
      description: 'By how many days it was late, or had been when it was adopted; 0 when in time or left out.',
      resolve: ({ deployment, moment }) => daysLate(deployment, moment.at),
    }),
    concerns: t.field({
      type: [ConcernEnum],
      complexity: 1,
      description: 'Why it asked for attention; empty when all was well.',
      resolve: ({ deployment, moment }) => concernsOf(deployment, moment.at),
    }),
  }),
});

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
    total: t.int({ description: summaryFields.total, resolve: ({ deployments }) => deployments.length }),
    progress: t.int({
      nullable: true,
      description: 'Progress in percent, derived as that of an improvement; null when no deployment counts.',
      resolve: ({ deployments }) => progressOf(groupByState(deployments)),
    }),
    states: t.field({
      type: [StateCount],
      description: 'How many deployments were in which state.',
      resolve: ({ deployments }) => groupByState(deployments),
    }),
    late: t.int({
      description: summaryFields.late,
      resolve: ({ deployments, moment }) => countConcerns(deployments, moment.at).late,
    }),
    atRisk: t.int({
      description: summaryFields.atRisk,
      resolve: ({ deployments, moment }) => countConcerns(deployments, moment.at).atRisk,
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
      resolve: ({ deployments }) => progressOf(groupByState(deployments)),
    }),
    late: t.int({
      description: summaryFields.late,
      resolve: ({ deployments, matrix }) => countConcerns(deployments, matrix.moment.at).late,
    }),
    atRisk: t.int({
      description: summaryFields.atRisk,
      resolve: ({ deployments, matrix }) => countConcerns(deployments, matrix.moment.at).atRisk,
    }),
    cells: t.field({
      type: [CellObject],
      complexity: { field: 1, multiplier: 100 },
      description: 'Its deployments in these units, in the order of the units; a unit without one is left out.',
      resolve: ({ deployments, matrix }) => deployments.map((deployment) => ({ deployment, moment: matrix.moment })),
    }),
    slices: t.field({
      type: [SliceObject],
      description: 'Its deployments, by an attribute of their units.',
      args: { groupBy: t.arg.string(groupArgument) },
      resolve: ({ deployments, matrix }, { groupBy }) => slices(matrix, deployments, groupBy),
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
      complexity: { field: 1, multiplier: 100 },
      description: `The columns, by name; at most ${MAX_UNITS}.`,
      resolve: ({ units }) => [...units],
    }),
    rows: t.field({
      type: [RowObject],
      complexity: { field: 1, multiplier: 1 },
      description: 'The rows of the page, newest improvement first.',
      resolve: (matrix) =>
        matrix.improvements.map((improvement) => ({
          improvement,
          state: matrix.states.get(improvement.id) ?? improvement.state,
          deployments: matrix.cells.get(improvement.id) ?? [],
          matrix,
        })),
    }),
    slices: t.field({
      type: [SliceObject],
      description: 'All deployments of the page, by an attribute of their units: which kind of project is slow?',
      args: { groupBy: t.arg.string(groupArgument) },
      resolve: (matrix, { groupBy }) => slices(matrix, [...matrix.cells.values()].flat(), groupBy),
    }),
  }),
});

function slices(matrix: Matrix, deployments: readonly DeploymentRow[], groupBy: string) {
  return sliceBy(matrix.units, deployments, groupBy).map((slice) => ({ ...slice, moment: matrix.moment }));
}

builder.queryField('deploymentMatrix', (t) =>
  t.field({
    type: MatrixObject,
    description:
      'The matrix of improvements by units: each cell its state, percent, dates, lateness and concerns, now or as it was ' +
      'at any time since the log began.',
    complexity: ({ first }) => ({ field: 1, multiplier: clamp(first) }),
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
      const where = improvementWhere(organizationId, args.improvements, practice);
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
          where: unitWhere(organizationId, args.units),
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
        recordsAsOf(prisma, 'Improvement', moment, Prisma.sql`d."id" = ANY(${improvementIds}::uuid[])`),
      ]);
      const states = new Map(then.map(({ id, state }) => [id, state]));
      return { moment, units, improvements: improvements.filter(({ id }) => states.has(id)), states, cells, total };
    },
  }),
);

function clamp(first: unknown): number {
  return typeof first === 'number' ? Math.min(Math.max(first, 1), MAX_ROWS) : DEFAULT_ROWS;
}
