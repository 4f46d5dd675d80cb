import { selectedFieldNames } from '@pothos/selection-mapper';
import type { GraphQLResolveInfo } from 'graphql';
import { Deployment, DeploymentStateEnum } from '../../deployments/schema/deployment.js';
import { daysLate } from '../../deployments/progress.js';
import type { Deployment as DeploymentRow, Unit as UnitRow } from '../../generated/prisma/client.js';
import { Unit } from '../../organization/schema/unit.js';
import { builder } from '../../schema/builder.js';
import type { Context } from '../../schema/context.js';
import type { Cell } from '../operations/cells.js';
import { concernsOf } from '../../deployments/risk.js';
import { ConcernEnum } from '../../deployments/schema/concern.js';

/** Where cells stand: their columns, and what day it is there at the moment at which they are shown. */
export interface CellFrame {
  readonly units: readonly UnitRow[];
  /** Today of each of them, at the moment. */
  readonly today: readonly Date[];
  /** The deployments of the cells as they are now, by id. */
  deployments(): Promise<ReadonlyMap<string, DeploymentRow>>;
}

function todayOf({ column }: Cell, { today }: CellFrame): Date {
  const day = today[column];
  if (!day) throw new Error(`There is no column ${column}.`);
  return day;
}

const text = {
  state: 'State of the deployment at the moment.',
  percent: 'Progress at the moment, in percent.',
  plannedStart: 'Planned first day at the moment.',
  plannedEnd: 'Planned day of adoption at the moment.',
  actualStart: 'Day on which it began.',
  actualEnd: 'Day on which the project adopted it.',
  daysLate: 'Days by which it was late, or had been when it was adopted; 0 if on time, waived or rolled back.',
} as const;

/** A record of a cell costs what is asked for of it. */
const PART_OF_CELL = { field: 0, multiplier: 1 };

/** Whether a record need not be read: who keeps records by their ids asks for no more than these in each cell. */
function asksOnlyForId(context: Context, info: GraphQLResolveInfo): boolean {
  return [...selectedFieldNames(context, info)].every((name) => name === 'id' || name === '__typename');
}

/** A cell on its own, in the graph. */
export const MatrixCell = builder.objectRef<{ cell: Cell; frame: CellFrame }>('MatrixCell').implement({
  description: 'The deployment of one improvement in one unit, as it was at the moment.',
  fields: (t) => ({
    deployment: t.field({
      type: Deployment,
      complexity: PART_OF_CELL,
      description: 'The deployment, as it is now.',
      resolve: async ({ cell, frame }, _args, context, info) => {
        if (asksOnlyForId(context, info)) return { id: cell.deploymentId } as DeploymentRow;
        const deployment = (await frame.deployments()).get(cell.deploymentId);
        if (!deployment) throw new Error(`There is no deployment ${cell.deploymentId}.`);
        return deployment;
      },
    }),
    unit: t.field({
      type: Unit,
      complexity: PART_OF_CELL,
      description: 'The unit, as it is now.',
      resolve: ({ cell, frame }) => frame.units[cell.column] as UnitRow,
    }),
    state: t.field({ type: DeploymentStateEnum, description: text.state, resolve: ({ cell }) => cell.state }),
    percent: t.int({ description: text.percent, resolve: ({ cell }) => cell.percent }),
    plannedStart: t.field({ type: 'Date', description: text.plannedStart, resolve: ({ cell }) => cell.plannedStart }),
    plannedEnd: t.field({ type: 'Date', description: text.plannedEnd, resolve: ({ cell }) => cell.plannedEnd }),
    actualStart: t.field({
      type: 'Date',
      nullable: true,
      description: text.actualStart,
      resolve: ({ cell }) => cell.actualStart,
    }),
    actualEnd: t.field({
      type: 'Date',
      nullable: true,
      description: text.actualEnd,
      resolve: ({ cell }) => cell.actualEnd,
    }),
    daysLate: t.int({ description: text.daysLate, resolve: ({ cell, frame }) => daysLate(cell, todayOf(cell, frame)) }),
    concerns: t.field({
      type: [ConcernEnum],
      complexity: 1,
      description: 'The reasons why it needed attention; empty if there were none.',
      resolve: ({ cell, frame }) => concernsOf(cell, todayOf(cell, frame)),
    }),
  }),
});

/** Cells of a row and where they stand. */
export interface RowCells {
  readonly cells: readonly Cell[];
  readonly frame: CellFrame;
}

/** Entries of a list for all columns. */
function spreadOut<Value>({ cells, frame }: RowCells, valueOf: (cell: Cell) => Value): (Value | null)[] {
  const values = Array.from<Value | null>({ length: frame.units.length }).fill(null);
  for (const cell of cells) values[cell.column] = valueOf(cell);
  return values;
}

/** An entry for each unit, and null for those without a deployment. A list costs as much as some twenty fields. */
const list = { nullable: { list: false, items: true }, complexity: { field: 20 } } as const;

/** The cells of a row as lists, in the graph: a matrix of 200 by 500 is one answer of a few hundred kilobytes. */
export const MatrixCellLists = builder
  .objectRef<RowCells>('MatrixCellLists')
  .implement({
    description:
      'The cells of a row as lists, for large matrices: one entry for each unit of the matrix, in their order, null where ' +
      'the improvement was not deployed.',
    fields: (t) => ({
      states: t.field({
        ...list,
        type: [DeploymentStateEnum],
        description: text.state,
        resolve: (row) => spreadOut(row, ({ state }) => state),
      }),
      percents: t.field({
        ...list,
        type: ['Int'],
        description: text.percent,
        resolve: (row) => spreadOut(row, ({ percent }) => percent),
      }),
      concerns: t.field({
        ...list,
        type: [ConcernEnum],
        description: 'The most pressing reason why it needed attention; null if there was none.',
        resolve: (row) => spreadOut(row, (cell) => concernsOf(cell, todayOf(cell, row.frame))[0] ?? null),
      }),
      daysLate: t.field({
        ...list,
        type: ['Int'],
        description: text.daysLate,
        resolve: (row) => spreadOut(row, (cell) => daysLate(cell, todayOf(cell, row.frame))),
      }),
      plannedStarts: t.field({
        ...list,
        type: ['Date'],
        description: text.plannedStart,
        resolve: (row) => spreadOut(row, ({ plannedStart }) => plannedStart),
      }),
      plannedEnds: t.field({
        ...list,
        type: ['Date'],
        description: text.plannedEnd,
        resolve: (row) => spreadOut(row, ({ plannedEnd }) => plannedEnd),
      }),
      actualStarts: t.field({
        ...list,
        type: ['Date'],
        description: text.actualStart,
        resolve: (row) => spreadOut(row, ({ actualStart }) => actualStart),
      }),
      actualEnds: t.field({
        ...list,
        type: ['Date'],
        description: text.actualEnd,
        resolve: (row) => spreadOut(row, ({ actualEnd }) => actualEnd),
      }),
    }),
  });
