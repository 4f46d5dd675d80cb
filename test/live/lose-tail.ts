import type { Database } from '../../src/database/database.js';
import { admitDeletion } from '../../src/log/archive.js';

/**
 * Does to an organization's log what a failover to a standby that lags does: its newest events are gone, as if they had
 * never been. Records keep what the events did to them.
 */
export async function loseTail({ prisma }: Database, organizationId: string, count: number): Promise<void> {
  await prisma.$transaction(async (db) => {
    await admitDeletion(db, organizationId);
    const { position: head } = await db.eventLog.findUniqueOrThrow({ where: { organizationId } });
    const position = head - count;
    await db.event.deleteMany({ where: { organizationId, position: { gt: position } } });
    const last = await db.event.findUnique({ where: { organizationId_position: { organizationId, position } } });
    await db.eventLog.update({ where: { organizationId }, data: { position, hash: last?.hash ?? null } });
  });
}
