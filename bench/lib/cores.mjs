import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** The cores of the machine that may be used. */
export const cores = availableParallelism();

const canPin = cores > 1 && works('taskset', ['--version']);

/** The one core of the server under test, as `taskset` names it; undefined where nothing is pinned. */
export const serverCores = canPin ? '0' : undefined;

/** Keeps this process, and all that it starts, off the core of the server: load, Postgres and Redis. */
export function leaveServerCore() {
  if (canPin) execFileSync('taskset', ['--all-tasks', '--cpu-list', '--pid', `1-${cores - 1}`, String(process.pid)]);
}

function works(command, args) {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
