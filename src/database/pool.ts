import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { BoundedClient } from './bounded-client.js';
import { connectionOptions } from './server-list.js';
import type { ServerList } from './server-list.js';
import { CanceledError, scopeHere } from './statements.js';

/** Connections that are kept for what must always go on. */
const VITAL = 2;

/** How often the pool asks whether the server is there, in milliseconds. */
const BEAT = 1_000;

/** A server that is silent for so long, in milliseconds, is lost, and with it all connections to it. */
const SILENCE = 4_000;

/** In how many steps the silence is waited for: one alone would also end after a stall of this process. */
const STEPS = 5;

/** How long connections may take to close, in milliseconds: then they are cut. */
const CLOSE_TIMEOUT = 2_000;

/** What a pool of statements is made of, besides what any is. */
interface StatementPoolConfig {
  readonly servers: ServerList;
  readonly bound: number;
}

type Query = (config: pg.QueryConfig) => Promise<pg.QueryResult>;

/**
 * A pool of connections whose statements are canceled with the work that they are part of, and that keeps some connections
 * for vital work: see `statements.ts`. Where the server falls silent, as behind a network that drops everything, it cuts all
 * connections: no statement waits for an answer that never comes, and new connections lead to where the server is by then.
 */
export class StatementPool extends pg.Pool {
  readonly #vital: pg.Pool;
  readonly #clients: Set<BoundedClient>;
  readonly #servers: ServerList;
  readonly #beating: NodeJS.Timeout;
  #isAsking = false;

  /**
   * `servers` are those of which one is connected to; `max` counts all connections; `bound` is how long a statement may take in
   * milliseconds, 0 for as long as it does.
   */
  constructor({ max = 10, bound, servers, ...config }: pg.PoolConfig & StatementPoolConfig) {
    const vital = max > 2 * VITAL ? VITAL : 1;
    const clients = new Set<BoundedClient>();
    const clientOf = (cancel?: (pid: number | null) => Promise<void>) =>
      class extends BoundedClient {
        constructor(options?: pg.ClientConfig) {
          super({ ...options, ...connectionOptions(servers.current) }, { bound, cancel });
          clients.add(this);
          this.once('end', () => clients.delete(this));
        }
      };
    super({ ...config, max: Math.max(1, max - vital), Client: clientOf((pid) => this.#cancel(pid)) });
    this.#servers = servers;
    this.#clients = clients;
    this.#vital = new pg.Pool({ ...config, max: vital, Client: clientOf() });
    this.#vital.on('error', (error, client) => this.emit('error', error, client));
    this.query = this.#query as typeof this.query;
    this.#beating = setInterval(() => void this.#beat(), BEAT).unref();
  }

  // Not a method: it takes the place of one with many forms, of which the adapter uses this.
  readonly #query: Query = (config) => this.#run(scopeHere()?.isVital ? this.#vital : this, config);

  async #run(pool: pg.Pool, config: pg.QueryConfig): Promise<pg.QueryResult> {
    const signal = pool === this ? scopeHere()?.signal : undefined;
    const client = await pool.connect();
    let failure: Error | undefined;
    // Hazard: a connection that breaks emits this as well as it rejects; without a listener the process exits.
    const onError = (error: Error): void => void (failure = error);
    client.on('error', onError);
    try {
      if (signal?.aborted) throw new CanceledError();
      return await client.query(config);
    } catch (error) {
      if (!(error instanceof CanceledError)) failure = error as Error;
      throw error;
    } finally {
      client.off('error', onError);
      client.release(failure);
    }
  }

  /** Closes all connections within some seconds, whatever they wait for. */
  override async end(): Promise<void> {
    clearInterval(this.#beating);
    const closed = Promise.all([super.end(), this.#vital.end()]);
    const cut = setTimeout(() => this.#cut(), CLOSE_TIMEOUT);
    try {
      await Promise.race([closed, sleep(2 * CLOSE_TIMEOUT, undefined, { ref: false })]);
    } finally {
      clearTimeout(cut);
    }
  }

  /** Asks whether the server is there; an error is an answer, too. */
  async #beat(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    let fits = false;
    const answered = this.#run(this.#vital, { text: this.#servers.question }).then(
      ({ rows }) => {
        fits = rows[0]?.fits === true;
        this.#isAsking = false;
      },
      () => (this.#isAsking = false),
    );
    for (let step = 0; this.#isAsking && step < STEPS; step += 1) {
      await Promise.race([answered, sleep(SILENCE / STEPS, undefined, { ref: false })]);
    }
    if (this.#isAsking) this.#cut();
    if (!fits) await this.#moveOn();
  }

  /** Where another server is the one to use by now, new connections lead there, and the others are cut. */
  async #moveOn(): Promise<void> {
    const { current } = this.#servers;
    // None may fit for a while: the next beat looks again.
    await this.#servers.find().catch(() => undefined);
    if (this.#servers.current !== current) this.#cut();
  }

  #cut(): void {
    for (const client of this.#clients) client.cut();
  }

  /** Hazard: behind a proxy a process id may be that of another client's session. */
  async #cancel(pid: number | null): Promise<void> {
    await this.#run(this.#vital, {
      text: `SELECT pg_cancel_backend(pid) FROM pg_stat_activity
              WHERE pid = $1 AND application_name = $2 AND usename = current_user AND state = 'active'`,
      values: [pid, this.options.application_name],
    });
  }
}
