import { beforeEach, describe, expect, it, test } from 'vitest';
import { act } from '../commands/act.js';
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

describe('of an improvement that requires another one', () => {
  const LATER = { plannedStart: day('2026-05-01'), plannedEnd: day('2026-06-01') };
  /** What is late in beginning, in the unit that is led, and the improvement that it requires. */
  async function putBoth(required: 'DEPLOYING' | 'DEPLOYED' | 'CLOSED' = 'DEPLOYING') {
    const [improvement, other] = [
      await putImprovement(app, own.id, { state: 'DEPLOYING' }),
      await putImprovement(app, own.id, { state: required, title: 'The other' }),
    ];
    const deployment = await putDeployment(app, own.id, own.ledUnit.id, { ...WAITING, improvementId: improvement.id });
    return { improvement, other, deployment };
  }
  const relate = (from: Put, to: Put) =>
    prisma().improvementRelation.create({
      data: { organizationId: own.id, fromId: from.id, toId: to.id, kind: 'REQUIRES', createdAt: now },
    });
  const prepare = ({ globalId: deploymentId }: Put) =>
    act(app.url, 'prepareDeployment', { deploymentId, version: 1 }, own.people.PROJECT_LEAD.bearer);

  test.each([
    [null, 'DEPLOYING', 'the required improvement "The other" in DEPLOYED or CLOSED (now: DEPLOYING)'],
    [null, 'DEPLOYED', undefined],
    [null, 'CLOSED', undefined],
    ['PLANNED', 'DEPLOYING', 'the deployment of "The other" there in ADOPTED or CONFIRMED (now: PLANNED)'],
    ['DEFERRED', 'DEPLOYING', 'the deployment of "The other" there in ADOPTED or CONFIRMED (now: DEFERRED)'],
    ['ADOPTED', 'DEPLOYING', undefined],
    ['CONFIRMED', 'DEPLOYING', undefined],
    ['WAIVED', 'DEPLOYING', 'the required improvement "The other" in DEPLOYED or CLOSED (now: DEPLOYING)'],
    ['WAIVED', 'DEPLOYED', undefined],
    ['ROLLED_BACK', 'DEPLOYING', 'the required improvement "The other" in DEPLOYED or CLOSED (now: DEPLOYING)'],
  ] as const)('that is %s in the unit and %s: waits for %s', async (state, required, missing) => {
    const { improvement, other, deployment } = await putBoth(required);
    // Elsewhere it does not matter.
    await putDeployment(app, own.id, own.otherUnit.id, { ...LATER, improvementId: other.id, state: 'ADOPTED' });
    if (state) {
      const resumeState = state === 'DEFERRED' ? 'PLANNED' : null;
      const values = { ...LATER, improvementId: other.id, state, resumeState } as const;
      await putDeployment(app, own.id, own.ledUnit.id, values);
    }
    await relate(improvement, other);
    const { load: _load, ...rest } = await said(deployment, improvement);
    const { load: _none, ...expected } = missing ? NOTHING : OVERDUE;
    expect(rest).toEqual(expected);
    expect(await prepare(deployment)).toMatchObject(
      missing
        ? { __typename: 'RuleViolationError', rule: 'required-improvements-deployed', missing: [missing] }
        : { __typename: 'PrepareDeploymentPayload' },
    );
  });

  it('may go on where it has begun before', async () => {
    const { improvement, other, deployment } = await putBoth();
    await relate(improvement, other);
    await waits(deployment.id, { state: 'IN_PROGRESS', actualStart: day('2026-02-01') });
    const progress = { deploymentId: deployment.globalId, version: 1, percent: 40 };
    expect(await act(app.url, 'recordProgress', progress, own.people.PROJECT_LEAD.bearer)).toMatchObject({
      __typename: 'RecordProgressPayload',
    });
  });

  it('the matrix of the past goes by what was required, and by what had become of it', async () => {
    const { improvement, other, deployment } = await putBoth();
    const values = { ...LATER, improvementId: other.id, state: 'IN_PROGRESS' } as const;
    const { globalId: deploymentId } = await putDeployment(app, own.id, own.ledUnit.id, values);
    const relation = { improvementId: improvement.globalId, kind: 'REQUIRES', relatedId: other.globalId };
    const { SPONSOR, DEPLOYMENT_LEAD } = own.people;
    const acts: [string, Record<string, unknown>, { bearer: string }][] = [
      ['reviseImprovement', { improvementId: other.globalId, version: 1, title: 'Another one' }, DEPLOYMENT_LEAD],
      ['relateImprovement', { ...relation, version: 1 }, DEPLOYMENT_LEAD],
      ['adoptDeployment', { deploymentId, version: 1, waiver: 'It is a trial.' }, SPONSOR],
      ['rollBackDeployment', { deploymentId, version: 2, reason: 'It does not work.' }, DEPLOYMENT_LEAD],
      ['unrelateImprovement', { ...relation, version: 2 }, DEPLOYMENT_LEAD],
    ];
    const concerns = async (asOf?: string) => (await said(deployment, improvement, asOf)).lists;
    const expected = [CONCERN, [], CONCERN, [], CONCERN];
    const moments: string[] = [];
    for (const [index, [mutation, input, { bearer }]] of acts.entries()) {
      now = new Date(now.getTime() + 1_000);
      expect(await act(app.url, mutation, input, bearer), mutation).toHaveProperty('record');
      moments.push(now.toISOString());
      expect(await concerns(), mutation).toEqual(expected[index]);
    }
    for (const [index, moment] of moments.entries()) expect(await concerns(moment)).toEqual(expected[index]);
  });
});
