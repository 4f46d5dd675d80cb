import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { Socket } from 'node:net';

/** Cleans up after one server as soon as this process is gone, in whatever way it goes, SIGKILL included. */
export interface Guardian {
  /** Tells which process to end; null while there is none, so that a reused process id is never hit. */
  watch(pid: number | null): void;
  /** Cleans up now: the process watched, the folder, the command. */
  release(): Promise<void>;
}

export interface Estate {
  readonly folder: string;
  /** What ends the watched process with nothing left; SIGKILL follows after 10 s. */
  readonly signal: 'QUIT' | 'KILL';
  /** A command that removes what is not a process of ours, such as a container. */
  readonly command?: readonly string[];
}

// The end of standard input is the end of the process that holds its other side. SIGCONT, for a server that was paused.
// A dead server counts as gone before its new parent, process 1, collects it: in a container that can take seconds.
const SCRIPT = `
folder=$1 signal=$2 pid=
shift 2
alive() {
  kill -0 "$pid" || return 1
  case $(cat "/proc/$pid/stat") in *') Z '*) return 1 ;; esac
}
while read -r line; do pid=$line; done
if [ -n "$pid" ]; then
  kill -"$signal" "$pid"
  kill -CONT "$pid"
  tries=0
  while alive && [ $tries -lt 500 ]; do sleep 0.02; tries=$((tries + 1)); done
  kill -KILL "$pid"
fi 2>/dev/null
[ $# -eq 0 ] || "$@"
rm -rf "$folder"
`;

/** Starts the guardian of one server: a shell in a session of its own, which outlives this process. */
export function guard(estate: Estate): Guardian {
  const args = ['-c', SCRIPT, 'uplift-test-guardian', estate.folder, estate.signal, ...(estate.command ?? [])];
  const shell = spawn('/bin/sh', args, { cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  const ended = once(shell, 'exit');
  ended.catch(() => undefined);
  const pipe = shell.stdin;
  pipe.on('error', () => undefined);
  shell.unref();
  if (pipe instanceof Socket) pipe.unref();

  return {
    watch(pid) {
      pipe.write(`${pid ?? ''}\n`);
    },
    async release() {
      shell.ref();
      pipe.end();
      await ended.catch(() => undefined);
      if (shell.exitCode !== 0) await rm(estate.folder, { recursive: true, force: true });
    },
  };
}
