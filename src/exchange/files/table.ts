import { readCsv } from './csv.js';
import type { CsvRecord } from './csv.js';
import type { Remarks } from './remarks.js';

/** The columns that a file may have. */
export interface TableForm {
  /** Columns that must be there. */
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Columns with names of the user's own: what they begin with. */
  readonly prefix?: string;
  /** Columns of an export that are not taken over. */
  readonly told: readonly string[];
}

/** A record of a file by the names of its columns. */
export interface TableRow {
  readonly line: number;
  /** What stands in a column, without blanks around it; empty where nothing does, or where there is no such column. */
  cell(column: string): string;
}

/** A file with a header. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}

/** Reads a table from CSV and says what is wrong with its form; `notes` are told what is passed over. */
export function readTable(text: string, form: TableForm, maxRows: number, mistakes: Remarks, notes: Remarks): Table {
  const { records, broken } = readCsv(text, maxRows + 2);
  const [header, ...rest] = records;
  if (broken) mistakes.add({ line: broken.line }, broken.message);
  if (!header) {
    if (!broken) mistakes.add({ line: 1 }, 'The file is empty: its first line names the columns.');
    return { columns: [], rows: [] };
  }
  const columns = header.cells.map((cell) => cell.trim());
  checkHeader(columns, form, mistakes, notes);
  if (mistakes.count > (broken ? 1 : 0)) return { columns, rows: [] };
  if (rest.length === 0 && !broken) mistakes.add({ line: header.line }, 'There is no record below the header.');
  const tooMuch = rest[maxRows];
  if (tooMuch) mistakes.add({ line: tooMuch.line }, `At most ${maxRows} records at once: cut the file into parts.`);
  const whole = rest.slice(0, maxRows).filter((record) => hasAllFields(record, columns, mistakes));
  return { columns, rows: whole.map((record) => rowOf(record, columns)) };
}

function checkHeader(columns: readonly string[], form: TableForm, mistakes: Remarks, notes: Remarks): void {
  const known = [...form.required, ...form.optional];
  columns.forEach((column, index) => {
    const place = { line: 1, column: column || `(${index + 1})`, value: column };
    if (column === '') mistakes.add(place, 'This column has no name.');
    else if (columns.indexOf(column) < index)
      mistakes.add({ ...place, column: `${column} ` }, 'This column is there twice.');
    else if (form.told.includes(column)) notes.add(place, 'This column is not taken over.');
    else if (!known.includes(column) && !(form.prefix && column.startsWith(form.prefix)))
      mistakes.add(
        place,
        `There is no such column: there are ${known.join(', ')}${form.prefix ? `, ${form.prefix}…` : ''}.`,
      );
  });
  for (const column of form.required) {
    if (!columns.includes(column)) mistakes.add({ line: 1, column }, 'This column is missing.');
  }
}

function hasAllFields({ line, cells }: CsvRecord, columns: readonly string[], mistakes: Remarks): boolean {
  if (cells.length === columns.length) return true;
  mistakes.add({ line }, `There are ${cells.length} fields in place of ${columns.length}.`);
  return false;
}

function rowOf({ line, cells }: CsvRecord, columns: readonly string[]): TableRow {
  return { line, cell: (column) => cells[columns.indexOf(column)]?.trim() ?? '' };
}
