import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identityOf } from './process-identity.js';
import type { ProcessIdentity } from './process-identity.js';

/** Pause before a file that is being written is looked at again, in milliseconds. */
const PAUSE = 20;

/** How often a holder touches its file, in milliseconds. */
const HEARTBEAT = 1_000;

/** How long a holder of another container or machine may let its file be before it is taken for dead, in milliseconds. */
const PATIENCE = 10_000;

/** The folder of an embedded server, held by this process: no other may open the database in it. */
export interface DataFolder {
  readonly path: string;
  /** The folder's own secret for tokens. */
  readonly secret: string;
  /** Publishes to other processes where the server listens. */
  announce(url: string): Promise<void>;
  /** Gives the folder back; calling again does nothing. */
  release(): Promise<void>;
}

/** Who holds a data folder: `url` is there once the server listens. */
export interface LockOwner extends Partial<ProcessIdentity> {
  readonly pid: number;
  readonly url?: string;
}

/** Another process has the data folder open. */
export class DataFolderBusyError extends Error {
  override readonly name = 'DataFolderBusyError';

  constructor(path: string, { pid, url }: LockOwner) {
    const who = url ? `a server at ${url} (process ${pid})` : `process ${pid}`;
    super(`The data folder ${path} is in use by ${who}. Stop that one, or set DATA_DIR and PORT for another.`);
  }
}

/**
 * Takes the data folder, made when missing.
 * @throws DataFolderBusyError while a live process holds it. A holder that was killed is passed over.
 */
export async function lockDataDir(path: string): Promise<DataFolder> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const file = holderFile(path);
  const holder: LockOwner = { pid: process.pid, ...(await identityOf(process.pid)) };
  while (!(await write(file, holder))) {
    const other = await readLockOwner(path);
    if (other) throw new DataFolderBusyError(path, other);
    await breakStaleLock(file);
  }
  const beating = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => undefined);
  }, HEARTBEAT);
  beating.unref();
  return {
    path,
    secret: await readSecret(path),
    announce: (url) => writeFile(file, JSON.stringify({ ...holder, url } satisfies LockOwner), { mode: 0o600 }),
    async release() {
      clearInterval(beating);
      await rm(file, { force: true });
    },
  };
}

/** The live process that holds a data folder; undefined where none does. */
export async function readLockOwner(path: string): Promise<LockOwner | undefined> {
  const file = holderFile(path);
  const holder = await read(file);
  return holder && (await isAlive(holder, file)) ? holder : undefined;
}

/** Writes who holds something; returns false where the file is there already. */
async function write(file: string, holder: LockOwner): Promise<boolean> {
  try {
    await writeFile(file, JSON.stringify(holder), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Reads who holds something: undefined without a file, null where a process that was killed left half of one. */
async function read(file: string): Promise<LockOwner | null | undefined> {
  for (let tries = 0; tries < 10; tries += 1) {
    try {
      return JSON.parse(await readFile(file, 'utf8')) as LockOwner;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      if (!(error instanceof SyntaxError)) throw error;
      await sleep(PAUSE); // Perhaps it is being written.
    }
  }
  return null;
}

/** Whether the process that wrote a file is running. */
async function isAlive(holder: LockOwner, file: string): Promise<boolean> {
  const { place } = await identityOf(process.pid);
  // Hazard: in another container the same id is another process; what can be seen from here is that its file is touched.
  if (holder.place !== undefined && holder.place !== place) return isTouched(file);
  if (holder.pid === process.pid) return false; // Ids come back; in a container the same one at each start.
  if (!exists(holder.pid)) return false;
  // Another process may have the id by now.
  return holder.start === undefined || (await identityOf(holder.pid)).start === holder.start;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether a file changes within some time, whatever the clocks say. */
async function isTouched(file: string): Promise<boolean> {
  const touched = (): Promise<number | undefined> =>
    stat(file).then(
      ({ mtimeMs }) => mtimeMs,
      () => undefined,
    );
  const before = await touched();
  for (let waited = 0; waited < PATIENCE; waited += HEARTBEAT / 4) {
    await sleep(HEARTBEAT / 4);
    const now = await touched();
    if (now !== before) return now !== undefined;
  }
  return false;
}

/** Removes the file of a dead holder. In turns: another process may have done so just now, and hold the folder. */
async function breakStaleLock(file: string): Promise<void> {
  const turn = `${file}.turn`;
  if (await write(turn, { pid: process.pid, ...(await identityOf(process.pid)) })) {
    if (await isDead(file)) await rm(file, { force: true });
    await rm(turn, { force: true });
  } else if (await isDead(turn)) {
    await rm(turn, { force: true });
  } else {
    await sleep(PAUSE);
  }
}

async function isDead(file: string): Promise<boolean> {
  const holder = await read(file);
  return holder === null || (holder !== undefined && !(await isAlive(holder, file)));
}

/** The secret of a data folder, made when missing. */
export async function readSecret(path: string): Promise<string> {
  const file = join(path, 'auth-secret');
  await mkdir(path, { recursive: true, mode: 0o700 });
  try {
    await writeFile(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFile(file, 'utf8');
}

function holderFile(path: string): string {
  return join(path, 'server.json');
}
