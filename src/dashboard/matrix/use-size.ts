import { useEffect, useState } from 'react';
import type { RefObject } from 'react';

/** Sizes of a matrix, in pixels. */
export interface MatrixSize {
  /** The headers of rows and columns. */
  readonly head: { readonly width: number; readonly height: number };
  readonly width: number;
  readonly height: number;
}

const CELL = { least: 34, most: 96, height: 40 } as const;

/** Columns that come into sight together: a scroll seldom needs more in one frame, and one frame is enough for them. */
export const BLOCK = 4;

/** Below this width of a cell the names of projects are written upright. */
export const DENSE = 64;

/** The block that a column is in. */
export function blockOf(column: number): number {
  return Math.floor(column / BLOCK);
}

/** Sizes that use the width there is: few columns are wide, many are narrow and scroll. */
export function useSize(element: RefObject<HTMLElement | null>, columns: number): MatrixSize {
  const [available, setAvailable] = useState(1_000);
  useEffect(() => {
    if (!element.current) return undefined;
    const observer = new ResizeObserver(([entry]) => entry && setAvailable(entry.contentRect.width));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  const headWidth = available < 600 ? 150 : 300;
  const fitting = Math.floor((available - headWidth) / Math.max(columns, 1));
  const width = Math.max(CELL.least, Math.min(fitting, CELL.most));
  return { head: { width: headWidth, height: width < DENSE ? 128 : 56 }, width, height: CELL.height };
}
