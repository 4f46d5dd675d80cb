import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import type { Range } from '@tanstack/react-virtual';
import { memo, useCallback, useEffect, useRef, useState } from 'react';
import type { CSSProperties, KeyboardEvent, MouseEvent } from 'react';
import type { DeploymentKey } from '../deployment/deployment-panel.js';
import type { ShownColumn } from './arrange.js';
import { ColumnHeaders } from './column-headers.js';
import type { Row, RowSummary } from './cells.js';
import { move } from './move.js';
import type { Place } from './move.js';
import { MatrixRow } from './matrix-row.js';
import { BLOCK, blockOf, DENSE, useSize } from './use-size.js';

/** What the matrix shows. */
export interface MatrixGridProps {
  readonly columns: readonly ShownColumn[];
  readonly rows: readonly Row[];
  readonly summaries: ReadonlyMap<string, RowSummary>;
  onOpen(of: DeploymentKey): void;
}

/**
 * The matrix as an ARIA grid: one tab stop, arrow keys within it, Enter opens a cell. Only what is in sight is there as elements,
 * and the cell that has the focus.
 */
export const MatrixGrid = memo(function MatrixGrid({ columns, rows, summaries, onOpen }: MatrixGridProps) {
  const scroll = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<Place>({ row: 0, column: 0 });
  const { head, width, height } = useSize(scroll, columns.length);

  const rowItems = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    overscan: 3,
    scrollPaddingStart: head.height,
    rangeExtractor: useRangeWith(active.row),
  });
  const blockItems = useVirtualizer({
    horizontal: true,
    count: blockOf(columns.length - 1) + 1,
    getScrollElement: () => scroll.current,
    estimateSize: () => width * BLOCK,
    overscan: 1,
    scrollPaddingStart: head.width,
    rangeExtractor: useRangeWith(blockOf(active.column)),
  });
  useEffect(() => blockItems.measure(), [blockItems, width]);

  const focus = (place: Place): void => {
    setActive(place);
    rowItems.scrollToIndex(place.row);
    blockItems.scrollToIndex(blockOf(place.column));
    requestAnimationFrame(() => cellAt(scroll.current, place)?.focus({ preventScroll: true }));
  };
  const open = ({ row, column }: Place): void => {
    const [improvement, shown] = [rows[row], columns[column]];
    if (improvement && shown && improvement.cells[shown.index])
      onOpen({ improvementId: improvement.id, unitId: shown.column.id });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!(event.target as Element).closest('[role=gridcell]')) return;
    if (event.key === 'Enter' || event.key === ' ') open(active);
    const next = move(active, event, { rows: rows.length, columns: columns.length });
    if (next) focus(next);
    if (next || event.key === ' ') event.preventDefault();
  };
  const onClick = (event: MouseEvent): void => {
    const cell = (event.target as Element).closest<HTMLElement>('[role=gridcell]');
    if (!cell) return;
    const place = { row: Number(cell.dataset['row']), column: Number(cell.dataset['column']) };
    setActive(place);
    open(place);
  };

  const shown = blockItems.getVirtualItems();
  return (
    <div
      ref={scroll}
      className={width < DENSE ? 'matrix dense' : 'matrix'}
      role="grid"
      aria-label="Improvements by projects"
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 1}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <div
        style={{ width: head.width + columns.length * width, '--cell': `${width}px` } as CSSProperties}
        role="presentation"
      >
        <ColumnHeaders columns={columns} shown={shown} head={head} width={width} />
        <div role="rowgroup" className="matrix-rows" style={{ height: rowItems.getTotalSize() }}>
          {rowItems.getVirtualItems().map(({ index, start, size }) => {
            const row = rows[index];
            return (
              row && (
                <MatrixRow
                  key={row.id}
                  index={index}
                  row={row}
                  summary={summaries.get(row.id)}
                  columns={columns}
                  shown={shown}
                  top={start}
                  height={size}
                  headWidth={head.width}
                  width={width}
                  activeColumn={index === active.row ? active.column : undefined}
                />
              )
            );
          })}
        </div>
      </div>
    </div>
  );
});

/** What is in sight and one more, which has the focus. The same function as long as that is so: else each row is rendered again. */
function useRangeWith(index: number): (range: Range) => number[] {
  return useCallback(
    (range) => {
      const indexes = defaultRangeExtractor(range);
      return indexes.includes(index) || index >= range.count ? indexes : [...indexes, index].sort((a, b) => a - b);
    },
    [index],
  );
}

function cellAt(grid: HTMLElement | null, { row, column }: Place): HTMLElement | undefined {
  return grid?.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`) ?? undefined;
}
