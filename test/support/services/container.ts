import { execFile } from 'node:child_process';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import type { Place } from './place.js';
import type { Runtime } from './runtime.js';

export interface ContainerServer {
  readonly docker: string;
  readonly place: Place;
  readonly image: string;
  /** The port that the server has inside. */
  readonly innerPort: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly args: readonly string[];
}

const run = promisify(execFile);

/** Runs a server as a container, with the abilities of a local one. The image is pulled on first use. */
export function runInDocker(server: ContainerServer): Runtime {
  const { docker, place } = server;
  const name = basename(place.folder); // the guardian removes it by this name
  let state: 'absent' | 'running' | 'paused' | 'stopped' = 'absent';
  let disposed: Promise<void> | undefined;

  const create = [
    'run',
    '--detach',
    '--name',
    name,
    '--publish',
    `127.0.0.1:${place.port}:${server.innerPort}`,
    ...Object.entries(server.environment).flatMap(([key, value]) => ['--env', `${key}=${value}`]),
    server.image,
    ...server.args,
  ];

  const runtime: Runtime = {
    port: place.port,
    running: () => state === 'running' || state === 'paused',

    async launch() {
      if (disposed !== undefined) throw new Error(`the container ${name} is disposed`);
      await run(docker, state === 'absent' ? create : ['start', name]);
      state = 'running';
    },

    async end(signal) {
      if (!runtime.running()) return;
      await runtime.resume();
      await run(docker, ['kill', `--signal=${signal}`, name]);
      await run(docker, ['wait', name]);
      state = 'stopped';
    },

    async kill() {
      if (!runtime.running()) return;
      await runtime.resume(); // a paused container cannot be killed
      await run(docker, ['kill', name]);
      await run(docker, ['wait', name]);
      state = 'stopped';
    },

    async pause() {
      if (state !== 'running') return;
      await run(docker, ['pause', name]);
      state = 'paused';
    },

    async resume() {
      if (state !== 'paused') return;
      await run(docker, ['unpause', name]);
      state = 'running';
    },

    async log() {
      return run(docker, ['logs', '--tail', '20', name]).then(
        ({ stdout, stderr }) => stdout + stderr,
        (error: unknown) => String(error),
      );
    },

    dispose() {
      state = 'stopped';
      disposed ??= place.guardian.release();
      return disposed;
    },
  };
  return runtime;
}
