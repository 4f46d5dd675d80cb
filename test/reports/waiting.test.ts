import { beforeEach, describe, expect, it, test } from 'vitest';
import type { Role } from '../../src/generated/prisma/enums.js';
import { ReviewTopic } from '../../src/generated/prisma/enums.js';
import { WAITING_KINDS } from '../../src/reports/operations/waiting-kinds.js';
import type { WaitingKind } from '../../src/reports/operations/waiting-kinds.js';
import { act } from '../commands/act.js';
import type { Result } from '../commands/act.js';
import { day, putBlocker, putDeployment, putImprovement } from '../commands/fixtures.js';
import type { Put } from '../commands/fixtures.js';
import { putSession } from '../consulting/fixtures.js';
import { putActivity } from '../coordination/fixtures.js';
import { putIssue } from '../issues/fixtures.js';
import { putIncrement, putPlan } from '../plans/fixtures.js';
import { putTailoring } from '../processes/fixtures.js';
import { putReview } from '../reviews/fixtures.js';
import { createTestOrganization } from '../support/app.js';
import type { TestOrganization } from '../support/app.js';
import { ask } from '../support/clients.js';
import { useApp, useOrganization } from '../support/use-app.js';

const START = new Date('2026-01-20T09:00:00.000Z');
/** When the records of fixtures are made. */
const MADE = '2026-01-15T12:00:00.000Z';
let now = START;
let own: TestOrganization;

const app = useApp({ clock: () => now });
const foreign = useOrganization(app);
beforeEach(async () => {
  now = START;
  own = await createTestOrganization(app);
});

const prisma = () => app.services.database.prisma;

const WAITING = `query ($kinds: [WaitingKind!]) { waitingWork(filter: { kinds: $kinds }, first: 100) {
  nodes { kind record { id } improvement { id } unit { id } since ageDays dueOn } } }`;

async function waiting(kinds: readonly WaitingKind[] | undefined, { people } = own): Promise<Result[]> {
  const answer = await ask(app.url, WAITING, { kinds }, people.VIEWER.bearer);
  expect(answer.errors).toBeUndefined();
  return answer.data?.['waitingWork'].nodes as Result[];
}

/** What waits in one way: the only record, if any. Somebody of another organization sees nothing at all. */
async function waits(kind: WaitingKind): Promise<Result | undefined> {
  const found = await waiting([kind]);
  expect(found.length).toBeLessThanOrEqual(1);
  expect(await waiting(undefined, foreign)).toEqual([]);
  return found[0];
}

async function done(mutation: string, input: Record<string, unknown>, role: Role = 'DEPLOYMENT_LEAD'): Promise<void> {
  const result = await act(app.url, mutation, input, own.people[role].bearer);
  expect(result, `${mutation} ${JSON.stringify(result)}`).toHaveProperty('record');
}

const improvementIn = async (state: 'SUGGESTED' | 'ANALYZED' | 'SELECTED' | 'ON_HOLD' | 'DEPLOYED', values = {}) =>
  putImprovement(app, own.id, { state, ...values });
const version = 1;
const dates = { plannedStart: '2026-02-01', plannedEnd: '2026-03-01' };

/** A record that waits, of which improvement and in which unit, since when, and what is done about it. */
interface Case {
  readonly record: Put;
  readonly of: Put;
  readonly unit?: { readonly globalId: string };
  readonly since?: string;
  readonly dueOn?: string;
  deal(): Promise<void>;
}

const ofImprovement = (record: Put, mutation: string, input: object = { version }): Case => ({
  record,
  of: record,
  deal: () => done(mutation, { improvementId: record.globalId, ...input }),
});

const ofPlan = (plan: Put & { improvement: Put }, mutation: string, role?: Role): Case => ({
  record: plan,
  of: plan.improvement,
  deal: () => done(mutation, { planId: plan.globalId, version }, role),
});

const CASES: Readonly<Record<WaitingKind, () => Promise<Case>>> = {
  SUGGESTION_TO_ANALYZE: async () => ofImprovement(await improvementIn('SUGGESTED'), 'analyzeImprovement'),
  ANALYSIS_TO_SELECT: async () => ofImprovement(await improvementIn('ANALYZED'), 'selectImprovement'),
  SELECTION_WITHOUT_PLAN: async () =>
    ofImprovement(await improvementIn('SELECTED'), 'draftPlan', { ...dates, targetUnitIds: [own.ledUnit.globalId] }),
  IMPROVEMENT_ON_HOLD: async () =>
    ofImprovement(await improvementIn('ON_HOLD', { heldState: 'SELECTED' }), 'resumeImprovement'),
  IMPROVEMENT_TO_COMPLETE: async () => {
    const { improvement } = await putPlan(app, own, { state: 'CONFIRMED' });
    return ofImprovement(improvement, 'completeImprovementDeployment');
  },
  IMPROVEMENT_TO_CLOSE: async () => ofImprovement(await improvementIn('DEPLOYED'), 'closeImprovement'),
  PLAN_TO_SUBMIT: async () => ofPlan(await putPlan(app, own, { state: 'DRAFT' }), 'submitPlan'),
  PLAN_TO_AGREE: async () => {
    const plan = await putPlan(app, own, { state: 'IN_REVIEW' });
    const deal = () => done('agreeToPlan', { planId: plan.globalId, planVersion: 1 }, 'SPONSOR');
    return { record: plan, of: plan.improvement, deal };
  },
  PLAN_TO_AGREE_FOR_UNIT: async () => {
    const plan = await putPlan(app, own, { state: 'IN_REVIEW' });
    const input = { planId: plan.globalId, planVersion: 1, unitIds: [own.ledUnit.globalId] };
    return {
      record: plan,
      of: plan.improvement,
      unit: own.ledUnit,
      deal: () => done('agreeToPlan', input, 'PROJECT_LEAD'),
    };
  },
  PLAN_TO_ACTIVATE: async () => ofPlan(await putPlan(app, own, { state: 'AGREED' }), 'activatePlan'),
  PLAN_SUSPENDED: async () => ofPlan(await putPlan(app, own, { state: 'SUSPENDED' }), 'resumePlan'),
  PLAN_TO_CONFIRM: async () => ofPlan(await putPlan(app, own, { state: 'ACTIVE' }), 'confirmPlan'),
  PLAN_TO_REVIEW: async () => {
    const { plan, globalId: reviewId } = await putReview(app, own);
    return { record: plan, of: plan.improvement, deal: () => done('concludeReview', { reviewId, version }) };
  },
  PLAN_TO_CLOSE: async () => {
    const { plan, id: reviewId } = await putReview(app, own, { state: 'REVIEWED' });
    const decided = { outcome: 'NO_CHANGE', reason: 'All is well.', decidedById: own.people.SPONSOR.id } as const;
    const data = Object.values(ReviewTopic).map((topic) => ({ ...decided, reviewId, topic, decidedAt: now }));
    await prisma().reviewDecision.createMany({ data });
    return ofPlan(plan, 'closePlan');
  },
  INCREMENT_TO_START: async () => {
    const plannedStart = day('2026-01-19');
    const record = await putIncrement(app, own, { state: 'READY', plannedStart });
    await prisma().improvement.update({ where: { id: record.plan.improvement.id }, data: { state: 'DEPLOYING' } });
    const deal = () => done('startIncrement', { incrementId: record.globalId, version });
    const since = '2026-01-19T00:00:00.000Z';
    return { record, of: record.plan.improvement, since, dueOn: '2026-01-19', deal };
  },
  GATE_TO_DECIDE: async () => {
    const record = await putIncrement(app, own, { state: 'AT_GATE' });
    const input = { incrementId: record.globalId, version, decision: 'HOLD', reason: 'Not yet.' };
    return { record, of: record.plan.improvement, deal: () => done('decideGate', input, 'SPONSOR') };
  },
  INCREMENT_HELD: async () => {
    const record = await putIncrement(app, own, { state: 'HELD' });
    const deal = () => done('resumeIncrement', { incrementId: record.globalId, version });
    return { record, of: record.plan.improvement, deal };
  },
  DEPLOYMENT_TO_BEGIN: async () => {
    const { plan } = await putIncrement(app, own, { state: 'RUNNING', actualStart: day('2026-01-17') });
    const { deployment: record, improvement: of } = plan;
    const data = { state: 'PLANNED', percent: 0, plannedStart: day('2026-02-02') } as const;
    await prisma().deployment.update({ where: { id: record.id }, data });
    await prisma().improvement.update({ where: { id: of.id }, data: { state: 'DEPLOYING' } });
    const deal = () => done('prepareDeployment', { deploymentId: record.globalId, version }, 'PROJECT_LEAD');
    return { record, of, unit: own.ledUnit, since: '2026-01-17T00:00:00.000Z', dueOn: '2026-02-02', deal };
  },
  PROGRESS_TO_REPORT: async () => {
    const of = await putImprovement(app, own.id);
    const silent = { state: 'PREPARING', updatedAt: new Date('2026-01-05T08:00:00.000Z') } as const;
    const record = await putDeployment(app, own.id, own.ledUnit.id, { ...silent, improvementId: of.id });
    const deal = () => done('recordProgress', { deploymentId: record.globalId, version, percent: 5 }, 'PROJECT_LEAD');
    return { record, of, unit: own.ledUnit, since: '2026-01-19T08:00:00.000Z', dueOn: '2026-03-01', deal };
  },
  PROCESS_CHANGE_TO_RECORD: async () => {
    const of = await putImprovement(app, own.id);
    const begun = { state: 'IN_PROGRESS', actualStart: day('2026-01-16') } as const;
    const record = await putDeployment(app, own.id, own.ledUnit.id, { ...begun, improvementId: of.id });
    const input = { improvementId: of.globalId, unitId: own.ledUnit.globalId, reason: 'The contract forbids it.' };
    const deal = () => done('requestProcessWaiver', input, 'PROJECT_LEAD');
    return { record, of, unit: own.ledUnit, since: '2026-01-16T00:00:00.000Z', dueOn: '2026-03-01', deal };
  },
  DEPLOYMENT_TO_ADOPT: async () => {
    const of = await putImprovement(app, own.id);
    const finished = { state: 'IN_PROGRESS', percent: 100 } as const;
    const record = await putDeployment(app, own.id, own.ledUnit.id, { ...finished, improvementId: of.id });
    const input = { deploymentId: record.globalId, version, waiver: 'It is an old contract.' };
    return {
      record,
      of,
      unit: own.ledUnit,
      dueOn: '2026-03-01',
      deal: () => done('adoptDeployment', input, 'SPONSOR'),
    };
  },
  DEFERRAL_OVER: async () => {
    const of = await putImprovement(app, own.id);
    const deferred = { state: 'DEFERRED', resumeState: 'PLANNED', deferredUntil: day('2026-01-19') } as const;
    const record = await putDeployment(app, own.id, own.ledUnit.id, { ...deferred, improvementId: of.id });
    const deal = () => done('resumeDeployment', { deploymentId: record.globalId, version });
    return { record, of, unit: own.ledUnit, since: '2026-01-19T00:00:00.000Z', deal };
  },
  RESCHEDULE_TO_DECIDE: async () => {
    const of = await putImprovement(app, own.id);
    const asked = { expectedEnd: day('2026-05-01'), rescheduleRequestedAt: day('2026-01-18') };
    const record = await putDeployment(app, own.id, own.ledUnit.id, { ...asked, improvementId: of.id });
    const deal = () => done('declineReschedule', { deploymentId: record.globalId, version, reason: 'Too late.' });
    return { record, of, unit: own.ledUnit, since: '2026-01-18T00:00:00.000Z', deal };
  },
  ADOPTION_TO_CONFIRM: async () => {
    const of = await putImprovement(app, own.id);
    const adopted = {
      state: 'ADOPTED',
      actualEnd: day('2026-01-18'),
      adoptedById: own.people.PROJECT_LEAD.id,
    } as const;
    const record = await putDeployment(app, own.id, own.ledUnit.id, { ...adopted, improvementId: of.id });
    const deal = () => done('confirmDeployment', { deploymentId: record.globalId, version });
    return { record, of, unit: own.ledUnit, since: '2026-01-18T00:00:00.000Z', deal };
  },
  BLOCKER_WITHOUT_OWNER: async () => {
    const of = await putImprovement(app, own.id);
    const blocked = { state: 'BLOCKED', resumeState: 'PREPARING', improvementId: of.id } as const;
    const record = await putDeployment(app, own.id, own.ledUnit.id, blocked);
    const input = { deploymentId: record.globalId, version, blockerId: await putBlocker(app, record.id) };
    const deal = () => done('unblockDeployment', { ...input, resolution: 'They agreed.' });
    return { record, of, unit: own.ledUnit, deal };
  },
  ISSUE_WITHOUT_OWNER: async () => {
    const of = await putImprovement(app, own.id);
    const record = await putIssue(app, own, { improvementId: of.id, openedAt: day('2026-01-17') });
    const input = { issueId: record.globalId, version, ownerId: own.people.PROJECT_LEAD.globalId };
    const deal = () => done('assignIssue', input);
    return { record, of, unit: own.ledUnit, since: '2026-01-17T00:00:00.000Z', deal };
  },
  ISSUE_TO_CLOSE: async () => {
    const of = await putImprovement(app, own.id);
    const record = await putIssue(app, own, { improvementId: of.id, ownerId: own.people.VIEWER.id });
    const deal = () => done('closeIssue', { issueId: record.globalId, version, resolution: 'They agreed.' }, 'VIEWER');
    return { record, of, unit: own.ledUnit, deal };
  },
  COORDINATION_SHARE_TO_DO: async () => {
    const of = await putImprovement(app, own.id);
    const record = await putActivity(app, own, [own.otherUnit.id], { improvementId: of.id });
    const input = { coordinationActivityId: record.globalId, version, unitId: own.ledUnit.globalId };
    const deal = () => done('completeCoordinationShare', input, 'PROJECT_LEAD');
    return { record, of, unit: own.ledUnit, dueOn: '2026-03-01', deal };
  },
  CONSULTING_TO_DELIVER: async () => {
    const of = await putImprovement(app, own.id);
    const record = await putSession(app, own, {
      state: 'SCHEDULED',
      improvementId: of.id,
      consultantId: own.people.VIEWER.id,
    });
    const given = { deliveredOn: '2026-01-20', hours: 1, outcome: 'They began.' };
    const deal = () => done('deliverConsulting', { consultingSessionId: record.globalId, version, ...given }, 'VIEWER');
    return { record, of, unit: own.ledUnit, dueOn: '2026-01-20', deal };
  },
  COORDINATION_OVERDUE: async () => {
    const of = await putImprovement(app, own.id);
    const record = await putActivity(app, own, [], { improvementId: of.id, dueOn: day('2026-01-18') });
    const input = { coordinationActivityId: record.globalId, version, dueOn: '2026-01-20' };
    return { record, of, since: '2026-01-19T00:00:00.000Z', deal: () => done('reviseCoordination', input) };
  },
  WAIVER_TO_DECIDE: async () => {
    const of = await putImprovement(app, own.id);
    const record = await putTailoring(app, own, { improvementId: of.id });
    const deal = () => done('acceptProcessWaiver', { tailoringId: record.globalId, version }, 'SPONSOR');
    return { record, of, unit: own.ledUnit, deal };
  },
  CONSULTING_TO_SCHEDULE: async () => {
    const of = await putImprovement(app, own.id);
    const record = await putSession(app, own, { improvementId: of.id });
    const when = { consultantId: own.people.DEPLOYMENT_LEAD.globalId, scheduledOn: '2026-01-22' };
    const deal = () => done('scheduleConsulting', { consultingSessionId: record.globalId, version, ...when });
    return { record, of, unit: own.ledUnit, deal };
  },
  REVIEW_TO_SHARE: async () => {
    const record = await putReview(app, own, { state: 'REVIEWED' });
    const deal = () => done('shareReview', { reviewId: record.globalId, version });
    return { record, of: record.plan.improvement, deal };
  },
};

describe('it waits, for what it is, until it is dealt with', () => {
  test.each(Object.keys(WAITING_KINDS) as WaitingKind[])('%s', async (kind) => {
    expect(await waits(kind)).toBeUndefined();
    const { record, of, unit, since = MADE, dueOn, deal } = await CASES[kind]();
    const ageDays = Math.round((day('2026-01-20').getTime() - day(since.slice(0, 10)).getTime()) / 86_400_000);
    expect(await waits(kind)).toEqual({
      kind,
      record: { id: record.globalId },
      improvement: { id: of.globalId },
      unit: unit ? { id: unit.globalId } : null,
      since,
      ageDays,
      dueOn: dueOn ?? expect.toBeOneOf([null, expect.any(String)]),
    });
    await deal();
    expect(await waits(kind)).toBeUndefined();
  });
});

describe('what is over everywhere', () => {
  /** A plan and its deployment, which is confirmed by a command at a time. */
  async function confirmed(at: string, state: 'ACTIVE' | 'CONFIRMED' = 'ACTIVE') {
    const plan = await putPlan(app, own, { state });
    const adopted = { state: 'ADOPTED', adoptedById: own.people.PROJECT_LEAD.id } as const;
    await prisma().deployment.update({ where: { id: plan.deployment.id }, data: adopted });
    expect(await waits('PLAN_TO_CONFIRM')).toBeUndefined();
    expect(await waits('IMPROVEMENT_TO_COMPLETE')).toBeUndefined();
    now = new Date(at);
    await done('confirmDeployment', { deploymentId: plan.deployment.globalId, version });
    return plan;
  }

  it('waits for the word on its plan since its last deployment was over, and only then for that on the improvement', async () => {
    const plan = await confirmed('2026-01-21T09:00:00.000Z');
    expect(await waits('PLAN_TO_CONFIRM')).toMatchObject({ since: '2026-01-21T09:00:00.000Z' });
    expect(await waits('IMPROVEMENT_TO_COMPLETE')).toBeUndefined();
    now = new Date('2026-01-23T09:00:00.000Z');
    await done('confirmPlan', { planId: plan.globalId, version }, 'SPONSOR');
    expect(await waits('PLAN_TO_REVIEW')).toMatchObject({ since: '2026-01-23T09:00:00.000Z' });
    expect(await waits('IMPROVEMENT_TO_COMPLETE')).toMatchObject({ since: '2026-01-23T09:00:00.000Z' });
  });

  it('waits for the word on the improvement since the last deployment was over, where the plan was done with before', async () => {
    await confirmed('2026-01-21T09:00:00.000Z', 'CONFIRMED');
    expect(await waits('IMPROVEMENT_TO_COMPLETE')).toMatchObject({ since: '2026-01-21T09:00:00.000Z' });
  });

  it('does not wait while a target has no deployment, or one of them is under way', async () => {
    const plan = await putPlan(app, own, { state: 'ACTIVE' });
    const { id: versionId } = await prisma().planVersion.findFirstOrThrow({ where: { planId: plan.id } });
    await prisma().planTarget.create({ data: { versionId, unitId: own.otherUnit.id } });
    expect(await waits('PLAN_TO_CONFIRM')).toBeUndefined();
    const other = { improvementId: plan.improvement.id, state: 'PLANNED' as const };
    const { id } = await putDeployment(app, own.id, own.otherUnit.id, other);
    expect(await waits('PLAN_TO_CONFIRM')).toBeUndefined();
    await prisma().deployment.update({ where: { id }, data: { state: 'WAIVED' } });
    expect(await waits('PLAN_TO_CONFIRM')).toMatchObject({ record: { id: plan.globalId } });
  });

  it('is not there where nothing is deployed', async () => {
    await putImprovement(app, own.id, { state: 'DEPLOYING' });
    expect(await waits('IMPROVEMENT_TO_COMPLETE')).toBeUndefined();
  });

  it('waits to be closed since its last plan was over, and not before', async () => {
    const plan = await putPlan(app, own, { state: 'REVIEWED' });
    await prisma().improvement.update({ where: { id: plan.improvement.id }, data: { state: 'DEPLOYED' } });
    expect(await waits('IMPROVEMENT_TO_CLOSE')).toBeUndefined();
    const updatedAt = new Date('2026-01-19T09:00:00.000Z');
    await prisma().deploymentPlan.update({ where: { id: plan.id }, data: { state: 'CLOSED', updatedAt } });
    expect(await waits('IMPROVEMENT_TO_CLOSE')).toMatchObject({ since: updatedAt.toISOString() });
  });
});

it('an improvement whose plan was canceled waits for another one since then', async () => {
  const plan = await putPlan(app, own, { state: 'DRAFT' });
  await prisma().improvement.update({ where: { id: plan.improvement.id }, data: { state: 'SELECTED' } });
  expect(await waits('SELECTION_WITHOUT_PLAN')).toBeUndefined();
  await done('cancelPlan', { planId: plan.globalId, version, reason: 'Too dear.' });
  expect(await waits('SELECTION_WITHOUT_PLAN')).toMatchObject({ since: START.toISOString() });
});

it('the blocker of a deployment that is left out is no longer waiting work', async () => {
  const { record } = await CASES.BLOCKER_WITHOUT_OWNER();
  expect(await waits('BLOCKER_WITHOUT_OWNER')).toBeDefined();
  await done('waiveDeployment', { deploymentId: record.globalId, version, reason: 'The project ends.' }, 'SPONSOR');
  expect(await waits('BLOCKER_WITHOUT_OWNER')).toBeUndefined();
});

test.each([
  ['with an owner', () => ({ ownerId: own.people.SPONSOR.id })],
  ['about which somebody does something', () => ({ state: 'IN_ACTION' as const })],
  ['that is closed', () => ({ state: 'CLOSED' as const })],
])('an issue %s does not wait for an owner', async (_name, values) => {
  await putIssue(app, own, values());
  expect(await waits('ISSUE_WITHOUT_OWNER')).toBeUndefined();
});

it('a coordination activity is not overdue on its day, nor when it is done', async () => {
  await putActivity(app, own, [], { dueOn: day('2026-01-20') });
  await putActivity(app, own, [], { dueOn: day('2026-01-10'), state: 'DONE' });
  expect(await waits('COORDINATION_OVERDUE')).toBeUndefined();
  now = new Date('2026-01-21T00:00:00.000Z');
  expect(await waits('COORDINATION_OVERDUE')).toMatchObject({ since: '2026-01-21T00:00:00.000Z', ageDays: 0 });
});

it('a review waits to be shared since it has a lesson', async () => {
  const review = await putReview(app, own, { state: 'REVIEWED' });
  const createdAt = new Date('2026-01-18T09:00:00.000Z');
  await prisma().lesson.update({ where: { id: review.lessonId }, data: { createdAt } });
  expect(await waits('REVIEW_TO_SHARE')).toMatchObject({ since: createdAt.toISOString() });
  await prisma().lesson.delete({ where: { id: review.lessonId } });
  expect(await waits('REVIEW_TO_SHARE')).toBeUndefined();
});

test.each([
  ['PASSED', true],
  ['ROLLED_BACK', true],
  ['HELD', false],
  ['RUNNING', false],
] as const)('an increment waits to be started after one that is %s: %s', async (state, isNext) => {
  const { plan } = await putIncrement(app, own, { state });
  const [days, stamp] = [
    { plannedStart: day('2026-01-20'), plannedEnd: day('2026-02-01') },
    { createdAt: now, updatedAt: now },
  ];
  const second = {
    organizationId: own.id,
    planId: plan.id,
    ordinal: 2,
    title: 'All',
    fallBack: '–',
    ...days,
    ...stamp,
  };
  const { id } = await prisma().increment.create({ data: second });
  expect(await waits('INCREMENT_TO_START')).toEqual(
    isNext ? expect.objectContaining({ dueOn: '2026-01-20' }) : undefined,
  );
  await prisma().increment.update({ where: { id }, data: { plannedStart: day('2026-01-21') } });
  expect(await waits('INCREMENT_TO_START')).toBeUndefined();
});

test.each([
  ['GATE_TO_DECIDE', 'AT_GATE'],
  ['INCREMENT_HELD', 'HELD'],
] as const)('%s: an increment whose plan is canceled waits for nobody', async (kind, state) => {
  const { plan } = await putIncrement(app, own, { state });
  expect(await waits(kind)).toBeDefined();
  await done('cancelPlan', { planId: plan.globalId, version, reason: 'Too dear.' });
  expect(await waits(kind)).toBeUndefined();
});

test.each(Object.keys(WAITING_KINDS) as WaitingKind[])(
  '%s: nothing waits about an improvement that was decided against',
  async (kind) => {
    const { of } = await CASES[kind]();
    expect(await waits(kind)).toBeDefined();
    await prisma().improvement.update({ where: { id: of.id }, data: { state: 'REJECTED' } });
    expect(await waiting(undefined)).toEqual([]);
  },
);

describe.each(['ISSUE_WITHOUT_OWNER', 'BLOCKER_WITHOUT_OWNER'] as const)('%s: what is in the way', (kind) => {
  it('waits since its owner left, and until they are back', async () => {
    const { record } = await CASES[kind]();
    const { id: ownerId, globalId: personId } = own.people.PROJECT_LEAD;
    if (kind === 'BLOCKER_WITHOUT_OWNER') {
      await prisma().blocker.updateMany({ where: { deploymentId: record.id }, data: { ownerId } });
    } else await prisma().issue.update({ where: { id: record.id }, data: { ownerId, state: 'IN_ACTION' } });
    expect(await waits(kind)).toBeUndefined();
    now = new Date('2026-01-21T09:00:00.000Z');
    await done('deactivatePerson', { personId, version }, 'ADMINISTRATOR');
    expect(await waits(kind)).toMatchObject({ record: { id: record.globalId }, since: now.toISOString() });
    await done('reactivatePerson', { personId, version: 2 }, 'ADMINISTRATOR');
    expect(await waits(kind)).toBeUndefined();
  });
});
