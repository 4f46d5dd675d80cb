import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { EVENT_COLUMNS } from '../log/event-log.js';
import type { AddedEvents, Addition, LogHead, LogKeys } from '../log/event.js';

/** Longest sealed text, in characters: larger additions are read from the log, which is not what makes them slow. */
export const MAX_SEALED = 8_192;

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** A server that knows other columns must not take what this one sealed. */
const COLUMNS = EVENT_COLUMNS.join();

/**
 * Seals what was added to a log, so that its carrier can neither read nor change it, nor pass it for another log's,
 * epoch or position, nor to another namespace; undefined where it is too large. The key is in the database, where the log itself is.
 */
export function sealEvents(addition: Addition, namespace: string): string | undefined {
  const { events, previousHash } = addition;
  const plain = Buffer.from(JSON.stringify({ events, previousHash }));
  if (Math.ceil((NONCE + TAG + plain.length) / 3) * 4 > MAX_SEALED) return undefined;
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, keyOf(addition), nonce).setAAD(placeOf(addition, addition, namespace));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

/** The events that are sealed for a place in a log; undefined for what no server sealed with these keys for this place. */
export function openSealed(sealed: string, head: LogHead, keys: LogKeys, namespace: string): AddedEvents | undefined {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length < NONCE + TAG) return undefined;
  try {
    const decipher = createDecipheriv(CIPHER, keyOf(keys), bytes.subarray(0, NONCE), { authTagLength: TAG })
      .setAAD(placeOf(head, keys, namespace))
      .setAuthTag(bytes.subarray(-TAG));
    const plain = Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]);
    const { events, previousHash } = JSON.parse(plain.toString()) as AddedEvents;
    return { previousHash, events: events.map((event) => ({ ...event, occurredAt: new Date(event.occurredAt) })) };
  } catch {
    return undefined;
  }
}

const keyOf = ({ hintKey }: LogKeys): Buffer => Buffer.from(hintKey, 'hex');

const placeOf = ({ organizationId, position }: LogHead, { epoch }: LogKeys, namespace: string): Buffer =>
  Buffer.from(JSON.stringify([COLUMNS, namespace, organizationId, position, epoch]));
