import { useState } from 'react';
import { useQuery } from 'urql';
import { ImprovementsDocument, PeopleDocument, UnitsDocument } from '../graphql.js';
import { sentence, words } from '../ui/words.js';
import { CommandForm } from './command-form.js';
import { changeOf, textOf } from './field-text.js';
import { formOf } from './forms.js';
import type { Field, Known } from './forms.js';
import { PlannedEvents } from './planned-events.js';
import { useAnyCommand, usePreview } from './use-command.js';

interface SchemaFormProps {
  readonly command: string;
  readonly known: Known;
  /** Present values of the record by the names of fields: they are shown, and what is not changed stays as it is. */
  readonly values?: Known;
  /** The version of the record that was read. */
  readonly version: number | undefined;
  /** Whether it is to be seen what it would do before it is done. */
  readonly previewed?: boolean;
  onDone(): void;
}

/** The form of any command, from the description of its fields. */
export function SchemaForm({ command: name, known, values = {}, version, previewed = false, onDone }: SchemaFormProps) {
  const form = formOf(name, known);
  const command = useAnyCommand(name, form?.versioned ? version : undefined);
  const preview = usePreview(name, form?.versioned ? version : undefined);
  // What was there when the form was opened, whatever has changed meanwhile: that is told by the server.
  const [before] = useState(values);
  if (!form) return null;
  const isAsking = previewed && !preview.planned;
  return (
    <CommandForm
      name={isAsking ? 'Show what would change' : sentence(name)}
      command={isAsking ? preview : command}
      onChange={preview.forget}
      onSubmit={async (_fields, filled) => {
        const changes = form.fields.flatMap((field) => {
          const texts = filled.getAll(field.name).filter((each) => typeof each === 'string');
          const value = changeOf(field, textOf(field, before), texts);
          return value === undefined ? [] : [[field.name, value]];
        });
        const input = { ...known, ...(Object.fromEntries(changes) as Known) };
        if (isAsking) await preview.ask(input);
        else if (await command.send(input)) onDone();
      }}
    >
      {form.fields.map((field) => (
        <label key={field.name}>
          {labelOf(field.name)}
          <Input field={field} initial={textOf(field, before)} />
          <small>{field.description}</small>
        </label>
      ))}
      {preview.planned && <PlannedEvents events={preview.planned} />}
    </CommandForm>
  );
}

function Input({
  field: { name, kind, required = false, options = [], record, min, max, step, maxLength },
  initial,
}: {
  readonly field: Field;
  readonly initial: string;
}) {
  switch (kind) {
    case 'secret':
    case 'line':
      return (
        <input
          name={name}
          type={kind === 'secret' ? 'password' : 'text'}
          autoComplete="off"
          required={required}
          maxLength={maxLength}
          defaultValue={initial}
        />
      );
    case 'text':
      return <textarea name={name} rows={2} required={required} maxLength={maxLength} defaultValue={initial} />;
    case 'lines':
    case 'pairs':
      return (
        <textarea
          name={name}
          rows={3}
          required={required}
          placeholder={kind === 'pairs' ? 'One on each line, such as phase: build' : 'One on each line'}
          defaultValue={initial}
        />
      );
    case 'number':
      return (
        <input
          name={name}
          type="number"
          required={required}
          min={min}
          max={max}
          step={step ?? 1}
          defaultValue={initial}
        />
      );
    case 'day':
      return <input name={name} type="date" required={required} defaultValue={initial} />;
    case 'boolean':
      return (
        <Choice
          name={name}
          required={required}
          initial={initial}
          options={[
            ['true', 'yes'],
            ['false', 'no'],
          ]}
        />
      );
    case 'choice':
      return (
        <Choice
          name={name}
          required={required}
          initial={initial}
          options={options.map((value) => [value, words(value)] as const)}
        />
      );
    case 'record':
    case 'records':
      return (
        <RecordChoice
          name={name}
          required={required}
          record={record ?? ''}
          multiple={kind === 'records'}
          initial={initial}
        />
      );
  }
}

/** What a field is called. */
function labelOf(name: string): string {
  return sentence(name.replace(/Ids?$/, ''));
}

interface ChoiceProps {
  readonly name: string;
  readonly required: boolean;
  readonly multiple?: boolean;
  /** The value that is chosen at first, where one is. */
  readonly initial: string;
  /** Value and words of each. */
  readonly options: readonly (readonly [string, string])[];
}

function Choice({ name, required, multiple = false, initial, options }: ChoiceProps) {
  return (
    <select
      name={name}
      // Beside a search, the label is that of the search.
      aria-label={labelOf(name)}
      required={required}
      multiple={multiple}
      defaultValue={multiple ? [] : initial}
    >
      {!multiple && <option value="">–</option>}
      {options.map(([value, text]) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  );
}

const DOCUMENTS = { Person: PeopleDocument, Unit: UnitsDocument, Improvement: ImprovementsDocument } as const;

/** One of the records of a type; where there are many, those whose names have a text. */
function RecordChoice({ record, ...props }: Omit<ChoiceProps, 'options'> & { readonly record: string }) {
  const [text, setText] = useState('');
  const [{ data }] = useQuery({
    query: DOCUMENTS[record as keyof typeof DOCUMENTS],
    variables: text === '' ? {} : { text },
  });
  const searched = text !== '' || data?.options.pageInfo.hasNextPage;
  return (
    <>
      {searched && (
        <input
          type="search"
          value={text}
          placeholder="Part of the name"
          aria-label={`Search: ${words(record)}`}
          onChange={({ target }) => setText(target.value)}
          // Hazard: Enter would send the form.
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        />
      )}
      <Choice {...props} options={(data?.options.nodes ?? []).map(({ id, name }) => [id, name] as const)} />
    </>
  );
}
