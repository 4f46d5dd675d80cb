import { expect, test } from 'vitest';
import { arrangeColumns, arrangeRows, readShown } from '../../src/dashboard/matrix/arrange.js';
import type { Cell } from '../../src/dashboard/matrix/cells.js';
import { spansOf } from '../../src/dashboard/improvement/spans.js';
import { monthsFrom } from '../../src/dashboard/project/months.js';
import { effectWords } from '../../src/dashboard/results/effect-words.js';

const cell = (state: Cell['state'], concern: Cell['concern'] = null): Cell => ({
  state,
  percent: 0,
  daysLate: 0,
  concern,
});

test('the matrix is narrowed to improvements with a deployment of a kind in a column that is shown', () => {
  const column = (id: string, phase: string) => ({ id, name: id, attributes: [{ name: 'phase', value: phase }] });
  const columns = [column('a', 'one'), column('b', 'two')];
  const rows = [
    { id: '1', title: 'Late', cells: [cell('IN_PROGRESS', 'LATE'), null] },
    { id: '2', title: 'Behind', cells: [null, cell('IN_PROGRESS', 'BEHIND')] },
    { id: '3', title: 'Done', cells: [cell('CONFIRMED'), cell('CONFIRMED')] },
  ];
  const shown = (show: string | null, group?: string, text = '') =>
    arrangeRows(rows, arrangeColumns(columns, { groupBy: 'phase', group }), { text, show: readShown(show) }).map(
      ({ title }) => title,
    );
  expect(shown(null)).toEqual(['Late', 'Behind', 'Done']);
  expect(shown('nonsense')).toEqual(['Late', 'Behind', 'Done']);
  expect(shown('LATE')).toEqual(['Late']);
  expect(shown('AT_RISK')).toEqual(['Behind']);
  expect(shown('AT_RISK', 'one')).toEqual([]);
  expect(shown('IN_PROGRESS')).toEqual(['Late', 'Behind']);
  expect(shown('IN_PROGRESS', undefined, 'beh')).toEqual(['Behind']);
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
