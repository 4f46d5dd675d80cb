import type { VirtualItem } from '@tanstack/react-virtual';
import { memo } from 'react';
import { Link } from 'wouter';
import { Fresh } from '../ui/fresh.js';
import { Progress } from '../ui/progress.js';
import { words } from '../ui/words.js';
import type { ShownColumn } from './arrange.js';
import type { Row, RowSummary } from './cells.js';
import { MatrixBlock } from './matrix-block.js';
import { blockOf } from './use-size.js';

interface MatrixRowProps {
  readonly index: number;
  readonly row: Row;
  readonly summary: RowSummary | undefined;
  readonly columns: readonly ShownColumn[];
  /** The blocks of columns that are in sight. */
  readonly shown: readonly VirtualItem[];
  readonly top: number;
  readonly height: number;
  readonly headWidth: number;
  /** Width of a cell. */
  readonly width: number;
  /** Column of the cell that the tab key leads to, where it is in this row. */
  readonly activeColumn: number | undefined;
}

/** One improvement: how it stands, and its cells that are in sight. */
export const MatrixRow = memo(function MatrixRow({ index, row, summary, columns, shown, ...rest }: MatrixRowProps) {
  const { top, height, headWidth, width, activeColumn } = rest;
  return (
    <div role="row" aria-rowindex={index + 2} className="matrix-row" style={{ top, height }}>
      <div role="rowheader" aria-colindex={1} className="row-head" style={{ width: headWidth, height }}>
        <Link href={`/improvements/${row.id}`} title={row.title}>
          {row.title}
        </Link>
        {summary && (
          <span className="row-summary">
            <small>
              {row.priority !== null && <Priority of={row.priority} />} {words(summary.state)}
            </small>
            <Progress percent={summary.percent} label={`Progress of ${row.title}`} />
            {summary.late > 0 && (
              <small className="late">
                <Fresh value={`${summary.late} late`} />
              </small>
            )}
          </span>
        )}
      </div>
      {shown.map((block) => (
        <MatrixBlock
          key={block.index}
          row={row}
          rowIndex={index}
          columns={columns}
          index={block.index}
          left={headWidth + block.start}
          width={width}
          activeColumn={activeColumn !== undefined && blockOf(activeColumn) === block.index ? activeColumn : undefined}
        />
      ))}
    </div>
  );
});

/** A priority as a number in a circle. */
function Priority({ of }: { readonly of: number }) {
  return (
    <span role="img" aria-label={`priority ${of}`} title={`Priority ${of}`}>
      {CIRCLED[of - 1] ?? of}
    </span>
  );
}

const CIRCLED = ['①', '②', '③', '④', '⑤'];
