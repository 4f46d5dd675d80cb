import { expect, test } from 'vitest';
import { agreementRows } from '../../src/dashboard/plan/agreement-rows.js';
import { versionChanges } from '../../src/dashboard/plan/version-changes.js';
import { day } from '../../src/dashboard/ui/time.js';

const VERSION = {
  number: 1,
  createdAt: '2026-01-01T00:00:00Z',
  writtenBy: { name: 'Dario' },
  plannedStart: '2026-02-01',
  plannedEnd: '2026-06-01',
  targets: [
    { id: 'a', name: 'Alarm Network' },
    { id: 'b', name: 'Bridge Sensors' },
  ],
  exclusions: [],
  barriers: [{ barrier: 'Habit', counterStrategy: 'Show it' }],
  risks: [],
  trainingNotes: null,
  consultingNotes: 'On demand',
};

test('a version of a plan is compared with the one before, part by part', () => {
  expect(versionChanges(VERSION, { ...VERSION, number: 2 })).toEqual([]);
  const after = {
    ...VERSION,
    number: 2,
    plannedEnd: '2026-07-01',
    targets: [
      { id: 'b', name: 'Bridge Sensors' },
      { id: 'c', name: 'Clinic Records' },
    ],
    exclusions: [{ reason: 'No supplier', unit: { id: 'a', name: 'Alarm Network' } }],
    barriers: [{ barrier: 'Habit', counterStrategy: 'Sit beside them' }],
    consultingNotes: null,
  };
  expect(versionChanges(VERSION, after)).toEqual([
    {
      part: 'Dates',
      added: [`${day('2026-02-01')} – ${day('2026-07-01')}`],
      removed: [`${day('2026-02-01')} – ${day('2026-06-01')}`],
    },
    { part: 'Targets', added: ['Clinic Records'], removed: ['Alarm Network'] },
    { part: 'Exclusions', added: ['Alarm Network: No supplier'], removed: [] },
    { part: 'Barriers', added: ['Habit: Sit beside them'], removed: ['Habit: Show it'] },
    { part: 'Consulting', added: [], removed: ['On demand'] },
  ]);
});

test('only the words of those count who are sponsors and leads now, and a no stands', () => {
  const said = (id: string, role: 'SPONSOR' | 'PROJECT_LEAD', unit: string | null, agreed: boolean) => ({
    id: `${id} ${unit}`,
    agreed,
    note: null,
    saidAt: '2026-01-02T00:00:00Z',
    person: { id, name: id, role },
    unit: unit === null ? null : { id: unit },
  });
  const target = (id: string, ...leads: string[]) => ({
    id,
    name: id,
    leads: leads.map((lead) => ({ id: lead, name: lead })),
  });
  const rows = agreementRows(
    {
      targets: [target('a', 'ann', 'bob'), target('b', 'ben'), target('c', 'cleo'), target('d')],
      agreements: [
        said('was-sponsor', 'PROJECT_LEAD', null, true),
        said('ann', 'PROJECT_LEAD', 'a', true),
        said('bob', 'PROJECT_LEAD', 'a', false),
        said('was-lead', 'PROJECT_LEAD', 'b', true),
        said('cleo', 'PROJECT_LEAD', 'c', true),
      ],
    },
    { role: 'PROJECT_LEAD', person: { id: 'ben' } },
  );
  expect(rows.map(({ unit, state, own }) => [unit?.id, state, own])).toEqual([
    ['a', 'declined', false],
    [undefined, 'missing', false],
    ['b', 'missing', true],
    ['d', 'missing', false],
    ['c', 'agreed', false],
  ]);
});
