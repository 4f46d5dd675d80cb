import { columnOf, layoutOf } from './columns.js';
import type { Layout, Mapping, TableForm } from './columns.js';
import { readCsv } from './csv.js';
import type { CsvRecord } from './csv.js';
import type { Diagnostics } from './diagnostics.js';
import { UnreadableFileError } from './unreadable.js';

/** A record of a file by the names of its columns. */
export interface TableRow {
  readonly line: number;
  /** What stands in a column, without blanks around it; empty where nothing does, or where there is no such column. */
  cell(column: string): string;
}

/** Some records of a file with a header. */
export interface TablePart {
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}

/** How a table is read. */
export interface TableReading {
  readonly form: TableForm;
  readonly mapping: Mapping;
  /** Most records of a file. */
  readonly maxRows: number;
  /** Records read at once. */
  readonly step: number;
  readonly mistakes: Diagnostics;
  /** Called with what is passed over. */
  readonly notes: Diagnostics;
}

/** Reads a table from CSV, part by part, and says what is wrong with its form. Ends where it cannot be read any more. */
export async function* readTable(
  pieces: AsyncIterable<string> | Iterable<string>,
  reading: TableReading,
): AsyncGenerator<TablePart> {
  const { form, mapping, maxRows, step, mistakes, notes } = reading;
  let layout: Layout | undefined;
  let header: CsvRecord | undefined;
  let columns: string[] = [];
  let rows: TableRow[] = [];
  let count = 0;
  const defaults = new Map(mapping.defaults.map(({ column, value }) => [columnOf(form, column), value.trim()]));
  try {
    for await (const record of readCsv(pieces)) {
      if (!layout || !header) {
        header = record;
        layout = layoutOf(record, form, mapping, mistakes, notes);
        if (mistakes.count > 0) return;
        columns = [...new Set([...layout.keys(), ...defaults.keys()])].filter((column) => column !== undefined);
        continue;
      }
      if (count === maxRows) {
        mistakes.add({ line: record.line }, `At most ${maxRows} records at once: cut the file into parts.`);
        break;
      }
      count += 1;
      if (record.cells.some((cell) => cell.includes('\ufffd')))
        notes.add({ line: record.line }, 'A character was lost when this file was decoded: it is imported as U+FFFD.');
      if (hasAllFields(record, header, layout, reading)) rows.push(rowOf(record, layout, defaults));
      if (rows.length < step) continue;
      yield { columns, rows };
      rows = [];
    }
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    mistakes.add({ line: error.line }, error.message);
  }
  if (rows.length > 0) yield { columns, rows };
  if (mistakes.count > 0) return;
  if (!header) mistakes.add({ line: 1 }, 'The file is empty: its first line names the columns.');
  else if (count === 0) mistakes.add({ line: header.line }, 'There is no record below the header.');
}

/** Spreadsheets leave out empty cells at the end of a line, or write more of them than there are columns. */
function hasAllFields(
  { line, cells }: CsvRecord,
  header: CsvRecord,
  layout: Layout,
  { form, mapping, mistakes }: TableReading,
): boolean {
  const columns = header.cells.length;
  const lacks = form.required.some((column) => layout.get(column)?.some((index) => index >= cells.length));
  const isTooLong = cells.some((cell, index) => index >= columns && cell.trim() !== '');
  if (lacks || isTooLong) {
    mistakes.add({ line }, `There are ${cells.length} fields in place of ${columns}.`);
    return false;
  }
  if (mapping.columns.length > 0) return true;
  cells.forEach((cell, index) => {
    if (cell.trim() !== '' && header.cells[index]?.trim() === '')
      mistakes.add({ line, column: `(${index + 1})`, value: cell }, 'This column has no name.');
  });
  return true;
}

function rowOf(
  { line, cells }: CsvRecord,
  layout: Layout,
  defaults: ReadonlyMap<string | undefined, string>,
): TableRow {
  return {
    line,
    cell(column) {
      const found = (layout.get(column) ?? []).map((index) => cells[index]?.trim() ?? '').filter(Boolean);
      return found.length > 0 ? found.join('; ') : (defaults.get(column) ?? '');
    },
  };
}
