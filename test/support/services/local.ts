import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Place } from './place.js';
import { freezeFamily, killFamily, thawFamily } from './processes.js';
import type { Runtime } from './runtime.js';

export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

export interface LocalServer {
  readonly place: Place;
  readonly command: string;
  readonly args: readonly string[];
  readonly user: SystemUser | undefined;
  /** What to do when all processes were killed and could not clean up themselves. */
  readonly afterKill?: () => Promise<void>;
}

const END_LIMIT_MS = 30_000;

/** Whom to run as a program that refuses root: `postgres`, else `nobody`; undefined when this process is not root. */
export function unprivilegedUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  if (found === undefined) throw new Error('Postgres refuses root, and there is no user `postgres` or `nobody`');
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

/** The environment of a server: ours without PGDATA, PGPORT and their like, which would lead it elsewhere. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PG')));
}

/** Runs a server as a child process in a session of its own. */
export function runLocally(server: LocalServer): Runtime {
  const { place } = server;
  const logFile = join(place.folder, 'server.log');
  let child: ChildProcess | undefined;
  let paused = false;
  let disposed: Promise<void> | undefined;

  const runningPid = (): number | undefined =>
    child !== undefined && child.exitCode === null && child.signalCode === null ? child.pid : undefined;

  const runtime: Runtime = {
    port: place.port,
    running: () => runningPid() !== undefined,

    async launch() {
      if (disposed !== undefined) throw new Error(`the server on port ${place.port} is disposed`);
      const log = openSync(logFile, 'a');
      const started = spawn(server.command, server.args, {
        cwd: place.folder,
        detached: true,
        stdio: ['ignore', log, log],
        env: serverEnvironment(),
        ...server.user,
      });
      closeSync(log);
      child = started;
      paused = false;
      started.unref();
      started.once('exit', () => {
        if (child === started) place.guardian.watch(null);
      });
      await once(started, 'spawn');
      place.guardian.watch(started.pid ?? null);
    },

    async end(signal) {
      const pid = runningPid();
      if (child === undefined || pid === undefined) return;
      child.ref();
      const ended = once(child, 'exit', { signal: AbortSignal.timeout(END_LIMIT_MS) });
      child.kill(signal);
      if (paused) await runtime.resume();
      await ended.catch(async () => {
        await runtime.kill();
        throw new Error(`the server on port ${place.port} ignored ${signal} for ${END_LIMIT_MS} ms and was killed`);
      });
    },

    async kill() {
      const pid = runningPid();
      if (child === undefined || pid === undefined) return;
      child.ref();
      const ended = once(child, 'exit');
      await killFamily(pid);
      await ended;
      await server.afterKill?.();
    },

    async pause() {
      const pid = runningPid();
      if (pid === undefined) return;
      await freezeFamily(pid);
      paused = true;
    },

    resume() {
      const pid = runningPid();
      if (pid !== undefined) thawFamily(pid);
      paused = false;
      return Promise.resolve();
    },

    async log() {
      const text = await readFile(logFile, 'utf8').catch(() => '(no log)');
      return text.trimEnd().split('\n').slice(-20).join('\n');
    },

    dispose() {
      disposed ??= runtime
        .resume()
        .then(() => place.guardian.release())
        .then(() => runtime.kill()); // only when someone killed the guardian
      return disposed;
    },
  };
  return runtime;
}
