import { useState } from 'react';
import type { LiveEvent } from '../live/stream.js';
import { Entry } from './entry.js';

/** Events, the newest first; one that comes while they are shown is set off for a moment. */
export function Ticker({ events }: { readonly events: readonly LiveEvent[] }) {
  const [since] = useState(() => events[0]?.position ?? 0);
  if (events.length === 0) return <p className="empty">There are none.</p>;
  return (
    <ol className="ticker">
      {events.map((event) => (
        <Entry key={event.position} event={event} fresh={event.position > since} />
      ))}
    </ol>
  );
}
