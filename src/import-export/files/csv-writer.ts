import { stringify } from 'csv-stringify/sync';
import { guarded } from '../../spreadsheets/formula-guard.js';

/** What a file begins with for Excel to read it as UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';

/** A value as it is written to a file: days and times as ISO 8601, in UTC. */
export type Cell = string | number | boolean | Date | null | undefined;

/** Records as CSV, a line each, quoted where that is needed. */
export function writeCsv(records: readonly (readonly Cell[])[]): string {
  return stringify(
    records.map((cells) => cells.map(written)),
    { record_delimiter: '\r\n', quoted_match: /[\r\n;\t|]/ },
  );
}

function written(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return guarded(cell);
  return cell instanceof Date ? cell.toISOString() : String(cell);
}
