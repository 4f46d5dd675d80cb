import { memo } from 'react';
import type { ShownColumn } from './arrange.js';
import type { Row } from './cells.js';
import { MatrixCell } from './matrix-cell.js';
import { BLOCK } from './use-size.js';

interface MatrixBlockProps {
  readonly row: Row;
  readonly rowIndex: number;
  readonly columns: readonly ShownColumn[];
  /** The block's place among those of its row, from 0. */
  readonly index: number;
  /** In pixels. */
  readonly left: number;
  /** Width of a cell, in pixels. */
  readonly width: number;
  /** Column of the cell that the tab key leads to, where it is in this block. */
  readonly activeColumn: number | undefined;
}

/** Cells of a row that come into sight together. What is laid out and painted in one block leaves the others as they are. */
export const MatrixBlock = memo(function MatrixBlock(props: MatrixBlockProps) {
  const { row, rowIndex, columns, index, left, width, activeColumn } = props;
  const start = index * BLOCK;
  const inside = columns.slice(start, start + BLOCK);
  return (
    <div role="none" className="matrix-block" style={{ left, width: inside.length * width }}>
      {inside.map(({ column, index: place, first }, offset) => (
        <MatrixCell
          key={column.id}
          cell={row.cells[place] ?? null}
          name={column.name}
          row={rowIndex}
          column={start + offset}
          first={first}
          active={activeColumn === start + offset}
        />
      ))}
    </div>
  );
});
