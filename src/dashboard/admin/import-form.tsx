import { useState } from 'react';
import { CommandForm } from '../command/command-form.js';
import { linesOf, pairOf } from '../command/field-text.js';
import { More } from '../ui/more.js';
import { count, words } from '../ui/words.js';
import { Findings } from './findings.js';
import type { DayOrder, ImportKind, ImportRecordsInput } from './graphql.js';
import { useImport } from './use-import.js';

const KINDS = ['PEOPLE', 'UNITS', 'IMPROVEMENTS', 'DEPLOYMENTS'] as const satisfies ImportKind[];

const DAYS: readonly (readonly [DayOrder, string])[] = [
  ['DAY_FIRST', 'day, month, year'],
  ['MONTH_FIRST', 'month, day, year'],
];

/** Most that the server takes in one request, in bytes: a little less than a MiB, as the rest of the request counts. */
const MOST_BYTES = 1_000_000;

/** Imports the records of a file, which is checked first: the findings stand by line, and nothing comes in until it is said so. */
export function ImportForm() {
  const command = useImport();
  const [tooLarge, setTooLarge] = useState<string>();
  const { checked } = command;
  return (
    <CommandForm
      name={checked ? `Import ${count(checked.count, 'record')}` : 'Check the file'}
      command={command}
      onChange={command.forget}
      onSubmit={async (fields, filled) => {
        const file = filled.get('file');
        if (!(file instanceof File)) return;
        const large = file.size > MOST_BYTES;
        setTooLarge(large ? file.name : undefined);
        if (!large) await command.send(inputOf(fields, await file.text()));
      }}
    >
      <label>
        Kind
        <select name="kind" required>
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {words(kind)}
            </option>
          ))}
        </select>
      </label>
      <label>
        File
        <input name="file" type="file" accept=".csv,.txt,text/csv,text/plain" required />
        <small>CSV in UTF-8 with the names of the columns in the first line, at most 5,000 records and 1 MB.</small>
      </label>
      <More name="A file of another tool">
        <label>
          Columns
          <textarea name="columns" rows={3} placeholder="Summary: title" />
          <small>Name of the column in the file, and of the column of the import; one on each line.</small>
        </label>
        <label>
          Values for empty or missing columns
          <textarea name="defaults" rows={3} placeholder="kind: process" />
        </label>
        <label>
          Dates such as 2/1/2026 are
          <select name="dates">
            <option value="">–</option>
            {DAYS.map(([order, text]) => (
              <option key={order} value={order}>
                {text}
              </option>
            ))}
          </select>
        </label>
      </More>
      {tooLarge && (
        <p role="alert" className="late">
          {tooLarge} is too large for the page. This command takes up to a million records:{' '}
          <code>npx uplift import KIND FILE --organization SLUG --as SUBJECT</code>
        </p>
      )}
      {command.busy && (
        <label>
          {checked ? 'Importing…' : 'Checking…'}
          <progress />
        </label>
      )}
      <Outcome command={command} />
    </CommandForm>
  );
}

function Outcome({ command: { checked, imported, rejected } }: { readonly command: ReturnType<typeof useImport> }) {
  if (rejected) {
    return (
      <Findings
        title={`Nothing was imported: ${count(rejected.mistakes.length + rejected.more, 'mistake')}.`}
        findings={rejected.mistakes}
        more={rejected.more}
      />
    );
  }
  const said = imported ?? checked;
  if (!said) return null;
  const title = imported
    ? `${count(imported.count, 'record')} imported.`
    : `The file is in order: ${count(said.count, 'record')}. Nothing is imported yet.`;
  return <Findings title={title} findings={said.remarks} more={0} />;
}

function inputOf(fields: Readonly<Record<string, string>>, csv: string): Omit<ImportRecordsInput, 'dryRun'> {
  const dates = DAYS.find(([order]) => order === fields['dates'])?.[0];
  const columns = linesOf(fields['columns'] ?? '').map(pairOf);
  const defaults = linesOf(fields['defaults'] ?? '').map(pairOf);
  return {
    kind: KINDS.find((kind) => kind === fields['kind']) ?? 'PEOPLE',
    csv,
    ...(columns.length > 0 ? { columns: columns.map(({ name, value }) => ({ from: name, to: value })) } : {}),
    ...(defaults.length > 0 ? { defaults: defaults.map(({ name, value }) => ({ column: name, value })) } : {}),
    ...(dates ? { dates } : {}),
  };
}
