import { useState } from 'react';
import { CommandForm } from '../command/command-form.js';
import { linesOf, pairOf } from '../command/field-text.js';
import { More } from '../ui/more.js';
import { count, words } from '../ui/words.js';
import { Findings } from './findings.js';
import type { ImportAsk, ImportProgress } from './import-stream.js';
import { useImport } from './use-import.js';

const KINDS = ['PEOPLE', 'UNITS', 'IMPROVEMENTS', 'DEPLOYMENTS'] as const;

const DAYS = [
  ['DAY_FIRST', 'day, month, year'],
  ['MONTH_FIRST', 'month, day, year'],
] as const;

/** Most that the server takes in one request, in bytes. */
const MOST_BYTES = 1_048_576;

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
        if (!large) await command.send(askOf(fields), file);
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
        <small>CSV in UTF-8 with the names of the columns in the first line, at most 5,000 records and 1 MiB.</small>
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
      {command.busy && <UnderWay progress={command.progress} isCheck={!checked} onCancel={command.cancel} />}
      <Outcome command={command} />
    </CommandForm>
  );
}

/** How far it is, in a bar and in words, and a way to end it. */
function UnderWay({
  progress,
  isCheck,
  onCancel,
}: {
  readonly progress: ImportProgress | undefined;
  readonly isCheck: boolean;
  onCancel(): void;
}) {
  const done = isCheck ? progress?.checked : progress?.written;
  return (
    <div className="under-way">
      <label>
        {wordsOf(progress, isCheck)}
        {/* Without a value, it moves by itself. */}
        <progress max={progress?.total || 1} {...(done ? { value: done } : {})} />
      </label>
      <button type="button" onClick={onCancel}>
        Cancel
      </button>
    </div>
  );
}

function wordsOf(progress: ImportProgress | undefined, isCheck: boolean): string {
  if (!progress) return 'Sending the file…';
  const { read, checked, written, total } = progress;
  const of = `of ${count(total, 'record')}`;
  if (checked === 0) return read === 0 ? `Reading ${count(total, 'record')}…` : `Checking ${read} ${of}…`;
  return isCheck ? `${checked} ${of} checked` : `${written} ${of} written; they come in once all are`;
}

function Outcome({
  command: { checked, imported, rejected, canceled },
}: {
  readonly command: ReturnType<typeof useImport>;
}) {
  if (canceled) return <p role="status">Canceled: nothing was imported, unless it had just ended.</p>;
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

function askOf(fields: Readonly<Record<string, string>>): Omit<ImportAsk, 'dryRun'> {
  const pairs = (text = ''): string[] =>
    linesOf(text).map((line) => {
      const { name, value } = pairOf(line);
      return `${name}=${value}`;
    });
  return {
    kind: fields['kind'] ?? '',
    map: pairs(fields['columns']),
    default: pairs(fields['defaults']),
    dates: fields['dates'],
  };
}
