import { useState } from 'react';
import { useQuery } from 'urql';
import { ImprovementsDocument, IssuersDocument, PeopleDocument, UnitsDocument } from '../graphql.js';
import { Checks } from '../ui/checks.js';
import { sentence, words } from '../ui/words.js';
import { linesOf, NO_RECORD } from './field-text.js';
import type { Field } from './forms.js';

interface AskedProps {
  readonly field: Field;
  /** What it says at first. */
  readonly initial: string;
}

/** A field of a form: what it is called, what is filled in, and what it means. */
export function AskedField({ field, initial }: AskedProps) {
  if (field.record === 'Issuer') return <IssuerChoice field={field} initial={initial} />;
  // Boxes have a legend, and labels of their own.
  const Box = field.kind === 'choices' ? 'div' : 'label';
  return (
    <Box>
      {field.kind !== 'choices' && (field.record === undefined ? sentence(field.name) : labelOf(field.name))}
      <Input field={field} initial={initial} />
      <Meaning text={field.description} />
    </Box>
  );
}

/** By which identity provider somebody signs in; not asked for where there is that of the server alone. */
function IssuerChoice({ field: { name, description }, initial }: AskedProps) {
  const [{ data }] = useQuery({ query: IssuersDocument });
  const issuers = data?.viewer.organization.issuers ?? [];
  if (issuers.length === 0) return null;
  return (
    <label>
      Identity provider
      <select name={name} defaultValue={initial}>
        {initial === '' && <option value="">as usual</option>}
        {issuers.map((issuer) => (
          <option key={issuer.id} value={issuer.id}>
            {issuer.name}
          </option>
        ))}
        <option value={NO_RECORD}>that of the server</option>
      </select>
      <Meaning text={description} />
    </label>
  );
}

/** What a field means. Names of others stand between backticks, as in the schema. */
function Meaning({ text }: { readonly text: string }) {
  const parts = text.split('`');
  return (
    <small>{parts.map((part, index) => (index % 2 === 1 ? <code key={`${index} ${part}`}>{part}</code> : part))}</small>
  );
}

function Input({
  field: { name, kind, required = false, options = [], record, min, max, step, maxLength },
  initial,
}: AskedProps) {
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
    case 'choices':
      return (
        <Checks
          name={name}
          legend={labelOf(name)}
          options={options.map((value) => [value, words(value)] as const)}
          checked={linesOf(initial)}
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
