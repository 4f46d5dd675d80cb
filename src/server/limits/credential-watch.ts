import type { Revocable } from '../../auth/sessions.js';
import type { Logger } from '../../logger.js';
import type { Connections, CredentialKind } from './connections.js';

/**
 * How often the server checks which sessions and tokens have ended, on whichever server, in milliseconds: open connections
 * must end within a second.
 */
const LOOK = 400;

/**
 * How far each check overlaps with the one before, in milliseconds: longer than a statement takes to commit, than clocks of
 * servers differ, and than passes between the check of credentials and their connection.
 */
const OVERLAP = 15_000;

/** How often credentials with open connections are recorded as in use, in milliseconds. */
const TOUCH = 60_000;

/**
 * Ends the connections of sessions, or of tokens, that have ended. Each check is one small query, however many are open, and
 * none if no such credentials have a connection. Returns how to stop.
 */
export function watchCredentials(
  kind: CredentialKind,
  credentials: Revocable,
  connections: Connections,
  logger: Logger,
): () => void {
  let looking = false;
  let lookedAt = performance.now();
  const areOpen = (): boolean => connections.openWith(kind).length > 0;
  const look = async (): Promise<void> => {
    if (looking) return;
    const now = performance.now();
    if (!areOpen()) return void (lookedAt = now);
    looking = true;
    try {
      // Hazard: the database may have been out of reach for longer than the overlap.
      for (const id of await credentials.endedWithin(now - lookedAt + OVERLAP)) connections.endOf(kind, id);
      lookedAt = now;
    } catch (error) {
      logger.warn({ err: error, kind }, 'could not check which credentials have ended; trying again');
    } finally {
      looking = false;
    }
  };
  const touch = (): void => {
    if (!areOpen()) return;
    credentials
      .touch(connections.openWith(kind))
      .catch((error: unknown) => logger.warn({ err: error, kind }, 'could not record which credentials are in use'));
  };
  const timers = [setInterval(() => void look(), LOOK).unref(), setInterval(touch, TOUCH).unref()];
  return () => timers.forEach((timer) => clearInterval(timer));
}
