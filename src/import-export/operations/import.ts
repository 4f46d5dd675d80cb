import { z } from 'zod';
import { demandRoleOf } from '../../commands/execute.js';
import type { Catalog } from '../../process-model/catalog.js';
import { plainCommand } from '../../commands/plain-command.js';
import { optional, storable } from '../../commands/validators.js';
import type { UnitOfWork } from '../../commands/unit-of-work.js';
import { demandText } from '../files/encoding.js';
import { Diagnostics } from '../files/diagnostics.js';
import { readTable } from '../files/table.js';
import { kindOf, kinds } from '../importers/index.js';
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

/** A file, piece by piece: opened again where the import has to begin anew. */
export type OpenFile = () => AsyncIterable<string> | Iterable<string>;

const names = Object.keys(kinds) as [KindName, ...KindName[]];
const list = <Item extends z.ZodType>(item: Item) => z.array(item).max(100, 'At most 100.').nullish();
const form = z.object({
  kind: z.enum(names),
  columns: list(z.object({ from: storable.min(1), to: storable.min(1) })),
  defaults: list(z.object({ column: storable.min(1), value: storable })),
  dates: optional(z.enum(['DAY_FIRST', 'MONTH_FIRST'])),
  dryRun: optional(z.boolean()),
});

/** What imports are refused for, besides what all commands are. */
export const IMPORT_REFUSALS = ['RuleViolationError', 'FileRejectedError'] as const;

/**
 * Imports the records of a text in CSV, all or none: each as its own command would, with its own event. A record that is
 * there already is a mistake of the file. Makes the command for the model that is in force.
 */
export function importRecords(catalog: Pick<Catalog, 'practice'>, bounds: ImportBounds) {
  return plainCommand({
    name: 'importRecords',
    refusals: IMPORT_REFUSALS,
    timeout: bounds.timeout,
    input: form.extend({ csv: z.string() }),
    perform: (work, { csv, ...asked }) => importAll(work, catalog, bounds, asked, () => wholeText(csv)),
  });
}

/** The same for a file of any size, which is read piece by piece. */
export function importFile(catalog: Pick<Catalog, 'practice'>, bounds: ImportBounds, open: OpenFile) {
  return plainCommand({
    name: 'importRecords',
    refusals: IMPORT_REFUSALS,
    timeout: bounds.timeout,
    input: form,
    perform: (work, asked) => importAll(work, catalog, bounds, asked, open),
  });
}

function* wholeText(csv: string): Generator<string> {
  demandText(csv);
  yield csv;
}

async function importAll(
  work: UnitOfWork,
  catalog: Pick<Catalog, 'practice'>,
  { maxRows, onProgress }: ImportBounds,
  { kind: name, columns, defaults, dates, dryRun }: z.output<typeof form>,
  open: OpenFile,
) {
  const kind = kindOf(name);
  demandRoleOf(work.actor, kind.command);
  const [mistakes, notes] = [new Diagnostics(), new Diagnostics()];
  const reading = { work, catalog, mistakes, notes, duplicates: new DuplicateGuard(), dates };
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
