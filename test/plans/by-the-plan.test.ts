import { beforeAll, describe, expect, it } from 'vitest';
import type { DeploymentState } from '../../src/generated/prisma/enums.js';
import { putDeployment } from '../commands/fixtures.js';
import { useApp, useOrganization } from '../support/use-app.js';
import { putIncrement, putPlan } from './fixtures.js';
import { DAYS, Stage } from './stage.js';
import type { Hand } from './stage.js';

let stage: Stage;
let lead: Hand;
let sponsor: Hand;
const app = useApp();
const organization = useOrganization(app);
beforeAll(async () => {
  stage = new Stage(app, app.url);
  lead = stage.as(organization.people.DEPLOYMENT_LEAD);
  sponsor = stage.as(organization.people.SPONSOR);
});

const prisma = () => app.services.database.prisma;
const seen = (...globalIds: string[]): void => globalIds.forEach((id) => stage.versions.set(id, 1));
const inState = (id: string, state: DeploymentState) => prisma().deployment.update({ where: { id }, data: { state } });

describe('a project begins by the plan, or not at all', () => {
  const RULE = 'deployment-begins-by-its-plan';
  const begin = (deploymentId: string) => lead.refused('recordProgress', { deploymentId, percent: 10 });

  it('not once the plan was canceled', async () => {
    const { globalId: planId, deployment } = await putPlan(app, organization, { state: 'ACTIVE' });
    await inState(deployment.id, 'PLANNED');
    seen(planId, deployment.globalId);
    await lead.done('cancelPlan', { planId, reason: 'It was not worth it.' });
    expect(await begin(deployment.globalId)).toMatchObject({
      rule: RULE,
      missing: ['the plan in ACTIVE (now: CANCELED)'],
    });
  });

  it('not in a unit that the plan does not name', async () => {
    const { improvement } = await putPlan(app, organization, { state: 'ACTIVE' });
    const values = { improvementId: improvement.id };
    const elsewhere = await putDeployment(app, organization.id, organization.otherUnit.id, values);
    seen(elsewhere.globalId);
    expect(await begin(elsewhere.globalId)).toMatchObject({
      rule: RULE,
      missing: ["the unit among the plan's targets"],
    });
  });

  it('not out of an increment that was rolled back, nor out of none', async () => {
    const { globalId: incrementId, plan } = await putIncrement(app, organization, { state: 'AT_GATE' });
    const { id, globalId: deploymentId } = plan.deployment;
    await inState(id, 'PLANNED');
    seen(incrementId, deploymentId);
    await sponsor.done('decideGate', { incrementId, decision: 'ROLL_BACK', reason: 'It does not work.' });
    const missing = ['the deployment in an increment that has yet to pass its gate'];
    expect(await begin(deploymentId)).toMatchObject({ rule: RULE, missing });

    const wave = { planId: plan.globalId, ...DAYS, fallBack: 'The old form.' };
    const { id: next } = await lead.done('addIncrement', { ...wave, title: 'Once more' });
    await lead.done('assignDeploymentsToIncrement', { incrementId: next, deploymentIds: [deploymentId] });
    // It took the dates of the increment.
    stage.versions.set(deploymentId, 2);
    expect(await begin(deploymentId)).toMatchObject({ missing: ['increment 2 started (now: PLANNED)'] });
    await lead.done('assignDeploymentsToIncrement', { incrementId: next, deploymentIds: [] });
    expect(await begin(deploymentId)).toMatchObject({ rule: RULE, missing });
  });
});

it('an improvement is deployed once its plan is confirmed', async () => {
  const { globalId: planId, improvement } = await putPlan(app, organization, { state: 'ACTIVE' });
  seen(planId, improvement.globalId);
  const complete = { improvementId: improvement.globalId };
  const refused = () => lead.refused('completeImprovementDeployment', complete);
  expect(await refused()).toMatchObject({ rule: 'plan-confirmed-first', message: expect.stringContaining('ACTIVE') });
  await lead.done('cancelPlan', { planId, reason: 'All is done anyway.' });
  expect(await refused()).toMatchObject({ rule: 'plan-confirmed-first', message: expect.stringContaining('CANCELED') });
  await prisma().deploymentPlan.updateMany({ where: { improvementId: improvement.id }, data: { state: 'CONFIRMED' } });
  await lead.done('completeImprovementDeployment', complete);
});

it('while an improvement is on hold, neither its increments nor its plan go on', async () => {
  const { globalId: incrementId, plan } = await putIncrement(app, organization, { state: 'READY' });
  seen(incrementId, plan.globalId, plan.improvement.globalId);
  await lead.done('suspendPlan', { planId: plan.globalId, reason: 'A pause.' });
  await lead.done('holdImprovement', { improvementId: plan.improvement.globalId });
  const rule = 'improvement-is-being-deployed';
  expect(await lead.refused('resumePlan', { planId: plan.globalId })).toMatchObject({ rule });
  await prisma().deploymentPlan.update({ where: { id: plan.id }, data: { state: 'ACTIVE' } });
  expect(await lead.refused('startIncrement', { incrementId })).toMatchObject({ rule });
  await lead.done('resumeImprovement', { improvementId: plan.improvement.globalId });
  await lead.done('startIncrement', { incrementId });
});

it('a plan plans again what an earlier plan left out, and leaves out what was left out since it was drafted', async () => {
  const { globalId, improvement, deployment } = await putPlan(app, organization, { state: 'CLOSED' });
  await prisma().deployment.update({ where: { id: deployment.id }, data: { state: 'WAIVED', waiver: 'Ends soon.' } });
  const values = { improvementId: improvement.id };
  const other = await putDeployment(app, organization.id, organization.otherUnit.id, values);
  const next = await putPlan(app, organization, { state: 'AGREED', createdAt: new Date('2026-01-15T13:00:00.000Z') });
  await prisma().deploymentPlan.update({ where: { id: next.id }, data: values });
  const { id: versionId } = await prisma().planVersion.findFirstOrThrow({ where: { planId: next.id } });
  const target = { versionId, unitId: organization.otherUnit.id };
  const word = { personId: organization.otherLead.id, agreed: true, saidAt: new Date('2026-01-16T00:00:00.000Z') };
  await prisma().unitLead.create({ data: { unitId: target.unitId, personId: word.personId } });
  await prisma().planTarget.create({ data: target });
  await prisma().planAgreement.create({ data: { ...target, ...word } });
  seen(globalId, next.globalId, other.globalId, deployment.globalId);
  await sponsor.done('waiveDeployment', { deploymentId: other.globalId, reason: 'It ends.' });
  await lead.done('activatePlan', { planId: next.globalId });
  expect(await prisma().deployment.findUniqueOrThrow({ where: { id: deployment.id } })).toMatchObject({
    state: 'PLANNED',
    waiver: null,
    percent: 0,
    version: 2,
  });
  expect(await prisma().deployment.findUniqueOrThrow({ where: { id: other.id } })).toMatchObject({ state: 'WAIVED' });
  const told = await prisma().event.findFirst({ where: { deploymentId: deployment.id } });
  expect(told).toMatchObject({ type: 'DeploymentReplanned', planId: next.id });
});
