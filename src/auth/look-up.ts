import { hash } from 'node:crypto';
import DataLoader from 'dataloader';

/** Most keys that are looked up in one statement. */
const MAX_BATCH = 500;

/**
 * Looks up what callers ask for one by one, those at the same moment in one statement, such as all who come back after a loss.
 * No one gets what was read before they asked.
 */
export function lookUpTogether<Key, Found>(
  findAll: (keys: readonly Key[]) => Promise<Found[]>,
): (key: Key) => Promise<Found> {
  const loader = new DataLoader<Key, Found>(findAll, {
    cache: false,
    maxBatchSize: MAX_BATCH,
    // After all that has come in on other connections by now.
    batchScheduleFn: (send) => void setImmediate(send),
  });
  return (key) => loader.load(key);
}

/** What of a secret is stored: SHA-256 in base64url. Secrets are too random to be guessed, so that they need no slow hash. */
export function hashOf(secret: string): string {
  return hash('sha256', secret, 'base64url');
}
