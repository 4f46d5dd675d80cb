import type { Queryable } from '../../database/database.js';
import { readSliced, sliceSql } from '../../database/keyset.js';
import type { Slice, Sliced, SqlKey } from '../../database/keyset.js';
import { Prisma } from '../../generated/prisma/client.js';
import type { Days } from '../../time/calendar.js';
import { WAITING_KINDS } from './waiting-kinds.js';
import type { WaitingKind } from './waiting-kinds.js';
import type { Assigned, Worker } from './responsible.js';
import { waitingRules } from './waiting-rules.js';
import type { WaitingType } from './waiting-rules.js';

/** A record that waits. */
export interface Waiting extends Assigned {
  readonly recordType: WaitingType;
  readonly recordId: string;
  readonly improvementId: string;
  /** Since when. */
  readonly since: Date;
  /** The day by which it is to be settled; null where none is planned. */
  readonly dueOn: Date | null;
}

/** Which waiting work is meant; what is absent does not narrow it. */
export interface WaitingFilter {
  readonly kinds?: readonly WaitingKind[] | undefined;
  readonly improvementIds?: readonly string[] | undefined;
  readonly unitIds?: readonly string[] | undefined;
  /** Only what is due on or before this day. */
  readonly dueBy?: Date | undefined;
  /** Only what waits for this person. */
  readonly worker?: Worker | undefined;
}

/** What still waits in a unit that is retired: a plan cannot be confirmed before what was adopted there is. */
const STILL_WAITS: WaitingKind = 'ADOPTION_TO_CONFIRM';

/** What waits is ordered by this: one record may wait for several things at once, and in several units. */
export const WAITING_KEYS: readonly SqlKey[] = [
  { sql: Prisma.sql`l."since"`, type: 'instant', descending: false },
  { sql: Prisma.sql`l."recordId"`, type: 'uuid', descending: false },
  { sql: Prisma.sql`l.kind`, type: 'text', descending: false },
  { sql: Prisma.sql`COALESCE(l."unitId"::text, '')`, type: 'text', descending: false },
];

/**
 * Where work waits now, the longest first, a slice of it, and how much there is: one statement. Nothing waits about an
 * improvement that was decided against, and little in a retired unit.
 */
export async function waiting(
  db: Queryable,
  organizationId: string,
  { kinds = Object.keys(WAITING_KINDS) as WaitingKind[], worker, ...filter }: WaitingFilter,
  days: Days,
  slice: Slice,
): Promise<{ items: Waiting[]; total: number }> {
  const rules = waitingRules(organizationId, days);
  const parts = [...new Set(kinds)].flatMap((kind) => {
    const forWorker = worker ? waitsFor(kind, worker) : Prisma.sql`TRUE`;
    if (!forWorker) return [];
    return Prisma.sql`
      SELECT ${kind}::text AS kind, r.* FROM (${rules[kind]}) r(
        "recordType", "recordId", "improvementId", "unitId", "since", "dueOn", "ownerId", "exceptId") WHERE ${forWorker}`;
  });
  if (parts.length === 0) return { items: [], total: 0 };
  const list = Prisma.sql`
    SELECT w.* FROM (${Prisma.join(parts, ' UNION ALL ')}) w
      JOIN "Improvement" i ON i."id" = w."improvementId" AND i."state" <> 'REJECTED'
      LEFT JOIN "Unit" u ON u."id" = w."unitId"
     WHERE (u."retiredAt" IS NULL OR w.kind = ${STILL_WAITS}) AND ${conditionOf(filter)}`;
  const rows = await db.$queryRaw<(Waiting & Sliced)[]>(sliceSql(list, WAITING_KEYS, slice));
  return readSliced(rows, slice);
}

function conditionOf({ improvementIds, unitIds, dueBy }: Omit<WaitingFilter, 'kinds' | 'worker'>): Prisma.Sql {
  const conditions = [
    improvementIds && Prisma.sql`w."improvementId" = ANY(${[...improvementIds]}::uuid[])`,
    unitIds && Prisma.sql`w."unitId" = ANY(${[...unitIds]}::uuid[])`,
    dueBy && Prisma.sql`w."dueOn" <= ${dueBy}::date`,
  ];
  return Prisma.join([Prisma.sql`TRUE`, ...conditions.filter((condition) => condition !== undefined)], ' AND ');
}

/** The condition on work of a kind for waiting for a person; undefined where none of it ever does. */
function waitsFor(kind: WaitingKind, { personId, leads, groups }: Worker): Prisma.Sql | undefined {
  const conditions = WAITING_KINDS[kind].responsible.flatMap((responsible) => {
    if (responsible === 'OWNER') return Prisma.sql`r."ownerId" = ${personId}::uuid`;
    if (responsible === 'UNIT_LEADS')
      return leads.length > 0 ? Prisma.sql`r."unitId" = ANY(${[...leads]}::uuid[])` : [];
    return groups.includes(responsible) ? Prisma.sql`TRUE` : [];
  });
  if (conditions.length === 0) return undefined;
  return Prisma.sql`(${Prisma.join(conditions, ' OR ')}) AND r."exceptId" IS DISTINCT FROM ${personId}::uuid`;
}
