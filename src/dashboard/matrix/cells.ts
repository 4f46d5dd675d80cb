import type { DeploymentConcern, DeploymentState, MatrixQuery, MatrixSummaryQuery } from '../graphql.js';
import type { LiveEvent } from '../live/stream.js';
import { concernWords, words } from '../ui/words.js';

/** The deployment of one improvement in one project. */
export interface Cell {
  readonly state: DeploymentState;
  /** 0 to 100. */
  readonly percent: number;
  readonly daysLate: number;
  /** Why it asks for attention, the most pressing only. */
  readonly concern: DeploymentConcern | null;
  /** When an event changed it here, in milliseconds since 1970; absent where it is as it was read. */
  readonly changedAt?: number;
}

/** A project. */
export type Column = MatrixQuery['deploymentMatrix']['units'][number];

/** An improvement over all columns. */
export interface Row {
  readonly id: string;
  readonly title: string;
  /** 1 is the highest; null where none was set. */
  readonly priority: number | null;
  readonly practices: MatrixQuery['deploymentMatrix']['nodes'][number]['improvement']['practices'];
  readonly cells: readonly (Cell | null)[];
}

/** What the server derives for a row. */
export type RowSummary = Omit<MatrixSummaryQuery['deploymentMatrix']['nodes'][number], 'improvement'>;

/** The matrix as it stands at a position of the log. */
export interface Matrix {
  readonly position: number;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** The matrix as the server returns it. */
export function readMatrix({ deploymentMatrix }: MatrixQuery): Matrix {
  const { moment, units, nodes } = deploymentMatrix;
  return {
    position: moment.position,
    columns: units,
    rows: nodes.map(({ improvement, lists: { states, percents, daysLate, concerns } }) => ({
      ...improvement,
      cells: states.map(
        (state, index) =>
          state && {
            state,
            percent: percents[index] ?? 0,
            daysLate: daysLate[index] ?? 0,
            concern: concerns[index] ?? null,
          },
      ),
    })),
  };
}

/** The matrix after some events: what they say of a deployment is its cell. Rows that are as before are the same objects. */
export function applyEvents(matrix: Matrix, events: readonly LiveEvent[], now: number): Matrix {
  const place = new Map(matrix.columns.map(({ id }, index) => [id, index]));
  const cells = new Map<string, (Cell | null)[]>();
  for (const { position, improvement, unit, deployment } of events) {
    const row = position > matrix.position && matrix.rows.find(({ id }) => id === improvement?.id);
    const column = unit && place.get(unit.id);
    if (!row || !deployment || column === undefined || column === null) continue;
    const { state, percent, daysLate, concerns } = deployment;
    const changed = cells.get(row.id) ?? [...row.cells];
    changed[column] = { state, percent, daysLate, concern: concerns[0] ?? null, changedAt: now };
    cells.set(row.id, changed);
  }
  return {
    ...matrix,
    position: Math.max(matrix.position, events.at(-1)?.position ?? 0),
    rows: matrix.rows.map((row) => {
      const changed = cells.get(row.id);
      return changed ? { ...row, cells: changed } : row;
    }),
  };
}

/** Whether an event changes which rows or columns there are, or what the matrix knows of them besides their cells. */
export function changesShape({ __typename }: LiveEvent): boolean {
  return /^(Improvement(Suggested|Revised|Prioritized)|RevisionRecorded|Unit(Added|Changed|Retired|Reinstated|LeadAssigned|LeadRemoved)|CatalogImported)$/.test(
    __typename,
  );
}

/** What a cell says, in words. */
export function cellWords(cell: Cell | null): string {
  if (!cell) return 'not deployed here';
  const { state, percent, concern, daysLate } = cell;
  return [
    words(state),
    ...(state === 'IN_PROGRESS' || state === 'BLOCKED' ? [`${percent} %`] : []),
    ...(concern && concern !== state ? [concernWords(concern, daysLate)] : []),
  ].join(', ');
}
