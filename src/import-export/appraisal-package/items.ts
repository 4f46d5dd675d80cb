import type { Queryable } from '../../database/database.js';
import { inForce } from '../../evidence/operations/coverage.js';
import { evidenceWhere } from '../../evidence/operations/items.js';
import { typesThatShow } from '../../evidence/subpractices.js';
import type { Prisma } from '../../generated/prisma/client.js';
import { practicesOf, readEvents } from '../exporters/events.js';
import type { EventRow } from '../exporters/events.js';
import { PAGE } from '../exporters/list.js';
import type { PackageScope } from './scope.js';

/** Items of evidence for one practice, in pages, oldest first: the statements of a page are fixed. */
export async function* itemsOf(db: Queryable, scope: PackageScope, practiceRef: string): AsyncGenerator<EventRow[]> {
  const { moment, improvement, unit } = scope;
  const where = await evidenceWhere(db, {
    organizationId: moment.organizationId,
    practiceRef,
    improvementIds: improvement && [improvement.id],
    unitIds: unit && [unit.id],
  });
  yield* pagesOf(db, scope, where);
}

/** Items of evidence for any practice of the package, each once, in pages, oldest first. */
export async function* allItems(db: Queryable, scope: PackageScope): AsyncGenerator<EventRow[]> {
  const { practices, improvement, unit } = scope;
  const refs = new Set(practices.map(({ ref }) => ref));
  const where = {
    type: { in: [...new Set(practices.flatMap(({ ref }) => typesThatShow(ref)))] },
    ...(improvement ? { improvementId: improvement.id } : {}),
    ...(unit ? { unitId: unit.id } : {}),
  };
  for await (const page of pagesOf(db, scope, where)) {
    const shown = page.filter((event) => practicesOf(event).some((ref) => refs.has(ref)));
    if (shown.length > 0) yield shown;
  }
}

async function* pagesOf(
  db: Queryable,
  { moment }: PackageScope,
  where: Prisma.EventWhereInput,
): AsyncGenerator<EventRow[]> {
  const { organizationId, position } = moment;
  for (let after = 0; ;) {
    const page = { organizationId, id: { gt: String(after) } };
    const rows = await readEvents(page, { db }, { AND: [where, { position: { lte: position } }] });
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.position;
  }
}

/** An affirmation with the names of what it concerns. */
export type AffirmationRow = Awaited<ReturnType<typeof affirmationsOf>>[number];

/** The affirmations that were in force at the moment of a package, oldest first: one statement, and the names. */
export async function affirmationsOf(db: Queryable, { practices, improvement, unit, moment }: PackageScope) {
  const { organizationId } = moment;
  return db.affirmation.findMany({
    where: {
      organizationId,
      practiceRef: { in: practices.map(({ ref }) => ref) },
      ...(improvement ? { improvementId: improvement.id } : {}),
      ...(unit ? { unitId: unit.id } : {}),
      ...inForce(moment),
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    include: {
      person: { select: { name: true } },
      unit: { select: { name: true } },
      improvement: { select: { title: true } },
    },
  });
}
