import type { Clock } from '../clock.js';
import type { PrismaClient, Queryable } from '../database/database.js';
import type { AccessKind } from '../generated/prisma/enums.js';
import type { Logger } from '../logger.js';

/** From where somebody asks, as far as it is known. */
export interface Caller {
  readonly address: string | undefined;
  readonly agent: string | undefined;
}

/** What somebody did with their access, or tried to. Hazard: without secrets, and without what people wrote. */
export interface Access {
  readonly kind: AccessKind;
  readonly organizationId: string;
  readonly personId: string | null;
  /** The API token that they used, or that it is about. */
  readonly tokenId?: string | undefined;
  /** Such as the name of a list or of a mutation. */
  readonly about?: string;
  readonly caller?: Caller | undefined;
}

/** The record of accesses: the database chains it and refuses to change it, and administrators read it. */
export interface AccessAudit {
  /**
   * Records an access, in the transaction that does it or before it is answered: what cannot be recorded is not done. Hazard: in a
   * transaction it must be the last write, since from here on other records of the organization wait.
   */
  record(access: Access, db?: Queryable): Promise<void>;
  /** Records an access of which somebody may cause many: beyond so many a minute, they are counted, in one record. */
  recordFew(access: Access): Promise<void>;
  /** Writes what was counted. */
  flush(): Promise<void>;
  /** Deletes records that are older than they are kept. */
  forgetOld(): Promise<void>;
}

/** Records a minute of one kind and person that are written each by itself. */
const MOST = 30;

/** Longest text of each kind that is kept, in characters. */
const MAX_TEXT = 300;

/** Records of an organization that are deleted in one statement: meanwhile, no record is written there. */
const FORGOTTEN_AT_ONCE = 2_000;

interface Counted {
  readonly access: Access;
  count: number;
}

/** Opens the record of accesses. Records are kept for `days`. `flush` is to be called every minute. */
export function createAccessAudit(prisma: PrismaClient, clock: Clock, logger: Logger, days: number): AccessAudit {
  const counts = new Map<string, Counted>();

  const write = async (access: Access, count: number, db: Queryable): Promise<void> => {
    const { kind, organizationId, personId, tokenId = null, about, caller } = access;
    const texts = { about: shortened(about), address: shortened(caller?.address), agent: shortened(caller?.agent) };
    await db.accessRecord.create({
      data: { kind, organizationId, personId, tokenId, count, occurredAt: clock(), ...texts },
      select: { id: true },
    });
    // Ids and a figure, as in every other line.
    const ids = { organization: organizationId, ...(personId ? { actor: personId } : {}) };
    logger.info({ kind, ...ids, ...(tokenId ? { token: tokenId } : {}), count }, 'access');
  };

  return {
    record: (access, db = prisma) => write(access, 1, db),
    async recordFew(access) {
      const { kind, organizationId, personId, tokenId } = access;
      const key = [kind, organizationId, personId, tokenId].join(' ');
      const counted = counts.get(key) ?? { access, count: 0 };
      counts.set(key, counted);
      counted.count += 1;
      if (counted.count <= MOST) await write(access, 1, prisma);
    },
    async flush() {
      for (const [key, counted] of Array.from(counts)) {
        counts.delete(key);
        if (counted.count <= MOST) continue;
        const { about: _about, ...access } = counted.access;
        try {
          await write(access, counted.count - MOST, prisma);
        } catch (error) {
          counts.set(key, counted); // Until the database is there again.
          throw error;
        }
      }
    },
    async forgetOld() {
      const before = new Date(clock().getTime() - days * 86_400_000);
      for (let gone = 1; gone > 0;) {
        const [forgotten] = await prisma.$queryRaw<{ gone: number }[]>`
          SELECT access_forget(${before}::timestamptz, ${FORGOTTEN_AT_ONCE}::int) AS gone`;
        gone = forgotten?.gone ?? 0;
      }
    },
  };
}

function shortened(text: string | undefined): string | null {
  return text?.slice(0, MAX_TEXT) ?? null;
}
