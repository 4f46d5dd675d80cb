import type { KeyObject } from 'node:crypto';
import { accessHeads } from '../../auth/access-chain.js';
import type { Clock } from '../../clock.js';
import type { Database } from '../../database/database.js';
import { makeCheckpoint } from '../../log/checkpoint.js';
import type { Checkpoint } from '../../log/checkpoint.js';
import { loggedEvent, readHead } from '../../log/event-log.js';
import type { HashedHead } from '../../log/event.js';
import type { Witness } from '../../log/verification.js';
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
  const say = (head: HashedHead & { readonly access?: Witness | undefined }): Checkpoint | null => {
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
      const heads = await accessHeads(prisma);
      for (const head of logs.map(loggedEvent)) {
        const access = heads.get(head.organizationId);
        const known = newest.get(head.organizationId);
        if (known?.hash !== head.hash || known?.access?.hash !== access?.hash) say({ ...head, access });
      }
    },
    async make(organizationId) {
      const head = await readHead(prisma, organizationId);
      if (!head) return null;
      const access = (await accessHeads(prisma, organizationId)).get(organizationId);
      return say({ ...head, access });
    },
  };
}

/** The heads of the logs whose checkpoint is for this server to make: each is claimed by one server, in one statement. */
async function claimDue(prisma: Database['prisma'], now: Date): Promise<(HashedHead & { access?: Witness })[]> {
  const rows = await prisma.$queryRaw<(HashedHead & { accessPosition: number | null; accessHash: string | null })[]>`
    UPDATE "EventLog" e SET "checkpointAt" = ${now}, "checkpointPosition" = e."position", "checkpointAccessPosition" = a."position"
      FROM "EventLog" o LEFT JOIN "AccessLog" a ON a."organizationId" = o."organizationId"
     WHERE o."organizationId" = e."organizationId" AND e."hash" IS NOT NULL
       AND (e."position" IS DISTINCT FROM e."checkpointPosition" OR a."position" IS DISTINCT FROM e."checkpointAccessPosition")
       AND (e."checkpointAt" IS NULL OR e."checkpointAt" <= ${new Date(now.getTime() - DUE)})
     RETURNING e."organizationId"::text AS "organizationId", e."position", encode(e."hash", 'hex') AS hash,
               a."position" AS "accessPosition", encode(a."hash", 'hex') AS "accessHash"`;
  return rows.map(({ accessPosition, accessHash, ...head }) =>
    accessPosition === null || accessHash === null
      ? head
      : { ...head, access: { position: accessPosition, hash: accessHash } },
  );
}
