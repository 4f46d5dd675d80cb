import { beforeAll, describe, expect, it, test } from 'vitest';
import { act } from '../commands/act.js';
import type { Result } from '../commands/act.js';
import { day, putDeployment, putImprovement, putUnit } from '../commands/fixtures.js';
import type { Put } from '../commands/fixtures.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';

const byText = (one: unknown, other: unknown) => String(one).localeCompare(String(other));

let now = new Date('2026-06-01T00:00:00.000Z');
const on = (instant: string): void => void (now = new Date(instant));

const app = useApp({ clock: () => now });
const own = useOrganization(app);
const foreign = useOrganization(app);

/** Days from planning to adoption, of the projects in build. */
const LEADS = [1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 4, 6, 10, 15, 25, 40, 60, 70, 80, 90];
const PLANNED = day('2026-01-01');
const after = (days: number): Date => new Date(PLANNED.getTime() + days * 86_400_000);

let [reviews, audits]: Put[] = [];
let testUnit: Put;

beforeAll(async () => {
  const { prisma } = app.services.database;
  const inPhase = async (phase: string, ...leads: string[]) => {
    const unit = await putUnit(app, own.id, leads);
    await prisma.unit.update({ where: { id: unit.id }, data: { attributes: { phase } } });
    return unit;
  };
  const build = await inPhase('build', own.people.PROJECT_LEAD.id, own.people.DEPLOYMENT_LEAD.id);
  testUnit = await inPhase('test');
  reviews = await putImprovement(app, own.id, { practices: ['OPM SP 3.2', 'CAR SP 2.1'], title: 'Reviews' });
  audits = await putImprovement(app, own.id, { practices: [], title: 'Audits' });
  for (const days of LEADS)
    await putDeployment(app, own.id, build.id, {
      state: 'CONFIRMED',
      createdAt: new Date(PLANNED.getTime() + 3_600_000),
      plannedStart: PLANNED,
      plannedEnd: after(30),
      actualStart: after(1),
      actualEnd: after(days),
      confirmedAt: after(days + 2),
    });
  // Late, adopted in time, waived, rolled back after adoption, and entered long afterwards.
  const more = { createdAt: PLANNED, plannedStart: PLANNED, plannedEnd: after(30), improvementId: reviews.id };
  await putDeployment(app, own.id, testUnit.id, { ...more, state: 'IN_PROGRESS', actualStart: after(3) });
  const unit = async () => (await putUnit(app, own.id)).id;
  await putDeployment(app, own.id, await unit(), {
    ...more,
    state: 'ADOPTED',
    actualStart: after(3),
    actualEnd: after(30),
  });
  await putDeployment(app, own.id, await unit(), { ...more, state: 'WAIVED' });
  const ended = { actualStart: after(3), actualEnd: after(9) };
  await putDeployment(app, own.id, await unit(), { ...more, ...ended, state: 'ROLLED_BACK' });
  await putDeployment(app, own.id, await unit(), {
    ...more,
    ...ended,
    createdAt: day('2026-05-30'),
    state: 'ADOPTED',
    improvementId: audits.id,
  });
  await putDeployment(app, foreign.id, foreign.ledUnit.id, { ...ended, state: 'ADOPTED' });
});

const STATISTICS = `query ($filter: DeploymentFilter, $groupBy: DeploymentGrouping, $measures: [DeploymentMeasure!]) {
  deploymentStatistics(filter: $filter, groupBy: $groupBy, measures: $measures) {
    totalGroups groups { value count improvement { title } unit { id } lead { id } practice { ref }
      measures { measure unit count mean min max p10 p50 p85 p95 } } } }`;

async function read(variables: object = {}, { people } = own): Promise<Result> {
  const { data, errors } = await ask(app.url, STATISTICS, { ...variables }, people.VIEWER.bearer);
  expect(errors).toBeUndefined();
  return data?.['deploymentStatistics'] as Result;
}

const groupsOf = async (variables: object): Promise<Result[]> => (await read(variables))['groups'] as Result[];
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The quantile, interpolated between the two values around its place. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
  return low + (high - low) * (place - Math.floor(place));
}

describe('by an attribute', () => {
  it('says how long each kind of project takes, with quantiles where there are enough', async () => {
    const groups = await groupsOf({ groupBy: { by: 'ATTRIBUTE', attribute: 'phase' }, measures: ['LEAD_TIME'] });
    expect(groups.map(({ value, count }) => [value, count])).toEqual([
      ['build', 20],
      [null, 4],
      ['test', 1],
    ]);
    expect(groups[0]?.['measures']).toEqual([
      {
        measure: 'LEAD_TIME',
        unit: 'DAYS',
        count: 20,
        mean: expect.closeTo(mean(LEADS), 9),
        min: 1,
        max: 90,
        p10: expect.closeTo(quantile(LEADS, 0.1), 9),
        p50: expect.closeTo(quantile(LEADS, 0.5), 9),
        p85: expect.closeTo(quantile(LEADS, 0.85), 9),
        p95: expect.closeTo(quantile(LEADS, 0.95), 9),
      },
    ]);
    // One that was adopted: those entered afterwards, waived and rolled back have no lead time.
    const few = { p10: null, p50: null, p85: null, p95: null };
    expect(groups[1]?.['measures']).toMatchObject([{ count: 1, mean: 30, ...few }]);
    expect(groups[2]?.['measures']).toMatchObject([{ count: 0, mean: null, min: null, max: null, ...few }]);
  });

  it.each([
    [1, []],
    [2, ['p50']],
    [6, ['p50']],
    [7, ['p50', 'p85']],
    [9, ['p50', 'p85']],
    [10, ['p10', 'p50', 'p85']],
    [19, ['p10', 'p50', 'p85']],
    [20, ['p10', 'p50', 'p85', 'p95']],
  ])('of %i deployments, has only the quantiles that they can tell', async (count, expected) => {
    const to = after(LEADS.toSorted((a, b) => a - b)[count - 1] ?? 0);
    const filter = {
      attributes: [{ name: 'phase', values: ['build'] }],
      actualEnd: { to: to.toISOString().slice(0, 10) },
    };
    const [group] = await groupsOf({ filter, measures: ['LEAD_TIME'] });
    const [measured] = group?.['measures'] as Result[];
    expect(measured?.['count']).toBe(count);
    expect(['p10', 'p50', 'p85', 'p95'].filter((name) => measured?.[name] !== null)).toEqual(expected);
  });
});

test.each<[string, object, readonly [unknown, number][]]>([
  [
    'STATE',
    { by: 'STATE' },
    [
      ['CONFIRMED', 20],
      ['ADOPTED', 2],
      ['IN_PROGRESS', 1],
      ['ROLLED_BACK', 1],
      ['WAIVED', 1],
    ],
  ],
  [
    'MONTH',
    { by: 'MONTH' },
    [
      ['2026-01', 14],
      ['2026-02', 3],
      ['2026-03', 4],
      ['2026-04', 1],
      [null, 3],
    ],
  ],
])('groups by %s', async (_name, groupBy, expected) => {
  const groups = await groupsOf({ groupBy, measures: [] });
  expect(groups.map(({ value, count }) => [value, count])).toEqual(expected);
});

it('groups by improvement, unit, lead and practice, each with its record', async () => {
  const where = { improvementIds: [reviews?.globalId, audits?.globalId] };
  expect(
    (await groupsOf({ filter: where, groupBy: { by: 'IMPROVEMENT' }, measures: [] })).map((group) => [
      group['improvement'].title,
      group['count'],
    ]),
  ).toEqual([
    ['Reviews', 4],
    ['Audits', 1],
  ]);
  expect(
    (await groupsOf({ filter: where, groupBy: { by: 'PRACTICE' }, measures: [] }))
      .map((group) => [group['value'], group['practice']?.ref, group['count']])
      .sort(byText),
  ).toEqual([
    [null, undefined, 1],
    ['CAR SP 2.1', 'CAR SP 2.1', 4],
    ['OPM SP 3.2', 'OPM SP 3.2', 4],
  ]);
  const leads = (await groupsOf({ groupBy: { by: 'LEAD' }, measures: [] })).map((group) => [
    group['lead']?.id,
    group['count'],
  ]);
  expect(leads.sort(byText)).toEqual(
    [
      [own.people.PROJECT_LEAD.globalId, 20],
      [own.people.DEPLOYMENT_LEAD.globalId, 20],
      [undefined, 5],
    ].sort(byText),
  );
  const units = await groupsOf({ filter: { late: true }, groupBy: { by: 'UNIT' }, measures: [] });
  expect(units.map((group) => [group['unit'].id, group['value']])).toEqual([[testUnit.globalId, null]]);
});

it('measures slips, times and the share in time over the deployments to which they apply', async () => {
  const [group] = await groupsOf({});
  const measured = new Map((group?.['measures'] as Result[]).map((each) => [each['measure'] as string, each]));
  expect(group).toMatchObject({ count: 25, value: null });
  const ends = [...LEADS, 30, 9];
  expect(measured.get('CYCLE_TIME')).toMatchObject({
    count: 22,
    mean: expect.closeTo(mean([...LEADS.map((days) => days - 1), 27, 6]), 9),
  });
  expect(measured.get('SLIP')).toMatchObject({
    count: 22,
    min: -29,
    max: 60,
    mean: expect.closeTo(mean(ends.map((days) => days - 30)), 9),
  });
  expect(measured.get('START_SLIP')).toMatchObject({ count: 24, min: 1, max: 3 });
  expect(measured.get('TIME_TO_CONFIRM')).toMatchObject({ count: 20, mean: 2, p50: 2 });
  // 15 of 22 adoptions by day 30, and one that is late.
  const inTime = ends.filter((days) => days <= 30).length;
  expect(measured.get('IN_TIME')).toMatchObject({
    unit: 'PERCENT',
    count: 23,
    mean: expect.closeTo((100 * inTime) / 23, 9),
  });
  // They came without a log: nobody knows how long they were blocked.
  expect(measured.get('TIME_BLOCKED')).toMatchObject({ count: 0, mean: null });
});

it('knows from the log how long deployments were blocked and deferred, those that still are included', async () => {
  const unit = await putUnit(app, own.id);
  const { bearer } = own.people.DEPLOYMENT_LEAD;
  const improvement = await putImprovement(app, own.id);
  let version = 0;
  let deploymentId = '';
  const done = async (command: string, input: object = {}) => {
    const result = await act(app.url, command, { deploymentId, version, ...input }, bearer);
    expect(result, JSON.stringify(result)).toHaveProperty('record');
    version = (result['record'] as Result)['version'];
    return result;
  };
  on('2026-06-01T00:00:00.000Z');
  const planned = await act(
    app.url,
    'planDeployment',
    {
      improvementId: improvement.globalId,
      unitId: unit.globalId,
      plannedStart: '2026-06-01',
      plannedEnd: '2026-08-01',
    },
    bearer,
  );
  deploymentId = (planned['record'] as Result)['id'];
  version = 1;
  on('2026-06-02T00:00:00.000Z');
  const blocked = await act(app.url, 'blockDeployment', { deploymentId, version, reason: 'No tool.' }, bearer);
  version = (blocked['record'] as Result)['version'];
  on('2026-06-03T00:00:00.000Z');
  await done('recordProgress', { percent: 20 });
  on('2026-06-04T12:00:00.000Z');
  await done('deferDeployment', { reason: 'Later.' });
  on('2026-06-10T12:00:00.000Z');
  await done('resumeDeployment');
  on('2026-06-11T12:00:00.000Z');
  const filter = { improvementIds: [improvement.globalId] };
  const [group] = await groupsOf({ filter, measures: ['TIME_BLOCKED', 'TIME_DEFERRED'] });
  expect(group?.['measures']).toMatchObject([
    { measure: 'TIME_BLOCKED', count: 1, mean: expect.closeTo(3.5, 6) },
    { measure: 'TIME_DEFERRED', count: 1, mean: expect.closeTo(6, 6) },
  ]);
  on('2026-06-01T00:00:00.000Z');
});

it('says nothing of another organization, and of none', async () => {
  expect((await read({ groupBy: { by: 'STATE' }, measures: [] }, foreign))['groups']).toMatchObject([
    { value: 'ADOPTED', count: 1 },
  ]);
  const filter = { unitIds: [own.otherUnit.globalId] };
  expect(await read({ filter, measures: ['SLIP'] })).toMatchObject({
    totalGroups: 1,
    groups: [{ count: 0, measures: [{ count: 0, mean: null, p50: null }] }],
  });
  expect(await read({ filter, groupBy: { by: 'UNIT' } })).toEqual({ totalGroups: 0, groups: [] });
});

it.each([
  [{ by: 'ATTRIBUTE' }, 'groupBy.attribute must name the attribute to group by.'],
  [{ by: 'STATE', attribute: 'phase' }, 'groupBy.attribute is for ATTRIBUTE only.'],
])('refuses %o', async (groupBy, message) => {
  const { errors } = await ask(app.url, STATISTICS, { groupBy }, own.people.VIEWER.bearer);
  expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
});

it('takes one statement, besides who asks, the calendar and the records of the groups', async () => {
  for (const [groupBy, statements] of [
    [null, 3],
    [{ by: 'MONTH' }, 3],
    [{ by: 'UNIT' }, 4],
  ] as const) {
    app.forgetStatements();
    await read({ groupBy });
    expect(app.statements, JSON.stringify(groupBy)).toHaveLength(statements);
  }
});
