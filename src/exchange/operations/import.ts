import { z } from 'zod';
import { demandRole } from '../../auth/permissions.js';
import type { Catalog } from '../../catalog/catalog.js';
import { command } from '../../commands/command.js';
import { optional } from '../../commands/forms.js';
import { Remarks } from '../files/remarks.js';
import { readTable } from '../files/table.js';
import { kindOf, kinds } from '../kinds/index.js';
import type { KindName } from '../kinds/index.js';

/** Records written by one set of statements. */
const BATCH = 1_000;

/** Bounds of an import, and who is told how far it has come. */
export interface ImportBounds {
  /** Most records of a file. */
  readonly maxRows: number;
  /** Longest that it may take, in milliseconds. */
  readonly timeout: number;
  /** Told how many records are written, of how many. */
  readonly onProgress?: (done: number, all: number) => void;
}

/** What the mutation takes: as much as fits into a request, so fast that its client can wait for it. */
export const MUTATION_BOUNDS: ImportBounds = { maxRows: 5_000, timeout: 60_000 };

const names = Object.keys(kinds) as [KindName, ...KindName[]];

/**
 * Takes over the records of a file, all or none: each as its own command would, with its own event. A record that is there
 * already is a mistake of the file. Makes the command for the model that is in force.
 */
export function importRecords(catalog: Pick<Catalog, 'practice'>, { maxRows, timeout, onProgress }: ImportBounds) {
  return command({
    name: 'importRecords',
    timeout,
    input: z.object({ kind: z.enum(names), csv: z.string(), dryRun: optional(z.boolean()) }),
    async perform(work, { kind: name, csv, dryRun }) {
      const kind = kindOf(name);
      demandRole(work.actor, kind.command.name);
      const [mistakes, notes] = [new Remarks(), new Remarks()];
      const { columns, rows } = readTable(csv, kind.form, maxRows, mistakes, notes);
      const entries = rows.length > 0 ? await kind.read({ work, catalog, mistakes, notes }, columns, rows) : [];
      mistakes.reject();
      for (let done = 0; done < entries.length && !dryRun; done += BATCH) {
        onProgress?.(done, entries.length);
        await kind.write(work, entries.slice(done, done + BATCH));
      }
      return { id: work.actor.organizationId, facts: { count: entries.length, remarks: notes.first() } };
    },
  });
}
