import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

/** A record of a file in CSV. */
export interface CsvRecord {
  /** Line on which it begins: 1 is the first. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** The records of a file, up to the place from which it cannot be read. */
export interface CsvContent {
  readonly records: readonly CsvRecord[];
  readonly broken?: { readonly line: number; readonly message: string } | undefined;
}

/** What separates fields, as spreadsheets of different countries write it. */
const DELIMITERS = [',', ';', '\t'];

const BROKEN: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'A quotation mark is opened in this record and never closed.',
  INVALID_OPENING_QUOTE:
    'A quotation mark stands within a field: put the whole field in quotation marks, and double those within it.',
  CSV_INVALID_CLOSING_QUOTE:
    'There is more after the closing quotation mark of a field: double quotation marks that belong to it.',
};

/**
 * Reads CSV as RFC 4180 has it, with any kind of line end, with or without a byte order mark; fields are separated as in
 * the first line. Empty lines are passed over. Reads at most so many records.
 */
export function readCsv(text: string, maxRecords: number): CsvContent {
  const records: CsvRecord[] = [];
  // Hazard: the parser would replace it and say nothing.
  const half = text.search(/\p{Surrogate}/u);
  if (half >= 0) {
    const line = 1 + lineEnds(text.slice(0, half));
    return {
      records,
      broken: { line, message: 'There is half a character in this line: one that UTF-8 cannot hold.' },
    };
  }
  let line = 1;
  try {
    parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      to: maxRecords,
      on_record: (cells: string[]) => {
        if (cells.length > 1 || cells[0] !== '') records.push({ line, cells: cells.map(unguarded) });
        line += 1 + cells.reduce((sum, cell) => sum + lineEnds(cell), 0);
        return null;
      },
    });
    return { records };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { records, broken: { line, message: BROKEN[error.code] ?? `${error.message}.` } };
  }
}

function delimiterOf(text: string): string {
  const [first = ''] = text.split(/\r\n|\n|\r/, 1);
  return DELIMITERS.find((delimiter) => first.includes(delimiter)) ?? ',';
}

function lineEnds(cell: string): number {
  return /[\r\n]/.test(cell) ? (cell.match(/\r\n|\n|\r/g)?.length ?? 0) : 0;
}

/** A value as it is written to a file: days and times as ISO 8601, in UTC. */
export type Cell = string | number | boolean | Date | null | undefined;

/** Records as CSV, a line each, quoted where that is needed. */
export function writeCsv(records: readonly (readonly Cell[])[]): string {
  return stringify(
    records.map((cells) => cells.map(written)),
    { record_delimiter: '\r\n', quoted_match: /[\r\n;\t]/ },
  );
}

function written(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return guarded(cell);
  return cell instanceof Date ? cell.toISOString() : String(cell);
}

/** What begins so is a formula to a spreadsheet, whoever wrote it. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** Hazard: a formula in a cell runs on the machine of whoever opens the file. An apostrophe before it makes it text. */
function guarded(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** A text without the apostrophe that guards it. */
function unguarded(text: string): string {
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
}

/** Reads bytes as UTF-8; says what is wrong with the first line that is not. */
export function decodeCsv(bytes: Uint8Array): { readonly text: string; readonly mistake?: string } {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return { text: '', mistake: 'It is in UTF-16: save it as CSV in UTF-8.' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    const lenient = new TextDecoder('utf-8').decode(bytes);
    const line = 1 + lineEnds(lenient.slice(0, lenient.indexOf('\ufffd')));
    return { text: '', mistake: `line ${line} is not in UTF-8: save the file as CSV in UTF-8.` };
  }
}
