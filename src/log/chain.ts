import { hash, randomBytes } from 'node:crypto';
import { canonicalJson } from '../json.js';
import type { FieldValues } from './event.js';

/** The hash before the first event of a log. */
export const BEGINNING = '00'.repeat(32);

/**
 * What stands for the texts of an event once one of them was erased, by path: the commitment of what was erased, and for
 * each other the salt of its own.
 */
export type Proof = Readonly<Record<string, { readonly is?: string; readonly salt?: string }>>;

/** What of an event its server knows, with what its commitments are made of; bytes in hexadecimal. */
export interface EventContent {
  readonly organizationId: string;
  readonly type: string;
  readonly actorId: string | null;
  /** The API token with which they acted; null where they acted by themselves. */
  readonly viaTokenId: string | null;
  /** What of Uplift did it by itself; null where somebody did. */
  readonly viaService: string | null;
  /** The fresh sign-in for which the organization asked, as JSON; null where it asked for none. */
  readonly signIn: unknown;
  readonly recordType: string;
  readonly recordId: string;
  readonly recordVersion: number;
  readonly improvementId: string | null;
  readonly deploymentId: string | null;
  readonly unitId: string | null;
  readonly note: string | null;
  readonly before: FieldValues | null;
  readonly after: FieldValues;
  readonly salt: string | null;
  readonly proof: Proof | null;
}

/** An event with the place that the database gave it: its hash is over all of this. */
export interface PlacedEvent extends EventContent {
  readonly position: number;
  readonly occurredAt: Date;
  readonly planId: string | null;
}

/**
 * What of an event its server knows, as it is hashed: JSON by RFC 8785, in which texts, lists and objects stand as
 * commitments, so that each of them can be erased later without breaking the chain. See docs/log-format.md.
 */
export function bodyOf(event: EventContent): string {
  const { organizationId, type, actorId, recordType, recordId, recordVersion } = event;
  const { improvementId, deploymentId, unitId, note, proof, viaTokenId, viaService, signIn } = event;
  const isErased = (path: string): boolean => proof?.[path]?.is !== undefined;
  const committed = (side: string, fields: FieldValues | null): FieldValues | null =>
    fields &&
    Object.fromEntries(
      Object.entries(fields).map(([key, value]) => {
        const path = `${side}.${key}`;
        return [key, isCommitted(value) || isErased(path) ? commitment(event, path, value) : value];
      }),
    );
  return canonicalJson({
    organizationId,
    type,
    actorId,
    recordType,
    recordId,
    recordVersion,
    improvementId,
    deploymentId,
    unitId,
    note: note === null && !isErased('note') ? null : commitment(event, 'note', note),
    before: committed('before', event.before),
    after: committed('after', event.after),
    // Events of versions without tokens, services or fresh sign-ins keep their hashes.
    ...(signIn !== null
      ? { v: 4, signIn, viaService, viaTokenId }
      : viaService !== null
        ? { v: 3, viaService, viaTokenId }
        : viaTokenId !== null
          ? { v: 2, viaTokenId }
          : { v: 1 }),
  });
}

/** SHA-256 of the body of an event, in hexadecimal. */
export function bodyHash(event: EventContent): string {
  return hash('sha256', bodyOf(event));
}

/** The hash of an event that comes after one with the hash `previous`. */
export function hashAfter(previous: string, event: PlacedEvent): string {
  const place = `${event.position} ${event.occurredAt.toISOString()} ${event.planId ?? '-'}`;
  return linkHash(previous, bodyHash(event), place);
}

/** The hash of an entry of a chain, in hexadecimal: over the one before, the hash of its body, and its place. */
export function linkHash(previous: string, body: string, place: string): string {
  return sha256(Buffer.from(previous, 'hex'), Buffer.from(body, 'hex'), Buffer.from(place));
}

/** A salt for the commitments of an event, in hexadecimal. */
export function newSalt(): string {
  return randomBytes(16).toString('hex');
}

/** Whether a value stands in the body as a commitment; numbers, truth and null stand as they are. */
function isCommitted(value: unknown): boolean {
  return typeof value === 'string' || (typeof value === 'object' && value !== null);
}

function commitment({ salt, proof }: EventContent, path: string, value: unknown): string {
  const known = proof?.[path];
  if (known?.is !== undefined) return known.is;
  const own = proof ? (known?.salt ?? '') : sha256(Buffer.from(salt ?? '', 'hex'), Buffer.from(path));
  return sha256(Buffer.from(own, 'hex'), Buffer.from(canonicalJson(value)));
}

function sha256(...parts: readonly Buffer[]): string {
  return hash('sha256', Buffer.concat(parts));
}
