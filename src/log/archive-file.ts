import { changed, readSealed, writeSealed } from '../checksummed-file.js';
import type { ArchiveRange, OnProgress } from './archive.js';
import type { StoredEvent } from './chaining.js';

/** What the first line of an archive says of its form. */
const FORMAT = { format: 'uplift-events', version: 1 } as const;

/** First line of an archive. */
export type ArchiveHeader = typeof FORMAT & ArchiveRange;

/**
 * Writes events to a sealed file: a header, and an event a line.
 * @throws SealedFileError where the file is there already, or is not as it was written.
 */
export function writeArchive(
  file: string,
  range: ArchiveRange,
  pages: AsyncIterable<readonly StoredEvent[]>,
  onProgress: OnProgress,
): Promise<void> {
  async function* lines(): AsyncGenerator<readonly string[]> {
    yield [JSON.stringify({ ...FORMAT, ...range } satisfies ArchiveHeader)];
    let count = 0;
    for await (const events of pages) {
      yield events.map((event) => JSON.stringify(event));
      onProgress((count += events.length));
    }
  }
  return writeSealed(file, lines(), (part) => verifyArchive(part, range));
}

/**
 * Reads an archive and checks it: header, every position, count and checksum.
 * @throws SealedFileError that says what is wrong.
 */
export async function verifyArchive(file: string, range: ArchiveRange): Promise<void> {
  let lines = 0;
  for await (const line of readSealed(file)) {
    if (lines === 0 && line !== JSON.stringify({ ...FORMAT, ...range })) throw changed(file, 'its header');
    if (lines > 0 && positionOf(line) !== range.from + lines - 1) throw changed(file, `line ${lines + 1}`);
    lines += 1;
  }
  if (lines !== range.count + 1) throw changed(file, `${lines - 1} events instead of ${range.count}`);
}

function positionOf(line: string): unknown {
  try {
    return (JSON.parse(line) as StoredEvent).position;
  } catch {
    return undefined;
  }
}
