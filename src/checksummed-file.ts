import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, open, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';

/** A file cannot be written where it is to be, or is not as it was written. */
export class SealedFileError extends Error {
  override readonly name = 'SealedFileError';
}

/**
 * Writes lines of JSON to a new file, and the SHA-256 of all of that as its last line. The file is there when it is
 * complete, on disk, read back and found right by `verify`; what has been begun has the name with `.part`.
 * @throws SealedFileError where the file is there already.
 */
export async function writeSealed(
  file: string,
  pages: AsyncIterable<readonly string[]>,
  verify: (file: string) => Promise<unknown>,
): Promise<void> {
  if (await exists(file)) throw new SealedFileError(`${file} is there already: take another name.`);
  const part = `${file}.part`;
  const handle = await open(part, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
    throw new SealedFileError(`${part} is there: it is being written, or was cut off. Remove it then.`);
  });
  try {
    const hash = createHash('sha256');
    try {
      for await (const lines of pages) {
        const text = lines.map((line) => `${escaped(line)}\n`).join('');
        hash.update(text);
        await handle.writeFile(text);
      }
      await handle.writeFile(`${JSON.stringify({ sha256: hash.digest('hex') })}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await verify(part);
    // Hazard: renaming would replace a file that has come meanwhile.
    await link(part, file);
    await syncFolder(file);
  } finally {
    await rm(part, { force: true });
  }
}

/**
 * Reads the lines of such a file, without the last.
 * @throws SealedFileError after them, where the checksum is missing or another one, or where there is more.
 */
export async function* readSealed(file: string): AsyncGenerator<string> {
  const hash = createHash('sha256');
  let sum: string | undefined;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (sum !== undefined) throw changed(file, 'there is more after its end');
    sum = /^\{"sha256":"([0-9a-f]{64})"\}$/.exec(line)?.[1];
    if (sum !== undefined) continue;
    hash.update(`${line}\n`);
    yield line;
  }
  if (sum !== hash.digest('hex')) throw changed(file, 'its checksum');
}

/** That a file is not as it was written, and in what. */
export function changed(file: string, what: string): SealedFileError {
  return new SealedFileError(`${file} is not as it was written: ${what}.`);
}

/** Hazard: characters that JSON leaves as they are and that many readers, Node's among them, take for the end of a line. */
function escaped(line: string): string {
  return line.replace(/[\u0085\u2028\u2029]/g, (end) =>
    end === '\u0085' ? '\\u0085' : end === '\u2028' ? '\\u2028' : '\\u2029',
  );
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}

/** The name of a file is on disk only once its folder is. */
async function syncFolder(file: string): Promise<void> {
  const folder = await open(dirname(file), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
