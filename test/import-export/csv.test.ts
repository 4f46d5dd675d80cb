import { describe, expect, it, test } from 'vitest';
import { readCsv } from '../../src/import-export/files/csv.js';
import { readDay } from '../../src/import-export/files/days.js';
import { decodeUtf8 } from '../../src/import-export/files/encoding.js';

async function read(
  pieces: AsyncIterable<string> | Iterable<string>,
): Promise<(readonly [number, readonly string[]])[]> {
  const records: (readonly [number, readonly string[]])[] = [];
  for await (const { line, cells } of readCsv(pieces)) records.push([line, cells]);
  return records;
}

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

const AB: readonly (readonly [number, readonly string[]])[] = [
  [1, ['name', 'kind']],
  [2, ['A', 'project']],
  [3, ['B', 'project']],
];
const shifted = (by: number) => AB.map(([line, cells]) => [line + by, cells]);

describe('CSV as programs write it', () => {
  test.each<[what: string, csv: string, expected: unknown]>([
    ['with line ends that were converted twice', 'name,kind\r\r\nA,project\r\r\nB,project\r\r\n', AB],
    ['with the line `sep=;` of Excel', 'sep=;\r\nname;kind\r\nA;project\r\nB;project\r\n', shifted(1)],
    ['with a byte order mark before `sep=`', '\ufeffsep=\t\nname\tkind\nA\tproject\nB\tproject', shifted(1)],
    ['with any separator that `sep=` says', 'sep=^\nname^kind\nA^project\nB^project', shifted(1)],
    ['with blank lines first', '\r\n \n\r\nname;kind\r\nA;project\r\nB;project', shifted(3)],
    [
      'with lines of separators only',
      'name,kind\nA,project\n,\n,,,\n  , \nB,project\n,,',
      [AB[0], AB[1], [6, ['B', 'project']]],
    ],
    [
      'with another separator within quotation marks',
      'name;"kind,of,unit,here"\nA;x',
      [
        [1, ['name', 'kind,of,unit,here']],
        [2, ['A', 'x']],
      ],
    ],
    [
      'with a header over two lines',
      'name;"kind\n,,,,"\nA;x',
      [
        [1, ['name', 'kind\n,,,,']],
        [3, ['A', 'x']],
      ],
    ],
    ['with pipes', 'name|kind\nA|project\nB|project', AB],
  ])('%s', async (_what, csv, expected) => {
    expect(await read([csv])).toEqual(expected);
    const bytes = Buffer.from(csv);
    for (let size = 1; size < 12; size += 1)
      expect(await read(decodeUtf8(inPieces(bytes, size))), `in pieces of ${size}`).toEqual(expected);
  });

  it('is whole, however it is cut', async () => {
    const csv = 'a,b\r\n"x ""y""\r\nz",é𝄞\r\r\n\r\n"",2\n3,"4\r"\r5,6';
    const whole = await read([csv]);
    expect(whole).toEqual([
      [1, ['a', 'b']],
      [2, ['x "y"\r\nz', 'é𝄞']],
      [5, ['', '2']],
      [6, ['3', '4\r']],
      [8, ['5', '6']],
    ]);
    const bytes = Buffer.from(csv);
    for (let at = 1; at < bytes.length; at += 1) {
      const pieces = (async function* () {
        yield bytes.subarray(0, at);
        yield bytes.subarray(at);
      })();
      expect(await read(decodeUtf8(pieces)), `cut at ${at}`).toEqual(whole);
    }
    for (let at = 1; at < csv.length; at += 1) expect(await read([csv.slice(0, at), csv.slice(at)])).toEqual(whole);
  });

  it('gives all 40,000 records with a blank line after each', async () => {
    const csv = `a,b\n${Array.from({ length: 40_000 }, (_, n) => `${n},x\n\n`).join('')}`;
    const records = await read([csv]);
    expect(records).toHaveLength(40_001);
    expect(records.at(-1)).toEqual([80_000, ['39999', 'x']]);
  });

  it.each([
    ['a quotation mark that is never closed', `a,b\n1,2\n3,"${'x\n'.repeat(600_000)}`, 3, /never closed/],
    ['half a character', 'a,b\n1,\ud800', 2, /half a character/],
  ])('says where it cannot be read: %s', async (_what, csv, line, message) => {
    await expect(read([csv])).rejects.toMatchObject({ line, message: expect.stringMatching(message) });
  });
});

describe('another format', () => {
  const utf16 = Buffer.from('\ufeffname,kind\nA,project', 'utf16le');
  const utf32 = Buffer.concat(
    Array.from('\ufeffname').map((character) =>
      Buffer.from([character.codePointAt(0) ?? 0, (character.codePointAt(0) ?? 0) >> 8, 0, 0]),
    ),
  );
  test.each([
    [
      'an Excel workbook',
      Buffer.from('PK\u0003\u0004\u0014\u0000\u0006\u0000', 'latin1'),
      /This is an Excel workbook.*CSV UTF-8/,
    ],
    [
      'a workbook of Excel 97',
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      /This is an Excel workbook.*CSV UTF-8/,
    ],
    ['UTF-16', utf16, /UTF-16 or UTF-32/],
    ['UTF-16 with the other order', Buffer.from(utf16).swap16(), /UTF-16 or UTF-32/],
    ['UTF-16 without its mark', utf16.subarray(2), /UTF-16 or UTF-32/],
    ['UTF-32', utf32, /UTF-16 or UTF-32/],
    ['a page in HTML, as Jira exports it for Excel', Buffer.from('<html><body><table>'), /HTML/],
  ])('is named: %s', async (_what, bytes, message) => {
    await expect(read(decodeUtf8(inPieces(bytes, 65_536)))).rejects.toMatchObject({
      line: 1,
      message: expect.stringMatching(message),
    });
  });

  it.each([1, 3, 100])('is not UTF-8 in a line: in pieces of %i', async (size) => {
    const bytes = Buffer.from('name,kind\r\nA,project\r\nM\xfcller,project\r\n', 'latin1');
    await expect(read(decodeUtf8(inPieces(bytes, size)))).rejects.toMatchObject({
      line: 3,
      message: 'This line is not in UTF-8. Save the file as CSV in UTF-8.',
    });
  });
});

describe('a day', () => {
  test.each([
    ['2026-02-12', null],
    ['2026-02-12T23:30:00.000Z', null],
    ['12/Feb/26 8:30 AM', null],
    ['12-Feb-2026', null],
    ['12. February 2026', null],
    ['Feb 12, 2026', null],
    ['February 12, 2026 8:00 AM', null],
    ['Thu Feb 12, 2026', null],
    ['Thu 2/12/26', 'MONTH_FIRST'],
    ['2/12/26 8:00 AM', 'MONTH_FIRST'],
    ['12/02/2026 17:30', 'DAY_FIRST'],
    ['12.02.2026', 'DAY_FIRST'],
  ] as const)('is read: %s', (text, order) => {
    expect(readDay(text, order)?.toISOString()).toBe('2026-02-12T00:00:00.000Z');
  });

  test.each([
    ['2/12/26', null],
    ['12.02.2026', null],
    ['30/Feb/26', null],
    ['13/13/2026', 'DAY_FIRST'],
    ['12/Foo/26', null],
    ['2026', null],
    ['', 'DAY_FIRST'],
    ['tomorrow', 'MONTH_FIRST'],
  ] as const)('is none, or could be two: %s', (text, order) => {
    expect(readDay(text, order)).toBeUndefined();
  });
});
