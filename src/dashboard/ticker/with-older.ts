import type { LiveEvent } from '../live/stream.js';

/** What the stream told, newest first, and behind it what was read of the time before it. */
export function withOlder(told: readonly LiveEvent[], read: readonly LiveEvent[]): LiveEvent[] {
  const events = new Map([...read, ...told].map((event) => [event.position, event]));
  return [...events.values()].sort((a, b) => b.position - a.position);
}
