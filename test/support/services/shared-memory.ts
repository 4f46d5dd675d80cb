import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * Removes the System V segment that a killed Postgres leaves, as the power cut that the kill stands for would. Its data
 * folder names the segment; one that is in use or has another key is not touched. Linux only: elsewhere the next start
 * on the same data removes it.
 */
export async function removeOrphanedSegment(dataFolder: string): Promise<void> {
  const pidFile = await readFile(join(dataFolder, 'postmaster.pid'), 'utf8').catch(() => '');
  const [key, id] = (pidFile.split('\n')[6] ?? '').trim().split(/\s+/);
  if (!key || !id) return;
  const segments = await readFile('/proc/sysvipc/shm', 'utf8').catch(() => '');
  const orphaned = segments.split('\n').some((line) => {
    const fields = line.trim().split(/\s+/);
    return (Number(fields[0]) >>> 0).toString() === key && fields[1] === id && fields[6] === '0';
  });
  if (orphaned) await promisify(execFile)('ipcrm', ['-m', id]).catch(() => undefined);
}
