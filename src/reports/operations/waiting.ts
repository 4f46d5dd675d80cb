import { dayOf } from '../../clock.js';
import type { Queryable } from '../../database/database.js';
import { Prisma } from '../../generated/prisma/client.js';
import type { Page } from './page.js';
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

/**
 * Where work waits now, the longest first, a page of it, and how much there is: one statement. Nothing waits about an
 * improvement that was decided against.
 */
export async function waiting(
  db: Queryable,
  organizationId: string,
  kinds: readonly WaitingKind[],
  now: Date,
  { offset, limit }: Page,
): Promise<{ items: Waiting[]; total: number }> {
  const rules = waitingRules(organizationId, dayOf(now));
  const parts = [...new Set(kinds)].map(
    (kind) => Prisma.sql`
      SELECT ${kind}::text AS kind, r.*
        FROM (${rules[kind]}) r("recordType", "recordId", "improvementId", "unitId", "since")`,
  );
  if (parts.length === 0) return { items: [], total: 0 };
  const rows = await db.$queryRaw<(Waiting & { total: number })[]>`
    SELECT w.*, COUNT(*) OVER ()::int AS total FROM (${Prisma.join(parts, ' UNION ALL ')}) w
      JOIN "Improvement" i ON i."id" = w."improvementId" AND i."state" <> 'REJECTED'
     ORDER BY w."since", w."recordId" LIMIT ${limit} OFFSET ${offset}`;
  return { items: rows, total: rows[0]?.total ?? 0 };
}
