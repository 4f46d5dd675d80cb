import { expect, it, test } from 'vitest';
import { readinessOf } from '../../src/reports/readiness.js';
import type { Result } from '../commands/act.js';
import { day, putDeployment } from '../commands/fixtures.js';
import { putIncrement, putPlansInTurn } from '../plans/fixtures.js';
import { createTestOrganization } from '../support/app.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { putDelivery, putTrainingItem, putWaiver } from '../training/fixtures.js';
import { putSession } from './fixtures.js';

test.each([
  { missing: 0, earlyAdopter: false, sessions: 0, readiness: 'READY' },
  { missing: 0, earlyAdopter: true, sessions: 2, readiness: 'READY' },
  { missing: 1, earlyAdopter: true, sessions: 1, readiness: 'HELPED' },
  { missing: 1, earlyAdopter: true, sessions: 0, readiness: 'NOT_READY' },
  { missing: 1, earlyAdopter: false, sessions: 1, readiness: 'NOT_READY' },
])('$missing missing, early: $earlyAdopter, sessions: $sessions: $readiness', ({ readiness, ...facts }) => {
  expect(readinessOf(facts)).toBe(readiness);
});

const app = useApp();
const organization = useOrganization(app);

const QUERY = `query ($improvements: [ID!], $units: [ID!], $first: Int, $after: String) {
  deployments(filter: { improvementIds: $improvements, unitIds: $units, states: [PLANNED, PREPARING, IN_PROGRESS, BLOCKED, DEFERRED] },
    orderBy: { field: PLANNED_START, direction: ASC }, first: $first, after: $after) {
    totalCount pageInfo { endCursor }
    nodes { unit { name } readiness { readiness trained waived missing { title improvement { id } } earlyAdopter
      consultingRequests consultingSessions consultingHours } } } }`;

async function readiness(variables: Record<string, unknown>, bearer = organization.people.VIEWER.bearer) {
  const { data, errors } = await ask(app.url, QUERY, variables, bearer);
  expect(errors).toBeUndefined();
  const { nodes, ...page } = data?.['deployments'] as Result;
  return { ...page, nodes: nodes.map(({ unit, readiness: how }: Result) => ({ unit, ...how })) } as Result;
}

it('says of each deployment what training and consulting are missing, those that begin first in front', async () => {
  const { plan } = await putIncrement(app, organization);
  const improvement = plan.improvement;
  const improvementId = improvement.id;
  const had = await putTrainingItem(app, organization, { improvementId, title: 'Had' });
  await putDelivery(app, organization, had);
  await putWaiver(app, organization, had); // Who has had it is not counted as released as well.
  await putWaiver(app, organization, await putTrainingItem(app, organization, { improvementId, title: 'Released' }));
  await putTrainingItem(app, organization, { improvementId, title: 'Draft', state: 'DRAFT' });
  await putTrainingItem(app, organization, { improvementId, title: 'Old', state: 'SUPERSEDED' });
  await putSession(app, organization, { improvementId });
  await putSession(app, organization, { improvementId, state: 'DELIVERED', hours: 1.5 });
  await putSession(app, organization, { improvementId, state: 'CLOSED', hours: 2 });
  await putSession(app, organization, { improvementId, state: 'DECLINED' });
  const { otherUnit } = organization;
  const { prisma } = app.services.database;
  await prisma.deployment.updateMany({ where: { improvementId }, data: { state: 'PREPARING' } });
  const over = await putIncrement(app, organization); // What is confirmed is over.
  await putTrainingItem(app, organization, { improvementId: over.plan.improvement.id });
  const later = { improvementId, plannedStart: day('2026-01-02') };
  await putDeployment(app, organization.id, otherUnit.id, later);

  const led = {
    readiness: 'HELPED',
    trained: 1,
    waived: 1,
    earlyAdopter: true,
    unit: { name: 'Led project' },
    missing: [{ title: 'Draft', improvement: { id: improvement.globalId } }],
    consultingRequests: 1,
    consultingSessions: 2,
    consultingHours: 3.5,
  };
  const other = {
    readiness: 'NOT_READY',
    trained: 0,
    waived: 0,
    earlyAdopter: false,
    consultingRequests: 0,
    consultingSessions: 0,
    consultingHours: 0,
    missing: ['Had', 'Released', 'Draft'].map((title) => ({ title, improvement: { id: improvement.globalId } })),
    unit: { name: 'Other project' },
  };
  const improvements = [improvement.globalId];
  expect(await readiness({ improvements })).toMatchObject({ totalCount: 2, nodes: [led, other] });
  expect(await readiness({ improvements, units: [otherUnit.globalId] })).toMatchObject({
    totalCount: 1,
    nodes: [other],
  });
  const page = await readiness({ improvements, first: 1 });
  expect(page['nodes']).toEqual([led]);
  expect(await readiness({ improvements, after: page['pageInfo'].endCursor })).toMatchObject({ nodes: [other] });
  const done = `{ deployments(filter: { improvementIds: ["${over.plan.improvement.globalId}"] }) { nodes { state readiness { trained } } } }`;
  expect((await ask(app.url, done, {}, organization.people.VIEWER.bearer)).data).toEqual({
    deployments: { nodes: [{ state: 'CONFIRMED', readiness: null }] },
  });
  const stranger = await createTestOrganization(app);
  expect(await readiness({ improvements }, stranger.people.SPONSOR.bearer)).toMatchObject({ totalCount: 0, nodes: [] });
});

it('takes for early adopters those of the first plan that was not canceled, and so do sessions', async () => {
  const { prisma } = app.services.database;
  const { people, ledUnit, otherUnit } = organization;
  const { id: improvementId, globalId } = await putPlansInTurn(app, organization);
  await prisma.deployment.updateMany({ where: { improvementId }, data: { state: 'PREPARING' } });
  for (const { id: unitId } of [ledUnit, otherUnit]) await putSession(app, organization, { improvementId, unitId });
  const { nodes } = await readiness({ improvements: [globalId] });
  const early = (list: { earlyAdopter: boolean; unit: { name: string } }[]) =>
    Object.fromEntries(list.map(({ earlyAdopter, unit }) => [unit.name, earlyAdopter]));
  const expected = { 'Led project': true, 'Other project': false };
  expect(early(nodes)).toEqual(expected);
  const query = `query ($id: ID!) { consultingSessions(filter: { improvementIds: [$id] }) { nodes { earlyAdopter unit { name } } } }`;
  const { data } = await ask(app.url, query, { id: globalId }, people.VIEWER.bearer);
  expect(early(data?.['consultingSessions'].nodes)).toEqual(expected);
});
