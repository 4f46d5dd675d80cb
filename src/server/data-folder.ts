import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The folder of an embedded server, held by this process: no other may open the database in it. */
export interface DataFolder {
  readonly path: string;
  /** The folder's own secret for tokens. */
  readonly secret: string;
  /** Tells other processes where the server listens. */
  announce(url: string): Promise<void>;
  /** Gives the folder back; calling again does nothing. */
  release(): Promise<void>;
}

/** Who holds a data folder: `url` is there once the server listens. */
export interface Holder {
  readonly pid: number;
  readonly url?: string;
}

/** Another process has the data folder open. */
export class DataFolderBusyError extends Error {
  override readonly name = 'DataFolderBusyError';

  constructor(path: string, { pid, url }: Holder) {
    const who = url ? `a server at ${url} (process ${pid})` : `process ${pid}`;
    super(`The data folder ${path} is in use by ${who}. Stop that one, or set DATA_DIR and PORT for another.`);
  }
}

/**
 * Takes the data folder, made when missing.
 * @throws DataFolderBusyError while a live process holds it. A holder that was killed is passed over.
 */
export async function takeDataFolder(path: string): Promise<DataFolder> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const file = holderFile(path);
  const holder: Holder = { pid: process.pid };
  const take = () => writeFile(file, JSON.stringify(holder), { flag: 'wx', mode: 0o600 });
  try {
    await take();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const other = await readHolder(path);
    if (other) throw new DataFolderBusyError(path, other);
    await rm(file, { force: true });
    await take();
  }
  return {
    path,
    secret: await readSecret(path),
    announce: (url) => writeFile(file, JSON.stringify({ ...holder, url } satisfies Holder), { mode: 0o600 }),
    release: () => rm(file, { force: true }),
  };
}

/** The live process that holds a data folder; undefined where none does. */
export async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    const holder = JSON.parse(await readFile(holderFile(path), 'utf8')) as Holder;
    process.kill(holder.pid, 0);
    return holder;
  } catch {
    return undefined; // No file, half a file of a process that was killed, or no such process.
  }
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
