import { beforeEach, describe, expect, it, test } from 'vitest';
import { WEAK_SPOT_KINDS } from '../../src/evidence/operations/weak-spots.js';
import { act } from '../commands/act.js';
import type { Result } from '../commands/act.js';
import { day, putDeployment, putImprovement, putUnit } from '../commands/fixtures.js';
import type { Put } from '../commands/fixtures.js';
import { putIncrement, putPlan } from '../plans/fixtures.js';
import { putProcessVersion, putTailoring } from '../processes/fixtures.js';
import { putReview } from '../reviews/fixtures.js';
import { createTestOrganization } from '../support/app.js';
import type { TestOrganization } from '../support/app.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { putStatusUpdate } from '../status/fixtures.js';
import { putTrainingItem } from '../training/fixtures.js';

const START = new Date('2026-01-20T09:00:00.000Z');
let now = START;
let own: TestOrganization;

const app = useApp({ clock: () => now });
const foreign = useOrganization(app);
beforeEach(async () => {
  now = START;
  own = await createTestOrganization(app);
});

const WEAK_SPOTS = `query ($filter: WeakSpotFilter, $first: Int, $after: String) {
  weakSpots(filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { kind record { id __typename } improvement { id } unit { id } } } }`;

async function weakSpots(variables: Record<string, unknown> = {}, { people } = own): Promise<Result> {
  const answer = await ask(app.url, WEAK_SPOTS, variables, people.VIEWER.bearer);
  expect(answer.errors).toBeUndefined();
  return answer.data?.['weakSpots'] as Result;
}

/** Whether the only weak spot of a kind is a record; nobody else sees it. */
async function isWeak(kind: keyof typeof WEAK_SPOT_KINDS, { globalId }: Put): Promise<boolean> {
  const { nodes } = await weakSpots({ filter: { kinds: [kind] } });
  const ids = nodes.map(({ record }: Result) => record.id);
  expect([[], [globalId]]).toContainEqual(ids);
  expect((await weakSpots({}, foreign))['nodes']).toEqual([]);
  return ids.length > 0;
}

const prisma = () => app.services.database.prisma;

/** A deployment that is reported on and adopted by commands, on two days. */
async function adopt(reportedOn: string, adoptedOn: string): Promise<Put> {
  const deployment = await putDeployment(app, own.id, own.ledUnit.id);
  const { bearer } = own.people.PROJECT_LEAD;
  const deploymentId = deployment.globalId;
  const done = async (mutation: string, input: object): Promise<void> =>
    expect(await act(app.url, mutation, { deploymentId, ...input }, bearer)).toHaveProperty('record');
  now = new Date(reportedOn);
  await done('recordProgress', { version: 1, percent: 90 });
  now = new Date(adoptedOn);
  await done('adoptDeployment', {
    version: 2,
    processVersionLabel: (await putProcessVersion(app, own, own.ledUnit.id)).label,
  });
  return deployment;
}

it('an improvement is weak once it is being deployed and was never so by a plan', async () => {
  const { id, improvement, deployment } = await putPlan(app, own, { state: 'DRAFT' });
  const kind = 'DEPLOYED_WITHOUT_PLAN';
  expect(await isWeak(kind, improvement)).toBe(false);
  await prisma().deployment.update({ where: { id: deployment.id }, data: { actualStart: day('2026-01-12') } });
  expect(await isWeak(kind, improvement)).toBe(true);
  const turn = (data: { state: 'ACTIVE' | 'CLOSED' | 'IN_REVIEW'; activatedById?: string }) =>
    prisma().deploymentPlan.update({ where: { id }, data });
  await turn({ state: 'CLOSED' });
  expect(await isWeak(kind, improvement)).toBe(false);
  await turn({ state: 'IN_REVIEW' });
  expect(await isWeak(kind, improvement)).toBe(true);
  await prisma().improvement.update({ where: { id: improvement.id }, data: { state: 'REJECTED' } });
  expect(await isWeak(kind, improvement)).toBe(false);
  await prisma().improvement.update({ where: { id: improvement.id }, data: { state: 'CLOSED' } });
  expect(await isWeak(kind, improvement)).toBe(true);
  // It was in force until its scope was changed.
  await turn({ state: 'IN_REVIEW', activatedById: own.people.DEPLOYMENT_LEAD.id });
  expect(await isWeak(kind, improvement)).toBe(false);
});

describe('a deployment', () => {
  test.each([
    ['2026-01-20T00:00:00.000Z', '2026-01-20T23:59:59.000Z', true],
    ['2026-01-20T23:59:59.000Z', '2026-01-21T00:00:00.000Z', false],
  ])('reported at %s and adopted at %s: states set on one day %s', async (reported, adopted, weak) => {
    expect(await isWeak('STATES_SET_ON_ONE_DAY', await adopt(reported, adopted))).toBe(weak);
  });

  it('that was planned again is judged by what was reported since', async () => {
    const deployment = await adopt('2026-01-20T08:00:00.000Z', '2026-01-22T08:00:00.000Z');
    const { bearer } = own.people.DEPLOYMENT_LEAD;
    const again = async (mutation: string, version: number, input: object): Promise<void> =>
      expect(
        await act(app.url, mutation, { deploymentId: deployment.globalId, version, ...input }, bearer),
      ).toHaveProperty('record');
    now = new Date('2026-01-25T08:00:00.000Z');
    await again('rollBackDeployment', 3, { reason: 'Too early.' });
    await again('replanDeployment', 4, { plannedStart: '2026-01-25', plannedEnd: '2026-03-01' });
    expect(await isWeak('STATES_SET_ON_ONE_DAY', deployment)).toBe(false);
    await again('recordProgress', 5, { percent: 90 });
    await again('adoptDeployment', 6, {
      processVersionLabel: (await putProcessVersion(app, own, own.ledUnit.id)).label,
    });
    expect(await isWeak('STATES_SET_ON_ONE_DAY', deployment)).toBe(true);
  });

  it('that is adopted without a recorded process version is weak, once it is adopted', async () => {
    const deployment = await putDeployment(app, own.id, own.ledUnit.id, { state: 'IN_PROGRESS' });
    const kind = 'ADOPTED_WITHOUT_PROCESS_VERSION';
    expect(await isWeak(kind, deployment)).toBe(false);
    await prisma().deployment.update({
      where: { id: deployment.id },
      data: { state: 'ADOPTED', waiver: 'No change.' },
    });
    expect(await isWeak(kind, deployment)).toBe(true);
    const { id: processVersionId } = await putProcessVersion(app, own, own.ledUnit.id);
    await prisma().deployment.update({ where: { id: deployment.id }, data: { processVersionId } });
    expect(await isWeak(kind, deployment)).toBe(false);
  });

  it('that is adopted with a process version is weak until its tailoring is recorded', async () => {
    const { id: improvementId } = await putImprovement(app, own.id);
    const { id: processVersionId } = await putProcessVersion(app, own, own.ledUnit.id);
    const values = { improvementId, processVersionId, state: 'IN_PROGRESS' } as const;
    const deployment = await putDeployment(app, own.id, own.ledUnit.id, values);
    const kind = 'PROCESS_VERSION_WITHOUT_TAILORING';
    expect(await isWeak(kind, deployment)).toBe(false);
    await prisma().deployment.update({ where: { id: deployment.id }, data: { state: 'CONFIRMED' } });
    expect(await isWeak(kind, deployment)).toBe(true);
    const recorded = { state: 'RECORDED', waiver: null, toVersionId: processVersionId } as const;
    await putTailoring(app, own, recorded);
    await putTailoring(app, own, { ...recorded, improvementId, unitId: own.otherUnit.id });
    const { id } = await putTailoring(app, own, { improvementId });
    expect(await isWeak(kind, deployment)).toBe(true);
    await prisma().tailoring.update({ where: { id }, data: recorded });
    expect(await isWeak(kind, deployment)).toBe(false);
    await prisma().tailoring.update({ where: { id }, data: { state: 'WITHDRAWN' } });
    expect(await isWeak(kind, deployment)).toBe(true);
  });

  it('that is under way where a conflicting one is, too, is as weak as that one', async () => {
    const [{ id: fromId }, { id: toId }] = [await putImprovement(app, own.id), await putImprovement(app, own.id)];
    const here = (improvementId: string, state: 'ADOPTED' | 'PLANNED', unitId = own.ledUnit.id) =>
      putDeployment(app, own.id, unitId, { improvementId, state });
    const [one, other] = [await here(fromId, 'ADOPTED'), await here(toId, 'PLANNED')];
    await here(toId, 'ADOPTED', own.otherUnit.id);
    const related = { data: { fromId, toId, kind: 'BUNDLED_WITH', createdAt: now } } as const;
    const { id } = await prisma().improvementRelation.create(related);
    const weak = async (): Promise<string[]> => {
      const { nodes } = await weakSpots({ filter: { kinds: ['CONFLICT_UNDER_WAY'] } });
      expect((await weakSpots({}, foreign))['nodes']).toEqual([]);
      return nodes.map(({ record }: Result) => record.id as string).sort();
    };
    const both = [one.globalId, other.globalId].sort();
    const begin = (state: 'DEFERRED' | 'CONFIRMED') =>
      prisma().deployment.update({ where: { id: other.id }, data: { state } });
    const relate = (data: { kind: 'CONFLICTS_WITH'; fromId: string; toId: string }) =>
      prisma().improvementRelation.update({ where: { id }, data });
    await begin('DEFERRED');
    expect(await weak()).toEqual([]);
    await relate({ kind: 'CONFLICTS_WITH', fromId, toId });
    expect(await weak()).toEqual(both);
    await relate({ kind: 'CONFLICTS_WITH', fromId: toId, toId: fromId });
    expect(await weak()).toEqual(both);
    await begin('CONFIRMED');
    expect(await weak()).toEqual([]);
  });

  it('that is under way before what it requires is deployed is weak, and that one is not', async () => {
    const [{ id: fromId }, { id: toId }] = [await putImprovement(app, own.id), await putImprovement(app, own.id)];
    const deployment = await putDeployment(app, own.id, own.ledUnit.id, { improvementId: fromId, state: 'ADOPTED' });
    // Elsewhere it does not matter.
    await putDeployment(app, own.id, own.otherUnit.id, { improvementId: toId, state: 'IN_PROGRESS' });
    const kind = 'REQUIREMENT_NOT_DEPLOYED';
    const related = { data: { fromId, toId, kind: 'BUNDLED_WITH', createdAt: now } } as const;
    const { id } = await prisma().improvementRelation.create(related);
    expect(await isWeak(kind, deployment)).toBe(false);
    await prisma().improvementRelation.update({ where: { id }, data: { kind: 'REQUIRES' } });
    expect(await isWeak(kind, deployment)).toBe(true);
    for (const state of ['DEPLOYED', 'CLOSED'] as const) {
      await prisma().improvement.update({ where: { id: toId }, data: { state } });
      expect(await isWeak(kind, deployment)).toBe(false);
    }
    const there = await putDeployment(app, own.id, own.ledUnit.id, { improvementId: toId, state: 'IN_PROGRESS' });
    for (const [state, weak] of [
      ['IN_PROGRESS', true],
      ['ADOPTED', false],
      ['CONFIRMED', false],
      ['WAIVED', false],
      ['BLOCKED', true],
    ] as const) {
      await prisma().deployment.update({ where: { id: there.id }, data: { state } });
      expect(await isWeak(kind, deployment), state).toBe(weak);
    }
    for (const [state, weak] of [
      ['PREPARING', true],
      ['PLANNED', false],
      ['WAIVED', false],
    ] as const) {
      await prisma().deployment.update({ where: { id: deployment.id }, data: { state } });
      expect(await isWeak(kind, deployment)).toBe(weak);
    }
  });

  it('that the same person adopted and confirmed is weak: the rules refuse it, older records may have it', async () => {
    const adoptedById = own.people.SPONSOR.id;
    const deployment = await putDeployment(app, own.id, own.ledUnit.id, { state: 'CONFIRMED', adoptedById });
    const confirm = (confirmedById: string) =>
      prisma().deployment.update({ where: { id: deployment.id }, data: { confirmedById } });
    await confirm(own.people.DEPLOYMENT_LEAD.id);
    expect(await isWeak('SAME_PERSON_DID_AND_CONFIRMED', deployment)).toBe(false);
    await confirm(adoptedById);
    expect(await isWeak('SAME_PERSON_DID_AND_CONFIRMED', deployment)).toBe(true);
  });
});

describe('a plan', () => {
  it('for two targets is one big step until a gate is decided', async () => {
    const increment = await putIncrement(app, own);
    const { plan } = increment;
    const kind = 'ONE_STEP_WITHOUT_GATE';
    expect(await isWeak(kind, plan)).toBe(false);
    const version = { planId_number: { planId: plan.id, number: 1 } };
    const { id: versionId } = await prisma().planVersion.findUniqueOrThrow({ where: version });
    await prisma().planTarget.create({ data: { versionId, unitId: own.otherUnit.id } });
    expect(await isWeak(kind, plan)).toBe(true);
    const gate = { gateDecidedById: own.people.SPONSOR.id };
    await prisma().increment.update({ where: { id: increment.id }, data: gate });
    expect(await isWeak(kind, plan)).toBe(false);
    await prisma().increment.delete({ where: { id: increment.id } });
    expect(await isWeak(kind, plan)).toBe(true);
    await prisma().deploymentPlan.update({ where: { id: plan.id }, data: { state: 'AGREED' } });
    expect(await isWeak(kind, plan)).toBe(false);
  });

  it('for two targets is one big step, too, where one increment of several has all, or something begins outside', async () => {
    const first = await putIncrement(app, own);
    const { plan } = first;
    const kind = 'ONE_STEP_WITHOUT_GATE';
    const [unitId, improvementId] = [own.otherUnit.id, plan.improvement.id];
    const { id: versionId } = await prisma().planVersion.findFirstOrThrow({ where: { planId: plan.id } });
    await prisma().planTarget.create({ data: { versionId, unitId } });
    const { id: deploymentId } = await putDeployment(app, own.id, unitId, { improvementId });
    const { id: _id, ...values } = await prisma().increment.findUniqueOrThrow({ where: { id: first.id } });
    const second = await prisma().increment.create({ data: { ...values, ordinal: 2 } });
    const assign = async (...incrementIds: string[]) => {
      await prisma().incrementDeployment.deleteMany({ where: { deploymentId } });
      const data = incrementIds.map((incrementId) => ({ incrementId, deploymentId }));
      await prisma().incrementDeployment.createMany({ data });
    };
    await assign(second.id);
    expect(await isWeak(kind, plan)).toBe(false);
    await assign(first.id);
    expect(await isWeak(kind, plan)).toBe(true);
    await assign();
    expect(await isWeak(kind, plan)).toBe(false);
    await prisma().deployment.update({ where: { id: deploymentId }, data: { actualStart: day('2026-01-19') } });
    expect(await isWeak(kind, plan)).toBe(true);
    await assign(second.id);
    expect(await isWeak(kind, plan)).toBe(false);
    await assign(first.id, second.id);
    expect(await isWeak(kind, plan)).toBe(true);
    const gate = { gateDecidedById: own.people.SPONSOR.id };
    await prisma().increment.update({ where: { id: second.id }, data: gate });
    expect(await isWeak(kind, plan)).toBe(false);
    // A gate for some is none for those that begin outside of all increments.
    await assign();
    expect(await isWeak(kind, plan)).toBe(true);
  });

  it('to which one person alone agreed, who activated it, is weak', async () => {
    const sponsor = own.people.SPONSOR.id;
    const plan = await putPlan(app, own, { state: 'ACTIVE', activatedById: sponsor });
    expect(await isWeak('SAME_PERSON_DID_AND_CONFIRMED', plan)).toBe(false);
    await prisma().planAgreement.updateMany({ where: { version: { planId: plan.id } }, data: { personId: sponsor } });
    expect(await isWeak('SAME_PERSON_DID_AND_CONFIRMED', plan)).toBe(true);
  });
});

it('an increment is weak when who decided at its gate found all of its exit conditions met', async () => {
  const sponsor = own.people.SPONSOR.id;
  const increment = await putIncrement(app, own, { state: 'PASSED', gateDecidedById: sponsor });
  const met = (metById: string) =>
    prisma().incrementCondition.update({ where: { id: increment.conditionId }, data: { metById, metAt: now } });
  await met(own.people.PROJECT_LEAD.id);
  expect(await isWeak('SAME_PERSON_DID_AND_CONFIRMED', increment)).toBe(false);
  await met(sponsor);
  expect(await isWeak('SAME_PERSON_DID_AND_CONFIRMED', increment)).toBe(true);
});

test.each([
  ['2026-01-15', false],
  ['2026-01-16', true],
])('material of 2026-01-15 whose asset changed on %s: older than the change %s', async (changedOn, weak) => {
  const item = await putTrainingItem(app, own, { assetChangedOn: day(changedOn) });
  expect(await isWeak('MATERIAL_OLDER_THAN_CHANGE', item)).toBe(weak);
});

it('a review is weak until its lessons are decided on', async () => {
  const review = await putReview(app, own);
  const decide = (topic: 'PLAN' | 'LESSONS') =>
    prisma().reviewDecision.create({
      data: {
        reviewId: review.id,
        topic,
        outcome: 'NO_CHANGE',
        reason: 'It worked.',
        decidedById: own.people.SPONSOR.id,
        decidedAt: now,
      },
    });
  await decide('PLAN');
  expect(await isWeak('LESSONS_WITHOUT_DECISION', review)).toBe(true);
  await decide('LESSONS');
  expect(await isWeak('LESSONS_WITHOUT_DECISION', review)).toBe(false);
});

describe('the list', () => {
  it('is narrowed by improvement and unit, read page by page, and costs the same for few as for many', async () => {
    const improvement = await putImprovement(app, own.id);
    const here = { improvementId: improvement.id, state: 'ADOPTED' as const };
    for (const { id } of [own.ledUnit, own.otherUnit, await putUnit(app, own.id), await putUnit(app, own.id)])
      await putDeployment(app, own.id, id, here);
    await putTrainingItem(app, own, { improvementId: improvement.id, assetChangedOn: day('2026-02-01') });
    await putDeployment(app, own.id, own.otherUnit.id, { state: 'ADOPTED' });
    const total = async (filter: object): Promise<number> => (await weakSpots({ filter }))['totalCount'];
    expect(await total({})).toBe(6);
    expect(await total({ improvementIds: [improvement.globalId] })).toBe(5);
    expect(await total({ unitIds: [own.ledUnit.globalId] })).toBe(2);
    expect(await total({ unitIds: [own.otherUnit.globalId] })).toBe(3);
    expect(await total({ kinds: [] })).toBe(0);
    expect(await total({ improvementIds: [(await putImprovement(app, foreign.id)).globalId] })).toBe(0);
    const other = (await putImprovement(app, own.id)).globalId;
    const below = `query ($id: ID!, $other: ID!) { node(id: $id) { ... on Improvement { all: weakSpots { totalCount }
      here: weakSpots(filter: { unitIds: ["${own.ledUnit.globalId}"] }) { totalCount }
      both: weakSpots(filter: { improvementIds: [$id, $other] }) { totalCount }
      none: weakSpots(filter: { improvementIds: [$other] }) { totalCount } } } }`;
    const { data } = await ask(app.url, below, { id: improvement.globalId, other }, own.people.VIEWER.bearer);
    expect(data?.['node']).toEqual({
      all: { totalCount: 5 },
      here: { totalCount: 2 },
      both: { totalCount: 5 },
      none: { totalCount: 0 },
    });
    const first = await weakSpots({ first: 4 });
    const rest = await weakSpots({ first: 4, after: first['pageInfo'].endCursor });
    const ids = [...first['nodes'], ...rest['nodes']].map(({ record }: Result) => record.id);
    expect(new Set(ids).size).toBe(6);
    expect(rest['pageInfo'].hasNextPage).toBe(false);
    const statementsOf = async (size: number): Promise<number> => {
      app.forgetStatements();
      await weakSpots({ first: size, filter: { kinds: ['ADOPTED_WITHOUT_PROCESS_VERSION'] } });
      return app.statements.filter((sql) => !sql.includes('"CatalogImport"')).length;
    };
    // Who acts, the calendar, the page, deployments, improvements, units.
    expect([await statementsOf(2), await statementsOf(5)]).toEqual([6, 6]);
  });
});

describe('a status update that says ON_TRACK', () => {
  const kind = 'STATUS_CONTRADICTED';
  const said = { states: [], total: 2, percent: 40 };
  const [clean, late, atRisk] = [
    { ...said, late: 0, atRisk: 0 },
    { ...said, late: 1, atRisk: 0 },
    { ...said, late: 0, atRisk: 1 },
  ];

  it.each([
    ['ON_TRACK', clean, false],
    ['ON_TRACK', late, true],
    ['ON_TRACK', atRisk, true],
    ['AT_RISK', late, false],
    ['OFF_TRACK', late, false],
  ] as const)('%s with %o is weak: %s', async (health, figures, weak) => {
    expect(await isWeak(kind, await putStatusUpdate(app, own, { health, figures }))).toBe(weak);
  });

  it('is weak until another one is posted, of its unit or its improvement', async () => {
    const plan = await putPlan(app, own);
    const first = await putStatusUpdate(app, own, { planId: plan.id, figures: late });
    expect(await isWeak(kind, first)).toBe(true);
    const { nodes } = await weakSpots({ filter: { kinds: [kind], improvementIds: [plan.improvement.globalId] } });
    expect(nodes).toMatchObject([{ improvement: { id: plan.improvement.globalId }, unit: null }]);
    await putStatusUpdate(app, own, { planId: plan.id, previousId: first.id, health: 'AT_RISK', figures: late });
    expect(await isWeak(kind, first)).toBe(false);
    const ofUnit = await putStatusUpdate(app, own, { figures: late });
    expect(await isWeak(kind, ofUnit)).toBe(true);
    const inUnit = await weakSpots({ filter: { kinds: [kind], unitIds: [own.ledUnit.globalId] } });
    expect(inUnit['nodes']).toMatchObject([{ improvement: null, unit: { id: own.ledUnit.globalId } }]);
  });
});
