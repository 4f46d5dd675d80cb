import type { Queryable } from '../../database/database.js';
import { Prisma } from '../../generated/prisma/client.js';
import type { Deployment, Improvement } from '../../generated/prisma/client.js';

/** A moment in an organization's log: everything up to the position has happened, and nothing after it. */
export interface Moment {
  readonly organizationId: string;
  readonly position: number;
  /** When it is taken to be: by this, lateness is judged. */
  readonly at: Date;
  /** Position up to which the log has been archived: of what was before, nothing can be told. */
  readonly archivedThrough: number;
}

/** Records of which the log tells every change, field by field. */
interface Recorded {
  readonly Deployment: Deployment;
  readonly Improvement: Improvement;
}

/** The moment now, at the head of the log. */
export async function momentNow(db: Queryable, organizationId: string, now: Date): Promise<Moment> {
  const { position, archivedThrough } = await db.eventLog.findUniqueOrThrow({ where: { organizationId } });
  return { organizationId, position, at: now, archivedThrough };
}

/** The moment at a time: everything that was committed by then. Null where that part of the log has been archived. */
export async function momentAt(db: Queryable, organizationId: string, at: Date): Promise<Moment | null> {
  const [{ archivedThrough }, event] = await Promise.all([
    db.eventLog.findUniqueOrThrow({ where: { organizationId }, select: { archivedThrough: true } }),
    db.event.findFirst({
      where: { organizationId, occurredAt: { lte: at } },
      // Times never run backwards along the log, so both orders are one.
      orderBy: [{ occurredAt: 'desc' }, { position: 'desc' }],
      select: { position: true },
    }),
  ]);
  if (!event && archivedThrough > 0) return null;
  return { organizationId, position: event?.position ?? 0, at, archivedThrough };
}

/**
 * Records of one kind as they were at a moment, in one statement: those of now, with what happened since undone. It
 * needs only the part of the log after the moment, and sees one state of the database, however busy it is. Only
 * `updatedAt` is that of now.
 *
 * `where` narrows the records, as SQL over `d`, by fields that never change.
 */
export function recordsAsOf<Kind extends keyof Recorded>(
  db: Queryable,
  kind: Kind,
  { organizationId, position }: Pick<Moment, 'organizationId' | 'position'>,
  where: Prisma.Sql,
): Promise<Recorded[Kind][]> {
  return db.$queryRaw<Recorded[Kind][]>(asOf(kind, organizationId, position, where));
}

/** The statement of `recordsAsOf`, to be part of a larger one. */
export function asOf(kind: keyof Recorded, organizationId: string, position: number, where: Prisma.Sql): Prisma.Sql {
  const table = Prisma.raw(`"${kind}"`);
  return Prisma.sql`
    WITH since AS MATERIALIZED (
      SELECT e."recordId" AS id, e."position", e."recordVersion", e."before" FROM "Event" e
       WHERE e."organizationId" = ${organizationId}::uuid AND e."position" > ${position}::int
         AND e."recordType" = ${kind}
    ), earliest AS (
      SELECT DISTINCT ON (s.id, f.key) s.id, f.key, f.value FROM since s, jsonb_each(s."before") f
       ORDER BY s.id, f.key, s."position"
    ), fields AS (
      SELECT id, jsonb_object_agg(key, value) AS "values" FROM earliest GROUP BY id
    ), past AS (
      SELECT s.id, MIN(s."recordVersion") - 1 AS version FROM since s GROUP BY s.id
    )
    SELECT d.* FROM ${table} d
     WHERE d."organizationId" = ${organizationId}::uuid AND NOT EXISTS (SELECT 1 FROM past WHERE past.id = d."id")
       AND ${where}
    UNION ALL
    SELECT was.* FROM past JOIN ${table} d ON d."id" = past.id JOIN fields ON fields.id = past.id
     CROSS JOIN LATERAL jsonb_populate_record(d, fields."values" || jsonb_build_object('version', past.version)) was
     WHERE past.version > 0 AND ${where}`;
}
