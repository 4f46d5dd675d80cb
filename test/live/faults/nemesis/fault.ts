import type { Random } from '../../random.js';
import type { Crowd } from '../clients/crowd.js';
import type { Cluster } from '../cluster.js';
import type { Move } from '../observer.js';

/** What a fault works on. */
export interface Arena {
  readonly cluster: Cluster;
  readonly crowd: Crowd;
  /** Whom abuse comes from, as `Authorization`: somebody of the organization, and none of those who must not notice. */
  readonly abuser: string;
  /** Position of the newest event that is known to be committed. */
  head(): number;
  /** Clients that stay for the whole run. */
  staying(): readonly number[];
  /** Makes some more clients, which start at random places of the log, and returns who they are. */
  joinSome(count: number, random: Random): number[];
  /** Has the log go on at another Postgres; nothing is judged while that is done. */
  followTo(takeOver: () => Promise<Move>): Promise<void>;
  /** Something that the product should not have done. */
  flaw(what: string): void;
}

/** A fault, or an abuse. */
export interface Fault {
  readonly name: string;
  /** What it hits: two faults at once never hit the same. */
  readonly hits: 'redis' | 'postgres' | 'servers' | 'clients' | 'abuse';
  /** How long it lasts, in seconds: least and most. */
  readonly seconds: readonly [number, number];
  /** Does it for a time in milliseconds; when it resolves, all is as it was before. */
  run(arena: Arena, random: Random, lasts: number): Promise<void>;
}
