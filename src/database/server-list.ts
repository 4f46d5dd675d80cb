import pg from 'pg';
import { splitAddress } from './address.js';
import { DatabaseError } from './database-error.js';

/** What servers are asked for: `any` that answers, or one that takes changes. */
const WANTED = ['any', 'read-write', 'primary'] as const;
type Wanted = (typeof WANTED)[number];

/** The modes of TLS that the driver knows by the rules of libpq. */
const MODES: readonly string[] = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full'];

/** How long a server may take to answer, in milliseconds. */
const PROBE_TIMEOUT = 3_000;

/** Says whether the server of a session is one of a kind. */
const CONDITIONS: Readonly<Record<Wanted, string>> = {
  any: 'TRUE',
  'read-write': `NOT pg_is_in_recovery() AND current_setting('default_transaction_read_only') = 'off'`,
  primary: 'NOT pg_is_in_recovery()',
};

/** The options of a connection to one server. */
export function connectionOptions(url: string): pg.ClientConfig {
  const address = new URL(url);
  const mode = address.searchParams.get('sslmode');
  if (mode !== null && !MODES.includes(mode))
    throw new DatabaseError(`sslmode in DATABASE_URL must be one of ${MODES.join(', ')}: ${mode} is none of them.`);
  // Hazard: without it, the driver takes every mode for verify-full.
  if (mode !== null) address.searchParams.set('uselibpqcompat', 'true');
  address.searchParams.delete('target_session_attrs');
  return { connectionString: address.href, connectionTimeoutMillis: 10_000 };
}

/** The servers that an address names, and which of them is the one to use, as libpq chooses: the first that fits. */
export class ServerList {
  readonly #addresses: readonly [string, ...string[]];
  readonly #wanted: Wanted;
  #current: string;
  #searching: Promise<void> | undefined;

  constructor(url: string) {
    this.#addresses = splitAddress(url);
    this.#current = this.#addresses[0];
    const wanted = new URL(this.#current).searchParams.get('target_session_attrs') ?? 'any';
    const known = WANTED.find((each) => each === wanted);
    if (!known)
      throw new DatabaseError(
        `target_session_attrs in DATABASE_URL must be one of ${WANTED.join(', ')}: ${wanted} is none of them.`,
      );
    this.#wanted = known;
  }

  /** The address of the server to use. */
  get current(): string {
    return this.#current;
  }

  /** A query whose first column `fits` says whether the server of a session is still the one to use. */
  get question(): string {
    return `SELECT ${CONDITIONS[this.#wanted]} AS fits`;
  }

  /**
   * Looks for the server to use. With a single server that may be any, there is nothing to look for.
   * @throws the error of the last server where none fits.
   */
  find(): Promise<void> {
    if (this.#addresses.length === 1 && this.#wanted === 'any') return Promise.resolve();
    return (this.#searching ??= this.#search().finally(() => (this.#searching = undefined)));
  }

  async #search(): Promise<void> {
    let failure: unknown;
    for (const address of this.#addresses) {
      try {
        if (await this.#fits(address)) {
          this.#current = address;
          return;
        }
        failure = new DatabaseError(`No server of DATABASE_URL is ${this.#wanted}.`);
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  }

  async #fits(address: string): Promise<boolean> {
    const options = {
      ...connectionOptions(address),
      connectionTimeoutMillis: PROBE_TIMEOUT,
      query_timeout: PROBE_TIMEOUT,
    };
    const client = new pg.Client({ ...options, application_name: 'uplift' });
    // Hazard: a connection that breaks while idle emits this; without a listener the process exits.
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ fits: boolean }>(this.question);
      return rows[0]?.fits === true;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
