import { z } from 'zod';
import { demandRole } from '../../auth/allowed.js';
import type { Allowed } from '../../auth/allowed.js';
import { command } from '../../commands/command.js';
import type { Executable } from '../../commands/execute.js';
import { boolean, enumOf, list, object, optional } from '../../commands/fields.js';
import { storable } from '../../commands/validators.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import { demandText } from '../files/encoding.js';
import { Diagnostics } from '../files/diagnostics.js';
import { readTable } from '../files/table.js';
import { kindOf } from '../importers/index.js';
import type { KindName } from '../importers/index.js';
import { DuplicateGuard } from '../importers/kind.js';

/** Records that are read and checked at once, and those written by one set of statements. */
const STEP = 5_000;
const BATCH = 1_000;

/** Bounds of an import, and who is called with its progress. */
export interface ImportBounds {
  /** Most records of a file. */
  readonly maxRows: number;
  /** Longest that it may take, in milliseconds. */
  readonly timeout: number;
  /** Called with how many records are written. */
  readonly onProgress?: (done: number) => void;
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

function* wholeText(csv: string): Generator<string> {
  demandText(csv);
  yield csv;
}

async function importAll(
  work: UnitOfWork,
  { maxRows, onProgress }: ImportBounds,
  { kind: name, columns, defaults, dates, dryRun }: z.output<typeof form>,
  open: OpenFile,
) {
  const kind = kindOf(name);
  demandRole(work.actor, kind.command);
  const [mistakes, notes] = [new Diagnostics(), new Diagnostics()];
  const reading = { work, mistakes, notes, duplicates: new DuplicateGuard(), dates };
  const mapping = { columns: columns ?? [], defaults: defaults ?? [] };
  const table = { form: kind.form, mapping, maxRows, step: STEP, mistakes, notes };
  let count = 0;
  for await (const part of readTable(open(), table)) {
    const entries = await kind.read(reading, part.columns, part.rows);
    for (const remarks of [mistakes, notes]) remarks.endOfRows();
    if (mistakes.count === 0 && !dryRun) {
      if (count > 0) await work.stage();
      for (let done = 0; done < entries.length; done += BATCH) {
        await kind.write(work, entries.slice(done, done + BATCH));
        onProgress?.(count + Math.min(done + BATCH, entries.length));
      }
    }
    count += entries.length;
  }
  mistakes.reject();
  return { id: work.actor.organizationId, facts: { count, remarks: notes.first() } };
}
