import type { Queryable } from '../database/database.js';
import { Prisma } from '../generated/prisma/client.js';
import type { Role } from '../generated/prisma/enums.js';

/** Who acts: a person of an organization, with what the database says they may do. */
export interface Actor {
  readonly personId: string;
  readonly organizationId: string;
  readonly name: string;
  readonly role: Role;
  /** Ids of the units that they lead. */
  readonly leads: ReadonlySet<string>;
  /** Position of the organization's log when the database said so: what later events changed is not in here. */
  readonly asOf: number;
}

/**
 * Finds the person that a token names. Null when nobody active has that subject. A subject that is known in several
 * organizations needs the organization's slug; without it, nobody is found rather than a guess made.
 */
export async function findActor(
  db: Queryable,
  subject: string,
  organizationSlug: string | undefined,
): Promise<Actor | null> {
  const inOrganization =
    organizationSlug === undefined || organizationSlug === ''
      ? Prisma.empty
      : Prisma.sql`AND EXISTS (SELECT 1 FROM "Organization" o
                                WHERE o."id" = p."organizationId" AND o."slug" = ${organizationSlug})`;
  const [actor, another] = await readActors(db, Prisma.sql`p."subject" = ${subject} ${inOrganization}`, 2);
  return actor && !another ? actor : null;
}

/** Those of some people who are active members of an organization, as they are now. */
export function findMembers(db: Queryable, organizationId: string, personIds: readonly string[]): Promise<Actor[]> {
  const condition = Prisma.sql`p."organizationId" = ${organizationId}::uuid AND p."id" = ANY(${[...personIds]}::uuid[])`;
  return readActors(db, condition, personIds.length);
}

/** Hazard: one statement, so that role, led units and `asOf` are of one moment. In two, a change could pass between them. */
async function readActors(db: Queryable, condition: Prisma.Sql, limit: number): Promise<Actor[]> {
  const rows = await db.$queryRaw<(Omit<Actor, 'leads'> & { leads: string[] })[]>`
    SELECT p."id"::text AS "personId", p."organizationId"::text AS "organizationId", p."name", p."role"::text AS "role",
           g."position" AS "asOf",
           COALESCE(array_agg(l."unitId"::text ORDER BY l."unitId") FILTER (WHERE l."unitId" IS NOT NULL), '{}') AS "leads"
      FROM "Person" p
      JOIN "EventLog" g ON g."organizationId" = p."organizationId"
      LEFT JOIN "UnitLead" l ON l."personId" = p."id"
     WHERE p."active" AND ${condition}
     GROUP BY p."id", g."position"
     LIMIT ${limit}`;
  return rows.map((row) => ({ ...row, leads: new Set(row.leads) }));
}
