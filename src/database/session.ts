import { splitAddress } from './address.js';
import type { SqlSession } from './sql.js';

/**
 * What this program relies on in every session. The defaults of a server, a database or a role may differ, and with them
 * instants would be stored and read in another time zone, or not be understood at all.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  TimeZone: 'UTC',
  DateStyle: 'ISO, YMD',
  IntervalStyle: 'postgres',
  client_encoding: 'UTF8',
  extra_float_digits: '1',
  bytea_output: 'hex',
  standard_conforming_strings: 'on',
  array_nulls: 'on',
  transform_null_equals: 'off',
  default_transaction_isolation: 'read committed',
};

/** The schema that holds our tables unless the address of the database names another one. */
export const DEFAULT_SCHEMA = 'public';

/** The schema that holds our tables: the parameter `schema` of the address, as Prisma's tools read it. */
export function schemaOf(url: string): string {
  const [address] = splitAddress(url);
  return new URL(address).searchParams.get('schema') || DEFAULT_SCHEMA;
}

/**
 * Sets up a new session: the one place for it, whatever the driver. Hazard: by `SET`, not by startup options, which
 * PgBouncer rejects.
 */
export function sessionScript(schema = DEFAULT_SCHEMA): string {
  return Object.entries(expectedSettings(schema))
    .map(([name, value]) => `SET ${name} TO ${name === 'search_path' ? value : `'${value}'`};`)
    .join(' ');
}

/** The settings that do not hold in a session, in words; none where all is well. */
export async function findLostSettings(session: SqlSession, schema = DEFAULT_SCHEMA): Promise<readonly string[]> {
  const expected = expectedSettings(schema);
  const rows = await session.query<{ name: string; value: string }>(
    'SELECT name, current_setting(name) AS value FROM unnest($1::text[]) AS name',
    [Object.keys(expected)],
  );
  const plain = (value: string | undefined): string => value?.replaceAll('"', '') ?? '';
  return rows
    .filter(({ name, value }) => plain(value) !== plain(expected[name]))
    .map(({ name, value }) => `${name} is ${value}, not ${expected[name]}`);
}

function expectedSettings(schema: string): Readonly<Record<string, string>> {
  return { ...SETTINGS, search_path: `"${schema.replaceAll('"', '""')}"` };
}
