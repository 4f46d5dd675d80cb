import { useState } from 'react';
import { BusyButton } from '../ui/busy-button.js';

interface SureProps {
  /** What the button says. */
  readonly name: string;
  /** What it is done to, for those who do not see where the button stands. */
  readonly what: string;
  /** What it means. */
  readonly means: string;
  readonly busy: boolean;
  onSure(): void;
}

/** A button for what cannot be taken back: it says what it means, and asks once more. */
export function Sure({ name, what, means, busy, onSure }: SureProps) {
  const [asked, setAsked] = useState(false);
  if (!asked) {
    return (
      <button type="button" onClick={() => setAsked(true)}>
        {name} <span className="hidden">{what}</span>
      </button>
    );
  }
  return (
    <span className="row" role="group" aria-label={`${name} ${what}`}>
      {means}
      <BusyButton className="primary" busy={busy} onPress={onSure}>
        Yes, {name.toLowerCase()}
      </BusyButton>
      <button type="button" onClick={() => setAsked(false)}>
        No
      </button>
    </span>
  );
}
