import { randomBytes } from 'node:crypto';
import pg from 'pg';

const CONNECT_LIMIT_MS = 5_000;

/** The address of another database of the same server. */
export function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${encodeURIComponent(database)}`;
  return url.href;
}

/** Runs one statement on a connection of its own. */
export async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_LIMIT_MS });
  client.on('error', () => undefined); // the server may be killed at any time; the query rejects
  try {
    await client.connect();
    await client.query(sql);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Creates a database on a server and returns its URL. Without a name it gets one of its own, so tests that run at the
 * same time share nothing; with a template it is a copy of that database. Rejects when the name is taken, or when
 * someone stays connected to the template.
 */
export async function createDatabase(serverUrl: string, name?: string, template?: string): Promise<string> {
  const database = name ?? `test_${randomBytes(6).toString('hex')}`;
  const copy = template === undefined ? '' : ` template ${pg.escapeIdentifier(template)}`;
  await execute(databaseUrl(serverUrl, 'postgres'), `create database ${pg.escapeIdentifier(database)}${copy}`);
  return databaseUrl(serverUrl, database);
}

/** Drops the database of a URL, with the connections that it still has. Nothing to do when it is not there. */
export async function dropDatabase(url: string): Promise<void> {
  const database = decodeURIComponent(new URL(url).pathname.slice(1));
  const sql = `drop database if exists ${pg.escapeIdentifier(database)} with (force)`;
  await execute(databaseUrl(url, 'postgres'), sql);
}
