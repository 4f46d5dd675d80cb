import type { Queryable } from '../../database/database.js';
import { EARLY_ADOPTER, practicesShownBy, subpracticesOf, typesThatShow } from '../../evidence/subpractices.js';
import type { Concerned } from '../../evidence/subpractices.js';
import { Prisma } from '../../generated/prisma/client.js';
import { groupBy } from '../../group-by.js';
import type { PackageScope } from './scope.js';

/** How much evidence there is for a practice in one unit. */
export interface UnitCount {
  /** Null for what concerns no single unit. */
  readonly unitId: string | null;
  readonly items: number;
  readonly newest: Date;
  /** Items by number of the subpractice of OPM SP 3.2. */
  readonly bySubpractice: ReadonlyMap<number, number>;
}

/** Counts of events that have in common what decides which practices they show. */
interface Row {
  readonly type: string;
  readonly unitId: string | null;
  readonly early: boolean;
  readonly concerned: Concerned;
  readonly items: number;
  readonly newest: Date;
}

/** How much evidence there is by reference of the practice and by unit: one statement. A practice without any has no entry. */
export async function countByUnit(
  db: Queryable,
  scope: PackageScope,
): Promise<ReadonlyMap<string, readonly UnitCount[]>> {
  const rows = await readCounts(db, scope);
  const counts = scope.practices.map(({ ref }): readonly [string, readonly UnitCount[]] => {
    const shown = rows.filter(({ type, concerned }) => practicesShownBy([type], concerned).includes(ref));
    const units = groupBy(shown, ({ unitId }) => unitId);
    return [ref, [...units].map(([unitId, of]) => unitCount(unitId, of))];
  });
  return new Map(counts.filter(([, units]) => units.length > 0));
}

function unitCount(unitId: string | null, rows: readonly Row[]): UnitCount {
  const bySubpractice = new Map<number, number>();
  for (const { type, concerned, early, items } of rows) {
    const shown = {
      type,
      improvementId: concerned === 'none' ? null : concerned,
      after: { [EARLY_ADOPTER.flag]: early },
    };
    for (const number of subpracticesOf(shown)) bySubpractice.set(number, (bySubpractice.get(number) ?? 0) + items);
  }
  return {
    unitId,
    items: rows.reduce((sum, { items }) => sum + items, 0),
    newest: new Date(Math.max(...rows.map(({ newest }) => newest.getTime()))),
    bySubpractice,
  };
}

function readCounts(db: Queryable, { practices, improvement, unit, moment }: PackageScope): Promise<Row[]> {
  const types = [...new Set(practices.flatMap(({ ref }) => typesThatShow(ref)))];
  return db.$queryRaw<Row[]>`
    SELECT e."type", e."unitId"::text AS "unitId",
           COALESCE(e."after" -> ${EARLY_ADOPTER.flag}::text = 'true'::jsonb, FALSE) AS early,
           CASE WHEN i."id" IS NULL THEN 'none'
                WHEN i."origin" = 'CAR_ACTION_PROPOSAL' THEN 'action proposal' ELSE 'improvement' END AS concerned,
           COUNT(*)::int AS items, MAX(e."occurredAt") AS newest
      FROM "Event" e
      LEFT JOIN "Improvement" i ON i."organizationId" = e."organizationId" AND i."id" = e."improvementId"
     WHERE e."organizationId" = ${moment.organizationId}::uuid AND e."position" <= ${moment.position}::int
       AND e."type" = ANY(${types}::text[])
       ${improvement ? Prisma.sql`AND e."improvementId" = ${improvement.id}::uuid` : Prisma.empty}
       ${unit ? Prisma.sql`AND e."unitId" = ${unit.id}::uuid` : Prisma.empty}
     GROUP BY 1, 2, 3, 4`;
}
