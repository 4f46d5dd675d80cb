import type { ReactNode } from 'react';
import { Refusal } from './refusal.js';
import type { CommandState } from './use-command.js';

interface CommandFormProps {
  /** What its button says. */
  readonly name: string;
  readonly command: Pick<CommandState<unknown>, 'refusal' | 'busy'>;
  /** The fields. */
  readonly children?: ReactNode;
  /** Something in it was changed. */
  onChange?(): void;
  /** Sends what was filled in: each field by its name; an empty one is absent. `filled` has fields with several values, too. */
  onSubmit(fields: Readonly<Record<string, string>>, filled: FormData): Promise<void>;
}

/** The form of a command: its fields, why it was refused, and a button. */
export function CommandForm({ name, command, children, onChange, onSubmit }: CommandFormProps) {
  return (
    <form
      className="command"
      onChange={onChange}
      onSubmit={(event) => {
        event.preventDefault();
        if (command.busy) return;
        const data = new FormData(event.currentTarget);
        const filled = [...data].filter(([, value]) => typeof value === 'string' && value !== '');
        void onSubmit(Object.fromEntries(filled) as Record<string, string>, data);
      }}
    >
      {children}
      {command.refusal && <Refusal refusal={command.refusal} />}
      {/* Hazard: a button that is disabled loses the focus, and who uses the keyboard their place. */}
      <button type="submit" className="primary" aria-disabled={command.busy}>
        {name}
      </button>
    </form>
  );
}
