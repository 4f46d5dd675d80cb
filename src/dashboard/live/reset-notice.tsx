import { useState } from 'react';
import { useStreamState } from './live.js';

/** Says after a `Reset` that what is on the screen was read anew. */
export function ResetNotice() {
  const { resets } = useStreamState();
  const [seen, setSeen] = useState(0);
  if (resets === seen) return null;
  return (
    <div className="banner" role="status">
      <p>
        The history since you were last connected is not to be had, so everything was read anew. Nothing on screen is
        old.
      </p>
      <button type="button" className="quiet" onClick={() => setSeen(resets)}>
        Good
      </button>
    </div>
  );
}
