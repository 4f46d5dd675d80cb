import { useRef, useState } from 'react';
import { sentence } from '../ui/words.js';
import { formOf, knownOf } from './forms.js';
import type { Known, Place } from './forms.js';
import { SchemaForm } from './schema-form.js';

export interface OffersProps {
  /** Names of mutations. Those that no form can take are left out. */
  readonly commands: readonly string[];
  readonly record: {
    readonly __typename: string;
    readonly id: string;
    readonly version?: number;
    readonly planVersion?: number;
  };
  readonly place?: Place;
  /** What is known besides, by the names of the commands' fields. */
  readonly known?: Known;
  /** Present values of the record, by the names of the commands' fields. */
  readonly values?: Known;
  /** Commands that show what they would do before they do it. */
  readonly previewed?: readonly string[];
}

/** What can be done with a record: one is chosen, and its form opens. */
export default function RecordOffers({ commands, record, place, known, values, previewed }: OffersProps) {
  const [chosen, setChosen] = useState<string>();
  const buttons = useRef<HTMLDivElement>(null);
  const knownFor = (command: string): Known => ({ ...knownOf(command, record, place), ...known });
  const offered = commands.filter((command) => formOf(command, knownFor(command)));
  if (offered.length === 0) return null;
  return (
    <div className="actions">
      <div className="row" role="group" aria-label="Actions" ref={buttons}>
        {offered.map((command) => (
          <button
            key={command}
            type="button"
            aria-expanded={command === chosen}
            onClick={() => setChosen(command === chosen ? undefined : command)}
          >
            {sentence(command)}
          </button>
        ))}
      </div>
      {chosen && offered.includes(chosen) && (
        <SchemaForm
          key={`${chosen} ${record.id}`}
          command={chosen}
          known={knownFor(chosen)}
          {...(values ? { values } : {})}
          version={record.version}
          previewed={previewed?.includes(chosen) ?? false}
          onDone={() => {
            // Who uses the keyboard goes on where they began.
            buttons.current?.querySelector<HTMLElement>('[aria-expanded=true]')?.focus();
            setChosen(undefined);
          }}
        />
      )}
    </div>
  );
}
