import { beforeAll, describe, expect, it, test } from 'vitest';
import { day, putDeployment, putImprovement, putUnit } from '../commands/fixtures.js';
import type { Result } from '../commands/act.js';
import { putMeasure } from '../measures/fixtures.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';

const now = new Date('2026-03-05T12:00:00.000Z');
const UNITS = 9;

const app = useApp({ clock: () => now });
const organization = useOrganization(app);
beforeAll(async () => {
  const { id, ledUnit } = organization;
  const units = [ledUnit.id];
  while (units.length < UNITS) units.push((await putUnit(app, id)).id);
  for (const state of ['IN_PROGRESS', 'BLOCKED', 'ADOPTED'] as const) {
    const { id: improvementId } = await putImprovement(app, id);
    for (const [index, unitId] of units.entries()) {
      // Many are equal, so that the id decides.
      const plannedEnd = day(`2026-03-0${1 + (index % 4) * 2}`);
      await putDeployment(app, id, unitId, { improvementId, state, plannedEnd, percent: 10 * (index % 3) });
    }
  }
});

async function data(query: string): Promise<Result> {
  const answer = await ask(app.url, query, {}, organization.people.VIEWER.bearer);
  expect(answer.errors, query).toBeUndefined();
  return answer.data as Result;
}

const PAGE =
  'totalCount edges { cursor node { id unit { id } } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';

/** Orders and filters, as arguments. */
const LISTS = [
  '',
  'orderBy: { field: PLANNED_END, direction: DESC }',
  'orderBy: { field: PERCENT, direction: ASC }, filter: { late: true }',
  'orderBy: { field: UPDATED_AT, direction: DESC }, filter: { late: false }',
  'filter: { states: [BLOCKED, ADOPTED] }',
];

describe.each([
  ['improvements', 'improvementIds'],
  ['units', 'unitIds'],
])('the deployments below %s', (parents, filter) => {
  test.each(LISTS)('are a page of those of each: %s', async (list) => {
    const ids = ((await data(`{ ${parents} { nodes { id } } }`))[parents].nodes as { id: string }[]).map(
      ({ id }) => id,
    );
    const within = (id: string): string =>
      list.includes('filter: {')
        ? list.replace('filter: {', `filter: { ${filter}: ["${id}"]`)
        : `${list} filter: { ${filter}: ["${id}"] }`;
    /** The pages of all records at once, against the list of the organization narrowed to each. */
    const compare = async (page: string): Promise<Result[]> => {
      const below = (await data(`{ ${parents} { nodes { deployments(${page}, ${list}) { ${PAGE} } } } }`))[parents]
        .nodes;
      const each = await data(
        `{ ${ids.map((id, n) => `n${n}: deployments(${page}, ${within(id)}) { ${PAGE} }`).join(' ')} }`,
      );
      const lists = below.map(({ deployments }: Result) => deployments) as Result[];
      expect(lists).toEqual(ids.map((_id, n) => each[`n${n}`]));
      return lists;
    };
    const first = await compare('first: 2');
    expect(first.some(({ edges }) => edges.length > 0)).toBe(true);
    // A cursor is a place in the order: those of other records have it, too.
    const [place] = first.flatMap(({ pageInfo }) => pageInfo.endCursor ?? []);
    await compare(`first: 2, after: "${place}"`);
    await compare(`last: 2, before: "${place}"`);
    await compare('last: 3');
    await compare('first: 100');
  });
});

it('has the readings of each measure, the newest day first', async () => {
  const { prisma } = app.services.database;
  const { id: organizationId, people, ledUnit } = organization;
  const improvement = await putImprovement(app, organizationId);
  for (const from of [1, 2]) {
    const { id: measureId } = await putMeasure(app, organization, { improvementId: improvement.id });
    await prisma.measureReading.createMany({
      data: [3, 1, 2].map((value) => ({
        organizationId,
        measureId,
        unitId: ledUnit.id,
        day: day(`2026-02-${from}${value}`),
        value: from * 10 + value,
        recordedById: people.SPONSOR.id,
        createdAt: now,
        updatedAt: now,
      })),
    });
  }
  const { node, measures } = await data(`{
    node(id: "${ledUnit.globalId}") { ... on Unit { readings(first: 4) { totalCount nodes { value } pageInfo { hasNextPage } } } }
    measures(filter: { improvementIds: ["${improvement.globalId}"] }) { nodes { readings(first: 2) { totalCount nodes { value measure { id } } } } }
  }`);
  expect(node.readings).toEqual({
    totalCount: 8,
    nodes: [23, 22, 21, 13].map((value) => ({ value })),
    pageInfo: { hasNextPage: true },
  });
  expect(measures.nodes).toMatchObject(
    [1, 2].map((from) => ({
      readings: { totalCount: 4, nodes: [{ value: from * 10 + 3 }, { value: from * 10 + 2 }] },
    })),
  );
});
