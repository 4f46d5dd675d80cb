import { SealingError } from '../sealing.js';
import type { Sealing } from '../sealing.js';
import type { SigningKeys, WebhookKeys } from './signatures.js';

/** The keys of a webhook as the database has them, and whose they are. */
export type StoredKeys = WebhookKeys & { readonly organizationId: string };

/** Keeps the keys of webhooks: sealed where the server has a key for that, and otherwise as they are. */
export interface KeyStore {
  /** What is stored of the keys of a webhook. */
  seal(keys: SigningKeys, organizationId: string): SigningKeys;
  /**
   * The keys of a webhook. Those that were replaced, and cannot be opened, do not sign any more.
   * @throws SealingError where no key of this server opens them.
   */
  open(stored: StoredKeys): WebhookKeys;
  /** The private key alone; null where no key of this server opens it. */
  signingKeyOf(stored: Pick<StoredKeys, 'signingKey' | 'organizationId'>): string | null;
}

/** Keys are base64, which has no dot; all that is sealed has one. */
const isSealed = (stored: string): boolean => stored.includes('.');

/** Makes the store by a server's sealing; undefined where it has none. */
export function createKeyStore(sealing: Sealing | undefined): KeyStore {
  const about = (organizationId: string): string => `webhook of ${organizationId}`;
  const openOne = (stored: string, organizationId: string): string => {
    if (!isSealed(stored)) return stored;
    if (!sealing) throw new SealingError('The keys of the webhook are sealed, and this server has no key.');
    return sealing.open(stored, about(organizationId));
  };
  return {
    seal({ secret, signingKey }, organizationId) {
      if (!sealing) return { secret, signingKey };
      const sealed = (key: string): string => sealing.seal(key, about(organizationId));
      return { secret: sealed(secret), signingKey: sealed(signingKey) };
    },
    open({ organizationId, secret, signingKey, oldSecret, oldSigningKey, oldSecretUntil }) {
      const keys = { secret: openOne(secret, organizationId), signingKey: openOne(signingKey, organizationId) };
      const old = unlessSealed(() => ({
        oldSecret: oldSecret && openOne(oldSecret, organizationId),
        oldSigningKey: oldSigningKey && openOne(oldSigningKey, organizationId),
      }));
      return { ...keys, ...(old ?? { oldSecret: null, oldSigningKey: null }), oldSecretUntil };
    },
    signingKeyOf: ({ signingKey, organizationId }) => unlessSealed(() => openOne(signingKey, organizationId)),
  };
}

/** What is opened; null where no key opens it. */
function unlessSealed<Opened>(open: () => Opened): Opened | null {
  try {
    return open();
  } catch (error) {
    if (error instanceof SealingError) return null;
    throw error;
  }
}
