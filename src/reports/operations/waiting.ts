import { dayOf } from '../../clock.js';
import type { Queryable } from '../../database/database.js';
import { readSliced, sliceSql } from '../../database/keyset.js';
import type { Slice, Sliced, SqlKey } from '../../database/keyset.js';
import { Prisma } from '../../generated/prisma/client.js';
import { waitingRules } from './waiting-rules.js';
import type { WaitingKind, WaitingType } from './waiting-rules.js';

/** A record that waits. */
export interface Waiting {
  readonly kind: WaitingKind;
  readonly recordType: WaitingType;
  readonly recordId: string;
  readonly improvementId: string;
  /** The unit concerned; null where it is the improvement as a whole. */
  readonly unitId: string | null;
  /** Since when. */
  readonly since: Date;
}

/** What waits is ordered by this: one record may wait for several things at once. */
export const WAITING_KEYS: readonly SqlKey[] = [
  { sql: Prisma.sql`l."since"`, type: 'instant', descending: false },
  { sql: Prisma.sql`l."recordId"`, type: 'uuid', descending: false },
  { sql: Prisma.sql`l.kind`, type: 'text', descending: false },
];

/**
 * Where work waits now, the longest first, a slice of it, and how much there is: one statement. Nothing waits about an
 * improvement that was decided against.
 */
export async function waiting(
  db: Queryable,
  organizationId: string,
  kinds: readonly WaitingKind[],
  now: Date,
  slice: Slice,
): Promise<{ items: Waiting[]; total: number }> {
  const rules = waitingRules(organizationId, dayOf(now));
  const parts = [...new Set(kinds)].map(
    (kind) => Prisma.sql`
      SELECT ${kind}::text AS kind, r.*
        FROM (${rules[kind]}) r("recordType", "recordId", "improvementId", "unitId", "since")`,
  );
  if (parts.length === 0) return { items: [], total: 0 };
  const list = Prisma.sql`
    SELECT w.* FROM (${Prisma.join(parts, ' UNION ALL ')}) w
      JOIN "Improvement" i ON i."id" = w."improvementId" AND i."state" <> 'REJECTED'`;
  const rows = await db.$queryRaw<(Waiting & Sliced)[]>(sliceSql(list, WAITING_KEYS, slice));
  return readSliced(rows, slice);
}
