import type { Queryable } from './database.js';

/** The first part of all names in Redis, unless configured. */
export const DEFAULT_PREFIX = 'uplift';

/** A database of this process only, which shares nothing. */
export const embeddedInstallation = async (): Promise<string> => 'embedded';

/**
 * What the names of an installation in Redis begin with. Hazard: a copy of a database has the organizations, epochs and keys of
 * the original, so nothing else would keep the two apart in one Redis.
 */
export async function namespaceOf(
  prefix: string,
  { installation }: { readonly installation: () => Promise<string> },
): Promise<string> {
  return `${prefix}:${await installation()}`;
}

/** Where a database is: a copy is elsewhere. */
interface Location {
  /** Absent where the role may not read it. */
  readonly systemIdentifier: string | null;
  readonly database: string;
}

/**
 * The id of the installation, which all servers of a database share. Where the database has none, or was copied from
 * another one, it gets a new id.
 */
export async function identifyInstallation(db: Queryable): Promise<string> {
  const { systemIdentifier, database } = await locate(db);
  // Servers that start together wait here for one another, and see what the first has made.
  const [row] = await db.$queryRaw<{ id: string }[]>`
    INSERT INTO "Installation" AS known ("number", "id", "systemIdentifier", "database")
    VALUES (1, gen_random_uuid(), ${systemIdentifier}, ${database})
    ON CONFLICT ("number") DO UPDATE
       SET "id" = CASE WHEN known."database" = EXCLUDED."database"
                        AND COALESCE(known."systemIdentifier" = EXCLUDED."systemIdentifier", TRUE)
                       THEN known."id" ELSE EXCLUDED."id" END,
           "systemIdentifier" = COALESCE(EXCLUDED."systemIdentifier", known."systemIdentifier"),
           "database" = EXCLUDED."database"
    RETURNING "id"::text`;
  if (!row) throw new Error('The installation has no row.');
  return row.id;
}

/** How a database stands to its installation, changing nothing. */
export async function inspectInstallation(db: Queryable): Promise<{ id: string; isCopy: boolean } | null> {
  const { systemIdentifier, database } = await locate(db);
  const row = await db.installation.findFirst();
  if (!row) return null;
  const isElsewhere = systemIdentifier && row.systemIdentifier && systemIdentifier !== row.systemIdentifier;
  return { id: row.id, isCopy: Boolean(isElsewhere) || row.database !== database };
}

async function locate(db: Queryable): Promise<Location> {
  const [row] = await db.$queryRaw<{ database: string; readable: boolean }[]>`
    SELECT "oid" || '/' || current_schema() AS "database",
           COALESCE(has_function_privilege(to_regprocedure('pg_catalog.pg_control_system()'), 'execute'), FALSE) AS "readable"
      FROM pg_catalog.pg_database WHERE "datname" = current_database()`;
  if (!row) throw new Error('The database is not among its own.');
  const [control] = row.readable
    ? await db.$queryRaw<{ id: string }[]>`SELECT "system_identifier"::text AS "id" FROM pg_catalog.pg_control_system()`
    : [];
  return { database: row.database, systemIdentifier: control?.id ?? null };
}
