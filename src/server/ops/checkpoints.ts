import type { KeyObject } from 'node:crypto';
import type { Clock } from '../../clock.js';
import type { Database } from '../../database/database.js';
import { makeCheckpoint } from '../../log/checkpoint.js';
import type { Checkpoint } from '../../log/checkpoint.js';
import { loggedEvent, readHead } from '../../log/event-log.js';
import type { HashedHead } from '../../log/event.js';
import type { Logger } from '../../logger.js';

/**
 * How long no server makes another checkpoint of a log, in milliseconds: less than an hour, since the timers of servers are
 * not exact.
 */
const DUE = 55 * 60_000;

const DAY = 86_400_000;

/** Makes checkpoints of the logs: each goes to the log of the process, and to the metrics. */
export interface Checkpoints {
  /** The newest checkpoint of each organization that was made here, by the id of the organization. */
  readonly newest: ReadonlyMap<string, Checkpoint>;
  /**
   * Makes one of each log that has got further, unless another server has made one within the hour. Once a day, it makes one
   * whatever the others did: who can write to the database could claim there that they did.
   */
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
  let allMadeAt = clock().getTime();
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
      const now = clock();
      for (const head of await claimDue(prisma, now)) say(head);
      if (now.getTime() - allMadeAt < DAY) return;
      allMadeAt = now.getTime();
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

/** The heads of the logs whose checkpoint is for this server to make: each is claimed by one server, in one statement. */
function claimDue(prisma: Database['prisma'], now: Date): Promise<HashedHead[]> {
  return prisma.$queryRaw<HashedHead[]>`
    UPDATE "EventLog" SET "checkpointAt" = ${now}, "checkpointPosition" = "position"
     WHERE "hash" IS NOT NULL AND "position" IS DISTINCT FROM "checkpointPosition"
       AND ("checkpointAt" IS NULL OR "checkpointAt" <= ${new Date(now.getTime() - DUE)})
     RETURNING "organizationId"::text AS "organizationId", "position", encode("hash", 'hex') AS hash`;
}
