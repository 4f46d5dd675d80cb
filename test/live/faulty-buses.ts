import type { Bus, BusListener, Hint } from '../../src/live/bus.js';
import type { Random } from './random.js';

/** Longest delay of a hint, in milliseconds. */
const DELAY = 300;

/**
 * Buses of some servers in one process that lose a fifth of the hints and double another, delay all of them, so that
 * they come in any order, and invent some: of positions far away, and of logs that nobody knows. They call themselves
 * healthy all the same.
 */
export function createFaultyBuses(random: Random, count: number): Bus[] {
  const listeners = new Set<BusListener>();
  const timers = new Set<NodeJS.Timeout>();
  const tell = (listener: BusListener, hint: Hint): void => {
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        listener.onHint(hint);
      },
      random.integer(0, DELAY),
    );
    timers.add(timer);
  };
  const publish = (hint: Hint): void => {
    for (const listener of listeners) {
      const fate = random.unit();
      if (fate > 0.2) tell(listener, hint);
      if (fate > 0.8) tell(listener, hint);
      if (hint.topic === 'log' && random.chance(0.1))
        tell(listener, { ...hint, position: random.integer(0, 2 ** 31 - 1) });
      if (hint.topic === 'log' && random.chance(0.1)) tell(listener, { ...hint, position: hint.position + 1 });
      if (hint.topic === 'log' && random.chance(0.05)) tell(listener, { ...hint, organizationId: 'nobody' });
      if (random.chance(0.02)) listener.onGap();
    }
  };
  return Array.from({ length: count }, () => {
    let own: BusListener | undefined;
    return {
      start: async (listener) => {
        own = listener;
        listeners.add(listener);
      },
      publish,
      healthy: true,
      stop: async () => {
        if (own) listeners.delete(own);
        if (listeners.size > 0) return;
        for (const timer of timers) clearTimeout(timer);
      },
    };
  });
}
