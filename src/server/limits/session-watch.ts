import type { Sessions } from '../../auth/sessions.js';
import type { Logger } from '../../logger.js';
import type { Connections } from './connections.js';

/**
 * How often the server checks which sessions were ended, on whichever server, in milliseconds: open connections must end within a
 * second.
 */
const LOOK = 400;

/** How often sessions with open connections are recorded as in use, in milliseconds. */
const TOUCH = 60_000;

/**
 * Ends the connections of sessions that have ended. Each check is one small query, however many are open, and none if no session
 * has a connection. Returns how to stop.
 */
export function watchSessions(sessions: Sessions, connections: Connections, logger: Logger): () => void {
  let looking = false;
  const look = async (): Promise<void> => {
    if (looking || connections.sessions.length === 0) return;
    looking = true;
    try {
      // Hazard: a session may end after its cookie was checked and before its connection is known. Those of the last seconds are returned again.
      for (const id of await sessions.endedLately()) connections.endSession(id);
    } catch (error) {
      logger.warn({ err: error }, 'could not check which sessions were ended; trying again');
    } finally {
      looking = false;
    }
  };
  const touch = (): void => {
    const open = connections.sessions;
    if (open.length === 0) return;
    sessions
      .touch(open)
      .catch((error: unknown) => logger.warn({ err: error }, 'could not record which sessions are in use'));
  };
  const timers = [setInterval(() => void look(), LOOK).unref(), setInterval(touch, TOUCH).unref()];
  return () => timers.forEach((timer) => clearInterval(timer));
}
