import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { Socket } from 'node:net';

/** Cleans up after one server as soon as this process is gone, in whatever way it goes, SIGKILL included. */
export interface Guardian {
  /** Tells which process to end; null while there is none, so that a reused process id is never hit. */
  watch(pid: number | null): void;
  /** Cleans up now: the process watched, the container, the folder. */
  release(): Promise<void>;
}

/** What is left to clean up besides the folder. */
export interface Estate {
  /** What ends the watched process with nothing left; SIGKILL follows after 10 s. */
  readonly signal: 'QUIT' | 'KILL';
  /** The docker command, for a server that is a container with the name of the folder. */
  readonly docker?: string;
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
[ $# -eq 0 ] || "$1" rm --force --volumes "\${folder##*/}"
for attempt in 1 2 3 4 5; do rm -rf "$folder" && break; sleep 0.2; done # a child of the dead may write a last file
`;

/** Starts the guardian of one server: a shell in a session of its own, which outlives this process. */
export function guard(folder: string, estate: Estate): Guardian {
  const docker = estate.docker === undefined ? [] : [estate.docker];
  const args = ['-c', SCRIPT, 'uplift-test-guardian', folder, estate.signal, ...docker];
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
      if (shell.exitCode !== 0) await rm(folder, { recursive: true, force: true });
    },
  };
}
