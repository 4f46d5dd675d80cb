import { createHash } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { PackageFile } from './files.js';

/**
 * Files as a ZIP, written as fast as it is read, each compressed off the main thread. The last file, `checksums.txt`, has the
 * SHA-256 of each of the others. The stream fails where a file cannot be read.
 */
export function zipOf(files: readonly PackageFile[], modified: Date): Readable {
  const zip = new ZipFile();
  const output = new PassThrough();
  zip.outputStream.pipe(output);
  const sums: string[] = [];
  const fail = (error: Error): void => void output.destroy(error);
  const add = (path: string, text: () => AsyncIterable<string>): void =>
    zip.addReadStreamLazy(path, { mtime: modified }, (done) => {
      // Hazard: nobody else listens, and an error that nobody listens to ends the process.
      done(null, Readable.from(text(), { objectMode: false }).on('error', fail));
    });
  zip.on('error', fail);
  for (const { path, text } of files) {
    add(path, async function* () {
      const hash = createHash('sha256');
      for await (const part of text()) {
        hash.update(part);
        yield part;
      }
      sums.push(`${hash.digest('hex')}  ${path}\n`);
    });
  }
  add('checksums.txt', async function* () {
    yield* sums;
  });
  zip.end();
  return output;
}
