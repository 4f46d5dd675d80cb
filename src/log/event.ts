import type { Event } from '../generated/prisma/client.js';

/** An event as it stands in the log, without what its texts could be guessed by. */
export type LoggedEvent = Omit<Event, 'hash' | 'salt' | 'proof'> & {
  /** Hash over all events up to this one, in hexadecimal; null where the log is not chained yet. */
  readonly hash: string | null;
};

/** What of Uplift causes events by itself, where no person and no service account does: the sign-in at the identity provider, and the calendar. */
export const EVENT_SERVICES = ['SIGN_IN', 'CALENDAR'] as const;

/** See `EVENT_SERVICES`. */
export type EventService = (typeof EVENT_SERVICES)[number];

/** The fresh sign-in that stands behind an event, as JSON. */
export interface EventSignIn {
  /** When the actor proved who they are, in UTC. */
  readonly at: string;
  /** The class of authentication that their provider names; null for none. */
  readonly acr: string | null;
}

/** The fresh sign-in that stands behind an event, of what the log has of it; null where none does. */
export function eventSignIn(signIn: unknown): EventSignIn | null {
  const isOne = typeof signIn === 'object' && signIn !== null && 'at' in signIn && 'acr' in signIn;
  if (!isOne || typeof signIn.at !== 'string') return null;
  return { at: signIn.at, acr: typeof signIn.acr === 'string' ? signIn.acr : null };
}

/** Values of fields by name, as JSON. */
export type FieldValues = Readonly<Record<string, unknown>>;

/** An event before it has its place in the log. */
export interface NewEvent {
  /** What happened, in the past tense. */
  readonly type: string;
  /** Kind of the record that changed. */
  readonly recordType: string;
  readonly recordId: string;
  /** Version of the record after the change. */
  readonly recordVersion: number;
  readonly improvementId?: string | null;
  /** The plan that changed, or whose part did; left out, the log takes the improvement's plan that is not over. */
  readonly planId?: string | null;
  readonly deploymentId?: string | null;
  readonly unitId?: string | null;
  /** The fresh sign-in for which the organization asks; absent where it asks for none. */
  readonly signIn?: EventSignIn | null;
  /** Why, in the words of the actor. */
  readonly note?: string | null;
  /** Fields that changed, as they were; absent when the record is new. */
  readonly before?: FieldValues;
  /** Fields that changed, as they became. */
  readonly after: FieldValues;
}

/** Where an organization's log has got to. */
export interface LogHead {
  readonly organizationId: string;
  readonly position: number;
}

/** The head of a log with the hash over all of it, in hexadecimal; null where the log is not chained yet. */
export interface HashedHead extends LogHead {
  readonly hash: string | null;
}

/** What distinguishes a log from a restored copy of it, and a secret that only readers of the database know. */
export interface LogKeys {
  readonly epoch: string;
  /** The key of sealed hints, 32 bytes in hexadecimal. */
  readonly hintKey: string;
}

/** Events that were added to a log, as they stand there, oldest first. */
export interface AddedEvents {
  readonly events: readonly LoggedEvent[];
  /** Hash of the event before them, in hexadecimal; null where the log is not chained yet. */
  readonly previousHash: string | null;
}

/** What a transaction has added to a log. */
export interface Addition extends LogHead, LogKeys, AddedEvents {}

/** What is published of a commit: the new head, and what was added where the publisher has it. */
export type Commit = LogHead | Addition;
