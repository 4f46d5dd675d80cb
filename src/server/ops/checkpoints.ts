import type { Queryable } from '../../database/database.js';
import { hexOf } from '../../log/event-log.js';
import type { Logger } from '../../logger.js';

/**
 * Makes what says in the log of the process where each log has got to since it was asked before: position and hash, to be
 * kept where nobody who may write to the database can change it.
 */
export function createCheckpoints(logger: Logger): (db: Queryable) => Promise<void> {
  const said = new Map<string, number>();
  return async (db) => {
    const logs = await db.eventLog.findMany({ select: { organizationId: true, position: true, hash: true } });
    for (const { organizationId, position, hash } of logs) {
      if (!hash || said.get(organizationId) === position) continue;
      said.set(organizationId, position);
      logger.info({ organizationId, position, hash: hexOf(hash) }, 'checkpoint');
    }
  };
}
