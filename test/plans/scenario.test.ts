import { beforeAll, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/ids.js';
import type { Put } from '../commands/fixtures.js';
import { putPerson, putUnit } from '../commands/fixtures.js';
import type { Result } from '../commands/act.js';
import { ask } from '../support/clients.js';
import { putProcessVersion } from '../processes/fixtures.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { DAYS, PLAN, Stage } from './stage.js';
import type { Hand } from './stage.js';

let stage: Stage;
let improvement: Put;
let left: Put;
let lead: Hand;
let otherLead: Hand;
let deploymentLead: Hand;
let sponsor: Hand;
let administrator: Hand;
let plan: Result;
let twoId: { incrementId: string };

const app = useApp();
const organization = useOrganization(app);
beforeAll(async () => {
  stage = new Stage(app, app.url);
  const { people } = organization;
  lead = stage.as(people.PROJECT_LEAD);
  otherLead = stage.as(organization.otherLead);
  deploymentLead = stage.as(people.DEPLOYMENT_LEAD);
  sponsor = stage.as(people.SPONSOR);
  administrator = stage.as(people.ADMINISTRATOR);
  improvement = await stage.improvement(organization);
  left = await putUnit(app, organization.id);
  const { prisma } = app.services.database;
  await prisma.unitLead.create({ data: { unitId: organization.otherUnit.id, personId: organization.otherLead.id } });
});

const missing = (record: Result): string[] =>
  (record['unmetForActivation'] as Result[]).map((each) => each['missing'] as string);
const planId = (): { planId: string } => ({ planId: plan['id'] as string });
const deployments = async () =>
  app.services.database.prisma.deployment.findMany({
    where: { improvementId: improvement.id },
    orderBy: { plannedEnd: 'asc' },
  });

describe('a plan from draft to confirmation', { timeout: 60_000 }, () => {
  it('is drafted, with a project left out for a reason', async () => {
    plan = await deploymentLead.done('draftPlan', {
      improvementId: improvement.globalId,
      targetUnitIds: [organization.ledUnit.globalId],
      exclusions: [{ unitId: left.globalId, reason: 'Its contract ends in March.' }],
      barriers: [{ barrier: 'No time', counterStrategy: 'A day a week from the process group.' }],
      risks: [{ risk: 'Suppliers object', mitigation: 'Told in advance.' }],
      trainingNotes: 'A course each month.',
      ...DAYS,
    });
    expect(plan).toMatchObject({
      state: 'DRAFT',
      planVersion: 1,
      version: 1,
      content: {
        number: 1,
        ...DAYS,
        trainingNotes: 'A course each month.',
        consultingNotes: null,
        targets: [{ id: organization.ledUnit.globalId }],
        exclusions: [{ unit: { id: left.globalId }, reason: 'Its contract ends in March.' }],
        barriers: [{ barrier: 'No time' }],
        risks: [{ mitigation: 'Told in advance.' }],
      },
    });
    expect(
      await deploymentLead.refused('draftPlan', { improvementId: improvement.globalId, targetUnitIds: [], ...DAYS }),
    ).toMatchObject({ __typename: 'AlreadyExistsError', recordType: 'DeploymentPlan' });
  });

  it('is not activated before it is agreed to', async () => {
    expect(await deploymentLead.refused('activatePlan', planId())).toMatchObject({ rule: 'plan-life' });
    plan = await deploymentLead.done('submitPlan', planId());
    expect(missing(plan)).toEqual([
      'the agreement of a sponsor to version 1',
      'the agreement of the lead of "Led project" to version 1',
    ]);
    expect(await deploymentLead.refused('activatePlan', planId())).toMatchObject({
      __typename: 'RuleViolationError',
      rule: 'plan-agreed-by-sponsor-and-leads',
      source: 'OPM SP 3.2 subpractices 1 and 2',
      missing: missing(plan),
    });
  });

  it('is agreed to by a sponsor, and for a unit only by its lead', async () => {
    const forLed = { ...planId(), unitIds: [organization.ledUnit.globalId] };
    const forbidden = { __typename: 'ForbiddenError', requires: 'the lead of the unit, in person' };
    for (const hand of [deploymentLead, otherLead, sponsor]) {
      expect(await hand.refused('agreeToPlan', forLed)).toMatchObject(forbidden);
    }
    expect(await deploymentLead.refused('agreeToPlan', planId())).toMatchObject({
      __typename: 'ForbiddenError',
      requires: 'the role SPONSOR or above without a unit',
    });
    expect(
      await otherLead.refused('agreeToPlan', { ...planId(), unitIds: [organization.otherUnit.globalId] }),
    ).toMatchObject({ rule: 'agreement-for-a-target' });

    plan = await sponsor.done('declinePlan', { ...planId(), reason: 'Not before the audit.' });
    expect(missing(plan)[1]).toMatch(/^the agreement of Person .*, who declined version 1 as a sponsor$/);
    plan = await sponsor.done('agreeToPlan', planId());
    expect(plan).toMatchObject({ state: 'IN_REVIEW' });
    plan = await lead.done('agreeToPlan', forLed);
    expect(plan).toMatchObject({ state: 'AGREED', unmetForActivation: [], content: { agreements: [{}, {}] } });
    plan = await lead.done('declinePlan', { ...forLed, reason: 'On second thoughts.' });
    expect(plan).toMatchObject({ state: 'IN_REVIEW' });
    plan = await lead.done('agreeToPlan', forLed);
  });

  it('is activated: starts the improvement and plans its deployments', async () => {
    expect(await deployments()).toEqual([]);
    plan = await deploymentLead.done('activatePlan', planId());
    expect(plan).toMatchObject({ state: 'ACTIVE', activatedBy: { id: organization.people.DEPLOYMENT_LEAD.globalId } });
    const planned = await deployments();
    expect(planned).toMatchObject([{ unitId: organization.ledUnit.id, state: 'PLANNED', version: 1 }]);
    const { prisma } = app.services.database;
    expect(await prisma.improvement.findUniqueOrThrow({ where: { id: improvement.id } })).toMatchObject({
      state: 'DEPLOYING',
      version: 2,
    });
    const events = await prisma.event.findMany({
      where: { organizationId: organization.id },
      orderBy: { position: 'desc' },
      take: 3,
    });
    expect(events.map(({ type }) => type)).toEqual([
      'PlanActivated',
      'DeploymentPlanned',
      'ImprovementDeploymentStarted',
    ]);
    expect(new Set(events.map((event) => event.improvementId))).toEqual(new Set([improvement.id]));
  });

  it('revised in words asks no one; revised in its targets asks again and keeps progress', async () => {
    const [first] = await deployments();
    const deploymentId = encodeGlobalId('Deployment', first?.id ?? '');
    stage.versions.set(deploymentId, 1);
    await lead.done('recordProgress', { deploymentId, percent: 40 });
    plan = await deploymentLead.done('revisePlan', { ...planId(), consultingNotes: 'Ask the process group.' });
    expect(plan).toMatchObject({
      state: 'ACTIVE',
      planVersion: 1,
      content: { consultingNotes: 'Ask the process group.' },
    });

    const targetUnitIds = [organization.ledUnit.globalId, organization.otherUnit.globalId];
    plan = await deploymentLead.done('revisePlan', { ...planId(), targetUnitIds, note: 'The other project joins.' });
    expect(plan).toMatchObject({ state: 'IN_REVIEW', planVersion: 2, content: { number: 2, agreements: [] } });
    expect(missing(plan)).toHaveLength(3);
    expect(await deployments()).toMatchObject([{ state: 'IN_PROGRESS', percent: 40 }]);
    expect(await deploymentLead.refused('activatePlan', planId())).toMatchObject({
      rule: 'plan-agreed-by-sponsor-and-leads',
    });

    await sponsor.done('agreeToPlan', planId());
    await lead.done('agreeToPlan', { ...planId(), unitIds: [organization.ledUnit.globalId] });
    await otherLead.done('agreeToPlan', { ...planId(), unitIds: [organization.otherUnit.globalId] });
    plan = await deploymentLead.done('activatePlan', planId());
    const all = await deployments();
    expect(all.map(({ state, percent }) => `${state} ${percent}`).sort()).toEqual(['IN_PROGRESS 40', 'PLANNED 0']);
  });

  it('has two increments: the first held at its gate once, the second started by an override', async () => {
    const [first, second] = (await deployments()).sort((a) => (a.unitId === organization.ledUnit.id ? -1 : 1));
    const ids = [first, second].map((each) => encodeGlobalId('Deployment', each?.id ?? ''));
    for (const [index, each] of [first, second].entries()) stage.versions.set(ids[index] ?? '', each?.version ?? 0);
    const [firstDeployment = '', secondDeployment = ''] = ids;

    const wave = { ...planId(), ...DAYS, fallBack: 'Go on with the old form.' };
    let one = await deploymentLead.done('addIncrement', {
      ...wave,
      title: 'Early adopters',
      entryConditions: ['The course was held'],
      exitConditions: ['Two reviews were done'],
    });
    let two = await deploymentLead.done('addIncrement', { ...wave, title: 'Everybody else' });
    const dates = { plannedStart: '2026-03-01', plannedEnd: '2026-06-02' };
    for (const [mutation, input] of [
      ['addIncrement', { ...wave, ...dates, title: 'Too late' }],
      ['reviseIncrement', { incrementId: two['id'], plannedEnd: dates.plannedEnd }],
      ['rescheduleDeployment', { deploymentId: secondDeployment, ...dates }],
    ] as const)
      expect(await deploymentLead.refused(mutation, input), mutation).toMatchObject({
        rule: 'dates-within-plan',
        message: expect.stringContaining('to 2026-06-01.'),
      });
    expect([one['ordinal'], two['ordinal']]).toEqual([1, 2]);
    const oneId = { incrementId: one['id'] as string };
    twoId = { incrementId: two['id'] as string };

    expect(await deploymentLead.refused('readyIncrement', oneId)).toMatchObject({ rule: 'increment-has-deployments' });
    await deploymentLead.done('assignDeploymentsToIncrement', { ...oneId, deploymentIds: [firstDeployment] });
    expect(
      await deploymentLead.refused('assignDeploymentsToIncrement', { ...twoId, deploymentIds: ids }),
    ).toMatchObject({
      rule: 'deployment-in-one-increment',
      missing: ['the deployment in "Led project" out of increment 1'],
    });
    await deploymentLead.done('assignDeploymentsToIncrement', { ...twoId, deploymentIds: [secondDeployment] });

    one = await deploymentLead.done('readyIncrement', oneId);
    expect(await deploymentLead.refused('startIncrement', oneId)).toMatchObject({
      rule: 'entry-conditions-met',
      missing: ['the entry condition "The course was held"'],
    });
    const conditions = one['conditions'] as Result[];
    const [entry, exit] = ['ENTRY', 'EXIT'].map((kind) => conditions.find((each) => each['kind'] === kind)?.['id']);
    one = await deploymentLead.done('meetCondition', { ...oneId, conditionId: entry, evidence: 'List of attendance.' });
    expect(one['conditions']).toMatchObject([
      { kind: 'ENTRY', met: true, evidence: 'List of attendance.', metBy: { id: expect.any(String) } },
      { kind: 'EXIT', met: false, metBy: null },
    ]);
    expect(await deploymentLead.refused('meetCondition', { ...oneId, conditionId: entry })).toMatchObject({
      rule: 'condition-met-once',
    });
    expect(await deploymentLead.done('startIncrement', oneId)).toMatchObject({ state: 'RUNNING' });
    await deploymentLead.done('bringIncrementToGate', oneId);

    const pass = { ...oneId, decision: 'PASS', reason: 'Works.' };
    expect(await deploymentLead.refused('decideGate', pass)).toMatchObject({ __typename: 'ForbiddenError' });
    expect(await sponsor.refused('decideGate', pass)).toMatchObject({
      rule: 'increment-deployments-adopted',
      missing: [expect.stringContaining('(now: IN_PROGRESS)')],
    });
    one = await sponsor.done('decideGate', { ...oneId, decision: 'HOLD', reason: 'Adoption first.' });
    expect(one).toMatchObject({ state: 'HELD', gateReason: 'Adoption first.', actualEnd: null });

    await deploymentLead.done('readyIncrement', twoId);
    expect(await deploymentLead.refused('startIncrement', twoId)).toMatchObject({
      rule: 'increment-before-has-passed',
      source: 'OPM SP 3.2 subpractice 3',
      missing: ["increment 1 in PASSED, or a sponsor's override with its reason"],
    });
    const override = { ...twoId, overrideReason: 'The audit will not wait.' };
    expect(await deploymentLead.refused('startIncrement', override)).toMatchObject({
      __typename: 'ForbiddenError',
      requires: 'the role SPONSOR or above to override the order of increments',
    });
    two = await sponsor.done('startIncrement', override);
    expect(two).toMatchObject({
      state: 'RUNNING',
      overrideReason: 'The audit will not wait.',
      overriddenBy: { id: organization.people.SPONSOR.globalId },
    });

    await deploymentLead.done('resumeIncrement', oneId);
    await putProcessVersion(app, organization, organization.ledUnit.id, '2.0');
    await lead.done('adoptDeployment', { deploymentId: firstDeployment, processVersionLabel: '2.0' });
    await deploymentLead.done('bringIncrementToGate', oneId);
    expect(await sponsor.refused('decideGate', pass)).toMatchObject({ rule: 'exit-conditions-met' });
    await deploymentLead.done('meetCondition', { ...oneId, conditionId: exit });
    one = await sponsor.done('decideGate', pass);
    expect(one).toMatchObject({ state: 'PASSED', actualEnd: expect.any(String) });
  });

  it('is not confirmed over open deployments, nor by who activated it', async () => {
    expect(await administrator.refused('confirmPlan', planId())).toMatchObject({
      rule: 'plan-deployments-ended',
      missing: expect.arrayContaining([expect.stringContaining('(now: ADOPTED)')]),
    });
    for (const { id, unitId, version } of await deployments()) {
      const deploymentId = encodeGlobalId('Deployment', id);
      stage.versions.set(deploymentId, version);
      if (unitId === organization.ledUnit.id) await sponsor.done('confirmDeployment', { deploymentId });
      else await sponsor.done('waiveDeployment', { deploymentId, reason: 'It ends this year.' });
    }
    expect(await deploymentLead.refused('confirmPlan', planId())).toMatchObject({
      rule: 'plan-confirmed-by-a-second-person',
    });
    expect(await administrator.refused('confirmPlan', planId())).toMatchObject({
      rule: 'plan-increments-decided',
      missing: ['increment 2 in PASSED or ROLLED_BACK (now: RUNNING)'],
    });
    await deploymentLead.done('bringIncrementToGate', twoId);
    await sponsor.done('decideGate', { ...twoId, decision: 'PASS', reason: 'All of it is over.' });
    const second = await putPerson(app, organization.id, 'DEPLOYMENT_LEAD');
    expect(second.id).not.toBe(organization.people.DEPLOYMENT_LEAD.id);
    plan = await administrator.done('confirmPlan', planId());
    expect(plan).toMatchObject({
      state: 'CONFIRMED',
      confirmedBy: { id: organization.people.ADMINISTRATOR.globalId },
      confirmedAt: expect.any(String),
    });
    expect(await deploymentLead.refused('cancelPlan', { ...planId(), reason: 'Too late.' })).toMatchObject({
      rule: 'plan-life',
    });
  });

  it('is read from its improvement, with its versions and increments, by everybody in the organization', async () => {
    const answer = await ask(
      app.url,
      `query ($id: ID!) { node(id: $id) { ... on Improvement {
        plan { ${PLAN} versions { number agreements { agreed } } increments { ordinal state deployments { id increment { ordinal } } } }
        plans(first: 5) { totalCount nodes { id } } } } deploymentPlans(filter: { states: [CONFIRMED] }) { totalCount } }`,
      { id: improvement.globalId },
      organization.people.VIEWER.bearer,
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject({
      node: {
        plan: {
          id: plan['id'],
          versions: [
            { number: 2, agreements: [{}, {}, {}] },
            { number: 1, agreements: [{}, {}] },
          ],
          increments: [
            { ordinal: 1, state: 'PASSED', deployments: [{ increment: { ordinal: 1 } }] },
            { ordinal: 2, state: 'PASSED', deployments: [{}] },
          ],
        },
        plans: { totalCount: 1, nodes: [{ id: plan['id'] }] },
      },
      deploymentPlans: { totalCount: 1 },
    });
  });
});

describe('a plan that is given up', () => {
  it('makes room for another one, and leaves the deployments as they are', async () => {
    const another = await stage.improvement(organization);
    const draft = { improvementId: another.globalId, targetUnitIds: [], ...DAYS };
    const first = await deploymentLead.done('draftPlan', draft);
    const planId = { planId: first['id'] as string };
    expect(await deploymentLead.refused('submitPlan', planId)).toMatchObject({ rule: 'plan-has-targets' });
    await deploymentLead.done('revisePlan', { ...planId, targetUnitIds: [organization.ledUnit.globalId] });
    await deploymentLead.done('submitPlan', planId);
    await administrator.done('agreeToPlan', planId);
    await lead.done('agreeToPlan', { ...planId, unitIds: [organization.ledUnit.globalId] });
    await deploymentLead.done('activatePlan', planId);
    await deploymentLead.done('suspendPlan', { ...planId, reason: 'The holidays.' });
    expect(await deploymentLead.done('resumePlan', planId)).toMatchObject({ state: 'ACTIVE', reason: null });
    expect(await deploymentLead.done('cancelPlan', { ...planId, reason: 'No use.' })).toMatchObject({
      state: 'CANCELED',
      reason: 'No use.',
    });
    const { prisma } = app.services.database;
    expect(await prisma.deployment.findMany({ where: { improvementId: another.id } })).toMatchObject([
      { state: 'PLANNED', version: 1 },
    ]);
    const increment = { ...planId, title: 'All', fallBack: 'None.', ...DAYS };
    expect(await deploymentLead.refused('addIncrement', increment)).toMatchObject({ rule: 'plan-is-open' });
    await deploymentLead.done('draftPlan', draft);
  });

  it('refuses a stale version, with the current one', async () => {
    const another = await stage.improvement(organization);
    const first = await deploymentLead.done('draftPlan', {
      improvementId: another.globalId,
      targetUnitIds: [organization.ledUnit.globalId],
      ...DAYS,
    });
    const planId = { planId: first['id'] as string };
    await deploymentLead.done('submitPlan', planId);
    expect(await deploymentLead.refused('revisePlan', { ...planId, version: 1 })).toMatchObject({
      __typename: 'StaleVersionError',
      readVersion: 1,
      currentVersion: 2,
      changes: [{ __typename: 'PlanSubmitted', recordVersion: 2 }],
    });
  });
});

describe('an improvement that is decided against while it is deployed', () => {
  it('is in use nowhere, and has no plan that is not over', async () => {
    const another = await stage.improvement(organization);
    const improvementId = another.globalId;
    const draft = { improvementId, targetUnitIds: [organization.ledUnit.globalId], ...DAYS };
    const draftId = { planId: (await deploymentLead.done('draftPlan', draft))['id'] as string };
    await deploymentLead.done('startImprovementDeployment', { improvementId });
    const planned = { improvementId, unitId: organization.ledUnit.globalId, ...DAYS };
    const deploymentId = (await deploymentLead.done('planDeployment', planned))['id'] as string;

    expect(await deploymentLead.refused('rejectImprovement', { improvementId })).toMatchObject({
      rule: 'rejected-where-nowhere-in-use',
      missing: ['1 deployments in WAIVED or ROLLED_BACK (now: PLANNED)'],
    });
    await sponsor.done('waiveDeployment', { deploymentId, reason: 'Nobody wants it.' });
    expect(await deploymentLead.refused('completeImprovementDeployment', { improvementId })).toMatchObject({
      rule: 'all-deployments-ended',
      missing: ['a deployment in CONFIRMED'],
    });
    expect(await deploymentLead.refused('rejectImprovement', { improvementId })).toMatchObject({
      rule: 'improvement-plans-over',
    });
    await deploymentLead.done('cancelPlan', { ...draftId, reason: 'Nobody wants it.' });
    expect(await deploymentLead.done('rejectImprovement', { improvementId })).toMatchObject({ state: 'REJECTED' });
  });
});
