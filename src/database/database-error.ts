import { splitAddress } from './address.js';
import { schemaOf } from './session.js';
import { sqlState } from './sql.js';

/** The database cannot be used in the way it is configured. The message says why, and holds no credentials. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
}

/** Where a connection leads, and as whom. */
interface Destination {
  readonly host: string;
  readonly database: string;
  readonly user: string;
  readonly schema: string;
}

/** What is wrong, by the SQLSTATE of Postgres or the code of the system. */
const WORDS: Readonly<Record<string, (to: Destination) => string>> = {
  '28P01': ({ user, host }) => `${host} rejects the password of ${user}.`,
  '28000': ({ user, database, host }) =>
    `${host} does not let ${user} connect to the database ${database}: there is no such role, or pg_hba.conf forbids it.`,
  '3D000': ({ database, host }) => `There is no database ${database} at ${host}. Create it, or correct DATABASE_URL.`,
  '3F000': ({ schema, database }) =>
    `There is no schema ${schema} in the database ${database}. Create it, or correct "schema" in DATABASE_URL.`,
  '42501': ({ user, database, schema }) =>
    `${user} lacks rights in the database ${database}: it must own the tables in the schema ${schema} and be allowed to create more.`,
  '53300': ({ host }) => `${host} has no connections left (max_connections).`,
  '57P03': ({ host }) => `${host} is starting up or shutting down.`,
  '25006': ({ host }) => `${host} is read-only: a standby, or default_transaction_read_only is on.`,
  ENOENT: ({ host }) => `Nothing listens at ${host}. Is Postgres running there?`,
  ECONNREFUSED: ({ host }) => `Nothing listens at ${host}. Is Postgres running there?`,
  ENOTFOUND: ({ host }) => `The host of ${host} is unknown.`,
  EAI_AGAIN: ({ host }) => `The host of ${host} cannot be resolved at the moment.`,
  EHOSTUNREACH: ({ host }) => `${host} is unreachable from here.`,
  ENETUNREACH: ({ host }) => `${host} is unreachable from here.`,
  ETIMEDOUT: ({ host }) => `${host} does not answer.`,
  ECONNRESET: ({ host }) => `${host} closed the connection.`,
};

/** An error of a connection to this address, in words where there are any; else the error as it is. */
export function explainDatabaseError(error: unknown, url: string): unknown {
  const code = codeOf(error);
  const words = code === undefined ? undefined : WORDS[code];
  if (!words) return error;
  const { message } = error as Error;
  // Postgres names what the rights are missing for, such as a table.
  const detail = code === '42501' && message ? ` Postgres says: ${message}.` : '';
  return new DatabaseError(`${words(destinationOf(url))}${detail}`, { cause: error });
}

function codeOf(error: unknown): string | undefined {
  // Hazard: a host with several addresses fails with all of their errors, and no words of its own.
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (error instanceof Error && /timeout/i.test(error.message) && !sqlState(error)) return 'ETIMEDOUT';
  return sqlState(error);
}

function destinationOf(url: string): Destination {
  const { hostname, port, pathname, username, searchParams } = new URL(splitAddress(url)[0]);
  const host = searchParams.get('host') ?? (decodeURIComponent(hostname) || 'localhost');
  const user = decodeURIComponent(username) || 'the user of this system';
  return {
    host: host.startsWith('/') ? `the socket in ${host}` : `${host}:${searchParams.get('port') ?? (port || '5432')}`,
    database: decodeURIComponent(pathname.slice(1)) || user,
    user,
    schema: schemaOf(url),
  };
}
