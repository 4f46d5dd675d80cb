import pg from 'pg';
import { CanceledError, scopeHere } from './statements.js';

/** How long a statement whose caller has left may still run, in milliseconds: most end by themselves sooner. */
const GRACE = 100;

/** Connections that are kept for what must always go on. */
const VITAL = 2;

/** What never is canceled: without it a connection would stay in its transaction. */
const ENDS = /^(?:COMMIT|ROLLBACK)/;

type Query = (config: pg.QueryConfig) => Promise<pg.QueryResult>;

/**
 * A pool of connections whose statements are canceled with the work that they are part of, and that keeps some connections
 * for vital work: see `statements.ts`.
 */
export class StatementPool extends pg.Pool {
  readonly #vital: pg.Pool;

  /** `max` counts all connections. */
  constructor({ max = 10, ...config }: pg.PoolConfig) {
    const vital = max > 2 * VITAL ? VITAL : 1;
    super({ ...config, max: Math.max(1, max - vital), Client: clientOf((pid) => this.#cancel(pid)) });
    this.#vital = new pg.Pool({ ...config, max: vital });
    this.#vital.on('error', (error, client) => this.emit('error', error, client));
    this.query = this.#query as typeof this.query;
  }

  // Not a method: it takes the place of one with many forms, of which the adapter uses this.
  readonly #query: Query = async (config) => {
    const { signal, isVital } = scopeHere() ?? {};
    if (isVital) return this.#vital.query(config);
    const client = await this.connect();
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
  };

  override async end(): Promise<void> {
    await Promise.all([super.end(), this.#vital.end()]);
  }

  /** Hazard: behind a proxy a process id may be that of somebody else's session. */
  async #cancel(pid: number | null): Promise<void> {
    await this.#vital.query(
      `SELECT pg_cancel_backend(pid) FROM pg_stat_activity
        WHERE pid = $1 AND application_name = $2 AND usename = current_user AND state = 'active'`,
      [pid, this.options.application_name],
    );
  }
}

/** Makes the kind of connections that cancel what they do with the work that it is part of. */
function clientOf(cancel: (pid: number | null) => Promise<void>): typeof pg.Client {
  return class CancelableClient extends pg.Client {
    declare readonly processID: number | null;

    constructor(config?: pg.ClientConfig) {
      super(config);
      const query = this.query.bind(this) as (...args: unknown[]) => Promise<pg.QueryResult>;
      this.query = ((...args: [pg.QueryConfig]) => {
        const signal = scopeHere()?.signal;
        if (!signal || ENDS.test(args[0].text)) return query(...args);
        if (signal.aborted) return Promise.reject(new CanceledError());
        return untilAborted(query(...args), signal, () => cancel(this.processID));
      }) as typeof this.query;
    }
  };
}

/** Waits for a statement; once the signal has aborted, cancels it if it does not end soon. */
async function untilAborted<T>(running: Promise<T>, signal: AbortSignal, cancel: () => Promise<void>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let canceling: Promise<void> | undefined;
  const onAbort = (): void => {
    timer = setTimeout(() => {
      canceling = cancel().catch(() => undefined);
    }, GRACE);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await running;
  } finally {
    signal.removeEventListener('abort', onAbort);
    clearTimeout(timer);
    // Hazard: a cancellation that is late would hit the next statement of the connection.
    await canceling;
  }
}
