import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly state: string;
}

function fromProc(): Process[] {
  return readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      // The command in parentheses may hold anything; the fields after it do not.
      const [state = '', parent = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return [{ pid: Number(entry), parent: Number(parent), state }];
    } catch {
      return []; // gone since the listing
    }
  });
}

function fromPs(): Process[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,state='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => {
    const [pid = '', parent = '', state = ''] = line.trim().split(/\s+/);
    return { pid: Number(pid), parent: Number(parent), state };
  });
}

function runningProcesses(): Process[] {
  const all = existsSync('/proc/self/stat') ? fromProc() : fromPs();
  return all.filter(({ state }) => !state.startsWith('Z'));
}

function childrenOf(pid: number): number[] {
  return runningProcesses().flatMap((process) => (process.parent === pid ? [process.pid] : []));
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/**
 * Stops a server and its children (SIGSTOP), the parent first so that it starts no more of them; returns all their ids.
 * By parent and not by process group: each Postgres backend makes a group of its own.
 */
export async function freezeFamily(pid: number): Promise<number[]> {
  signal(pid, 'SIGSTOP');
  while (runningProcesses().some((process) => process.pid === pid && !process.state.startsWith('T'))) await sleep(1);
  const children = childrenOf(pid);
  for (const child of children) signal(child, 'SIGSTOP');
  return [pid, ...children];
}

/** Lets a frozen server and its children go on. */
export function thawFamily(pid: number): void {
  for (const member of [...childrenOf(pid), pid]) signal(member, 'SIGCONT');
}

/** Kills a server and its children at one moment, as a power cut would, and waits until none is left. */
export async function killFamily(pid: number): Promise<void> {
  const family = await freezeFamily(pid);
  for (const member of family) signal(member, 'SIGKILL');
  while (runningProcesses().some((process) => family.includes(process.pid))) await sleep(2);
}
