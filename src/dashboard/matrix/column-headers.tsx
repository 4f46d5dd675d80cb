import type { VirtualItem } from '@tanstack/react-virtual';
import { memo } from 'react';
import { Link } from 'wouter';
import type { ShownColumn } from './arrange.js';
import { BLOCK } from './use-size.js';
import type { MatrixSize } from './use-size.js';

interface ColumnHeadersProps {
  readonly columns: readonly ShownColumn[];
  /** The blocks of columns that are in sight. */
  readonly shown: readonly VirtualItem[];
  readonly head: MatrixSize['head'];
  /** Width of a column. */
  readonly width: number;
}

/** The names of the projects that are in sight, with the group that begins where one begins. */
export const ColumnHeaders = memo(function ColumnHeaders({ columns, shown, head, width }: ColumnHeadersProps) {
  return (
    <div role="rowgroup" className="matrix-head" style={{ height: head.height }}>
      <div role="row" aria-rowindex={1}>
        <div role="columnheader" aria-colindex={1} className="matrix-corner" style={head}>
          Improvement
        </div>
        {shown.flatMap(({ index: block }) =>
          columns.slice(block * BLOCK, (block + 1) * BLOCK).map(({ column, first, group }, offset) => {
            const index = block * BLOCK + offset;
            return (
              <div
                key={column.id}
                role="columnheader"
                aria-colindex={index + 2}
                className={first ? 'column first' : 'column'}
                style={{ left: head.width + index * width, width, height: head.height }}
              >
                {first && <small>{group ?? 'without'}</small>}
                <Link href={`/projects/${column.id}`} tabIndex={-1} title={column.name}>
                  {column.name}
                </Link>
              </div>
            );
          }),
        )}
      </div>
    </div>
  );
});
