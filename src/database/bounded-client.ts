import { Socket } from 'node:net';
import pg from 'pg';
import { sqlState } from './sql.js';
import { CanceledError, scopeHere } from './statements.js';

/** How long a statement whose caller has left may still run, in milliseconds: most end by themselves sooner. */
const GRACE = 100;

/** How much longer than a statement may take its answer is waited for, in milliseconds: then the connection is cut. */
const ANSWER_GRACE = 2_000;

/** How long it may take to connect, in milliseconds. */
const CONNECT_TIMEOUT = 5_000;

/** How long a connection is idle before TCP asks for a sign of life, in milliseconds. */
const KEEP_ALIVE_DELAY = 10_000;

/** SQLSTATE of a change that a server refuses because it is a standby. */
const READ_ONLY = '25006';

/** What never is canceled: without it a connection would stay in its transaction. */
const ENDS = /^(?:COMMIT|ROLLBACK)/;

/** How the statements of a connection end before they are done. */
interface Bounds {
  /** How long one may take, in milliseconds; 0 for as long as it does. */
  readonly bound: number;
  /** Cancels what the session of a process id does; absent where statements are not canceled. */
  readonly cancel?: ((pid: number | null) => Promise<void>) | undefined;
}

/** A connection that cancels its statements with the work that they are part of, and ends where no answer comes. */
export class BoundedClient extends pg.Client {
  declare readonly processID: number | null;
  readonly #socket: Socket;

  constructor(config: pg.ClientConfig | undefined, { bound, cancel }: Bounds) {
    const socket = new Socket();
    super({
      ...config,
      stream: () => socket,
      connectionTimeoutMillis: CONNECT_TIMEOUT,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_DELAY,
    });
    this.#socket = socket;
    const query = this.query.bind(this) as (...args: unknown[]) => Promise<pg.QueryResult>;
    this.query = ((...args: [pg.QueryConfig | string]) => {
      const { signal, timeout = 0 } = (cancel && scopeHere()) ?? {};
      const longest = bound && Math.max(bound, timeout) + ANSWER_GRACE;
      const run = () => this.#answered(query(...args), longest);
      const [asked] = args;
      if (!cancel || !signal || ENDS.test(typeof asked === 'string' ? asked : asked.text)) return run();
      if (signal.aborted) return Promise.reject(new CanceledError());
      return untilAborted(run(), signal, () => cancel(this.processID));
    }) as typeof this.query;
  }

  /** Breaks the connection: what waits for an answer fails. */
  cut(): void {
    this.#socket.destroy();
  }

  async #answered<T>(running: Promise<T>, longest: number): Promise<T> {
    const timer = longest > 0 ? setTimeout(() => this.cut(), longest).unref() : undefined;
    try {
      return await running;
    } catch (error) {
      // After a failover the address may lead to another server.
      if (sqlState(error) === READ_ONLY) this.cut();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }
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
