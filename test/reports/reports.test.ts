import { beforeAll, describe, expect, it, test } from 'vitest';
import { act } from '../commands/act.js';
import type { Result } from '../commands/act.js';
import { putDeployment } from '../commands/fixtures.js';
import { putIncrement } from '../plans/fixtures.js';
import { putProcessVersion } from '../processes/fixtures.js';
import { createTestOrganization } from '../support/app.js';
import { ask } from '../support/clients.js';
import { unguarded } from '../support/unguarded.js';
import { useApp, useOrganization } from '../support/use-app.js';

/** A story of three months, told by commands at their times: what was true when is known. */
let now = new Date('2026-01-05T09:00:00.000Z');
let bearer: string;
const on = (date: string): void => void (now = new Date(`${date}T09:00:00.000Z`));

const app = useApp({ clock: () => now });
const organization = useOrganization(app);
beforeAll(async () => {
  bearer = organization.people.DEPLOYMENT_LEAD.bearer;
  await tell();
});

const versions = new Map<string, number>();

/** Does a mutation as the deployment lead, on the version that was seen last; gives the record. */
async function done(mutation: string, input: Record<string, unknown>, as = bearer): Promise<Result> {
  const id = String(input['deploymentId'] ?? input['improvementId'] ?? input['unitId']);
  const creates = ['suggestImprovement', 'planDeployment'].includes(mutation);
  const result = await act(app.url, mutation, { ...(creates ? {} : { version: versions.get(id) ?? 1 }), ...input }, as);
  expect(result, `${mutation} ${JSON.stringify(result)}`).toHaveProperty('record');
  const record = result['record'] as Result;
  versions.set(record['id'], record['version']);
  return record;
}

let reviews: string;
let audits: string;
let [led, other] = ['', ''];
/** Deployment of an improvement in a unit. */
const cells = new Map<string, string>();
const cell = (improvementId: string, unitId: string): string => cells.get(improvementId + unitId) ?? '';

async function improvement(title: string): Promise<string> {
  const input = { title, description: title, kind: 'PROCESS', scale: 'INCREMENTAL', origin: 'PILOT' };
  const { id } = await done('suggestImprovement', { ...input, practices: ['OPM SP 3.2'] });
  return id as string;
}

async function plan(improvementId: string, unitId: string, plannedStart: string, plannedEnd: string): Promise<void> {
  const { id } = await done('planDeployment', { improvementId, unitId, plannedStart, plannedEnd });
  cells.set(improvementId + unitId, id as string);
}

async function tell(): Promise<void> {
  [led, other] = [organization.ledUnit.globalId, organization.otherUnit.globalId];
  const { ADMINISTRATOR } = organization.people;
  await done('changeUnit', { unitId: led, attributes: [{ name: 'phase', value: 'build' }] }, ADMINISTRATOR.bearer);
  reviews = await improvement('Peer reviews');
  await done('analyzeImprovement', { improvementId: reviews });
  await done('selectImprovement', { improvementId: reviews });
  await done('startImprovementDeployment', { improvementId: reviews });
  await plan(reviews, led, '2026-01-05', '2026-02-05');
  await plan(reviews, other, '2026-01-05', '2026-03-05');
  on('2026-01-15');
  await done('recordProgress', { deploymentId: cell(reviews, led), percent: 40 });
  on('2026-01-20');
  await done('blockDeployment', { deploymentId: cell(reviews, other), reason: 'No tool yet.' });
  on('2026-02-02');
  await done('recordProgress', { deploymentId: cell(reviews, led), percent: 90 });
  await putProcessVersion(app, organization, organization.ledUnit.id, 'Process 2');
  await done('adoptDeployment', { deploymentId: cell(reviews, led), processVersionLabel: 'Process 2' });
  on('2026-02-10');
  audits = await improvement('Audits');
  on('2026-03-10');
}

const MATRIX = `query ($asOf: DateTime, $first: Int, $after: String, $improvements: ImprovementFilter, $units: UnitFilter) {
  deploymentMatrix(asOf: $asOf, first: $first, after: $after, filter: { improvements: $improvements, units: $units }) {
    moment { at position } totalCount pageInfo { endCursor hasNextPage } units { id name }
    nodes { state percent late atRisk improvement { title }
      cells { deployment { id } unit { id } state percent plannedEnd actualEnd daysLate concerns }
      slices(groupBy: "phase") { value total percent } }
    slices(groupBy: "phase") { value units total percent late atRisk states { state count } }
  }
}`;

async function matrix(variables: Record<string, unknown> = {}, as = bearer): Promise<Result> {
  const answer = await ask(app.url, MATRIX, variables, as);
  expect(answer.errors).toBeUndefined();
  return answer.data?.['deploymentMatrix'] as Result;
}

const cellsOf = ({ nodes }: Result, row = 0): unknown[] =>
  nodes[row].cells.map((each: Result) => [each['state'], each['percent'], each['daysLate'], each['concerns']]);

describe('the matrix', () => {
  it('shows each cell, its lateness and what to look at, by rows, columns and kinds of project', async () => {
    const answer = await matrix();
    expect(answer).toMatchObject({ totalCount: 2, units: [{ name: 'Led project' }, { name: 'Other project' }] });
    expect(answer['nodes'].map((row: Result) => [row['improvement'].title, row['state'], row['percent']])).toEqual([
      ['Audits', 'SUGGESTED', null],
      ['Peer reviews', 'DEPLOYING', 50],
    ]);
    expect(cellsOf(answer, 1)).toEqual([
      ['ADOPTED', 100, 0, []],
      ['BLOCKED', 0, 5, ['LATE', 'BLOCKED']],
    ]);
    expect(answer['nodes'][1]).toMatchObject({
      late: 1,
      atRisk: 0,
      slices: [
        { value: 'build', total: 1, percent: 100 },
        { value: null, total: 1, percent: 0 },
      ],
    });
    expect(answer['slices']).toEqual([
      {
        value: 'build',
        units: 1,
        total: 1,
        percent: 100,
        late: 0,
        atRisk: 0,
        states: [{ state: 'ADOPTED', count: 1 }],
      },
      { value: null, units: 1, total: 1, percent: 0, late: 1, atRisk: 0, states: [{ state: 'BLOCKED', count: 1 }] },
    ]);
  });

  it('is sliced by the attributes that units had at the moment', async () => {
    const { ADMINISTRATOR } = organization.people;
    const phase = (value: string) =>
      done('changeUnit', { unitId: led, attributes: [{ name: 'phase', value }] }, ADMINISTRATOR.bearer);
    const values = (slices: Result[]) => slices.map(({ value, units, total }) => ({ value, units, total }));
    const { at } = (await matrix())['moment'];
    now = new Date(now.getTime() + 1_000);
    await phase('operation');
    for (const [asOf, value] of [
      [at, 'build'],
      [undefined, 'operation'],
      [now.toISOString(), 'operation'],
    ]) {
      const { slices, nodes: rows } = await matrix({ asOf, improvements: { text: 'peer' } });
      const expected = [
        { value, units: 1, total: 1 },
        { value: null, units: 1, total: 1 },
      ];
      expect(values(slices)).toEqual(expected);
      expect(rows[0].slices.map(({ value: each }: Result) => each)).toEqual([value, null]);
    }
    await phase('build');
  });

  test.each<[string, string, unknown[][]]>([
    ['before anything', '2026-01-01T00:00:00Z', []],
    [
      'as planned',
      '2026-01-10T00:00:00Z',
      [
        ['PLANNED', 0, 0, ['NOT_STARTED']],
        ['PLANNED', 0, 0, ['NOT_STARTED']],
      ],
    ],
    [
      'begun',
      '2026-01-16T00:00:00Z',
      [
        ['IN_PROGRESS', 40, 0, []],
        ['PLANNED', 0, 0, ['NOT_STARTED']],
      ],
    ],
    [
      'blocked',
      '2026-01-25T00:00:00Z',
      [
        ['IN_PROGRESS', 40, 0, []],
        ['BLOCKED', 0, 0, ['BLOCKED', 'NOT_STARTED']],
      ],
    ],
    [
      'adopted',
      '2026-02-02T10:00:00Z',
      [
        ['ADOPTED', 100, 0, []],
        ['BLOCKED', 0, 0, ['BLOCKED', 'NOT_STARTED']],
      ],
    ],
  ])('as of a day in the past: %s', async (_name, asOf, expected) => {
    const answer = await matrix({ asOf });
    expect(new Date(answer['moment'].at)).toEqual(new Date(asOf));
    expect(answer['nodes'].length).toBe(expected.length === 0 ? 0 : 1); // The audits came later.
    if (expected.length > 0) expect(cellsOf(answer)).toEqual(expected);
  });

  it('has neither rows, columns nor a count of what had not come yet, and full pages of what had', async () => {
    const before = await matrix({ asOf: '2026-02-05T00:00:00Z', first: 1 });
    expect(before).toMatchObject({ totalCount: 1, nodes: [{ improvement: { title: 'Peer reviews' } }] });
    expect(await matrix({ asOf: '2025-12-31T00:00:00Z' })).toMatchObject({ totalCount: 0, units: [], nodes: [] });
    expect((await matrix({ asOf: '2026-02-11T00:00:00Z', first: 1 }))['nodes'][0].improvement.title).toBe('Audits');
  });

  it('tells the same as lists, an entry for each unit', async () => {
    const query = `query ($asOf: DateTime) { deploymentMatrix(asOf: $asOf) { units { id } nodes {
      cells { unit { id } state percent concerns daysLate plannedStart plannedEnd actualStart actualEnd }
      lists { states percents concerns daysLate plannedStarts plannedEnds actualStarts actualEnds } } } }`;
    for (const asOf of [undefined, '2026-01-25T00:00:00Z', '2026-01-07T00:00:00Z']) {
      const { data, errors } = await ask(app.url, query, { asOf }, bearer);
      expect(errors).toBeUndefined();
      const { units, nodes: rows } = data?.['deploymentMatrix'] as Result;
      for (const { cells: some, lists } of rows) {
        const of = (field: string): unknown[] =>
          units.map(({ id }: Result) => some.find((each: Result) => each['unit'].id === id)?.[field] ?? null);
        expect(lists).toEqual({
          states: of('state'),
          percents: of('percent'),
          concerns: of('concerns').map((concerns) => (concerns as string[] | null)?.[0] ?? null),
          daysLate: of('daysLate'),
          plannedStarts: of('plannedStart'),
          plannedEnds: of('plannedEnd'),
          actualStarts: of('actualStart'),
          actualEnds: of('actualEnd'),
        });
      }
      expect(rows.map(({ cells: some }: Result) => some.length)).toEqual(asOf ? [2] : [0, 2]);
    }
  });

  it('lets through a whole matrix as lists, and refuses it cell by cell', async () => {
    const whole = (fields: string): string => `{ deploymentMatrix(first: 200) {
      moment { at position } totalCount units { id name attributes { name value } }
      nodes { improvement { id title } state percent late atRisk ${fields} } } }`;
    const lists = 'lists { states percents concerns daysLate plannedStarts plannedEnds actualStarts actualEnds }';
    expect((await ask(app.url, whole(lists), {}, bearer)).errors).toBeUndefined();
    const { errors } = await ask(app.url, whole('cells { state percent daysLate }'), {}, bearer);
    expect(errors?.[0]?.message).toContain('This operation asks for too much');
  });

  it('takes a page of rows, and rows and columns by what they are', async () => {
    const { nodes, pageInfo } = await matrix({ first: 1 });
    expect([nodes.length, pageInfo.hasNextPage]).toEqual([1, true]);
    const second = await matrix({ first: 1, after: pageInfo.endCursor });
    expect(second['nodes'].map(({ improvement: { title } }: Result) => title)).toEqual(['Peer reviews']);
    const filtered = await matrix({
      improvements: { text: 'peer' },
      units: { attributes: [{ name: 'phase', values: ['build'] }] },
    });
    expect(filtered).toMatchObject({ totalCount: 1, units: [{ name: 'Led project' }] });
    expect(cellsOf(filtered)).toEqual([['ADOPTED', 100, 0, []]]);
  });

  it('refuses a time that has not come', async () => {
    const { errors } = await ask(app.url, MATRIX, { asOf: '2026-03-11T00:00:00Z' }, bearer);
    expect(errors?.[0]).toMatchObject({
      message: 'asOf must not be in the future.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  it('is empty for another organization', async () => {
    const stranger = await createTestOrganization(app);
    const answer = await matrix({}, stranger.people.SPONSOR.bearer);
    expect(answer).toMatchObject({ totalCount: 0, nodes: [] });
  });
});

describe('the burn-up', () => {
  const BURN_UP = `query ($from: Date!, $to: Date!, $every: Int, $asOf: DateTime, $units: UnitFilter) {
    burnUp(from: $from, to: $to, everyDays: $every, asOf: $asOf, units: $units) { ...Series } }
    fragment Series on BurnUp { moment { at } points { day planned total adopted blocked percent } }`;
  const BURN_UP_OF = BURN_UP.replace('query (', 'query ($of: ID!, ').replace(/(burnUp.*) }/, (field) => {
    const inner = field.slice(0, -2);
    return `node(id: $of) { ... on Improvement { ${inner} } ... on Increment { ${inner} } } }`;
  });
  const series = async (variables: Record<string, unknown>, as = bearer) => {
    const { data, errors } = await ask(app.url, 'of' in variables ? BURN_UP_OF : BURN_UP, variables, as);
    expect(errors).toBeUndefined();
    return (data?.['burnUp'] ?? data?.['node'].burnUp).points.map((point: Result) =>
      Object.values(point),
    ) as unknown[][];
  };

  it('sets plan against actual on each day', async () => {
    expect(await series({ of: reviews, from: '2026-01-01', to: '2026-03-10', every: 15 })).toEqual([
      ['2026-01-01', 0, 0, 0, 0, null],
      ['2026-01-16', 0, 2, 0, 0, 20],
      ['2026-01-31', 0, 2, 0, 1, 20],
      ['2026-02-15', 1, 2, 1, 1, 50],
      ['2026-03-02', 1, 2, 1, 1, 50],
      ['2026-03-10', 2, 2, 1, 1, 50],
    ]);
  });

  it('tells what was known at a time in the past, and no more', async () => {
    const points = await series({ from: '2026-01-15', to: '2026-03-10', every: 100, asOf: '2026-01-20T12:00:00Z' });
    expect(points).toEqual([
      ['2026-01-15', 0, 2, 0, 0, 20],
      ['2026-01-20', 0, 2, 0, 1, 20],
    ]);
  });

  it('is of the deployments that an increment had at the time', async () => {
    const elsewhere = await createTestOrganization(app);
    const lead = elsewhere.people.DEPLOYMENT_LEAD.bearer;
    const { id: incrementId, globalId: increment, plan: other } = await putIncrement(app, elsewhere);
    const { id } = await putDeployment(app, elsewhere.id, elsewhere.otherUnit.id, {
      improvementId: other.improvement.id,
    });
    await app.services.database.prisma.incrementDeployment.create({ data: { incrementId, deploymentId: id } });
    const totals = async (asOf?: Date) => {
      const period = { from: now.toISOString().slice(0, 10), to: now.toISOString().slice(0, 10) };
      return (await series({ of: increment, ...period, asOf: asOf?.toISOString() }, lead)).map(([, , total]) => total);
    };
    const before = now;
    expect(await totals()).toEqual([2]);
    for (const [version, deploymentIds] of [
      [1, [other.deployment.globalId]],
      [2, []],
    ] as const) {
      now = new Date(now.getTime() + 1_000);
      const input = { incrementId: increment, version, deploymentIds };
      expect(await act(app.url, 'assignDeploymentsToIncrement', input, lead)).toHaveProperty('record');
    }
    expect(await totals(before)).toEqual([2]);
    expect(await totals(new Date(before.getTime() + 1_500))).toEqual([1]);
    expect(await totals()).toEqual([0]);
  });

  it('is narrowed to units', async () => {
    const units = { attributes: [{ name: 'phase', values: ['build'] }] };
    expect(await series({ from: '2026-02-15', to: '2026-02-15', units })).toEqual([['2026-02-15', 1, 1, 1, 0, 100]]);
  });

  it('is empty for another organization, which has no improvement of ours', async () => {
    const { bearer: stranger } = (await createTestOrganization(app)).people.SPONSOR;
    const day = { from: '2026-02-15', to: '2026-02-15' };
    expect(await series(day, stranger)).toEqual([['2026-02-15', 0, 0, 0, 0, null]]);
    const { data, errors } = await ask(app.url, BURN_UP_OF, { of: reviews, ...day }, stranger);
    expect([data, errors]).toEqual([{ node: null }, undefined]);
  });

  test.each([
    [{ from: '2026-02-15', to: '2026-02-14' }, 'to must not be before from.'],
    [{ from: '2026-01-01', to: '2026-01-02', every: 0 }, 'everyDays must be at least 1.'],
    [
      { from: '2020-01-01', to: '2026-02-14' },
      'The series would have more than 1000 points: ask for a larger everyDays.',
    ],
  ])('refuses %j', async (variables, message) => {
    const { errors } = await ask(app.url, BURN_UP, variables, bearer);
    expect(errors?.[0]?.message).toBe(message);
  });
});

describe('what asks for attention', () => {
  const ATTENTION = `query ($concerns: [DeploymentConcern!], $first: Int, $after: String, $units: [ID!]) {
    deploymentAttention(filter: { concerns: $concerns, unitIds: $units }, first: $first, after: $after) { totalCount
      nodes { concerns since ageDays reasons owners { name } deployment { state unit { name } improvement { title } } } } }`;

  it('says why, since when, and who can do something about it', async () => {
    const { data } = await ask(app.url, ATTENTION, {}, bearer);
    expect(data?.['deploymentAttention']).toEqual({
      totalCount: 1,
      nodes: [
        {
          concerns: ['LATE', 'BLOCKED'],
          since: '2026-03-06T00:00:00.000Z',
          ageDays: 4,
          reasons: ['No tool yet.'],
          owners: [],
          deployment: { state: 'BLOCKED', unit: { name: 'Other project' }, improvement: { title: 'Peer reviews' } },
        },
      ],
    });
  });

  test.each([
    [{ concerns: ['BLOCKED'] }, 1],
    [{ concerns: ['NOT_STARTED', 'BEHIND'] }, 0],
  ])('by concern: %j', async (variables, count) => {
    const { data } = await ask(app.url, ATTENTION, variables, bearer);
    expect(data?.['deploymentAttention'].totalCount).toBe(count);
  });

  it('refuses a made-up cursor', async () => {
    for (const after of ['5', 'T2Zmc2V0Q29ubmVjdGlvbjpm', '']) {
      const { errors } = await ask(app.url, ATTENTION, { after }, bearer);
      expect(errors?.[0]?.extensions?.['code'], after).toBe('BAD_USER_INPUT');
    }
  });
});

it('load: how many changes each unit has on its hands', async () => {
  const { data, errors } = await ask(
    app.url,
    '{ units { nodes { name load(from: "2026-01-01", to: "2026-12-31") { open late atRisk peak peakDay states { state count } } } } }',
    {},
    bearer,
  );
  expect(errors).toBeUndefined();
  expect(data?.['units'].nodes).toEqual([
    { name: 'Led project', load: { open: 0, late: 0, atRisk: 0, peak: 0, peakDay: null, states: [] } },
    {
      name: 'Other project',
      load: { open: 1, late: 1, atRisk: 0, peak: 1, peakDay: '2026-01-05', states: [{ state: 'BLOCKED', count: 1 }] },
    },
  ]);
});

it('where work waits, the longest first', async () => {
  const query = `query ($kinds: [WaitingKind!]) { waitingWork(filter: { kinds: $kinds }) { totalCount nodes { kind since ageDays
    record { __typename } improvement { title } unit { name } } } }`;
  const { data, errors } = await ask(app.url, query, {}, bearer);
  expect(errors).toBeUndefined();
  expect(data?.['waitingWork']).toEqual({
    totalCount: 3,
    nodes: [
      {
        kind: 'BLOCKER_WITHOUT_OWNER',
        since: '2026-01-20T09:00:00.000Z',
        ageDays: 49,
        record: { __typename: 'Deployment' },
        improvement: { title: 'Peer reviews' },
        unit: { name: 'Other project' },
      },
      {
        kind: 'ADOPTION_TO_CONFIRM',
        since: '2026-02-02T00:00:00.000Z',
        ageDays: 36,
        record: { __typename: 'Deployment' },
        improvement: { title: 'Peer reviews' },
        unit: { name: 'Led project' },
      },
      {
        kind: 'SUGGESTION_TO_ANALYZE',
        since: '2026-02-10T09:00:00.000Z',
        ageDays: 28,
        record: { __typename: 'Improvement' },
        improvement: { title: 'Audits' },
        unit: null,
      },
    ],
  });
  for (const { kind } of data?.['waitingWork'].nodes) {
    const alone = await ask(app.url, query, { kinds: [kind] }, bearer);
    expect(alone.data?.['waitingWork']).toMatchObject({ totalCount: 1, nodes: [{ kind }] });
  }
  const filtered = await ask(app.url, query, { kinds: ['GATE_TO_DECIDE', 'PLAN_TO_AGREE'] }, bearer);
  expect(filtered.data?.['waitingWork']).toEqual({ totalCount: 0, nodes: [] });
  expect(audits).not.toBe('');
});

it('says so where the log of the time has been archived, instead of telling half of it', async () => {
  const { prisma } = app.services.database;
  const archivedThrough = 9;
  await unguarded(app.services.database, (db) =>
    db.event.deleteMany({ where: { organizationId: organization.id, position: { lte: archivedThrough } } }),
  );
  await prisma.eventLog.update({ where: { organizationId: organization.id }, data: { archivedThrough } });
  const first = await prisma.event.findFirstOrThrow({
    where: { organizationId: organization.id },
    orderBy: { position: 'asc' },
  });
  const before = new Date(first.occurredAt.getTime() - 1);
  const burnUp = `query ($from: Date!) { burnUp(from: $from, to: "2026-03-10") { points { total } } }`;
  for (const [query, variables] of [
    [MATRIX, { asOf: before.toISOString() }],
    [burnUp, { from: before.toISOString().slice(0, 10) }],
  ] as const) {
    const { errors } = await ask(app.url, query, variables, bearer);
    expect(errors?.[0]).toMatchObject({
      message: 'The log of that time has been archived: ask for a later time.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
  expect((await matrix({ asOf: first.occurredAt.toISOString() }))['moment'].position).toBeGreaterThan(archivedThrough);
});
