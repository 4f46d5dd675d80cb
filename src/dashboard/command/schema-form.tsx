import { useQuery } from 'urql';
import { ImprovementsDocument, PeopleDocument, UnitsDocument } from '../graphql.js';
import { sentence, words } from '../ui/words.js';
import { CommandForm } from './command-form.js';
import { formOf } from './forms.js';
import type { Field, Known } from './forms.js';
import { useAnyCommand } from './use-command.js';

interface SchemaFormProps {
  readonly command: string;
  readonly known: Known;
  /** The version of the record that was read. */
  readonly version: number | undefined;
  onDone(): void;
}

/** The form of any command, from the description of its fields. */
export function SchemaForm({ command: name, known, version, onDone }: SchemaFormProps) {
  const form = formOf(name, known);
  const command = useAnyCommand(name, form?.versioned ? version : undefined);
  if (!form) return null;
  return (
    <CommandForm
      name={sentence(name)}
      command={command}
      onSubmit={async (_fields, filled) => {
        const values = form.fields.flatMap((field) => {
          const value = valueOf(
            field,
            filled.getAll(field.name).filter((each) => typeof each === 'string'),
          );
          return value === undefined ? [] : [[field.name, value]];
        });
        if (await command.send({ ...known, ...(Object.fromEntries(values) as Known) })) onDone();
      }}
    >
      {form.fields.map((field) => (
        <label key={field.name}>
          {sentence(field.name.replace(/Ids?$/, ''))}
          <Input field={field} />
          <small>{field.description}</small>
        </label>
      ))}
    </CommandForm>
  );
}

/** What was filled into a field, as the command takes it; undefined for nothing. */
function valueOf({ kind }: Field, filled: readonly string[]): unknown {
  const [first = ''] = filled;
  if (kind === 'records') return filled.length > 0 ? filled : undefined;
  if (first === '') return undefined;
  if (kind === 'number') return Number(first);
  if (kind === 'boolean') return first === 'true';
  if (kind === 'lines')
    return first
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
  return first;
}

function Input({
  field: { name, kind, required = false, options = [], record, min, max, step, maxLength },
}: {
  readonly field: Field;
}) {
  switch (kind) {
    case 'line':
      return <input name={name} required={required} maxLength={maxLength} />;
    case 'text':
      return <textarea name={name} rows={2} required={required} maxLength={maxLength} />;
    case 'lines':
      return <textarea name={name} rows={3} required={required} placeholder="One on each line" />;
    case 'number':
      return <input name={name} type="number" required={required} min={min} max={max} step={step ?? 1} />;
    case 'day':
      return <input name={name} type="date" required={required} />;
    case 'boolean':
      return (
        <Choice
          name={name}
          required={required}
          options={[
            ['true', 'yes'],
            ['false', 'no'],
          ]}
        />
      );
    case 'choice':
      return (
        <Choice name={name} required={required} options={options.map((value) => [value, words(value)] as const)} />
      );
    case 'record':
    case 'records':
      return <RecordChoice name={name} required={required} record={record ?? ''} multiple={kind === 'records'} />;
  }
}

interface ChoiceProps {
  readonly name: string;
  readonly required: boolean;
  readonly multiple?: boolean;
  /** Value and words of each. */
  readonly options: readonly (readonly [string, string])[];
}

function Choice({ name, required, multiple = false, options }: ChoiceProps) {
  return (
    <select name={name} required={required} multiple={multiple} defaultValue={multiple ? [] : ''}>
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

function RecordChoice({ record, ...props }: Omit<ChoiceProps, 'options'> & { readonly record: string }) {
  const [{ data }] = useQuery({ query: DOCUMENTS[record as keyof typeof DOCUMENTS], variables: {} });
  return <Choice {...props} options={(data?.options.nodes ?? []).map(({ id, name }) => [id, name] as const)} />;
}
