import type { AddedEvents, Addition, LogHead, LogKeys } from '../log/event.js';

/** A log has grown; `added` are the events by which it grew, where they are at hand. */
export interface LogHint<Added = AddedEvents> extends LogHead {
  readonly topic: 'log';
  readonly added?: Added | undefined;
  /** The trace of the commit (W3C `traceparent`), where its server traces. */
  readonly traceparent?: string | undefined;
}

/** The catalog was replaced. */
interface CatalogHint {
  readonly topic: 'catalog';
}

/** What a server learns from the bus: that a log has grown, or that the catalog was replaced. */
export type Hint = LogHint | CatalogHint;

/** What a server publishes: a hint with the keys of the log, by which a bus that leaves the process seals the events. */
export type PublishedHint = LogHint<Addition> | CatalogHint;

/** The listener of a bus. */
export interface BusListener {
  /** A server, perhaps this one, published a hint. May be lost, duplicated, late or out of order. */
  onHint(hint: Hint): void;
  /** Hints may have been lost, such as after a reconnect, or may get lost from now on: poll. */
  onGap(): void;
  /** Keys of a log of which the events up to this head are wanted; undefined where they are not. Absent for no events at all. */
  keysOf?(head: LogHead): LogKeys | undefined;
}

/**
 * Carries hints between servers. Whatever the bus loses, duplicates, reorders or invents, delivery is late and never wrong:
 * events of a hint are taken only if they come next in the log. Hazard: a bus that leaves the process must seal them.
 */
export interface Bus {
  /** Starts listening; resolves soon if the bus is unreachable, which is then retried again and again. */
  start(listener: BusListener): Promise<void>;
  /** Publishes a hint, best effort: never throws, never waits. */
  publish(hint: PublishedHint): void;
  /** Whether hints are known to arrive. While they are not, logs are polled more often. */
  readonly healthy: boolean;
  /** Ends it; calling again does nothing. */
  stop(): Promise<void>;
}
