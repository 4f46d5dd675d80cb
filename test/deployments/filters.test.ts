import { beforeAll, expect, it, test } from 'vitest';
import type { Result } from '../commands/act.js';
import { day, putDeployment, putImprovement, putUnit } from '../commands/fixtures.js';
import type { Put } from '../commands/fixtures.js';
import { putIssue } from '../issues/fixtures.js';
import { putIncrement } from '../plans/fixtures.js';
import type { TestOrganization } from '../support/app.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';

const app = useApp({ clock: () => new Date('2026-03-10T09:00:00.000Z') });
const own = useOrganization(app);
const foreign = useOrganization(app);

/** Names of deployments by their global ids. */
const names = new Map<string, string>();
let [improvement, other]: Put[] = [];

beforeAll(async () => {
  const { prisma } = app.services.database;
  improvement = await putImprovement(app, own.id, { state: 'DEPLOYING', practices: ['OPM SP 3.2'] });
  other = await putImprovement(app, own.id, { state: 'DEPLOYING', practices: ['CAR SP 2.1'] });
  const unit = async (phase: string, lead: 'PROJECT_LEAD' | 'DEPLOYMENT_LEAD') => {
    const { id } = await putUnit(app, own.id, [own.people[lead].id]);
    await prisma.unit.update({ where: { id }, data: { attributes: { phase } } });
    return id;
  };
  const put = async (name: string, unitId: string, values: object, improvementId = improvement?.id ?? '') => {
    const dates = { plannedStart: day('2026-03-01'), plannedEnd: day('2026-03-20') };
    const deployment = await putDeployment(app, own.id, unitId, { improvementId, ...dates, ...values });
    names.set(deployment.globalId, name);
    return deployment;
  };
  const begun = { state: 'IN_PROGRESS', actualStart: day('2026-03-05'), percent: 50 };
  await put('well', await unit('build', 'PROJECT_LEAD'), begun);
  await put('late by 8', await unit('build', 'DEPLOYMENT_LEAD'), { ...begun, plannedEnd: day('2026-03-02') });
  await put('late by 3', await unit('test', 'PROJECT_LEAD'), { ...begun, plannedEnd: day('2026-03-07') });
  await put('behind', await unit('test', 'PROJECT_LEAD'), { ...begun, percent: 1 }, other?.id);
  await put('not started', await unit('build', 'PROJECT_LEAD'), { state: 'PLANNED' });
  const blocked = { ...begun, state: 'BLOCKED', resumeState: 'IN_PROGRESS' };
  await put('blocked', await unit('build', 'DEPLOYMENT_LEAD'), blocked, other?.id);
  const adopted = { state: 'ADOPTED', actualStart: day('2026-02-01'), actualEnd: day('2026-02-28') };
  await put('adopted', await unit('pilot', 'PROJECT_LEAD'), adopted);
  const hindered = await put('hindered', await unit('pilot', 'PROJECT_LEAD'), begun);
  await putIssue(app, own, { deploymentId: hindered.id, title: 'No room' });
  const { plan } = await putIncrement(app, own, { state: 'PLANNED' });
  const waits = {
    state: 'PLANNED',
    percent: 0,
    plannedStart: day('2026-03-01'),
    plannedEnd: day('2026-03-20'),
  } as const;
  await prisma.deployment.update({ where: { id: plan.deployment.id }, data: waits });
  names.set(plan.deployment.globalId, 'waits for its increment');
});

const LIST = `totalCount pageInfo { hasNextPage endCursor } nodes { id }`;
const ROOT = `query ($filter: DeploymentFilter, $first: Int, $after: String, $orderBy: DeploymentOrder) {
  deployments(filter: $filter, first: $first, after: $after, orderBy: $orderBy) { ${LIST} } }`;
const BELOW = `query ($filter: DeploymentFilter) { improvements { nodes { deployments(filter: $filter) { ${LIST} } } } }`;

async function read(query: string, variables: object, { people }: TestOrganization = own): Promise<Result> {
  const { data, errors } = await ask(app.url, query, { ...variables }, people.VIEWER.bearer);
  expect(errors).toBeUndefined();
  return data as Result;
}

const namesOf = (list: Result): string[] => (list['nodes'] as Result[]).map(({ id }) => names.get(id as string) ?? '?');

test.each<[string, () => object, string[]]>([
  ['concern: late', () => ({ concerns: ['LATE'] }), ['late by 3', 'late by 8']],
  ['concern: not started', () => ({ concerns: ['NOT_STARTED'] }), ['not started']],
  ['concern: behind or blocked', () => ({ concerns: ['BEHIND', 'BLOCKED'] }), ['behind', 'blocked']],
  ['concern: an issue', () => ({ concerns: ['HAS_ISSUE'] }), ['hindered']],
  ['no concern at all', () => ({ concerns: [] }), []],
  [
    'concern and attribute',
    () => ({ concerns: ['LATE'], attributes: [{ name: 'phase', values: ['test'] }] }),
    ['late by 3'],
  ],
  ['concern and improvement', () => ({ concerns: ['BEHIND', 'LATE'], improvementIds: [other?.globalId] }), ['behind']],
  ['concern and lead', () => ({ concerns: ['LATE'], leadIds: [own.people.DEPLOYMENT_LEAD.globalId] }), ['late by 8']],
  ['lead', () => ({ leadIds: [own.people.DEPLOYMENT_LEAD.globalId] }), ['blocked', 'late by 8']],
  ['lead of nothing', () => ({ leadIds: [own.people.SPONSOR.globalId] }), []],
  [
    'attribute',
    () => ({ attributes: [{ name: 'phase', values: ['test', 'pilot'] }] }),
    ['adopted', 'behind', 'hindered', 'late by 3'],
  ],
  ['attribute without a value', () => ({ attributes: [{ name: 'phase', values: [] }] }), []],
  ['adopted in February', () => ({ actualEnd: { from: '2026-02-01', to: '2026-02-28' } }), ['adopted']],
  ['adopted, whenever', () => ({ actualEnd: {} }), ['adopted']],
  ['adopted in March', () => ({ actualEnd: { from: '2026-03-01' } }), []],
  ['started until February', () => ({ actualStart: { to: '2026-02-28' } }), ['adopted']],
  [
    'started on a day',
    () => ({ actualStart: { from: '2026-03-05', to: '2026-03-05' }, late: true }),
    ['late by 3', 'late by 8'],
  ],
])('deployments by %s', async (_name, filter, expected) => {
  const atRoot = (await read(ROOT, { filter: filter() }))['deployments'] as Result;
  expect(namesOf(atRoot).sort()).toEqual(expected);
  expect(atRoot['totalCount']).toBe(expected.length);
  const below = (await read(BELOW, { filter: filter() }))['improvements'].nodes as Result[];
  expect(below.flatMap((each) => namesOf(each['deployments'] as Result)).sort()).toEqual(expected);
});

it('by practice', async () => {
  const { data } = await ask(app.url, '{ practice(ref: "CAR SP 2.1") { id } }', {}, own.people.VIEWER.bearer);
  const practiceIds = [data?.['practice'].id as string];
  for (const more of [{}, { concerns: ['BEHIND', 'BLOCKED', 'LATE'] }])
    expect(namesOf((await read(ROOT, { filter: { practiceIds, ...more } }))['deployments'] as Result).sort()).toEqual([
      'behind',
      'blocked',
    ]);
});

it('those that are late by most days come first, page by page, also where SQL selects the pages', async () => {
  const orderBy = { field: 'PLANNED_END', direction: 'ASC' };
  for (const filter of [{ concerns: ['LATE'] }, { late: true }]) {
    const first = (await read(ROOT, { filter, orderBy, first: 1 }))['deployments'] as Result;
    expect(first).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: true } });
    const after = first['pageInfo'].endCursor as string;
    const second = (await read(ROOT, { filter, orderBy, first: 1, after }))['deployments'] as Result;
    expect([...namesOf(first), ...namesOf(second)]).toEqual(['late by 8', 'late by 3']);
    expect(second['pageInfo'].hasNextPage).toBe(false);
  }
});

it('by days late, page by page, at the root and below, whatever the filter', async () => {
  const page = async (variables: object) => (await read(ROOT, variables))['deployments'] as Result;
  const down = { field: 'DAYS_LATE', direction: 'DESC' };
  expect(namesOf(await page({ orderBy: down, first: 2 }))).toEqual(['late by 8', 'late by 3']);
  expect(namesOf(await page({ orderBy: { field: 'DAYS_LATE', direction: 'ASC' } })).slice(-2)).toEqual([
    'late by 3',
    'late by 8',
  ]);
  const all: string[] = [];
  for (let after: string | null = null; ;) {
    const found: Result = await page({ orderBy: down, first: 2, after, filter: { states: ['IN_PROGRESS'] } });
    all.push(...namesOf(found));
    if (!found['pageInfo'].hasNextPage) break;
    after = found['pageInfo'].endCursor as string;
  }
  expect(all.slice(0, 2)).toEqual(['late by 8', 'late by 3']);
  expect(all.slice(2).sort()).toEqual(['behind', 'hindered', 'well']);
  const below = `query ($id: ID!) { node(id: $id) { ... on Improvement {
    deployments(orderBy: { field: DAYS_LATE, direction: DESC }, first: 2) { ${LIST} } } } }`;
  const { deployments } = (await read(below, { id: other?.globalId }))['node'] as Result;
  expect(deployments).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: false } });
});

it('a cursor of the order by days late is one of no other order', async () => {
  const { endCursor } = (
    (await read(ROOT, { orderBy: { field: 'DAYS_LATE', direction: 'DESC' }, first: 1 }))['deployments'] as Result
  )['pageInfo'];
  for (const orderBy of [null, { field: 'DAYS_LATE', direction: 'ASC' }]) {
    const { errors } = await ask(app.url, ROOT, { orderBy, after: endCursor }, own.people.VIEWER.bearer);
    expect(errors).toMatchObject([{ message: 'This cursor does not belong to this list.' }]);
  }
});

it('nobody sees those of another organization', async () => {
  const all = { concerns: ['LATE', 'BLOCKED', 'NOT_STARTED', 'BEHIND', 'HAS_ISSUE'] };
  expect((await read(ROOT, { filter: all }, foreign))['deployments']).toMatchObject({ totalCount: 0, nodes: [] });
});

it('takes as many statements as without: one for the page, one for its records, one for their count', async () => {
  app.forgetStatements();
  await read(ROOT, { filter: { concerns: ['LATE'] } });
  expect(app.statements.filter((sql) => sql.includes('"Deployment"'))).toHaveLength(3);
});
