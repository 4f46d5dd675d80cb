/** A cell by its row and column, from 0. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** Rows that a page key goes on by. */
const PAGE = 10;

/** Where a key leads from a cell, as the ARIA grid pattern has it; undefined for keys that lead nowhere. */
export function move(
  { row, column }: Place,
  { key, ctrlKey }: { readonly key: string; readonly ctrlKey: boolean },
  size: { readonly rows: number; readonly columns: number },
): Place | undefined {
  const place = (nextRow: number, nextColumn: number): Place => ({
    row: Math.max(0, Math.min(nextRow, size.rows - 1)),
    column: Math.max(0, Math.min(nextColumn, size.columns - 1)),
  });
  switch (key) {
    case 'ArrowUp':
      return place(row - 1, column);
    case 'ArrowDown':
      return place(row + 1, column);
    case 'ArrowLeft':
      return place(row, column - 1);
    case 'ArrowRight':
      return place(row, column + 1);
    case 'PageUp':
      return place(row - PAGE, column);
    case 'PageDown':
      return place(row + PAGE, column);
    case 'Home':
      return place(ctrlKey ? 0 : row, 0);
    case 'End':
      return place(ctrlKey ? size.rows : row, size.columns);
    default:
      return undefined;
  }
}
