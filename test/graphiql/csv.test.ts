import { expect, it, test } from 'vitest';
import { parse } from 'csv-parse/sync';
import { writeCsv } from '../../src/import-export/files/csv-writer.js';
import { guarded } from '../../src/spreadsheets/formula-guard.js';
import { toCsv } from '../../src/graphiql/csv.js';

const csv = (data: unknown): string | undefined => toCsv(JSON.stringify({ data }), guarded);
const records = (data: unknown): string[][] => parse(csv(data) ?? '', { bom: true });

it('has a line for each item of the innermost list, and repeats what is around it', () => {
  const nodes = [
    { improvement: { title: 'One' }, progress: 40, cells: [{ percent: 10 }, { percent: 70, unit: { name: 'A' } }] },
    { improvement: { title: 'Two' }, progress: null, cells: [] },
  ];
  expect(records({ deploymentMatrix: { units: [{ name: 'A' }, { name: 'B' }], nodes } })).toEqual([
    ['units.name', 'improvement.title', 'progress', 'cells.percent', 'cells.unit.name'].map(
      (column) => `deploymentMatrix.${column}`,
    ),
    ['A; B', 'One', '40', '10', ''],
    ['A; B', 'One', '40', '70', 'A'],
    ['A; B', 'Two', '', '', ''],
  ]);
});

it('has lists of single values in one cell, of edges as of nodes, and lists beside each other one after the other', () => {
  const owners = [{ name: 'Ann' }, { name: 'Bob' }];
  expect(records({ list: { edges: [{ node: { reasons: ['late', 'blocked'], owners, done: true } }] } })).toEqual([
    ['list.reasons', 'list.done', 'list.owners.name'],
    ['late; blocked', 'true', 'Ann; Bob'],
  ]);
  const pair = [{ x: 1, y: 2 }];
  expect(records({ a: pair, b: pair })).toEqual([
    ['a.x', 'a.y', 'b.x', 'b.y'],
    ['1', '2', '', ''],
    ['', '', '1', '2'],
  ]);
  expect(records({ titles: [{ title: 'One' }, { title: 'Two' }] })).toEqual([['titles.title'], ['One'], ['Two']]);
});

test.each(['=1+1', '+1', '-1+2', '@x', '\t=1', 'a,=1', 'a;=1', 'a\n=1', '"=1', '＝1', 'plain, "quoted"\r\nlines', 'ü'])(
  'guards %j as the exports do',
  (text) => {
    const [, record] = records({ x: text });
    const [[exported]] = parse(writeCsv([[text]]), { bom: true }) as [[string]];
    expect(record).toEqual([exported]);
  },
);

it('leaves numbers as they are, and has a mark for Excel', () => {
  expect(csv({ x: -5 })).toBe('\ufeffx\r\n-5\r\n');
});

test.each(['', 'not JSON', '{"errors":[{"message":"no"}]}', '{"data":null}', '{"data":{"practice":null}}', 'null'])(
  'has nothing of %j',
  (response) => {
    expect(toCsv(response, guarded)).toBeUndefined();
  },
);
