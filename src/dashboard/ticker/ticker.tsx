import { useState } from 'react';
import type { LiveEvent } from '../live/stream.js';
import { Entry } from './entry.js';

/** Events that are shown at most. */
const MOST = 200;

/** Events, the newest first; one that comes while they are shown is set off for a moment. */
export function Ticker({ events }: { readonly events: readonly LiveEvent[] }) {
  const [since] = useState(() => events[0]?.position ?? 0);
  if (events.length === 0) return <p className="empty">Nothing has happened yet.</p>;
  return (
    <ol className="ticker">
      {events.slice(0, MOST).map((event) => (
        <Entry key={event.position} event={event} fresh={event.position > since} />
      ))}
    </ol>
  );
}
