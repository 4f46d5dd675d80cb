import { memo } from 'react';
import type { CSSProperties } from 'react';
import { SIGNS, stateClass } from '../ui/words.js';
import { cellWords } from './cells.js';
import type { Cell } from './cells.js';

/** A change is set off for this long, in milliseconds; a cell that comes into sight later is not. */
const FRESH = 2_000;

interface MatrixCellProps {
  readonly cell: Cell | null;
  /** Name of the project. */
  readonly name: string;
  readonly row: number;
  readonly column: number;
  /** Whether a group of columns begins here. */
  readonly first: boolean;
  /** Whether the tab key leads here. */
  readonly active: boolean;
}

/** One deployment: its state by color and sign, its percent, and whether it is late or at risk. */
export const MatrixCell = memo(function MatrixCell(props: MatrixCellProps) {
  const { cell, name, row, column, first, active } = props;
  return (
    <div
      role="gridcell"
      aria-colindex={column + 2}
      aria-label={`${name}: ${cellWords(cell)}`}
      className={first ? 'cell first' : 'cell'}
      tabIndex={active ? 0 : -1}
      data-row={row}
      data-column={column}
    >
      {cell && <Sign key={cell.changedAt} cell={cell} />}
    </div>
  );
});

/** The sign of a deployment, for who sees it. */
export function Sign({ cell }: { readonly cell: Cell }) {
  const { state, percent, concern, changedAt = 0 } = cell;
  const classes = [
    'cell-sign',
    stateClass(state),
    ...(concern === 'LATE' ? ['concern-late'] : concern ? ['concern-risk'] : []),
    ...(Date.now() - changedAt < FRESH ? ['fresh'] : []),
  ];
  return (
    <span className={classes.join(' ')} style={{ '--percent': `${percent}%` } as CSSProperties} aria-hidden="true">
      {SIGNS[state] || percent}
    </span>
  );
}
