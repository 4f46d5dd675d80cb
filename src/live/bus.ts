import type { LogHead } from '../log/event.js';
import { MAX_SEALED } from './encrypted-events.js';

/** What servers send each other: that a log has grown, with the new events if they are small; or that the catalog was replaced. */
export type Hint = LogHint | { readonly topic: 'catalog' };

/** A log has grown. */
export interface LogHint extends LogHead {
  readonly topic: 'log';
  /** The events by which it grew, sealed, where they are small. */
  readonly sealed?: string;
  /** The trace of the commit (W3C `traceparent`), where its server traces. */
  readonly traceparent?: string;
}

/** Who listens to the bus. */
export interface BusListener {
  /** A server, perhaps this one, published a hint. May be lost, duplicated, late or out of order. */
  onHint(hint: Hint): void;
  /** Hints may have been lost, such as after a reconnect, or may get lost from now on: look for yourself. */
  onGap(): void;
}

/**
 * Carries hints between servers. Whatever the bus loses, doubles, mixes up or makes up, delivery is late and never wrong:
 * what it brings is taken only where it is sealed and comes next, and else readers look into the log.
 */
export interface Bus {
  /** Starts listening; resolves soon when the bus is out of reach, which then is tried again and again. */
  start(listener: BusListener): Promise<void>;
  /** Publishes a hint, best effort: never throws, never waits. */
  publish(hint: Hint): void;
  /** Whether hints are known to arrive. While they are not, logs are looked at more often. */
  readonly healthy: boolean;
  /** Ends it; calling again does nothing. */
  stop(): Promise<void>;
}

/** Puts a hint on the wire: these fields and no others, for what a commit brings has the key of its hints with it. */
export function formatHint(hint: Hint): string {
  if (hint.topic === 'catalog') return JSON.stringify({ topic: hint.topic });
  const { topic, organizationId, position, sealed, traceparent } = hint;
  return JSON.stringify({ topic, organizationId, position, sealed, traceparent });
}

/** Reads a hint off the wire; undefined for anything else. */
export function parseHint(message: string): Hint | undefined {
  try {
    const { topic, organizationId, position, sealed, traceparent } = JSON.parse(message) as Record<string, unknown>;
    if (topic === 'catalog') return { topic };
    if (topic !== 'log' || typeof organizationId !== 'string' || !Number.isSafeInteger(position)) return undefined;
    return {
      topic,
      organizationId,
      position: position as number,
      ...(typeof sealed === 'string' && sealed.length <= MAX_SEALED ? { sealed } : {}),
      ...(typeof traceparent === 'string' ? { traceparent } : {}),
    };
  } catch {
    return undefined;
  }
}
