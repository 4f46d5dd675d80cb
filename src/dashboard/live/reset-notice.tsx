import { useState } from 'react';
import { useStreamState } from './live.js';

/** Says after a `Reset` that the page was refreshed. */
export function ResetNotice() {
  const { resets } = useStreamState();
  const [seen, setSeen] = useState(0);
  if (resets === seen) return null;
  return (
    <div className="banner" role="status">
      <p>You were away too long to catch up, so the page was refreshed.</p>
      <button type="button" className="quiet" onClick={() => setSeen(resets)}>
        OK
      </button>
    </div>
  );
}
