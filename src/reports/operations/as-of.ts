import type { Queryable } from '../../database/database.js';
import { Prisma } from '../../generated/prisma/client.js';
import { beginningsSql } from '../../deployments/operations/may-begin.js';
import type { RequirementRecords } from '../../deployments/operations/requirements.js';
import type { Deployment, DeploymentPlan, Improvement, Increment, Unit } from '../../generated/prisma/client.js';

/** A moment in an organization's log: everything up to the position has happened, and nothing after it. */
export interface Moment {
  readonly organizationId: string;
  readonly position: number;
  /** When it is taken to be: by this, lateness is judged. */
  readonly at: Date;
  /** Position up to which the log has been archived: what was before is unknown. */
  readonly archivedThrough: number;
}

/** Records whose every change is in the log, field by field. */
interface Recorded {
  readonly Deployment: Deployment;
  readonly Improvement: Improvement;
  readonly Unit: Unit;
  readonly DeploymentPlan: DeploymentPlan;
  readonly Increment: Increment;
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

/** Which records of a kind are meant. */
export interface AsOfScope {
  /** Narrows them, as SQL over the record `d`, by fields that never change. */
  readonly where: Prisma.Sql;
  /** The same as far as it can be said of their events, as SQL over `e`: then only these have to be gone through. */
  readonly events?: Prisma.Sql;
}

/** The records with these ids. */
export function withIds(ids: readonly string[]): AsOfScope {
  return {
    where: Prisma.sql`d."id" = ANY(${[...ids]}::uuid[])`,
    events: Prisma.sql`e."recordId" = ANY(${[...ids]}::uuid[])`,
  };
}

/**
 * Records of one kind as they were at a moment, in one statement: those of now, with what happened since undone. It
 * needs only the part of the log after the moment, and sees one state of the database, however busy it is. Only
 * `updatedAt` is that of now.
 */
export function recordsAsOf<Kind extends keyof Recorded>(
  db: Queryable,
  kind: Kind,
  moment: Pick<Moment, 'organizationId' | 'position'>,
  scope: AsOfScope,
): Promise<Recorded[Kind][]> {
  return db.$queryRaw<Recorded[Kind][]>(asOf(kind, moment, scope));
}

/** Ids of the units of an organization that were not retired at a moment, be it that they were not there yet. */
export async function liveUnitIds(
  db: Queryable,
  moment: Pick<Moment, 'organizationId' | 'position'>,
): Promise<string[]> {
  // No other events change that, and there is an index by type.
  const scope = { where: Prisma.sql`TRUE`, events: Prisma.sql`e."type" IN ('UnitRetired', 'UnitReinstated')` };
  const units = await db.$queryRaw<{ id: string }[]>`
    SELECT u."id"::text AS id FROM (${asOf('Unit', moment, scope)}) u WHERE u."retiredAt" IS NULL`;
  return units.map(({ id }) => id);
}

/** The statement of `recordsAsOf`, to be part of a larger one. */
export function asOf(
  kind: keyof Recorded,
  { organizationId, position }: Pick<Moment, 'organizationId' | 'position'>,
  { where, events = Prisma.sql`TRUE` }: AsOfScope,
): Prisma.Sql {
  const table = Prisma.raw(`"${kind}"`);
  return Prisma.sql`
    WITH past AS MATERIALIZED (
      SELECT e."recordId" AS id, MIN(e."recordVersion") - 1 AS version,
             jsonb_merge(e."before" ORDER BY e."position" DESC) AS "values"
        FROM "Event" e
       WHERE e."organizationId" = ${organizationId}::uuid AND e."position" > ${position}::int
         AND e."recordType" = ${kind} AND ${events}
       GROUP BY e."recordId"
    )
    SELECT d.* FROM ${table} d
     WHERE d."organizationId" = ${organizationId}::uuid AND NOT EXISTS (SELECT 1 FROM past WHERE past.id = d."id")
       AND ${where}
    UNION ALL
    SELECT was.* FROM past JOIN ${table} d ON d."id" = past.id
     CROSS JOIN LATERAL jsonb_populate_record(d, past."values" || jsonb_build_object('version', past.version)) was
     WHERE past.version > 0 AND ${where}`;
}

/**
 * What decided at a moment whether deployments of some improvements might begin: see `beginningsSql`. What a version of a plan
 * has for targets, and an increment that has started for deployments, does not change any more.
 */
export function beginningsAsOf(
  moment: Pick<Moment, 'organizationId' | 'position'>,
  improvementIds: readonly string[],
): Prisma.Sql {
  const ids = Prisma.sql`${[...improvementIds]}::uuid[]`;
  const events = Prisma.sql`e."improvementId" = ANY(${ids})`;
  const ofPlan = Prisma.sql`d."planId" IN (SELECT p."id" FROM "DeploymentPlan" p WHERE p."improvementId" = ANY(${ids}))`;
  const plans = asOf('DeploymentPlan', moment, { where: Prisma.sql`d."improvementId" = ANY(${ids})`, events });
  const beginnings = beginningsSql({
    improvements: Prisma.sql`(${asOf('Improvement', moment, withIds(improvementIds))})`,
    plans: Prisma.sql`(${plans})`,
    increments: Prisma.sql`(${asOf('Increment', moment, { where: ofPlan, events })})`,
    required: requiredAsOf(moment),
  });
  return Prisma.sql`
    WITH requirement AS MATERIALIZED (
      SELECT * FROM (${requirementsAsOf(moment)}) r WHERE r."fromId" = ANY(${ids}))
    ${beginnings}`;
}

/** What the rows of `requirement` asked for at a moment: these, and what had become by then of the improvements in them. */
function requiredAsOf(moment: Pick<Moment, 'organizationId' | 'position'>): RequirementRecords {
  const to = Prisma.sql`(SELECT "toId" FROM requirement)`;
  const both = Prisma.sql`(SELECT unnest(ARRAY["fromId", "toId"]) FROM requirement)`;
  const improvements = asOf('Improvement', moment, {
    where: Prisma.sql`d."id" IN ${to}`,
    events: Prisma.sql`e."recordId" IN ${to}`,
  });
  const deployments = asOf('Deployment', moment, {
    where: Prisma.sql`d."improvementId" IN ${both}`,
    events: Prisma.sql`e."improvementId" IN ${both}`,
  });
  return {
    requirements: Prisma.sql`requirement`,
    improvements: Prisma.sql`(${improvements})`,
    deployments: Prisma.sql`(${deployments})`,
  };
}

/**
 * Which improvements required which at a moment, as rows of `fromId` and `toId`. Relations are part of the improvement that they
 * were recorded on: its events have all of them, before and after.
 */
export function requirementsAsOf({
  organizationId,
  position,
}: Pick<Moment, 'organizationId' | 'position'>): Prisma.Sql {
  return Prisma.sql`
    WITH changed AS (
      SELECT DISTINCT ON (e."recordId") e."recordId" AS id, e."before" -> 'relations' AS relations
        FROM "Event" e
       WHERE e."organizationId" = ${organizationId}::uuid AND e."position" > ${position}::int
         AND e."type" IN ('ImprovementRelated', 'ImprovementUnrelated')
       ORDER BY e."recordId", e."position"
    )
    SELECT r."fromId", r."toId" FROM "ImprovementRelation" r
     WHERE r."organizationId" = ${organizationId}::uuid AND r."kind" = 'REQUIRES'
       AND NOT EXISTS (SELECT 1 FROM changed WHERE changed.id = r."fromId")
     UNION ALL
    SELECT c.id, (r ->> 'toId')::uuid FROM changed c CROSS JOIN LATERAL jsonb_array_elements(c.relations) r
     WHERE r ->> 'kind' = 'REQUIRES'`;
}

/**
 * Ids of the deployments that were part of an increment at a moment: the first assignment since has them, else they are those of now.
 * The increment is SQL for its id.
 */
export function partsAsOf(
  { organizationId, position }: Pick<Moment, 'organizationId' | 'position'>,
  incrementId: Prisma.Sql,
): Prisma.Sql {
  return Prisma.sql`
    SELECT jsonb_array_elements_text(COALESCE(
      (SELECT a."before" -> 'deploymentIds' FROM "Event" a
        WHERE a."organizationId" = ${organizationId}::uuid AND a."recordId" = ${incrementId}
          AND a."type" = 'IncrementDeploymentsAssigned' AND a."position" > ${position}::int
        ORDER BY a."position" LIMIT 1),
      (SELECT jsonb_agg(i."deploymentId") FROM "IncrementDeployment" i WHERE i."incrementId" = ${incrementId})))::uuid`;
}
