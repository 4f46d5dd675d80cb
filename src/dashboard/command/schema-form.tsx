import { useState } from 'react';
import { sentence } from '../ui/words.js';
import { AskedField } from './asked-field.js';
import { CommandForm } from './command-form.js';
import { changeOf, textOf } from './field-text.js';
import { formOf } from './forms.js';
import type { Known } from './forms.js';
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
        <AskedField key={field.name} field={field} initial={textOf(field, before)} />
      ))}
      {preview.planned && <PlannedEvents events={preview.planned} />}
    </CommandForm>
  );
}
