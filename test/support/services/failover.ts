import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { PrivatePostgres } from './postgres.js';

/** How long a step of a failover may take, in milliseconds. */
const LIMIT = 60_000;

async function ask(server: PrivatePostgres, ...statements: readonly string[]): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: server.url(), connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined); // The server may be killed at any time; the query rejects.
  try {
    await client.connect();
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) ({ rows } = await client.query<Record<string, unknown>>(statement));
    return rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function untilSome(server: PrivatePostgres, what: string, query: string): Promise<void> {
  const deadline = performance.now() + LIMIT;
  while ((await ask(server, query)).length === 0) {
    if (performance.now() > deadline) throw new Error(`not within ${LIMIT} ms: ${what}\n${await server.log()}`);
    await sleep(20);
  }
}

/** Starts a standby of a server, and waits until it has all that the server has. */
export async function startStandby(primary: PrivatePostgres): Promise<PrivatePostgres> {
  const standby = await primary.copy('standby');
  try {
    await standby.start();
    await untilCurrent(primary);
    return standby;
  } catch (error) {
    await standby.dispose();
    throw error;
  }
}

/** Waits until the standby of a server has replayed what is committed there now. */
async function untilCurrent(primary: PrivatePostgres): Promise<void> {
  const [now] = await ask(primary, 'select pg_current_wal_lsn() as lsn');
  await untilSome(
    primary,
    'a standby that is current',
    `select from pg_stat_replication where state = 'streaming' and replay_lsn >= '${String(now?.['lsn'])}'`,
  );
}

/**
 * Has each commit wait until the standby has replayed it, from now on: whatever is committed when this resolves is on
 * the standby.
 */
export async function makeSynchronous(primary: PrivatePostgres): Promise<void> {
  await ask(
    primary,
    `alter system set synchronous_standby_names = '*'`,
    'alter system set synchronous_commit = remote_apply',
    'select pg_reload_conf()',
  );
  await untilSome(
    primary,
    'a synchronous standby',
    `select from pg_stat_replication where sync_state = 'sync' and current_setting('synchronous_commit') = 'remote_apply'`,
  );
  await untilCurrent(primary);
}

/**
 * Has a standby receive nothing any more: what is committed from now on is lost with its primary. Hazard: pausing the
 * replay would lose nothing, since a promotion replays whatever was received.
 */
export async function stopReceiving(standby: PrivatePostgres): Promise<void> {
  await ask(standby, `alter system set primary_conninfo = ''`, 'select pg_reload_conf()');
  await untilSome(
    standby,
    'a standby that does not receive',
    `select where not exists (select from pg_stat_wal_receiver) and current_setting('primary_conninfo') = ''`,
  );
}

/** Makes a standby the primary. Hazard: fence the old one before, since whoever reaches it goes on to write there. */
export async function promote(standby: PrivatePostgres): Promise<void> {
  const [answer] = await ask(standby, `select pg_promote(true, ${LIMIT / 1_000}) as promoted`);
  if (answer?.['promoted'] !== true) throw new Error(`the standby was not promoted:\n${await standby.log()}`);
}
