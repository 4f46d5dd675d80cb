import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { canonicalJson } from '../json.js';
import type { HashedHead } from './event.js';
import type { Witness } from './verification.js';

/** What a log was at a moment, to be kept where no one who can write to the database can change it. */
export interface Checkpoint {
  readonly organizationId: string;
  /** Position of the newest event. */
  readonly position: number;
  /** Hash over all events up to that one, in hexadecimal. */
  readonly hash: string;
  /** When it was made, in UTC to the millisecond. */
  readonly at: string;
  /** The same of the organization's records of access; absent where there are none, and in one of a version before they were chained. */
  readonly access?: Witness | undefined;
  /** Id of the key by which it is signed, see `keyId`; absent where it is not signed. */
  readonly key?: string;
  /** Signature in Ed25519 by that key, in base64; absent where it is not signed. */
  readonly signature?: string;
}

/** A key for checkpoints cannot be used. The message says why, and has nothing of the key. */
export class CheckpointKeyError extends Error {
  override readonly name = 'CheckpointKeyError';
}

/** The checkpoint of a log at its head, signed where there is a key; null where the log is not chained yet. */
export function makeCheckpoint(
  { organizationId, position, hash, access }: HashedHead & { readonly access?: Witness | undefined },
  now: Date,
  key: KeyObject | undefined,
): Checkpoint | null {
  if (hash === null) return null;
  const checkpoint = { organizationId, position, hash, at: now.toISOString(), ...(access ? { access } : {}) };
  if (!key) return checkpoint;
  const signature = sign(null, Buffer.from(signedText(checkpoint)), key).toString('base64');
  return { ...checkpoint, key: keyId(createPublicKey(key)), signature };
}

/** Whether a checkpoint is signed by one of these public keys. */
export function isSigned(checkpoint: Checkpoint, keys: readonly KeyObject[]): boolean {
  const signature = Buffer.from(checkpoint.signature ?? '', 'base64');
  const text = Buffer.from(signedText(checkpoint));
  return keys.some((key) => verify(null, text, key, signature));
}

/** What of a checkpoint is signed: JSON by RFC 8785, which nothing else that is signed looks like. */
function signedText({ organizationId, position, hash, at, access }: Checkpoint): string {
  const version = access ? { v: 2, access: { position: access.position, hash: access.hash } } : { v: 1 };
  return canonicalJson({ type: 'uplift-checkpoint', organizationId, position, hash, at, ...version });
}

/** What a public key is called: the first 16 digits of the SHA-256 of its form in DER (SPKI), in hexadecimal. */
export function keyId(key: KeyObject): string {
  const der = key.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('hex').slice(0, 16);
}

/**
 * Reads the private key that checkpoints are signed by, in PEM.
 * @throws CheckpointKeyError where it is none of Ed25519.
 */
export function readSigningKey(pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Whatever is wrong with it, its text is a secret.
  }
  throw new CheckpointKeyError('It must be a private key of Ed25519 in PEM, without a passphrase.');
}

/**
 * Reads public keys of checkpoints, in PEM, one after the other.
 * @throws CheckpointKeyError where there is none, or one that is none of Ed25519.
 */
export function readPublicKeys(pem: string): readonly KeyObject[] {
  const blocks = pem.match(/-----BEGIN PUBLIC KEY-----[^]+?-----END PUBLIC KEY-----/g) ?? [];
  try {
    const keys = blocks.map((block) => createPublicKey(block));
    if (keys.length > 0 && keys.every((key) => key.asymmetricKeyType === 'ed25519')) return keys;
  } catch {
    // As below.
  }
  throw new CheckpointKeyError('It must have public keys of Ed25519 in PEM.');
}
