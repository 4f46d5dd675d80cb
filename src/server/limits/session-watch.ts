import type { Sessions } from '../../auth/sessions.js';
import type { Logger } from '../../logger.js';
import type { Connections } from './connections.js';

/**
 * How often the server checks which sessions were ended, on whichever server, in milliseconds: open connections must end within a
 * second.
 */
const LOOK = 400;

/**
 * How far each check overlaps with the one before, in milliseconds: longer than a statement takes to commit, than clocks of
 * servers differ, and than passes between the check of a cookie and its connection.
 */
const OVERLAP = 15_000;

/** How often sessions with open connections are recorded as in use, in milliseconds. */
const TOUCH = 60_000;

/**
 * Ends the connections of sessions that have ended. Each check is one small query, however many are open, and none if no session
 * has a connection. Returns how to stop.
 */
export function watchSessions(sessions: Sessions, connections: Connections, logger: Logger): () => void {
  let looking = false;
  let lookedAt = performance.now();
  const look = async (): Promise<void> => {
    if (looking) return;
    const now = performance.now();
    if (!connections.hasSessions) return void (lookedAt = now);
    looking = true;
    try {
      // Hazard: the database may have been out of reach for longer than the overlap.
      for (const id of await sessions.endedWithin(now - lookedAt + OVERLAP)) connections.endSession(id);
      lookedAt = now;
    } catch (error) {
      logger.warn({ err: error }, 'could not check which sessions were ended; trying again');
    } finally {
      looking = false;
    }
  };
  const touch = (): void => {
    if (!connections.hasSessions) return;
    sessions
      .touch(connections.sessions)
      .catch((error: unknown) => logger.warn({ err: error }, 'could not record which sessions are in use'));
  };
  const timers = [setInterval(() => void look(), LOOK).unref(), setInterval(touch, TOUCH).unref()];
  return () => timers.forEach((timer) => clearInterval(timer));
}
