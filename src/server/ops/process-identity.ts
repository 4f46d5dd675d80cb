import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';

/** What distinguishes a process from others with the same id. */
export interface ProcessIdentity {
  /** Where ids of processes are unique: a container, or a machine since its start. */
  readonly place: string;
  /** When the process began, in ticks since the machine did; absent where the system does not say, or it is gone. */
  readonly start?: string;
}

/** Identifies a process of this machine or container. */
export async function identityOf(pid: number): Promise<ProcessIdentity> {
  const none = (): undefined => undefined;
  const [boot, namespace, stat] = await Promise.all([
    readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(none),
    readlink('/proc/self/ns/pid').catch(none),
    readFile(`/proc/${pid}/stat`, 'utf8').catch(none),
  ]);
  // The name of the program, in parentheses, may hold blanks: the 22nd field is the 20th after it.
  const start = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  const place = boot && namespace ? `${boot.trim()} ${namespace}` : hostname();
  return { place, ...(start === undefined ? {} : { start }) };
}
