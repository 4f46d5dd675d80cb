import type { KeyObject } from 'node:crypto';
import type { Clock } from '../../clock.js';
import type { Database } from '../../database/database.js';
import { makeCheckpoint } from '../../log/checkpoint.js';
import type { Checkpoint } from '../../log/checkpoint.js';
import { loggedEvent, readHead } from '../../log/event-log.js';
import type { HashedHead } from '../../log/event.js';
import type { Logger } from '../../logger.js';

/** Makes checkpoints of the logs: each goes to the log of the process, and to the metrics. */
export interface Checkpoints {
  /** The newest checkpoint of each organization that was made here, by the id of the organization. */
  readonly newest: ReadonlyMap<string, Checkpoint>;
  /** Makes one of each log that has got further since the one before. */
  makeAll(): Promise<void>;
  /** Makes one of a log as it is now; null where it is not chained yet. */
  make(organizationId: string): Promise<Checkpoint | null>;
}

/** Makes what makes checkpoints, signed where there is a key. */
export function createCheckpoints(
  { prisma }: Pick<Database, 'prisma'>,
  clock: Clock,
  logger: Logger,
  key: KeyObject | undefined,
): Checkpoints {
  const newest = new Map<string, Checkpoint>();
  const say = (head: HashedHead): Checkpoint | null => {
    const checkpoint = makeCheckpoint(head, clock(), key);
    if (!checkpoint) return null;
    newest.set(head.organizationId, checkpoint);
    logger.info({ ...checkpoint }, 'checkpoint');
    return checkpoint;
  };
  return {
    newest,
    async makeAll() {
      const logs = await prisma.eventLog.findMany({ select: { organizationId: true, position: true, hash: true } });
      for (const head of logs.map(loggedEvent)) {
        if (newest.get(head.organizationId)?.hash !== head.hash) say(head);
      }
    },
    async make(organizationId) {
      const head = await readHead(prisma, organizationId);
      return head && say(head);
    },
  };
}
