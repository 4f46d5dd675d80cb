import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the package. */
export const ROOT = findRoot(dirname(fileURLToPath(import.meta.url)));

/** How long a process may take to listen, in milliseconds, on a busy machine. */
const START_LIMIT = 90_000;

/** How a process ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The built product, running as a process of its own. */
export interface ServerProcess {
  readonly pid: number;
  /** Where it listens, once it does; rejects with its output when it ends before. */
  readonly url: Promise<string>;
  /** All that it has written so far. */
  readonly output: string;
  readonly ended: Promise<Ending>;
  /** Waits until it has written something. */
  says(text: string | RegExp, timeout?: number): Promise<void>;
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<Ending>;
}

const running = new Set<ChildProcess>();
process.once('exit', killAll); // Also where a run fails in the midst of it: what it leaves would live on.

/** The package's folder: this file may run compiled, from below `dist`. */
function findRoot(folder: string): string {
  return existsSync(`${folder}/package.json`) ? folder : findRoot(dirname(folder));
}

/** Builds the product where `npm test` has not. */
export function ensureBuilt(): void {
  if (!existsSync(`${ROOT}/dist/cli/uplift.js`)) execFileSync('npm', ['run', '-s', 'build'], { cwd: ROOT });
}

/**
 * Starts the server with these variables of the environment and none of ours but the path; of another release where `root`
 * is its folder.
 */
export function startProcess(environment: Readonly<Record<string, string>>, root = ROOT): ServerProcess {
  ensureBuilt();
  const child = spawn(process.execPath, ['--enable-source-maps', 'dist/cli/uplift.js', 'serve'], {
    cwd: root,
    env: { PATH: process.env['PATH'], PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let output = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<Ending>((resolve) => {
    // `close`, not `exit`: by then all of the output is here.
    child.once('close', (code, signal) => {
      running.delete(child);
      resolve({ code, signal });
    });
  });
  const says = (text: string | RegExp, timeout = START_LIMIT): Promise<void> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`Not said within ${timeout} ms: ${text}\n${output}`)), timeout);
      const look = (): void => {
        if (typeof text === 'string' ? !output.includes(text) : !text.test(output)) return;
        clearTimeout(timer);
        listeners.delete(look);
        resolve();
      };
      void ended.then(({ code, signal }) => {
        clearTimeout(timer);
        reject(new Error(`Ended with ${code ?? signal} and did not say ${text}\n${output}`));
      });
      listeners.add(look);
      look();
    });
  const url = says('"msg":"listening"').then(() => /"url":"([^"]+)"/.exec(output)?.[1] as string);
  url.catch(() => undefined); // Who does not wait for it does not mind.
  return {
    pid: child.pid as number,
    url,
    get output() {
      return output;
    },
    ended,
    says,
    end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

/** Ends what a test has left running. */
export function killAll(): void {
  for (const child of running) child.kill('SIGKILL');
}
