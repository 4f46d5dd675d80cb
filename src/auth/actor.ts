import type { Queryable } from '../database/database.js';
import { vital } from '../database/statements.js';
import { Prisma } from '../generated/prisma/client.js';
import type { Role } from '../generated/prisma/enums.js';
import { isStorable } from '../text.js';
import { withCredentials } from './grant.js';
import type { Granted } from './grant.js';
import { lookUpTogether } from './look-up.js';

/** Who acts: a person of an organization, or a service account, with what the database says they may do. */
export interface Actor extends Granted {
  readonly personId: string;
  readonly organizationId: string;
  /** The subject by which credentials name them. */
  readonly subject: string;
  /** The issuer of the organization that calls them so; null for the provider of the server. */
  readonly issuerId: string | null;
  readonly name: string;
  readonly role: Role;
  /** Whether it is a service account. Whoever acts as one does so with an API token. */
  readonly isServiceAccount: boolean;
  /** Ids of the units that they lead. */
  readonly leads: ReadonlySet<string>;
  /** Position of the organization's log when the database said so: what later events changed is not in here. */
  readonly asOf: number;
}

/**
 * Whom credentials name. Without the slug of an organization, a subject that is known in several is the person who was added
 * first: no one loses access because another organization adds their subject. A service account is named by an API token only.
 */
export interface Named extends Granted {
  readonly subject: string;
  readonly organization: string | undefined;
  /** The issuer of the organization that says so; null for the provider of the server; absent where we say so ourselves. */
  readonly issuerId?: string | null | undefined;
}

/**
 * Finds the active person that a subject names; null where there is none.
 */
export async function findActor(db: Queryable, subject: string, organization?: string): Promise<Actor | null> {
  const [actor = null] = await findActors(db, [{ subject, organization }]);
  return actor;
}

/** Makes the look-up of actors: those who ask at the same moment are looked up in one statement. */
export function actorFinder(db: Queryable): (named: Named) => Promise<Actor | null> {
  const lookUp = lookUpTogether((named: readonly Named[]) => findActors(db, named));
  return async (named) => {
    const actor = await lookUp(named);
    return actor && withCredentials(actor, named);
  };
}

async function findActors(db: Queryable, named: readonly Named[]): Promise<(Actor | null)[]> {
  const asked = new Map(named.map((each) => [keyOf(each), each]));
  // Hazard: one text that Postgres does not take would fail all who are asked for in the same statement.
  const askable = Array.from(asked.values()).filter(
    ({ subject, organization = '' }) => isStorable(subject) && isStorable(organization),
  );
  const found = new Map<string, Actor | null>();
  for (const { asSubject, asOrganization, byIssuer, byToken, ...actor } of await readNamed(db, askable)) {
    const key = keyBy(asSubject, asOrganization, byIssuer, byToken);
    if (!found.has(key)) found.set(key, actor);
  }
  return named.map((each) => found.get(keyOf(each)) ?? null);
}

function keyOf(named: Named): string {
  return keyBy(named.subject, named.organization ?? '', issuerKey(named), named.grant !== undefined);
}

/** What stands for the issuer that names somebody: none for us, who know each of them. */
export function issuerKey({ issuerId }: Pick<Named, 'issuerId'>): string {
  return issuerId === undefined ? '' : (issuerId ?? SERVER);
}

/** Stands for the provider of the server. */
const SERVER = 'server';

function keyBy(...parts: readonly [subject: string, slug: string, issuer: string, byToken: boolean]): string {
  return JSON.stringify(parts);
}

type NamedActor = Actor & { asSubject: string; asOrganization: string; byIssuer: string; byToken: boolean };

function readNamed(db: Queryable, named: readonly Named[]): Promise<NamedActor[]> {
  const subjects = named.map(({ subject }) => subject);
  const slugs = named.map(({ organization }) => organization ?? '');
  const issuers = named.map(issuerKey);
  const byToken = named.map(({ grant }) => grant !== undefined);
  return readActors(db, {
    more: Prisma.sql`, n."subject" AS "asSubject", n."slug" AS "asOrganization", n."issuer" AS "byIssuer", n."byToken"`,
    // Hazard: without the second condition, whoever gets the subject of a service account from their provider would be that account;
    // without the third, one issuer could name the people of another.
    join: Prisma.sql`JOIN unnest(${subjects}::text[], ${slugs}::text[], ${issuers}::text[], ${byToken}::bool[])
                            AS n("subject", "slug", "issuer", "byToken")
                       ON n."subject" = p."subject" AND (n."byToken" OR p."ownerId" IS NULL)
                      AND (n."issuer" = '' OR n."issuer" = COALESCE(p."issuerId"::text, ${SERVER}))
                     JOIN "Organization" o ON o."id" = p."organizationId" AND (n."slug" = '' OR n."slug" = o."slug")`,
    order: Prisma.sql`ORDER BY p."createdAt", p."id"`,
  });
}

/** Those of some people who are active members of an organization, as they are now. */
export function findMembers(db: Queryable, organizationId: string, personIds: readonly string[]): Promise<Actor[]> {
  const where = Prisma.sql`AND p."organizationId" = ${organizationId}::uuid AND p."id" = ANY(${[...personIds]}::uuid[])`;
  return readActors(db, { where });
}

/**
 * Hazard: one statement, so that role, led units and `asOf` are of one moment. In two, a change could pass between them. It
 * is vital: who acts must be known however busy the database is, and those who ask together share what one of them asks.
 */
async function readActors<T extends Actor>(
  db: Queryable,
  { more = Prisma.empty, join = Prisma.empty, where = Prisma.empty, order = Prisma.empty },
): Promise<T[]> {
  const rows = await vital(
    () => db.$queryRaw<(Omit<T, 'leads'> & { leads: string[] })[]>`
    SELECT p."id"::text AS "personId", p."organizationId"::text AS "organizationId", p."subject", p."issuerId"::text AS "issuerId", p."name", p."role"::text AS "role",
           p."ownerId" IS NOT NULL AS "isServiceAccount",
           g."position" AS "asOf", COALESCE(l."unitIds", '{}') AS "leads"${more}
      FROM "Person" p ${join}
      JOIN "EventLog" g ON g."organizationId" = p."organizationId"
     CROSS JOIN LATERAL (SELECT array_agg(l."unitId"::text ORDER BY l."unitId") AS "unitIds" FROM "UnitLead" l
                          WHERE l."personId" = p."id") l
     WHERE p."active" ${where} ${order}`,
  );
  return rows.map((row) => ({ ...row, leads: new Set(row.leads) }) as unknown as T);
}
