import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, open, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { ArchiveError } from './archive.js';
import type { ArchiveRange, OnProgress } from './archive.js';
import type { LoggedEvent } from './event.js';

/** What the first line of an archive says of its form. */
const FORMAT = { format: 'uplift-events', version: 1 } as const;

/** First line of an archive. */
export type ArchiveHeader = typeof FORMAT & ArchiveRange;

/**
 * Writes events to a file of JSON Lines: a header, an event a line, and the SHA-256 of all of that. The file is there
 * when it is complete, on disk, read back and found right; what has been begun has the name with `.part`.
 * @throws ArchiveError where the file is there already, or is not as it was written.
 */
export async function writeArchive(
  file: string,
  range: ArchiveRange,
  pages: AsyncIterable<readonly LoggedEvent[]>,
  onProgress: OnProgress,
): Promise<void> {
  if (await exists(file)) throw new ArchiveError(`${file} is there already: take another name.`);
  const part = `${file}.part`;
  const handle = await open(part, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
    throw new ArchiveError(`${part} is there: another archive is being written, or one was cut off. Remove it then.`);
  });
  try {
    const hash = createHash('sha256');
    const write = async (lines: readonly object[]): Promise<void> => {
      const text = lines.map((line) => `${lineOf(line)}\n`).join('');
      hash.update(text);
      await handle.writeFile(text);
    };
    let count = 0;
    try {
      await write([{ ...FORMAT, ...range } satisfies ArchiveHeader]);
      for await (const events of pages) {
        await write(events);
        onProgress((count += events.length));
      }
      await handle.writeFile(`${JSON.stringify({ sha256: hash.digest('hex') })}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await verifyArchive(part, range);
    // Hazard: renaming would replace a file that has come meanwhile.
    await link(part, file);
    await syncFolder(file);
  } finally {
    await rm(part, { force: true });
  }
}

/**
 * Reads an archive and checks it: header, every position, count and checksum.
 * @throws ArchiveError that says what is wrong.
 */
export async function verifyArchive(file: string, range: ArchiveRange): Promise<void> {
  const wrong = (what: string) => new ArchiveError(`${file} is not as it was written: ${what}.`);
  const hash = createHash('sha256');
  let lines = 0;
  let sum: string | undefined;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    const value = parse(line) as Partial<ArchiveHeader & LoggedEvent & { sha256: string }>;
    if (sum !== undefined) throw wrong('there is more after its end');
    if (value.sha256 !== undefined && value.position === undefined) {
      sum = value.sha256;
      continue;
    }
    hash.update(`${line}\n`);
    if (lines === 0 && JSON.stringify(value) !== JSON.stringify({ ...FORMAT, ...range })) throw wrong('its header');
    if (lines > 0 && value.position !== range.from + lines - 1) throw wrong(`line ${lines + 1}`);
    lines += 1;
  }
  if (lines !== range.count + 1) throw wrong(`${lines - 1} events instead of ${range.count}`);
  if (sum !== hash.digest('hex')) throw wrong('its checksum');
}

/** Hazard: characters that JSON leaves as they are and that many readers, Node's among them, take for the end of a line. */
function lineOf(value: object): string {
  return JSON.stringify(value).replace(/[\u0085\u2028\u2029]/g, (end) =>
    end === '\u0085' ? '\\u0085' : end === '\u2028' ? '\\u2028' : '\\u2029',
  );
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return {};
  }
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
