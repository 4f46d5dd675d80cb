import { beforeEach, expect, it, test } from 'vitest';
import { day, putDeployment, putImprovement, putUnit } from '../commands/fixtures.js';
import type { Put } from '../commands/fixtures.js';
import type { Result } from '../commands/act.js';
import { putIncrement, putPlan } from '../plans/fixtures.js';
import { Stage } from '../plans/stage.js';
import { createTestOrganization } from '../support/app.js';
import type { TestOrganization } from '../support/app.js';
import { ask } from '../support/clients.js';
import { useApp } from '../support/use-app.js';

let now = new Date('2026-02-10T09:00:00.000Z');
const app = useApp({ clock: () => now });
const prisma = () => app.services.database.prisma;
let own: TestOrganization;
beforeEach(async () => {
  now = new Date('2026-02-10T09:00:00.000Z');
  own = await createTestOrganization(app);
});

/** What was to begin on 1 February, of an improvement that is being deployed. */
const WAITING = {
  state: 'PLANNED',
  percent: 0,
  actualStart: null,
  plannedStart: day('2026-02-01'),
  plannedEnd: day('2026-06-01'),
} as const;
const waits = (id: string, more: object = {}) =>
  prisma().deployment.update({ where: { id }, data: { ...WAITING, ...more } });

const EVERYWHERE = `query ($id: ID!, $improvementId: ID!, $asOf: DateTime) {
  node(id: $id) { ... on Deployment { concerns unit { load { atRisk } } } }
  deploymentAttention(filter: { improvementIds: [$improvementId] }) { nodes { concerns } }
  deploymentMatrix(asOf: $asOf) { nodes { improvement { id } atRisk lists { concerns } cells { deployment { id } concerns } } } }`;

/** What is said of a deployment: by itself, as what asks for attention, in its unit's load, and in the matrix. */
async function said({ globalId: id }: Put, { globalId: improvementId }: Put, asOf?: string) {
  const { data, errors } = await ask(app.url, EVERYWHERE, { id, improvementId, asOf }, own.people.VIEWER.bearer);
  expect(errors).toBeUndefined();
  const rows = data?.['deploymentMatrix'].nodes as Result[];
  const row = rows.find((each) => each['improvement'].id === improvementId) as Result;
  const { concerns, unit } = data?.['node'] as Result;
  return {
    concerns,
    attention: (data?.['deploymentAttention'].nodes as Result[]).map((each) => each['concerns']),
    load: unit.load.atRisk as number,
    row: row['atRisk'] as number,
    lists: (row['lists'].concerns as (string | null)[]).filter((each) => each !== null),
    cells: (row['cells'] as Result[]).map((each) => each['concerns']),
  };
}

const NOTHING = { concerns: [], attention: [], load: 0, row: 0, lists: [], cells: [[]] };
const CONCERN = ['NOT_STARTED'];
const OVERDUE = { concerns: CONCERN, attention: [CONCERN], load: 1, row: 1, lists: CONCERN, cells: [CONCERN] };

test.each([
  ['in an increment that is not ready', 'PLANNED', NOTHING],
  ['in an increment that is ready', 'READY', NOTHING],
  ['in an increment that runs', 'RUNNING', OVERDUE],
  ['in an increment that is held at its gate', 'HELD', OVERDUE],
  ['planned again after its increment has passed', 'PASSED', NOTHING],
] as const)('what may not begin is not late in beginning: %s', async (_name, state, expected) => {
  const { plan } = await putIncrement(app, own, { state });
  await waits(plan.deployment.id);
  expect(await said(plan.deployment, plan.improvement)).toEqual(expected);
});

test.each([
  ['DRAFT', NOTHING],
  ['AGREED', NOTHING],
  ['ACTIVE', OVERDUE],
  ['SUSPENDED', NOTHING],
  ['CANCELED', NOTHING],
] as const)('by a plan without increments that is %s', async (state, expected) => {
  const { deployment, improvement } = await putPlan(app, own, { state });
  await waits(deployment.id);
  expect(await said(deployment, improvement)).toEqual(expected);
});

it('waits in a unit that the plan does not name', async () => {
  const { deployment, improvement } = await putPlan(app, own, { state: 'ACTIVE' });
  await waits(deployment.id, { unitId: (await putUnit(app, own.id)).id });
  expect(await said(deployment, improvement)).toEqual(NOTHING);
});

test.each([
  ['SELECTED', NOTHING],
  ['DEPLOYING', OVERDUE],
  ['ON_HOLD', NOTHING],
] as const)('without a plan, of an improvement that is %s', async (state, expected) => {
  const improvement = await putImprovement(app, own.id, { state });
  const deployment = await putDeployment(app, own.id, own.ledUnit.id, { ...WAITING, improvementId: improvement.id });
  expect(await said(deployment, improvement)).toEqual(expected);
});

it('what is deferred waits, too; what is blocked before it began does not', async () => {
  const { plan } = await putIncrement(app, own, { state: 'RUNNING' });
  await waits(plan.deployment.id, { state: 'DEFERRED', resumeState: 'PLANNED' });
  expect(await said(plan.deployment, plan.improvement)).toMatchObject({ concerns: ['DEFERRED'], lists: ['DEFERRED'] });
  await waits(plan.deployment.id, { state: 'BLOCKED', resumeState: 'PLANNED' });
  const both = ['BLOCKED', 'NOT_STARTED'];
  expect(await said(plan.deployment, plan.improvement)).toMatchObject({
    concerns: both,
    attention: [both],
    cells: [both],
  });
});

it('the matrix of the past goes by what had started then', async () => {
  const stage = new Stage(app, app.url);
  const { globalId: incrementId, plan } = await putIncrement(app, own, { state: 'READY' });
  await waits(plan.deployment.id);
  stage.versions.set(incrementId, 1).set(plan.globalId, 1);
  const lead = stage.as(own.people.DEPLOYMENT_LEAD);
  await lead.done('reviseIncrement', { incrementId, title: 'Volunteers' });
  const { occurredAt: before } = await prisma().event.findFirstOrThrow({ where: { organizationId: own.id } });
  now = new Date('2026-02-11T09:00:00.000Z');
  await lead.done('startIncrement', { incrementId });
  expect(await said(plan.deployment, plan.improvement)).toEqual(OVERDUE);
  const { lists, cells, row } = await said(plan.deployment, plan.improvement, before.toISOString());
  expect({ lists, cells, row }).toEqual({ lists: [], cells: [[]], row: 0 });
  now = new Date('2026-02-12T09:00:00.000Z');
  await lead.done('suspendPlan', { planId: plan.globalId, reason: 'No room.' });
  expect(await said(plan.deployment, plan.improvement)).toEqual(NOTHING);
  const started = await prisma().event.findFirstOrThrow({
    where: { organizationId: own.id, type: 'IncrementStarted' },
  });
  expect((await said(plan.deployment, plan.improvement, started.occurredAt.toISOString())).lists).toEqual(CONCERN);
});
