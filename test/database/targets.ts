import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { onTestFinished } from 'vitest';
import { pgliteSession, pgSession, type SqlSession } from '../../src/database/sql.js';

/** An otherwise unused database to migrate. */
export interface Target {
  readonly session: SqlSession;
  /** Another session with the same database; on PGlite there is only the one. */
  connect(): Promise<SqlSession>;
  /** What Prisma's engine works through, until the test ends. */
  adapter(): SqlMigrationAwareDriverAdapterFactory;
  /** Empties the database. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

const EMPTY = 'DROP SCHEMA public CASCADE; CREATE SCHEMA public';

export async function pgliteTarget(): Promise<Target> {
  const database = await PGlite.create();
  const session = pgliteSession(database);
  return {
    session,
    connect: async () => session,
    adapter: () => new PrismaPGlite(database),
    reset: () => session.script(EMPTY),
    close: () => database.close(),
  };
}

/** The adapter cuts scripts at every semicolon, those in the bodies of functions too; Prisma's own engine does not. */
function wholeScripts(factory: PrismaPg, pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const cut = adapter.executeScript.bind(adapter);
    adapter.executeScript = async (script) => {
      if (script.includes('$$')) await pool.query(script);
      else await cut(script);
    };
    return adapter;
  };
  return factory;
}

export async function postgresTarget(): Promise<Target> {
  const name = `uplift_migrate_${randomUUID().replaceAll('-', '')}`;
  const admin = await client('postgres');
  await admin.query(`CREATE DATABASE ${name}`);
  const clients: pg.Client[] = [];
  const connect = async (): Promise<SqlSession> => {
    const opened = await client(name);
    clients.push(opened);
    return pgSession(opened);
  };
  const session = await connect();
  return {
    session,
    connect,
    adapter() {
      // Prisma's engine keeps the migration lock until its connection ends.
      const pool = new pg.Pool({ ...SERVER, database: name, max: 1 });
      onTestFinished(() => pool.end());
      return wholeScripts(new PrismaPg(pool), pool);
    },
    reset: () => session.script(EMPTY),
    async close() {
      await Promise.all(clients.map((each) => each.end()));
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.end();
    },
  };
}

/** Both kinds of database, for `describe.each`. */
export const TARGETS: readonly [string, () => Promise<Target>][] = [
  ['PGlite', pgliteTarget],
  ['Postgres', postgresTarget],
];

/** Writes a migrations folder of `name: sql` and removes it when the test ends. */
export async function migrationsFolder(migrations: Record<string, string>): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'uplift-migrations-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  for (const [name, sql] of Object.entries(migrations)) await writeMigration(directory, name, sql);
  return directory;
}

/** Writes or overwrites one migration of a folder. */
export async function writeMigration(directory: string, name: string, sql: string): Promise<void> {
  await mkdir(join(directory, name), { recursive: true });
  await writeFile(join(directory, name, 'migration.sql'), sql);
}

const SERVER: pg.ClientConfig = { host: '127.0.0.1', port: 5432, user: 'postgres' };

async function client(database: string): Promise<pg.Client> {
  const opened = new pg.Client({ ...SERVER, database });
  await opened.connect();
  return opened;
}
