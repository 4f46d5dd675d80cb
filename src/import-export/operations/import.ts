import { z } from 'zod';
import { demandRole } from '../../auth/allowed.js';
import type { Allowed } from '../../auth/allowed.js';
import { command } from '../../commands/command.js';
import type { Executable } from '../../commands/execute.js';
import { boolean, enumOf, list, object, optional } from '../../commands/fields.js';
import { storable } from '../../commands/validators.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import { readCsv } from '../files/csv.js';
import { demandText } from '../files/encoding.js';
import { Diagnostics } from '../files/diagnostics.js';
import { readTable } from '../files/table.js';
import { UnreadableFileError } from '../files/unreadable.js';
import { kindOf } from '../importers/index.js';
import type { KindName } from '../importers/index.js';
import { DuplicateGuard } from '../importers/kind.js';

/** Records that are read and checked at once, and those written by one set of statements. */
const STEP = 5_000;
const BATCH = 1_000;

/** How far an import has come, in records. */
export interface ImportProgress {
  readonly read: number;
  readonly checked: number;
  readonly written: number;
}

/** Bounds of an import, who is called with its progress, and what ends it. */
export interface ImportBounds {
  /** Most records of a file. */
  readonly maxRows: number;
  /** Longest that it may take, in milliseconds. */
  readonly timeout: number;
  /** Records that are written by one set of statements; absent for a thousand. */
  readonly batch?: number;
  /** Called with each step; from the beginning where the import has to start over. */
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Once it aborts, nothing is imported, unless all was there already. */
  readonly signal?: AbortSignal;
}

/** What the mutation takes: as much as fits into a request, so fast that its client can wait for it. */
export const MUTATION_BOUNDS: ImportBounds = { maxRows: 5_000, timeout: 60_000 };

/** A file, piece by piece: opened again if the import has to start over. */
export type OpenFile = () => AsyncIterable<string> | Iterable<string>;

const KINDS = {
  UNITS: 'UNITS',
  PEOPLE: 'PEOPLE',
  IMPROVEMENTS: 'IMPROVEMENTS',
  DEPLOYMENTS: 'DEPLOYMENTS',
} as const satisfies { [Name in KindName]: Name };

const DAY_ORDERS = { DAY_FIRST: 'DAY_FIRST', MONTH_FIRST: 'MONTH_FIRST' } as const;

const column = object('ImportColumnInput', 'Maps a column of the file to a column of the import.', {
  from: storable.min(1).meta({ description: 'Name of the column in the file, such as "Summary".' }),
  to: storable.min(1).meta({ description: 'Name of the column of the import, such as "title".' }),
});

const defaultValue = object('ImportDefaultInput', 'Default value of a column.', {
  column: storable.min(1).meta({ description: 'Name of the column of the import, such as "scale".' }),
  value: storable.meta({ description: 'The value.' }),
});

const fields = {
  columns: optional(
    list(column, 100, 'Columns of the file whose names differ. If given, columns that are not listed are ignored.'),
  ),
  defaults: optional(list(defaultValue, 100, 'Default values for columns that are empty or missing.')),
  dates: optional(
    enumOf(
      DAY_ORDERS,
      'DayOrder',
      'Order of day and month in numeric dates. Forms such as 2026-01-31 and 31/Jan/26 are always understood.',
    ),
  ),
  dryRun: optional(boolean('If true, the file is only checked, and nothing is imported.')),
};
const kind = enumOf(KINDS, 'ImportKind', 'Kind of records in the file.');
const form = z.object({ kind, ...fields });

/** Those who may make one of some kind of record; each kind takes the role of the command that makes one. */
const importers: Allowed = {
  minimumRole: 'DEPLOYMENT_LEAD',
  sentence: 'Administrators for units and people, deployment leads for the rest.',
};

export const importRecords = command({
  name: 'importRecords',
  description:
    `Imports the records of a file, at most ${MUTATION_BOUNDS.maxRows} and 1 MiB in one request: either all of them, each like by its ` +
    'own mutation and with its own event, or none, and FileRejectedError lists the mistakes by line. A record that ' +
    'already exists is such a mistake.',
  allowed: importers,
  record: 'Organization',
  event: null,
  refusals: ['RuleViolationError', 'FileRejectedError'],
  timeout: MUTATION_BOUNDS.timeout,
  input: {
    kind,
    csv: z.string().meta({ description: 'The file: CSV with column names in the first line.' }),
    ...fields,
  },
  perform: (work, { csv, ...asked }) => importAll(work, MUTATION_BOUNDS, asked, () => wholeText(csv)),
});

/** The same for a file of any size, which is read piece by piece. */
export function importFile(bounds: ImportBounds, open: OpenFile): Executable<typeof form> {
  const { name, allowed } = importRecords;
  const { timeout } = bounds;
  return { name, allowed, timeout, input: form, perform: (work, asked) => importAll(work, bounds, asked, open) };
}

/** How many records a file has, as far as it can be read: what the progress of its import is measured by. */
export async function countRecords(open: OpenFile): Promise<number> {
  let lines = 0;
  try {
    for await (const _record of readCsv(open())) lines += 1;
  } catch (error) {
    // Where it cannot be read, the import says it, with the line.
    if (!(error instanceof UnreadableFileError)) throw error;
  }
  // The first line names the columns.
  return Math.max(0, lines - 1);
}

function* wholeText(csv: string): Generator<string> {
  demandText(csv);
  yield csv;
}

async function importAll(
  work: UnitOfWork,
  { maxRows, batch = BATCH, onProgress, signal }: ImportBounds,
  { kind: name, columns, defaults, dates, dryRun }: z.output<typeof form>,
  open: OpenFile,
) {
  const kind = kindOf(name);
  demandRole(work.actor, kind.command);
  const [mistakes, notes] = [new Diagnostics(), new Diagnostics()];
  const reading = { work, mistakes, notes, duplicates: new DuplicateGuard(), dates };
  const mapping = { columns: columns ?? [], defaults: defaults ?? [] };
  const table = { form: kind.form, mapping, maxRows, step: STEP, mistakes, notes };
  const progress = { read: 0, checked: 0, written: 0 };
  const tell = (step: Partial<ImportProgress>): void => {
    signal?.throwIfAborted();
    onProgress?.({ ...Object.assign(progress, step) });
  };
  let count = 0;
  for await (const part of readTable(open(), table)) {
    tell({ read: progress.read + part.rows.length });
    const entries = await kind.read(reading, part.columns, part.rows);
    for (const remarks of [mistakes, notes]) remarks.endOfRows();
    tell({ checked: progress.read });
    if (mistakes.count === 0 && !dryRun) {
      if (count > 0) await work.stage();
      for (let done = 0; done < entries.length; done += batch) {
        await kind.write(work, entries.slice(done, done + batch));
        tell({ written: count + Math.min(done + batch, entries.length) });
      }
    }
    count += entries.length;
  }
  mistakes.reject();
  return { id: work.actor.organizationId, facts: { count, remarks: notes.first() } };
}
