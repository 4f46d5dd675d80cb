import { StateCount } from '../../deployments/schema/connections.js';
import { addUp, progressOf } from '../../deployments/progress.js';
import type {
  Deployment as DeploymentRow,
  Improvement as ImprovementRow,
  Unit as UnitRow,
} from '../../generated/prisma/client.js';
import { groupBy } from '../../group-by.js';
import {
  Improvement,
  ImprovementFilter,
  ImprovementStateEnum,
  improvements,
} from '../../improvements/schema/improvement.js';
import { Unit, UnitFilter, unitWhere } from '../../organization/schema/unit.js';
import { builder } from '../../schema/builder.js';
import type { SchemaTypes } from '../../schema/builder.js';
import { calendarOf } from '../../schema/days.js';
import { listField, takeOf } from '../../schema/lists/fields.js';
import { connectionOf, pageOf, sizeOf } from '../../schema/lists/page.js';
import type { Connection } from '../../schema/lists/page.js';
import { recordOrder } from '../../schema/lists/record-order.js';
import { liveUnitIds, recordsAsOf, withIds } from '../operations/as-of.js';
import type { Moment } from '../operations/as-of.js';
import { cellGroupsAsOf, slicesBy } from '../operations/cell-groups.js';
import type { Attributed, CellGroup, Slice } from '../operations/cell-groups.js';
import { cellsAsOf } from '../operations/cells.js';
import type { Cell } from '../operations/cells.js';
import { MatrixCell, MatrixCellLists } from './matrix-cells.js';
import type { RowCells } from './matrix-cells.js';
import { AS_OF, MomentObject, momentOf } from './moment.js';
import { selectionAt } from './selection.js';

/** Columns of a matrix at most. */
const MAX_UNITS = 500;
/** Rows of a page at most. */
const MAX_ROWS = 200;
const DEFAULT_ROWS = 50;

interface Row {
  readonly improvement: ImprovementRow;
  readonly state: ImprovementRow['state'];
  readonly matrix: Matrix;
}

/** By improvement. What it has none of is not in it. */
type ByImprovement<Item> = ReadonlyMap<string, readonly Item[]>;

interface Matrix {
  readonly moment: Moment;
  readonly units: readonly UnitRow[];
  /** Today of each of them, at the moment. */
  readonly today: readonly Date[];
  /** The cells, read when they are first asked for: there may be 100,000, and who wants sums needs none of them. */
  cells(): Promise<ByImprovement<Cell>>;
  /** Their deployments as they are now, read when they are first asked for. */
  deployments(): Promise<ReadonlyMap<string, DeploymentRow>>;
  /** The units with their attributes as they were at the moment, read when slices are first asked for. */
  attributed(): Promise<readonly Attributed[]>;
  /** The cells added up by an attribute of units, or as a whole, read once for each. */
  groups(attribute: string | null): Promise<ByImprovement<CellGroup>>;
}

const groupsOf = async ({ matrix, improvement }: Row, attribute: string | null = null): Promise<readonly CellGroup[]> =>
  (await matrix.groups(attribute)).get(improvement.id) ?? [];

const sumOf = (groups: readonly CellGroup[], what: 'count' | 'late' | 'atRisk'): number =>
  groups.reduce((sum, group) => sum + group[what], 0);

const cellsOf = async ({ matrix, improvement }: Row): Promise<RowCells> => ({
  cells: (await matrix.cells()).get(improvement.id) ?? [],
  frame: { units: matrix.units, today: matrix.today, deployments: matrix.deployments },
});

const summaryFields = {
  total: 'How many deployments there were.',
  late: 'How many were late.',
  atRisk: 'How many were not late, but blocked, deferred, not started on time or behind.',
} as const;

const SliceObject = builder
  .objectRef<Slice>('MatrixSlice')
  .implement({
    description: 'The deployments of the page in the units that have an attribute in common.',
    fields: (t) => ({
      value: t.exposeString('value', {
        nullable: true,
        description: 'Value of the attribute; null for the units that do not have it.',
      }),
      units: t.exposeInt('units', { description: 'How many units.' }),
      total: t.int({ description: summaryFields.total, resolve: ({ groups }) => sumOf(groups, 'count') }),
      percent: t.int({
        nullable: true,
        description: 'Progress in percent, calculated as for an improvement; null if no deployments count.',
        resolve: ({ groups }) => progressOf(groups),
      }),
      states: t.field({
        type: [StateCount],
        description: 'How many deployments were in which state.',
        resolve: ({ groups }) => addUp(groups),
      }),
      late: t.int({ description: summaryFields.late, resolve: ({ groups }) => sumOf(groups, 'late') }),
      atRisk: t.int({ description: summaryFields.atRisk, resolve: ({ groups }) => sumOf(groups, 'atRisk') }),
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
      description: 'State of the improvement at the moment.',
      resolve: ({ state }) => state,
    }),
    percent: t.int({
      nullable: true,
      description: 'Its progress in these units, in percent; null if no deployments count.',
      resolve: async (row) => progressOf(await groupsOf(row)),
    }),
    late: t.int({ description: summaryFields.late, resolve: async (row) => sumOf(await groupsOf(row), 'late') }),
    atRisk: t.int({ description: summaryFields.atRisk, resolve: async (row) => sumOf(await groupsOf(row), 'atRisk') }),
    cells: t.field({
      type: [MatrixCell],
      complexity: { field: 1, multiplier: MAX_UNITS },
      description: 'Its deployments in these units, in the order of the units; a unit without one is left out.',
      resolve: async (row) => {
        const { cells, frame } = await cellsOf(row);
        return cells.map((cell) => ({ cell, frame }));
      },
    }),
    lists: t.field({ type: MatrixCellLists, description: 'The cells as lists, for large matrices.', resolve: cellsOf }),
    slices: t.field({
      type: [SliceObject],
      description: 'Its deployments, by an attribute of their units as it was at the moment.',
      args: { groupBy: t.arg.string(groupArgument) },
      resolve: async (row, { groupBy }) =>
        slicesBy(await row.matrix.attributed(), await groupsOf(row, groupBy), groupBy),
    }),
  }),
});

/** What a page of rows knows besides them. */
interface MatrixPage extends Connection<Row> {
  readonly matrix: Matrix;
}

function matrixFields(t: PothosSchemaTypes.ObjectFieldBuilder<SchemaTypes, MatrixPage>) {
  return {
    moment: t.field({ type: MomentObject, description: 'The moment.', resolve: ({ matrix }) => matrix.moment }),
    units: t.field({
      type: [Unit],
      complexity: { field: 1, multiplier: MAX_UNITS / DEFAULT_ROWS },
      description: `The columns, as they are now, by name; at most ${MAX_UNITS}.`,
      resolve: ({ matrix }) => [...matrix.units],
    }),
    slices: t.field({
      type: [SliceObject],
      description:
        'All deployments of the page, by an attribute of their units as it was at the moment: which kind of project is slow?',
      args: { groupBy: t.arg.string(groupArgument) },
      resolve: async ({ matrix }, { groupBy: attribute }) =>
        slicesBy(await matrix.attributed(), [...(await matrix.groups(attribute)).values()].flat(), attribute),
    }),
  };
}

const CELL_PATHS = [
  ['nodes', 'cells'],
  ['edges', 'node', 'cells'],
];

const SIZES = { usual: DEFAULT_ROWS, most: MAX_ROWS };

const MatrixRowFilter = builder.inputType('MatrixRowFilter', {
  description: 'Filters the rows and the columns of a matrix, as they are now.',
  fields: (t) => ({
    improvements: t.field({ type: ImprovementFilter, description: 'Which improvements are rows.' }),
    units: t.field({
      type: UnitFilter,
      description: 'Which units are columns. Default of `retired`: those that were not retired at the moment.',
    }),
  }),
});

builder.queryField('deploymentMatrix', (t) =>
  listField(
    t,
    RowObject,
    {
      description:
        'The matrix of improvements by units, a page of rows with the newest improvement first: each cell its state, ' +
        `percent, dates, lateness and concerns, now or as it was at any time since the log began. Up to ${MAX_ROWS} rows ` +
        `at once, ${DEFAULT_ROWS} by default.`,
      // Below it are the units, too: they cost as they should where the multiplier is the one that theirs is made for, or more.
      complexity: (args) => ({
        // The log is read for another moment than now.
        field: args['asOf'] ? 8_000 : 1,
        multiplier: Math.max(sizeOf(args, SIZES), DEFAULT_ROWS),
      }),
      args: {
        filter: t.arg({ type: MatrixRowFilter, description: 'Which rows and columns. Default: all.' }),
        orderBy: improvements.args(t).orderBy,
        asOf: t.arg({ type: 'DateTime', description: AS_OF }),
      },
      fields: matrixFields,
    },
    async (_root, args, context, info): Promise<MatrixPage> => {
      const { filter } = args;
      const selection = await improvements.select({ filter: filter?.improvements, orderBy: args.orderBy }, context);
      const order = recordOrder('Improvement', selection.orderBy);
      const page = pageOf(args, order, SIZES);
      const moment = await momentOf(context, args.asOf);
      const { organizationId } = moment;
      const days = (await calendarOf(context)).at(moment.at);
      const { prisma } = context.services.database;
      // What had not come yet has no row, column or place in the count. That their events had come is looked at below.
      const there = args.asOf ? { createdAt: { lte: moment.at } } : {};
      const live = args.asOf ? { id: { in: await liveUnitIds(prisma, moment) } } : { retiredAt: null };
      // Who asks for retired units gets them; otherwise none were that are columns.
      const columns = typeof filter?.units?.retired === 'boolean' ? there : { ...there, ...live };
      const where = { AND: [...selection.where, there] };
      const select = (type: string, ...paths: string[][]) =>
        selectionAt(
          context,
          info,
          type,
          ...paths.flatMap((path) => [
            ['nodes', ...path],
            ['edges', 'node', ...path],
          ]),
        );
      const [ofRows, units, ofDeployments] = await Promise.all([
        prisma.improvement.findMany({
          ...(await select('Improvement', ['improvement'])),
          where: { AND: [where, ...order.within(page)] },
          orderBy: [...selection.orderBy],
          ...takeOf(page),
        }),
        prisma.unit.findMany({
          ...(await selectionAt(context, info, 'Unit', ['units'], ...CELL_PATHS.map((path) => [...path, 'unit']))),
          where: { AND: [unitWhere(organizationId, filter?.units), columns] },
          orderBy: [{ name: 'asc' }, { id: 'asc' }],
          take: MAX_UNITS,
        }),
        selectionAt(context, info, 'Deployment', ...CELL_PATHS.map((path) => [...path, 'deployment'])),
      ]);
      const rows = connectionOf(
        page,
        order,
        ofRows,
        (row) => order.valuesOf(row),
        () => prisma.improvement.count({ where }),
      );
      const improvementIds = rows.edges.map(({ node }) => node.id);
      const then = await recordsAsOf(prisma, 'Improvement', moment, withIds(improvementIds));
      const states = new Map(then.map(({ id, state }) => [id, state]));
      const shownIds = improvementIds.filter((id) => states.has(id));
      const unitIds = units.map(({ id }) => id);
      const attributed = lazily(async () =>
        args.asOf ? recordsAsOf(prisma, 'Unit', moment, withIds(unitIds)) : units,
      );
      const readGroups = async (attribute: string | null) => {
        const columns = attribute === null ? units : await attributed();
        const groups = await cellGroupsAsOf(prisma, moment, days, shownIds, columns, attribute);
        return groupBy(groups, ({ improvementId }) => improvementId);
      };
      const readDeployments = async () => {
        const ofCells = { organizationId, improvementId: { in: shownIds }, unitId: { in: unitIds } };
        const deployments = await prisma.deployment.findMany({ ...ofDeployments, where: ofCells });
        return new Map(deployments.map((deployment) => [deployment.id, deployment]));
      };
      const matrix: Matrix = {
        moment,
        units,
        today: unitIds.map((id) => days.in(id)),
        attributed,
        cells: lazily(() => cellsAsOf(prisma, moment, days, shownIds, unitIds)),
        deployments: lazily(readDeployments),
        groups: onceFor(readGroups),
      };
      const edges = rows.edges.flatMap((edge) => {
        const state = states.get(edge.node.id);
        return state ? [{ cursor: edge.cursor, node: { improvement: edge.node, state, matrix } }] : [];
      });
      return { ...rows, edges, matrix };
    },
  ),
);

/** The answer to a question that is asked once, when it is first needed. */
function lazily<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let answer: Promise<Answer> | undefined;
  return () => (answer ??= ask());
}

/** The answer for each key, asked for once. */
function onceFor<Key, Answer>(ask: (key: Key) => Promise<Answer>): (key: Key) => Promise<Answer> {
  const answers = new Map<Key, Promise<Answer>>();
  return (key) => {
    const answer = answers.get(key) ?? ask(key);
    answers.set(key, answer);
    return answer;
  };
}
