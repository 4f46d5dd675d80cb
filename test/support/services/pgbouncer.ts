import { chown, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { runLocally, unprivilegedUser } from './local.js';
import { takePlace } from './place.js';
import { launchUntilItAnswers } from './runtime.js';

/** A PgBouncer of one's own, in transaction mode. */
export interface PrivatePgBouncer {
  /** The database's address by way of the pooler. */
  readonly url: string;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** Starts it again on the same port. Nothing to do when it runs. */
  start(): Promise<void>;
  dispose(): Promise<void>;
}

/** Connections that the pooler has for each database and user: fewer than the pool of any server. */
const POOL_SIZE = 4;

/** Starts a PgBouncer in front of the server of a database, whose settings are those that the guide asks for. */
export async function startPgBouncer(executable: string, databaseUrl: string): Promise<PrivatePgBouncer> {
  await applySettings(databaseUrl);
  const place = await takePlace({ signal: 'KILL' });
  const { folder, port } = place;
  const user = unprivilegedUser();
  const { hostname, port: upstream, pathname, username } = new URL(databaseUrl);
  const settings = {
    listen_addr: '127.0.0.1',
    listen_port: port,
    auth_type: 'trust',
    auth_file: join(folder, 'users.txt'),
    pool_mode: 'transaction',
    default_pool_size: POOL_SIZE,
    unix_socket_dir: '',
  };
  const files = {
    'users.txt': `"${username}" ""\n`,
    'pgbouncer.ini': [
      '[databases]',
      `* = host=${hostname} port=${upstream}`,
      '[pgbouncer]',
      ...Object.entries(settings).map(([name, value]) => `${name} = ${value}`),
      '',
    ].join('\n'),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  if (user)
    for (const path of [folder, ...Object.keys(files).map((name) => join(folder, name))]) {
      await chown(path, user.uid, user.gid);
    }
  const runtime = runLocally({ place, command: executable, args: ['-q', join(folder, 'pgbouncer.ini')], user });
  const pooler: PrivatePgBouncer = {
    url: `postgresql://${username}@127.0.0.1:${port}${pathname}`,
    kill: () => runtime.kill(),
    start: () => launchUntilItAnswers(runtime, () => connects(port)),
    dispose: () => runtime.dispose(),
  };
  try {
    await pooler.start();
    return pooler;
  } catch (error) {
    await pooler.dispose();
    throw error;
  }
}

/** Sets on a database what a pooler in transaction mode does not keep, as docs/operating.md says. */
async function applySettings(databaseUrl: string): Promise<void> {
  const guide = await readFile('docs/operating.md', 'utf8');
  const [, statements] = /```sql\n(ALTER DATABASE [\s\S]+?)```/.exec(guide) ?? [];
  if (statements === undefined) throw new Error('docs/operating.md does not say which settings a pooler needs');
  const name = pg.escapeIdentifier(new URL(databaseUrl).pathname.slice(1));
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(statements.replaceAll('ALTER DATABASE uplift', `ALTER DATABASE ${name}`));
  } finally {
    await client.end();
  }
}

/** Resolves when something listens on a port. */
function connects(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve();
    }).on('error', reject);
  });
}
