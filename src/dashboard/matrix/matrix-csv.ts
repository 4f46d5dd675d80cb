import { guarded } from '../../spreadsheets/formula-guard.js';
import { words } from '../ui/words.js';
import type { ShownColumn } from './arrange.js';
import { cellWords } from './cells.js';
import type { Row, RowSummary } from './cells.js';

/** Excel reads a file as UTF-8 because of it. */
const BYTE_ORDER_MARK = '\ufeff';

/** The matrix as it is shown, as CSV: a line for each improvement, a column for each project, no text a formula. */
export function matrixCsv(
  columns: readonly ShownColumn[],
  rows: readonly Row[],
  summaries: ReadonlyMap<string, RowSummary>,
): string {
  const lines = [
    ['Improvement', 'State', 'Priority', 'Percent', 'Late', ...columns.map(({ column }) => column.name)],
    ...rows.map(({ id, title, priority, cells }) => {
      const summary = summaries.get(id);
      return [
        title,
        summary ? words(summary.state) : '',
        String(priority ?? ''),
        String(summary?.percent ?? ''),
        String(summary?.late ?? ''),
        ...columns.map(({ index }) => (cells[index] ? cellWords(cells[index]) : '')),
      ];
    }),
  ];
  return BYTE_ORDER_MARK + lines.map((cells) => `${cells.map(written).join(',')}\r\n`).join('');
}

/** Quoted where a reader might take a part of it for a separator. */
function written(text: string): string {
  const safe = guarded(text);
  return /[",;|\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
