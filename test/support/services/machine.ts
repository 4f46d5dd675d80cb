import { execFile } from 'node:child_process';
import { aptIsUsable, installPackages } from './apt.js';
import { findExecutable, type FindExecutable } from './find.js';

/** What the search for servers may look at and use on this machine; tests of the search put their own in place. */
export interface Machine {
  readonly find: FindExecutable;
  /** Installs Debian packages; null where this process may not. */
  readonly install: ((packages: readonly string[]) => Promise<void>) | null;
  /** The docker command when its engine answers, else null. */
  readonly runningDocker: () => Promise<string | null>;
  /** In CI a missing service is an error; elsewhere it is a warning and skipped tests. */
  readonly ci: boolean;
  readonly chromiumPath: string | undefined;
  readonly warn: (message: string) => void;
}

const DOCKER_ANSWERS_WITHIN_MS = 10_000;

async function runningDocker(): Promise<string | null> {
  const docker = findExecutable('docker');
  if (docker === null) return null;
  return new Promise((resolve) => {
    execFile(docker, ['version', '--format', '{{.Server.Version}}'], { timeout: DOCKER_ANSWERS_WITHIN_MS }, (error) => {
      resolve(error === null ? docker : null);
    });
  });
}

/** The machine that this process runs on. */
export function thisMachine(): Machine {
  return {
    find: findExecutable,
    install: aptIsUsable() ? installPackages : null,
    runningDocker,
    ci: !['', '0', 'false'].includes(process.env['CI'] ?? ''),
    chromiumPath: process.env['CHROMIUM_PATH'],
    warn: (message) => {
      console.warn(message);
    },
  };
}
