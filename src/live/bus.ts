import type { LogHead } from './event.js';

/** What servers tell each other: that a log has grown, or that the catalog was replaced. Never the news itself. */
export type Hint = LogHint | { readonly topic: 'catalog' };

/** A log has grown; with the trace of the commit (W3C `traceparent`) where its server traces. */
export interface LogHint extends LogHead {
  readonly topic: 'log';
  readonly traceparent?: string;
}

/** Who listens to the bus. */
export interface BusListener {
  /** Somebody, perhaps this server itself, told a hint. May be lost, doubled, late or out of order. */
  onHint(hint: Hint): void;
  /** Hints may have been lost, such as after a reconnect, or may get lost from now on: look for yourself. */
  onGap(): void;
}

/**
 * Carries hints between servers. A wake-up only: whatever the bus loses, delivery is late and never wrong, because
 * readers look into the log.
 */
export interface Bus {
  /** Starts listening; resolves soon when the bus is out of reach, which then is tried again and again. */
  start(listener: BusListener): Promise<void>;
  /** Tells a hint, best effort: never throws, never waits. */
  publish(hint: Hint): void;
  /** Whether hints are known to arrive. While they are not, logs are looked at more often. */
  readonly healthy: boolean;
  /** Ends it; calling again does nothing. */
  stop(): Promise<void>;
}

/** Reads a hint off the wire; undefined for anything else. */
export function parseHint(message: string): Hint | undefined {
  try {
    const hint = JSON.parse(message) as Partial<Omit<LogHint, 'topic'>> & { topic?: Hint['topic'] };
    if (hint.topic === 'catalog') return { topic: 'catalog' };
    if (hint.topic !== 'log' || typeof hint.organizationId !== 'string' || !Number.isSafeInteger(hint.position))
      return undefined;
    const { organizationId, traceparent } = hint;
    const traced = typeof traceparent === 'string' ? { traceparent } : {};
    return { topic: 'log', organizationId, position: hint.position as number, ...traced };
  } catch {
    return undefined;
  }
}
