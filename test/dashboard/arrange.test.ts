import { expect, test } from 'vitest';
import { arrangeColumns, arrangeRows, leadsOf, practicesOf } from '../../src/dashboard/matrix/arrange.js';
import type { Cell, Column, Row } from '../../src/dashboard/matrix/cells.js';
import { matrixCsv } from '../../src/dashboard/matrix/matrix-csv.js';
import { narrowingWords, readNarrowing } from '../../src/dashboard/matrix/narrowing.js';
import { spansOf } from '../../src/dashboard/improvement/spans.js';
import { monthsFrom } from '../../src/dashboard/project/months.js';
import { effectWords } from '../../src/dashboard/results/effect-words.js';

const cell = (state: Cell['state'], concern: Cell['concern'] = null, daysLate = 0): Cell => ({
  state,
  percent: 0,
  daysLate,
  concern,
});
const row = (
  title: string,
  cells: Row['cells'],
  refs: readonly string[] = [],
  priority: number | null = null,
): Row => ({
  id: title,
  title,
  priority,
  practices: refs.map((ref) => ({ id: `id of ${ref}`, ref, title: `Title of ${ref}` })),
  cells,
});
const column = (id: string, phase: string, ...leads: string[]): Column => ({
  id,
  name: id,
  attributes: [{ name: 'phase', value: phase }],
  leads: leads.map((lead) => ({ id: lead, name: `Name of ${lead}` })),
});

const COLUMNS = [column('a', 'two', 'zoe', 'ann'), column('b', 'one', 'ann')];
const ROWS = [
  row('Late', [cell('BLOCKED', 'LATE', 3), null], ['AM SP 1.10'], 4),
  row('Behind', [null, cell('IN_PROGRESS', 'BEHIND')], ['AM SP 1.2', 'AM SP 1.10'], 1),
  row('Done', [cell('CONFIRMED', null, 90), cell('CONFIRMED')]),
  row('Later', [cell('IN_PROGRESS', 'LATE', 2), cell('PLANNED', 'LATE', 2)], [], 4),
];

/** The names of an address, without values but these. */
const address = (values: Readonly<Record<string, string>>) => ({
  text: undefined,
  state: undefined,
  concern: undefined,
  practice: undefined,
  lead: undefined,
  by: undefined,
  group: undefined,
  order: undefined,
  ...values,
});

test.each<[Record<string, string>, string[]]>([
  [{}, ['Late', 'Behind', 'Done', 'Later']],
  [{ state: 'nonsense', concern: 'nonsense', order: 'nonsense' }, ['Late', 'Behind', 'Done', 'Later']],
  [{ concern: 'LATE' }, ['Late', 'Later']],
  [{ concern: 'BLOCKED' }, ['Late']],
  [{ concern: 'BEHIND' }, ['Behind']],
  [{ concern: 'NOT_STARTED' }, []],
  [{ concern: 'AT_RISK' }, ['Behind']],
  [{ concern: 'AT_RISK', by: 'phase', group: 'two' }, []],
  [{ state: 'IN_PROGRESS' }, ['Behind', 'Later']],
  [{ state: 'IN_PROGRESS', concern: 'LATE' }, ['Later']],
  [{ state: 'PLANNED', concern: 'BEHIND' }, []],
  [{ state: 'IN_PROGRESS', text: ' beh' }, ['Behind']],
  [{ practice: 'AM SP 1.10' }, ['Late', 'Behind']],
  [{ practice: 'AM SP 1.1' }, []],
  [{ concern: 'LATE', lead: 'zoe' }, ['Late', 'Later']],
  [{ state: 'PLANNED', lead: 'zoe' }, []],
  [{ order: 'PRIORITY' }, ['Behind', 'Late', 'Later', 'Done']],
  [{ order: 'LATENESS' }, ['Later', 'Late', 'Behind', 'Done']],
  [{ order: 'LATENESS', lead: 'zoe' }, ['Late', 'Later', 'Behind', 'Done']],
])('%o shows the improvements %o', (values, titles) => {
  const narrowing = readNarrowing(address(values));
  const shown = arrangeRows(ROWS, arrangeColumns(COLUMNS, narrowing), narrowing);
  expect(shown.map(({ title }) => title)).toEqual(titles);
});

test.each<[Record<string, string>, string[]]>([
  [{}, ['a', 'b']],
  [{ by: 'phase' }, ['b', 'a']],
  [{ by: 'phase', group: 'one' }, ['b']],
  [{ lead: 'ann' }, ['a', 'b']],
  [{ lead: 'zoe' }, ['a']],
  [{ lead: 'nobody' }, []],
  [{ lead: 'zoe', by: 'phase', group: 'one' }, []],
])('%o shows the projects %o', (values, names) => {
  const shown = arrangeColumns(COLUMNS, readNarrowing(address(values)));
  expect(shown.map(({ column: { name } }) => name)).toEqual(names);
});

test('leads and practices to choose from are there once each, in order', () => {
  expect(leadsOf(COLUMNS).map(({ id }) => id)).toEqual(['ann', 'zoe']);
  expect(practicesOf(ROWS).map(({ ref }) => ref)).toEqual(['AM SP 1.2', 'AM SP 1.10']);
});

test('what the matrix is narrowed to is put in words', () => {
  const said = (values: Record<string, string>) =>
    narrowingWords(readNarrowing(address(values)), (id) => (id === 'zoe' ? 'Zoe' : undefined));
  expect(said({ order: 'PRIORITY', by: 'phase' })).toBe('');
  expect(said({ lead: 'someone' })).toBe('projects that this person leads');
  const most = { state: 'IN_PROGRESS', concern: 'LATE', practice: 'AM SP 1.2', text: 'x', lead: 'zoe', by: 'phase' };
  expect(said({ ...most, group: 'one' })).toBe(
    'deployments that are in progress and late in improvements for AM SP 1.2 with “x” in their title ' +
      'in projects that Zoe leads and with “one” as phase',
  );
});

test('what is shown is CSV, in which no text is a formula', () => {
  const columns = arrangeColumns([column('+1', 'one'), column('b "c"', 'one')], readNarrowing(address({})));
  const rows = [
    row('=HYPERLINK("x";"y")', [cell('BLOCKED', 'LATE', 3), null], [], 2),
    row('One, two', [null, cell('CONFIRMED')]),
    ...['-1', '@a', '\t=b', '\r=c'].map((title) => row(title, [null, null])),
  ];
  const summaries = new Map([[rows[0]?.id ?? '', { state: 'DEPLOYING' as const, percent: 40, late: 1, atRisk: 0 }]]);
  expect(matrixCsv(columns, rows, summaries)).toBe(
    [
      `\ufeffImprovement,State,Priority,Percent,Late,'+1,"b ""c"""`,
      `"'=HYPERLINK(""x"";""y"")",deploying,2,40,1,"blocked, 0 %, 3 days late",`,
      '"One, two",,,,,,confirmed',
      `'-1,,,,,,`,
      `'@a,,,,,,`,
      `"'\t'=b",,,,,,`,
      `"'\r'=c",,,,,,`,
      '',
    ].join('\r\n'),
  );
});

test('months follow each other over the end of a year', () => {
  expect(monthsFrom('2027-12-31', 3)).toEqual([
    { start: '2027-12-01', end: '2027-12-31' },
    { start: '2028-01-01', end: '2028-01-31' },
    { start: '2028-02-01', end: '2028-02-29' },
  ]);
});

test('an effect is put in words, with what chance has to do with it', () => {
  const nothing = { difference: null, better: null, objectiveReached: null, test: null };
  expect(effectWords(nothing)).toBe('Nothing can be compared yet.');
  expect(effectWords({ ...nothing, difference: 0 })).toBe('No difference.');
  expect(effectWords({ difference: -1.987, better: true, objectiveReached: true, test: { p: 0.0004 } })).toBe(
    'Down by 1.99, which is better. Chance alone makes such a difference in less than 0.1 % of cases. The objective is reached.',
  );
  expect(effectWords({ difference: 12, better: false, objectiveReached: false, test: { p: 0.2 } })).toBe(
    'Up by 12, which is worse. Chance alone makes such a difference in 20 % of cases. The objective is not reached.',
  );
});

test('increments lie on a line from the first day of all to the last, today included', () => {
  const increment = { id: 'a', title: 'First', state: 'PASSED', plannedStart: '2026-01-11', plannedEnd: '2026-01-31' };
  const later = { ...increment, plannedStart: '2026-02-10', plannedEnd: '2026-03-02', actualEnd: null };
  const { start, end, today, rows } = spansOf(
    [
      { ...increment, actualStart: '2026-01-11', actualEnd: '2026-02-05' },
      { ...later, actualStart: '2026-02-10' },
      { ...later, actualStart: null },
    ],
    '2026-02-15',
  );
  expect([start, end]).toEqual(['2026-01-11', '2026-03-02']);
  expect(today).toEqual({ left: 70, width: 0 });
  expect(rows).toEqual([
    { planned: { left: 0, width: 40 }, actual: { left: 0, width: 50 }, gate: { left: 50, width: 0 } },
    { planned: { left: 60, width: 40 }, actual: { left: 60, width: 10 }, gate: { left: 100, width: 0 } },
    { planned: { left: 60, width: 40 }, actual: null, gate: { left: 100, width: 0 } },
  ]);
});
