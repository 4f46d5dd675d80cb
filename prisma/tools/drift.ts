import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { migrate } from '../../src/database/migrate.js';
import { pgliteSession } from '../../src/database/sql.js';
import { withOrganizationKeys } from './organization-keys.js';
import { NO_FILTERS, openSchemaEngine, readSchema } from './schema-engine.js';

/** Where the schema and the migrations are. */
export interface PrismaFolders {
  readonly schema: string;
  readonly migrations: string;
}

/** The folders of the project, for a process that was started at its top. */
export function projectFolders(root = process.cwd()): PrismaFolders {
  return { schema: join(root, 'prisma/schema'), migrations: join(root, 'prisma/migrations') };
}

/**
 * The SQL that leads from the migrations to the schema; empty when they agree. What a Prisma schema cannot say, such as
 * a CHECK constraint, does not count. Needs no server: it works on an empty Postgres in this process.
 * @throws MigrationError when the migrations do not apply, and the engine's error when the schema is invalid.
 */
export async function findDrift(folders: PrismaFolders): Promise<string> {
  const database = await PGlite.create();
  try {
    await migrate(pgliteSession(database), folders.migrations);
    return await findDifference(database, folders.schema);
  } finally {
    await database.close();
  }
}

/** The SQL that leads from what is in the database to the schema; empty when they agree. */
export async function findDifference(database: PGlite, schema: string): Promise<string> {
  const files = withOrganizationKeys(await readSchema(schema));
  const engine = await openSchemaEngine(new PrismaPGlite(database), files);
  try {
    const { exitCode, stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: schema },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: true,
      filters: NO_FILTERS,
    });
    return exitCode === 0 ? '' : (stdout ?? '');
  } finally {
    engine.free();
  }
}
