import { LineCounter } from './lines.js';
import { UnreadableFileError } from './unreadable.js';

const WORKBOOK = 'This is an Excel workbook. In Excel, save the sheet as "CSV UTF-8".';
const WIDE = 'This file is in UTF-16 or UTF-32. Save it as CSV in UTF-8.';

/** What files begin with that are given by mistake, byte by byte; the second workbook after a decoder has lost its bytes. */
const OTHER_FORMATS: readonly (readonly [begin: string, message: string])[] = [
  ['PK\u0003\u0004', WORKBOOK],
  ['\xd0\xcf\x11\xe0', WORKBOOK],
  ['\xfd\xfd\x11\xfd', WORKBOOK],
  ['\xff\xfe', WIDE],
  ['\xfe\xff', WIDE],
];

/** Bytes that identify a format. */
const HEAD = 16;

/** @throws UnreadableFileError where a text is that of a workbook, or of bytes that were not UTF-8. */
export function demandText(text: string): void {
  demandFormat(Buffer.from(text.slice(0, HEAD), 'latin1'));
}

function demandFormat(head: Uint8Array): void {
  const begins = Buffer.from(head.subarray(0, HEAD)).toString('latin1');
  const [, message] = OTHER_FORMATS.find(([begin]) => begins.startsWith(begin)) ?? [];
  if (message) throw new UnreadableFileError(1, message);
  if (begins.slice(0, 4).includes('\0')) throw new UnreadableFileError(1, WIDE);
  if (/^\s*<(?:!doctype|html|\?xml|table)/i.test(begins))
    throw new UnreadableFileError(1, 'This is a page in HTML or XML. Export it as CSV in UTF-8.');
}

/**
 * Decodes UTF-8, with or without a byte order mark, piece by piece.
 * @throws UnreadableFileError for the first line that is not in UTF-8, and for workbooks.
 */
export async function* decodeUtf8(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const lines = new LineCounter();
  let isFirst = true;
  const decode = (piece: Uint8Array | undefined): string => {
    try {
      const text = piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
      lines.add(text);
      return text;
    } catch {
      const text = new TextDecoder('utf-8').decode(piece);
      const { line } = lines.add(text.slice(0, text.indexOf('\ufffd')));
      throw new UnreadableFileError(line, 'This line is not in UTF-8. Save the file as CSV in UTF-8.');
    }
  };
  for await (const piece of pieces) {
    if (isFirst) demandFormat(piece);
    isFirst = false;
    yield decode(piece);
  }
  yield decode(undefined);
}
