import { setTimeout as sleep } from 'node:timers/promises';
import type { ProviderParts } from './session-provider.js';
import { askProviders } from './session-refresh.js';
import { revokeEnded } from './session-revocation.js';

/** How often a server looks for sessions of which it is to ask, and for those that have ended, in milliseconds. */
const LOOK = 30_000;

/** Asks the providers about the sessions that are in use, and tells them of those that have ended, from time to time; returns how to stop. */
export function watchProviders(parts: ProviderParts): () => Promise<void> {
  const stopping = new AbortController();
  const watch = async (look: (parts: ProviderParts) => Promise<void>): Promise<void> => {
    while (!stopping.signal.aborted) {
      await sleep(LOOK, undefined, { ref: false, signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      await look(parts).catch((error: unknown) =>
        parts.logger.warn({ err: error }, 'could not look for sessions whose provider is to be asked or told'),
      );
    }
  };
  const watching = Promise.all([watch(askProviders), watch(revokeEnded)]);
  return async () => {
    stopping.abort();
    await watching;
  };
}
