import type { Queryable } from '../../database/database.js';
import { Prisma } from '../../generated/prisma/client.js';
import { groupBy } from '../../group-by.js';
import type { Moment } from '../../reports/operations/as-of.js';
import { DEPLOYMENT_PRACTICE, EARLY_ADOPTER, subpracticesOf, typesThatShow } from '../subpractices.js';

/** What there is for one subpractice of OPM SP 3.2, in one unit or for the improvement as a whole. */
export interface SubpracticeCoverage {
  readonly number: number;
  /** How many items of evidence. */
  readonly items: number;
  /** When the newest item happened; null where there is none. */
  readonly newest: Date | null;
  /** How many affirmations stand. */
  readonly affirmations: number;
}

/** What there is for OPM SP 3.2 in one unit, or for the improvement as a whole. */
export interface UnitCoverage {
  /** Null for what concerns the improvement as a whole. */
  readonly unitId: string | null;
  readonly subpractices: readonly SubpracticeCoverage[];
  /** How many affirmations of the practice as a whole stand. */
  readonly affirmations: number;
}

/**
 * The coverage of some subpractices for an improvement, by unit in no order, now or as it was at a moment: two statements, whatever
 * there is.
 */
export async function coverage(
  db: Queryable,
  organizationId: string,
  improvementId: string,
  numbers: readonly number[],
  moment: Pick<Moment, 'position' | 'at'> | null = null,
): Promise<UnitCoverage[]> {
  const [counts, words] = await Promise.all([
    countEvents(db, organizationId, improvementId, moment),
    db.affirmation.groupBy({
      by: ['unitId', 'subpractice'],
      where: { organizationId, improvementId, practiceRef: DEPLOYMENT_PRACTICE, ...inForce(moment) },
      _count: true,
    }),
  ]);
  const countsOf = groupBy(counts, ({ unitId }) => unitId);
  const wordsOf = groupBy(words, ({ unitId }) => unitId);
  return [...new Set([null, ...countsOf.keys(), ...wordsOf.keys()])].map((unitId) => {
    const [events, affirmed] = [countsOf.get(unitId) ?? [], wordsOf.get(unitId) ?? []];
    const affirmations = (of: number | null): number =>
      affirmed.find(({ subpractice }) => subpractice === of)?._count ?? 0;
    const subpractices = numbers.map((number) => ({
      number,
      ...sumOf(
        events.filter(({ type, flag }) =>
          subpracticesOf({ type, improvementId, after: { [EARLY_ADOPTER.flag]: flag } }).includes(number),
        ),
      ),
      affirmations: affirmations(number),
    }));
    return { unitId, subpractices, affirmations: affirmations(null) };
  });
}

/** The condition on affirmations for being in force, now or at a moment. */
export function inForce(moment: Pick<Moment, 'at'> | null): Prisma.AffirmationWhereInput {
  if (!moment) return { state: 'AFFIRMED' };
  // An affirmation changes once at most: when it is withdrawn.
  return { createdAt: { lte: moment.at }, OR: [{ state: 'AFFIRMED' }, { updatedAt: { gt: moment.at } }] };
}

/** Events of one type in one unit. */
interface EventCount {
  readonly unitId: string | null;
  readonly type: string;
  /** What decides on the tag of an early adopter. */
  readonly flag: boolean;
  readonly items: number;
  readonly newest: Date;
}

function countEvents(
  db: Queryable,
  organizationId: string,
  improvementId: string,
  moment: Pick<Moment, 'position'> | null,
): Promise<EventCount[]> {
  return db.$queryRaw<EventCount[]>`
    SELECT e."unitId", e."type", COALESCE(e."after" -> ${EARLY_ADOPTER.flag}::text = 'true'::jsonb, FALSE) AS flag,
           COUNT(*)::int AS items, MAX(e."occurredAt") AS newest
      FROM "Event" e
     WHERE e."organizationId" = ${organizationId}::uuid AND e."improvementId" = ${improvementId}::uuid
       AND e."type" = ANY(${[...typesThatShow(DEPLOYMENT_PRACTICE)]}::text[])
       ${moment ? Prisma.sql`AND e."position" <= ${moment.position}::int` : Prisma.empty}
     GROUP BY 1, 2, 3`;
}

function sumOf(counts: readonly EventCount[]): Pick<SubpracticeCoverage, 'items' | 'newest'> {
  const times = counts.map(({ newest }) => newest.getTime());
  return {
    items: counts.reduce((sum, { items }) => sum + items, 0),
    newest: times.length > 0 ? new Date(Math.max(...times)) : null,
  };
}
