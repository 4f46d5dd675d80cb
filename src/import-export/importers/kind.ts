import type { z } from 'zod';
import { issueMessage } from '../../commands/execute.js';
import type { Command } from '../../commands/command.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import type { Diagnostics } from '../files/diagnostics.js';
import { readDay } from '../files/days.js';
import type { DayOrder } from '../files/days.js';
import type { TableForm } from '../files/columns.js';
import type { TableRow } from '../files/table.js';

/** What the records of a file are read with. */
export interface Reading {
  readonly work: UnitOfWork;
  readonly mistakes: Diagnostics;
  /** What is not taken over as it stands there, and is no mistake. */
  readonly notes: Diagnostics;
  /** Knows the keys of the records so far. */
  readonly duplicates: DuplicateGuard;
  /** In which order days in digits are written; null where that is not said. */
  readonly dates: DayOrder | null;
}

/** A kind of record that can be imported. */
export interface Kind<Entry = unknown> {
  /** The command that makes one of them: what it takes of the actor and of each record, the import takes. */
  readonly command: Command;
  readonly form: TableForm;
  /** Reads some records of a file, with all that they name; says what is wrong. A fixed number of statements. */
  read(reading: Reading, columns: readonly string[], rows: readonly TableRow[]): Promise<readonly Entry[]>;
  /** Writes some of them, with their events: a fixed number of statements. */
  write(work: UnitOfWork, entries: readonly Entry[]): Promise<unknown>;
}

/** Validates the fields of a record by the schema of its command's input; reports what is invalid, and returns undefined then. */
export function validated<Form extends z.ZodType>(
  form: Form,
  values: Readonly<Record<string, unknown>>,
  row: TableRow,
  mistakes: Diagnostics,
  columnOf: (path: readonly PropertyKey[]) => string = ([field]) => String(field),
): z.output<Form> | undefined {
  const result = form.safeParse(values);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const message =
      issue.code === 'invalid_value' ? `Must be one of ${constantsInWords(issue.values)}.` : issueMessage(issue);
    mistakes.add(place(row, columnOf(issue.path)), message);
  }
  return undefined;
}

/** The place of a cell. */
export function place(row: TableRow, column: string) {
  return { line: row.line, column, value: row.cell(column) };
}

/** The items of a cell with semicolons between them, each once. */
export function items(cell: string): string[] {
  return [...new Set(cell.split(';').map((item) => item.trim()))].filter(Boolean);
}

/** A constant as people write it: `support group` is SUPPORT_GROUP; undefined for an empty cell. */
export function constant(cell: string): string | undefined {
  return cell === '' ? undefined : cell.toUpperCase().replaceAll(/[\s-]+/g, '_');
}

/** Constants as people write them, with commas between. */
export function constantsInWords(constants: readonly unknown[]): string {
  return constants.join(', ').toLowerCase().replaceAll('_', ' ');
}

/** The day in a cell; undefined, with what is wrong said, where there is none. */
export function dayIn(row: TableRow, column: string, { mistakes, dates }: Reading): Date | undefined {
  const day = readDay(row.cell(column), dates);
  if (!day) mistakes.add(place(row, column), dates ? A_DAY : `${A_DAY} ${IN_DIGITS}`);
  return day;
}

const A_DAY = 'Must be a day such as 2026-01-31 or 31/Jan/26.';
const IN_DIGITS = 'For days in digits, such as 31/1/2026, say whether the day or the month comes first ("dates").';

/** Rejects records of a file that have the same key. */
export class DuplicateGuard {
  readonly #lines = new Map<string, number>();

  /** Whether the record is the first with its key; reports the others. `column` has the key. */
  admits(row: TableRow, column: string, key: readonly string[], mistakes: Diagnostics): boolean {
    const text = JSON.stringify([column, ...key]);
    const earlier = this.#lines.get(text);
    if (earlier === undefined) this.#lines.set(text, row.line);
    else mistakes.add(place(row, column), `The same as in line ${earlier}.`);
    return earlier === undefined;
  }
}
