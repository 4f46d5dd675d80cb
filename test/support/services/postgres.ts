import { execFile } from 'node:child_process';
import { chown } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { runInDocker } from './container.js';
import { createDatabase, databaseUrl, execute } from './databases.js';
import { requireService, type DockerEngine } from './ensure.js';
import type { PostgresBinaries } from './find.js';
import { runLocally, serverEnvironment, unprivilegedUser } from './local.js';
import { takePlace, type Place } from './place.js';
import { launchUntilItAnswers, type Runtime } from './runtime.js';
import { removeOrphanedSegment } from './shared-memory.js';

export interface PostgresOptions {
  /** Flush to disk at commit as in production. Slower; a killed server loses no commit either way. */
  readonly durable?: boolean;
  /** More server settings, such as `{ log_statement: 'all' }`; they win over those of the harness. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Where the server comes from; found on this machine unless given. */
  readonly source?: PostgresBinaries | DockerEngine;
}

export interface PrivatePostgres {
  readonly port: number;
  /** The URL of a database, `postgres` unless named. The user is the superuser. */
  url(database?: string): string;
  /** Creates a database, with a random name unless given, as a copy of `template` if given; returns its URL. */
  createDatabase(name?: string, template?: string): Promise<string>;
  /** `fast`: rolls back and ends connections, then a clean shutdown. `immediate`: no shutdown work, recovery at start. */
  stop(mode?: 'fast' | 'immediate'): Promise<void>;
  /** SIGKILL to all its processes at once. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data, and waits until it answers. Nothing to do when it runs. */
  start(): Promise<void>;
  /** SIGSTOP: connections stay open and nothing answers, until `resume`. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /**
   * Copies its files while it runs, as another server on another port that has the same settings and is not started. A
   * `standby` streams from this one once it is started; a `backup` opens as this one was at the end of the copy. Rejects
   * where Postgres is a container.
   */
  copy(kind: 'standby' | 'backup'): Promise<PrivatePostgres>;
  /** The last lines of the server's log. */
  log(): Promise<string>;
  /** Ends it and removes its data. Idempotent. */
  dispose(): Promise<void>;
}

const IMAGE = 'postgres:17-alpine';
const BASEBACKUP = ['--checkpoint=fast', '--wal-method=stream', '--no-sync'];
const INITDB = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'];

function settingArguments(
  { durable = false, settings = {} }: PostgresOptions,
  local: Record<string, string>,
): string[] {
  // full_page_writes and synchronous_commit stay on: SIGKILL can tear a page, and must not lose a commit.
  const all = {
    max_connections: '200',
    fsync: durable ? 'on' : 'off',
    timezone: 'UTC',
    dynamic_shared_memory_type: 'mmap', // in the data folder; a killed server would leave files in /dev/shm
    ...local,
    ...settings,
  };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Fills a data folder, as a user of the system, by a program that comes with Postgres. */
async function fill(binaries: PostgresBinaries, place: Place, program: string, args: readonly string[]): Promise<void> {
  const { folder, guardian } = place;
  const user = unprivilegedUser();
  try {
    if (user) await chown(folder, user.uid, user.gid);
    const options = { cwd: folder, env: serverEnvironment(), ...user };
    const running = promisify(execFile)(
      join(dirname(binaries.postgres), program),
      [...args, `--pgdata=${dataOf(place)}`],
      options,
    );
    guardian.watch(running.child.pid ?? null);
    await running;
    guardian.watch(null);
  } catch (error) {
    guardian.watch(null);
    await guardian.release();
    throw error;
  }
}

function dataOf({ folder }: Place): string {
  return join(folder, 'data');
}

function runtimeOf(binaries: PostgresBinaries, place: Place, options: PostgresOptions): Runtime {
  const { folder, port } = place;
  const local = { port: String(port), listen_addresses: '127.0.0.1', unix_socket_directories: folder };
  return runLocally({
    place,
    command: binaries.postgres,
    args: ['-D', dataOf(place), ...settingArguments(options, local)],
    user: unprivilegedUser(),
    afterKill: () => removeOrphanedSegment(dataOf(place)),
  });
}

function preparedInDocker({ docker }: DockerEngine, place: Place, options: PostgresOptions): Runtime {
  return runInDocker({
    docker,
    place,
    image: IMAGE,
    innerPort: 5432,
    environment: { POSTGRES_HOST_AUTH_METHOD: 'trust', POSTGRES_INITDB_ARGS: '--locale=C.UTF-8 --no-sync' },
    args: settingArguments(options, {}),
  });
}

/**
 * Starts a Postgres of one's own: a fresh cluster in a temp folder, on a free port of 127.0.0.1. It goes with this
 * process, however that ends; `dispose` it before. Throws MissingServiceError when this machine has no Postgres, and an
 * Error with the log when the server does not come up.
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<PrivatePostgres> {
  const source = options.source ?? (await requireService('postgres'));
  const place = await takePlace({ signal: 'QUIT', ...(source.kind === 'docker' && { docker: source.docker }) });
  if (source.kind === 'binaries') await fill(source, place, 'initdb', INITDB);
  const postgres = serverAt(place, source, options);
  try {
    await postgres.start();
    return postgres;
  } catch (error) {
    await postgres.dispose();
    throw error;
  }
}

/** A server whose data are in their place, not started. */
function serverAt(place: Place, source: PostgresBinaries | DockerEngine, options: PostgresOptions): PrivatePostgres {
  const runtime =
    source.kind === 'docker' ? preparedInDocker(source, place, options) : runtimeOf(source, place, options);
  const serverUrl = `postgresql://postgres@127.0.0.1:${place.port}/postgres`;
  return {
    port: place.port,
    url: (database = 'postgres') => databaseUrl(serverUrl, database),
    createDatabase: (name, template) => createDatabase(serverUrl, name, template),
    stop: (mode = 'fast') => runtime.end(mode === 'fast' ? 'SIGINT' : 'SIGQUIT'),
    kill: () => runtime.kill(),
    start: () => launchUntilItAnswers(runtime, () => execute(serverUrl, 'select 1')),
    pause: () => runtime.pause(),
    resume: () => runtime.resume(),
    async copy(kind) {
      if (source.kind === 'docker') throw new Error('a Postgres in a container cannot be copied');
      const copied = await takePlace({ signal: 'QUIT' });
      const following = kind === 'standby' ? ['--write-recovery-conf'] : [];
      await fill(source, copied, 'pg_basebackup', [`--dbname=${serverUrl}`, ...following, ...BASEBACKUP]);
      return serverAt(copied, source, options);
    },
    log: () => runtime.log(),
    dispose: () => runtime.dispose(),
  };
}
