import type { LiveEvent } from '../live/stream.js';

/** What the stream delivered, newest first, and behind it what was read of the time before it. */
export function withOlder(live: readonly LiveEvent[], read: readonly LiveEvent[]): LiveEvent[] {
  const events = new Map([...read, ...live].map((event) => [event.position, event]));
  return [...events.values()].sort((a, b) => b.position - a.position);
}
