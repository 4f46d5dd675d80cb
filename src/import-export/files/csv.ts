import { CsvError, parse } from 'csv-parse';
import { LINE_ENDS, LineCounter, lineEnds } from './lines.js';
import { unguarded } from '../../spreadsheets/formula-guard.js';
import { UnreadableFileError } from './unreadable.js';

/** A record of a file in CSV. */
export interface CsvRecord {
  /** Line on which it begins: 1 is the first. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** Longest record, in bytes: a quotation mark that is never closed must not take the rest of a file into memory. */
const MAX_RECORD = 1_048_576;

/** What separates fields, as spreadsheets of different countries write it. */
const DELIMITERS = [',', ';', '\t', '|'];

/** A first line that names the separator for Excel. */
const SEPARATOR_LINE = /^"?sep=([^\r\n"])"?(?:\r\r\n|\r\n|\n|\r|$)/i;

/** How far the first record is looked for, in characters. */
const MAX_SNIFFED = 65_536;

const BROKEN: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'A quotation mark is opened in this record and never closed.',
  CSV_MAX_RECORD_SIZE: `This record has more than ${MAX_RECORD} bytes: perhaps a quotation mark is never closed.`,
  INVALID_OPENING_QUOTE:
    'A quotation mark stands within a field: put the whole field in quotation marks, and double those within it.',
  CSV_INVALID_CLOSING_QUOTE:
    'There is more after the closing quotation mark of a field: double quotation marks that belong to it.',
};

/**
 * Reads CSV as RFC 4180 has it, piece by piece, with any kind of line end, with or without a byte order mark. Fields are
 * separated as a line `sep=;` says, or as in the first record. Records in which nothing stands are passed over.
 * @throws UnreadableFileError at the place from which it cannot be read.
 */
export async function* readCsv(pieces: AsyncIterable<string> | Iterable<string>): AsyncGenerator<CsvRecord> {
  const reader = wholeCharacters(pieces);
  let start = '';
  for (let next = await reader.next(); !next.done; next = await reader.next()) {
    start += next.value;
    if (start.length >= MAX_SNIFFED || firstRecord(start).isWhole) break;
  }
  start = start.replace(/^\ufeff/, '');
  const [separatorLine = '', separator] = SEPARATOR_LINE.exec(start) ?? [];
  const begin = start.slice(separatorLine.length);
  let line = 1 + lineEnds(separatorLine);
  const records: CsvRecord[] = [];
  const parser = parse({
    delimiter: separator ?? delimiterOf(firstRecord(begin).text),
    record_delimiter: LINE_ENDS,
    relax_column_count: true,
    max_record_size: MAX_RECORD,
    on_record: (cells: string[]) => {
      if (cells.some((cell) => cell.trim() !== '')) records.push({ line, cells: cells.map(unguarded) });
      line += 1 + cells.reduce((sum, cell) => sum + lineEnds(cell), 0);
      return null;
    },
  });
  // Each write reports its own error; without a listener the process would end.
  parser.on('error', () => undefined);
  const parsed = async (piece?: string): Promise<void> => {
    await new Promise<void>((resolve, reject) => {
      const done = (error?: Error | null): void => (error ? reject(error) : resolve());
      if (piece === undefined) parser.end(done);
      else parser.write(piece, done);
    });
  };
  const taken = (): CsvRecord[] => records.splice(0);
  try {
    await parsed(begin);
    yield* taken();
    for await (const piece of reader) {
      await parsed(piece);
      yield* taken();
    }
    await parsed();
    yield* taken();
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    yield* taken();
    throw new UnreadableFileError(line, BROKEN[error.code] ?? `${error.message}.`);
  } finally {
    parser.destroy();
    await reader.return(undefined);
  }
}

/** Pieces that begin and end between characters. Hazard: the parser would replace half a character and say nothing. */
async function* wholeCharacters(pieces: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string> {
  let held = '';
  const lines = new LineCounter();
  for await (const piece of pieces) {
    const text = held + piece;
    held = /[\ud800-\udbff]$/.exec(text)?.[0] ?? '';
    const whole = held ? text.slice(0, -1) : text;
    const half = whole.search(/\p{Surrogate}/u);
    if (half >= 0) throw halfCharacter(lines.add(whole.slice(0, half)).line);
    lines.add(whole);
    if (whole) yield whole;
  }
  if (held) throw halfCharacter(lines.line);
}

function halfCharacter(line: number): UnreadableFileError {
  return new UnreadableFileError(line, 'There is half a character in this line: one that UTF-8 cannot hold.');
}

/** The first record that has something in it, as text, and whether its end is there. */
function firstRecord(text: string): { readonly text: string; readonly isWhole: boolean } {
  const [record = '', end] = /^[\s\ufeff]*((?:"[^"]*"?|[^"\r\n])*)(\n|\r+[^\r]|)/.exec(text)?.slice(1) ?? [];
  return { text: record, isWhole: end !== '' };
}

/** The delimiter that stands most often outside of quotation marks. */
function delimiterOf(record: string): string {
  const bare = record.replaceAll(/"[^"]*"?/g, '');
  const counts = DELIMITERS.map((delimiter) => bare.split(delimiter).length - 1);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}
